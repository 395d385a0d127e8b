//! What the agency sent back for correction, as the visit's evaluator knows it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::checklist::Slug;
use crate::id::DeviceId;
use crate::time::Timestamp;

/// The longest words of a reviewer about one question, or about the visit, in characters.
pub const MAX_RETURN_CHARS: usize = 1000;

/// How long after its deadline the server waits for a correction before it lets the visit expire,
/// in milliseconds: what was corrected in time may still be on a phone without a network.
pub const RETURN_GRACE_MS: i64 = 24 * 60 * 60 * 1000;

/// A visit that was sent back, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// Which return of the visit it is, from 1.
    pub round: u32,
    /// The phone that handed the visit in: only its log can go on.
    pub device: DeviceId,
    /// When the reviewer asked.
    pub asked_at: Timestamp,
    /// Until when it is to be handed in again.
    pub due_at: Timestamp,
    /// What the reviewer says of the visit as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// What is asked, in the order of the checklist.
    pub questions: Vec<Asked>,
    /// When the agency stopped waiting for the correction, if it did: what was handed in before counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back_at: Option<Timestamp>,
}

/// One question that a reviewer asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The question.
    pub question: Slug,
    /// What is wrong with its answer or its photos, in the reviewer's words.
    pub words: String,
}

impl Return {
    /// The questions, in the order of their names.
    pub fn asked(&self) -> Vec<Slug> {
        let sorted: BTreeSet<Slug> = self
            .questions
            .iter()
            .map(|asked| asked.question.clone())
            .collect();
        sorted.into_iter().collect()
    }

    /// What is asked of a question.
    pub fn words_about(&self, question: &Slug) -> Option<&str> {
        let mut questions = self.questions.iter();
        questions
            .find(|asked| asked.question == *question)
            .map(|asked| asked.words.as_str())
    }
}
