//! The addresses of the screens, behind the `#` of the app's one page.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::VisitId;

use super::views::{
    Briefing, Enrol, EnrolByHand, Nowhere, Outline, QuestionScreen, Review, Sending, Settings, Shell, Visits,
};

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
    /// What is missing, the statement, and handing in.
    #[route("/visits/:visit/review")]
    Review { visit: VisitId },
    /// What is on its way to the server.
    #[route("/sending")]
    Sending {},
    /// Language, storage, about.
    #[route("/settings")]
    Settings {},
    /// No screen has this address.
    #[route("/:..path")]
    Nowhere { path: Vec<String> },
}

impl Route {
    /// Whether the screen belongs to one visit, so that nothing may disturb it.
    pub fn is_in_visit(&self) -> bool {
        matches!(
            self,
            Self::Outline { .. } | Self::QuestionScreen { .. } | Self::Review { .. }
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
            Self::Visits {} | Self::Sending {} | Self::Settings {} | Self::Nowhere { .. }
        )
    }
}
