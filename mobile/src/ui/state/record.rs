//! The evaluator's own record.

use dioxus::prelude::*;
use vitrine_shared::id::VisitId;

use super::Phone;
use crate::core::protocol::{Command, CoreError, RecordCommand, RecordView, Reply};
use crate::ui::words;

/// Handles to the record.
#[derive(Clone, Copy, PartialEq)]
pub struct Record {
    /// The record; none before it came.
    pub view: Signal<Option<RecordView>>,
    /// The visit whose appeal could not be made, and why.
    pub trouble: Signal<Option<(VisitId, CoreError)>>,
}

impl Record {
    pub(super) fn new() -> Self {
        Self {
            view: Signal::new(None),
            trouble: Signal::new(None),
        }
    }

    /// How many rejections the evaluator can still appeal against, and did not.
    pub fn may_appeal(&self) -> usize {
        let view = self.view.read();
        let lines = view.as_ref().map(|view| view.lines.iter());
        let now = words::now();
        lines
            .into_iter()
            .flatten()
            .filter(|line| now.is_some_and(|now| line.may_appeal(now)))
            .count()
    }
}

impl Phone {
    /// Asks for the record.
    pub fn refresh_record(self) {
        self.send(Command::Record(RecordCommand::List), |mut phone, reply| {
            if let Ok(Reply::Record(record)) = reply {
                phone.record.view.set(Some(*record));
            }
        });
    }

    /// Appeals against the rejection of a visit.
    pub fn appeal(mut self, visit: VisitId, words: String) {
        self.record.trouble.set(None);
        let command = Command::Record(RecordCommand::Appeal { visit, words });
        self.send(command, move |mut phone, reply| {
            if let Err(error) = reply {
                phone.record.trouble.set(Some((visit, error)));
            }
            phone.refresh_record();
        });
    }
}
