//! The screens, one for each address.

mod aside;

mod board;

mod briefing;

mod course;

mod enrol;

mod expenses;

mod module;

mod nowhere;

mod outline;

mod record;

mod question;

mod quiz;

mod quiz_result;

mod review;

mod sending;

mod settings;

mod shell;

mod training;

mod visit_card;

mod visits;

pub use aside::AsideScreen;
pub use board::Board;
pub use briefing::Briefing;
pub use course::Course;
pub use enrol::{Enrol, EnrolByHand};
pub use expenses::ExpensesScreen;
pub use module::ModuleScreen;
pub use nowhere::Nowhere;
pub use outline::{Outline, answer_text};
pub use question::QuestionScreen;
pub use quiz::QuizScreen;
pub use quiz_result::QuizResultScreen;
pub use record::Record;
pub use review::Review;
pub use sending::Sending;
pub use settings::Settings;
pub use shell::Shell;
pub use training::TrainingList;
pub use visits::Visits;
