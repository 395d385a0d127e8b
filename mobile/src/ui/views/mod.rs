//! The screens, one for each address.

mod briefing;

mod enrol;

mod nowhere;

mod outline;

mod question;

mod review;

mod sending;

mod settings;

mod shell;

mod visit_card;

mod visits;

pub use briefing::Briefing;
pub use enrol::{Enrol, EnrolByHand};
pub use nowhere::Nowhere;
pub use outline::Outline;
pub use question::QuestionScreen;
pub use review::Review;
pub use sending::Sending;
pub use settings::Settings;
pub use shell::Shell;
pub use visits::Visits;
