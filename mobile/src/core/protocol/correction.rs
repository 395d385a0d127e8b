//! A visit that was returned: what is asked, what was handed in before, what may be changed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::VisitId;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::Asked;

use super::PhotoCard;

/// What screens ask for of a returned visit.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnedCommand {
    /// Takes a returned visit up: from here on the questions that were asked about are open. Said
    /// again it changes nothing. Reply: [`Reply::Sheet`](super::Reply::Sheet).
    TakeUp {
        /// The visit.
        visit: VisitId,
    },
}

/// What the reviewer asks, beside what was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Which return it is, from 1.
    pub round: u32,
    /// When the reviewer asked.
    pub asked_at: Timestamp,
    /// Until when the visit is to be handed in again.
    pub due_at: Timestamp,
    /// What the reviewer says of the visit as a whole.
    pub words: Option<String>,
    /// What is asked of each question, in the checklist's order.
    pub asked: Vec<Asked>,
    /// The questions that may be changed now, in the checklist's order: those asked about and those
    /// that a changed answer brought up. None before the visit was taken up.
    pub open: Vec<Slug>,
    /// Those of them whose answer stays: only their photos may be changed.
    pub photos_only: Vec<Slug>,
    /// The questions that differ from what was handed in.
    pub changed: Vec<Slug>,
    /// What was handed in, of each question that is asked about or open.
    pub before: BTreeMap<Slug, Before>,
}

/// What was handed in of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// Its answer.
    pub answer: Option<Answer>,
    /// The words beside it.
    pub comment: Option<String>,
    /// Its photos, those included that were replaced since.
    pub photos: Vec<PhotoCard>,
}

impl Correction {
    /// What the reviewer says of a question.
    pub fn words_about(&self, question: &Slug) -> Option<&str> {
        let mut asked = self.asked.iter();
        asked
            .find(|asked| asked.question == *question)
            .map(|asked| asked.words.as_str())
    }
}
