//! The addresses of the screens, behind the `#` of the app's one page.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::VisitId;

use super::views::{
    AsideScreen, Board, Briefing, Course, Enrol, EnrolByHand, ExpensesScreen, ModuleScreen, Nowhere, Outline,
    QuestionScreen, QuizResultScreen, QuizScreen, Record, Review, Sending, Settings, Shell, TrainingList,
    Visits,
};
use crate::core::protocol::CourseId;

/// Every screen that has an address.
#[derive(Clone, Debug, PartialEq, Routable)]
#[rustfmt::skip]
pub enum Route {
    #[layout(Shell)]
    /// The evaluator's visits.
    #[route("/")]
    Visits {},
    /// Enrolment with a code that is typed.
    #[route("/enrol")]
    EnrolByHand {},
    /// Enrolment from an invitation's link.
    #[route("/enrol/:code")]
    Enrol { code: String },
    /// What to know before a visit, and how it stands.
    #[route("/visits/:visit")]
    Briefing { visit: VisitId },
    /// Every question of a visit at a glance.
    #[route("/visits/:visit/questions")]
    Outline { visit: VisitId },
    /// One question.
    #[route("/visits/:visit/questions/:question")]
    QuestionScreen { visit: VisitId, question: Slug },
    /// What was spent in a visit.
    #[route("/visits/:visit/expenses")]
    ExpensesScreen { visit: VisitId },
    /// What is missing, the statement, and handing in.
    #[route("/visits/:visit/review")]
    Review { visit: VisitId },
    /// Visits on offer.
    #[route("/board")]
    Board {},
    /// What is to be learnt, what was passed.
    #[route("/training")]
    TrainingList {},
    /// One training.
    #[route("/training/:checklist/:version")]
    Course { checklist: Slug, version: u32 },
    /// A module of a training.
    #[route("/training/:checklist/:version/modules/:module")]
    ModuleScreen { checklist: Slug, version: u32, module: Slug },
    /// The quiz of a training.
    #[route("/training/:checklist/:version/quiz")]
    QuizScreen { checklist: Slug, version: u32 },
    /// What the last attempt was worth.
    #[route("/training/:checklist/:version/result")]
    QuizResultScreen { checklist: Slug, version: u32 },
    /// What the evaluator did, what it pays, how it was graded.
    #[route("/record")]
    Record {},
    /// What is on its way to the server.
    #[route("/sending")]
    Sending {},
    /// What a damaged database still holds.
    #[route("/aside")]
    AsideScreen {},
    /// Language, storage, about.
    #[route("/settings")]
    Settings {},
    /// No screen has this address.
    #[route("/:..path")]
    Nowhere { path: Vec<String> },
}

impl Route {
    /// A training.
    pub fn course(course: &CourseId) -> Self {
        Self::Course {
            checklist: course.checklist.clone(),
            version: course.version,
        }
    }

    /// A module of a training.
    pub fn module(course: &CourseId, module: &Slug) -> Self {
        Self::ModuleScreen {
            checklist: course.checklist.clone(),
            version: course.version,
            module: module.clone(),
        }
    }

    /// The quiz of a training.
    pub fn quiz(course: &CourseId) -> Self {
        Self::QuizScreen {
            checklist: course.checklist.clone(),
            version: course.version,
        }
    }

    /// What the last attempt at a quiz was worth.
    pub fn quiz_result(course: &CourseId) -> Self {
        Self::QuizResultScreen {
            checklist: course.checklist.clone(),
            version: course.version,
        }
    }

    /// Whether the screen belongs to one visit, so that nothing may disturb it.
    pub fn is_in_visit(&self) -> bool {
        matches!(
            self,
            Self::Outline { .. }
                | Self::QuestionScreen { .. }
                | Self::ExpensesScreen { .. }
                | Self::Review { .. }
        )
    }

    /// Whether discreet mode is about it.
    pub fn has_veil(&self) -> bool {
        self.is_in_visit() || matches!(self, Self::Briefing { .. })
    }

    /// Whether the bar to the other places is shown below it.
    pub fn has_bar(&self) -> bool {
        matches!(
            self,
            Self::Visits {}
                | Self::Board {}
                | Self::TrainingList {}
                | Self::Record {}
                | Self::Sending {}
                | Self::Settings {}
                | Self::Nowhere { .. }
        )
    }
}
