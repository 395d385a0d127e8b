//! The event log in the words of a reader.

use std::collections::BTreeMap;

use vitrine_shared::checklist::{Checklist, Slug};
use vitrine_shared::event::{Event, Position, What};
use vitrine_shared::id::MediaId;
use vitrine_shared::text::Text;
use vitrine_shared::time::Timestamp;

use super::PhotoDeed;

/// One line of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// Its place in the chain, from 1.
    pub seq: u64,
    /// What the phone's clock said.
    pub at: Timestamp,
    /// Milliseconds since the visit began, by the monotonic clock.
    pub elapsed_ms: i64,
    /// What happened.
    pub what: LogWhat,
    /// Where the phone was.
    pub position: Option<Position>,
}

/// What happened, with the question it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct LogWhat {
    /// The kind of event as on the wire.
    pub kind: &'static str,
    /// The question's text, where the event is about one.
    pub question: Option<Text>,
}

/// The log of these events.
pub fn read_log(events: &[Event], checklist: &Checklist) -> Vec<LogEntry> {
    // What is thrown away is named by its id alone: the question is told where it was taken.
    let asked: BTreeMap<MediaId, &Slug> = events.iter().filter_map(asked_by).collect();
    let entry = |event: &Event| {
        let (kind, question) = match &event.what {
            What::CheckedIn => ("checked_in", None),
            What::Answered { question, .. } => ("answered", Some(question)),
            What::Cleared { question } => ("cleared", Some(question)),
            What::PhotoTaken(photo) => (PhotoDeed::of(photo).kind(), Some(&photo.question)),
            What::PhotoDiscarded { photo } => ("photo_discarded", asked.get(photo).copied()),
            What::AudioRecorded(audio) => ("audio_recorded", Some(&audio.question)),
            What::AudioDiscarded { audio } => ("audio_discarded", asked.get(audio).copied()),
            What::ExpenseClaimed(_) => ("expense_claimed", None),
            What::ExpenseWithdrawn { .. } => ("expense_withdrawn", None),
            What::Paused => ("paused", None),
            What::Resumed => ("resumed", None),
            What::CheckedOut => ("checked_out", None),
            What::Declared { .. } => ("declared", None),
            What::Submitted(_) => ("submitted", None),
            What::Reopened { .. } => ("reopened", None),
            What::Released { .. } => ("released", None),
        };
        let question = question
            .and_then(|id| checklist.question(id))
            .map(|q| q.text.clone());
        LogEntry {
            seq: event.seq,
            at: event.at,
            elapsed_ms: event.elapsed_ms,
            what: LogWhat { kind, question },
            position: event.position,
        }
    };
    events.iter().map(entry).collect()
}

fn asked_by(event: &Event) -> Option<(MediaId, &Slug)> {
    match &event.what {
        What::PhotoTaken(photo) => Some((photo.photo, &photo.question)),
        What::AudioRecorded(audio) => Some((audio.audio, &audio.question)),
        _ => None,
    }
}
