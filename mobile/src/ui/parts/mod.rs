//! Building blocks of the screens: they take values and signals and say what was tapped.

pub mod answer;

mod banners;

mod bars;

mod camera;

mod comment;

mod feedback;

mod icon;

mod photos;

mod picture;

mod progress;

mod sync_chip;

pub use banners::Banners;
pub use bars::{BackBar, PlacesBar, ScreenTitle};
pub use comment::Comment;
pub use feedback::{Empty, Failure, Loading, Note, Tone};
pub use icon::{Icon, Sign};
pub use photos::Photos;
pub use progress::{SavedSign, Steps};
pub use sync_chip::SyncChip;
