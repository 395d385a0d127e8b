//! Building blocks of the screens: they take values and signals and say what was tapped.

mod agenda;

pub mod answer;

mod banners;

mod bars;

mod calendar;

mod camera;

mod certificate;

mod comment;

mod course;

mod editor;

mod expenses;

mod export;

mod feedback;

mod file_button;

mod free_space;

mod give_back;

mod group;

mod guides;

mod icon;

mod memos;

mod networks;

mod note_to_self;

mod outbox;

mod payment;

mod photo_tiles;

mod photos;

mod picture;

mod practice;

mod progress;

mod prose;

mod quick;
mod rejected;
mod returned;

mod sync_chip;

mod veil;

mod whereabouts;

pub use agenda::{AgendaTools, Reminder};
pub use banners::Banners;
pub use bars::{BackBar, PlacesBar, ScreenTitle, TopBar};
pub use calendar::WaysOut;
pub use certificate::Certificate;
pub use comment::Comment;
pub use course::use_course;
pub use expenses::{SpentLine, cap_text};
pub use export::{Export, ExportRaw};
pub use feedback::{Empty, Failure, Loading, Note, Tone};
pub use free_space::FreeSpace;
pub use give_back::{AcceptButton, GiveBack};
pub use group::{GroupControl, counted, instances};
pub use guides::Guidance;
pub use icon::{Icon, Sign};
pub use memos::Memos;
pub use networks::Networks;
pub use note_to_self::NoteToSelf;
pub use outbox::{AskedNote, Outbox};
pub use payment::{PaidNote, PaidShort, PaidSums};
pub use photos::Photos;
pub use practice::{PracticeBar, PracticeDone, Preparation};
pub use progress::{SavedSign, Steps};
pub use prose::Prose;
pub use quick::QuickAnswer;
pub use rejected::Rejected;
pub use returned::{AskedAbout, Corrected, Returned};
pub use sync_chip::SyncChip;
pub use veil::{Cover, DiscreetSwitch, HideButton};
pub use whereabouts::{ArrivalNews, Waiting, WhereaboutsNote, in_short};
