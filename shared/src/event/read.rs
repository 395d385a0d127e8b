//! Reading events: nearly all of a visit's log are answers.

use std::borrow::Cow;

use serde::Deserialize;

use super::{Event, Position, What};
use crate::answer::Answer;
use crate::checklist::Slug;
use crate::time::Timestamp;

/// What every event says, whatever it tells of.
#[derive(Deserialize)]
struct Stamp<'a> {
    seq: u64,
    at: Timestamp,
    elapsed_ms: i64,
    #[serde(default)]
    position: Option<Position>,
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
}

/// The fields of a [`What::Answered`].
#[derive(Deserialize)]
struct Answered {
    question: Slug,
    answer: Answer,
    #[serde(default)]
    comment: Option<String>,
}

impl Event {
    /// Reads an event from its JSON, as its `Deserialize` does. That one cannot know its kind before it
    /// has seen every field, and so keeps them all until then; here an answer is read without that.
    ///
    /// # Errors
    /// The text is no event.
    pub fn read(body: &str) -> serde_json::Result<Self> {
        let stamp: Stamp<'_> = serde_json::from_str(body)?;
        if stamp.kind != "answered" {
            return serde_json::from_str(body);
        }
        let answered: Answered = serde_json::from_str(body)?;
        Ok(Self {
            seq: stamp.seq,
            at: stamp.at,
            elapsed_ms: stamp.elapsed_ms,
            position: stamp.position,
            what: What::Answered {
                question: answered.question,
                answer: answered.answer,
                comment: answered.comment,
            },
        })
    }
}
