//! Notes to oneself on their way to the core.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::VisitId;

use super::edits::TYPING_RESTS_MS;
use super::{Desk, Phone};
use crate::core::protocol::{Command, CoreError};
use crate::ui::platform;

/// A note that is being typed, or that was sent and is not confirmed.
#[derive(Clone, PartialEq)]
pub(super) struct Jot {
    visit: VisitId,
    words: String,
    ticket: u64,
    is_sent: bool,
    pub failed: Option<CoreError>,
}

impl Desk {
    /// The note beside a question, saved or not yet.
    pub fn note(&self, question: &Slug) -> Option<String> {
        if let Some(jot) = self.jots.read().get(question) {
            return Some(jot.words.clone()).filter(|words| !words.trim().is_empty());
        }
        self.sheet.read().as_ref()?.notes.get(question).cloned()
    }
}

impl Phone {
    /// Takes typed words as the note as soon as typing rests.
    pub fn type_note(mut self, question: &Slug, words: String) {
        let Some(visit) = *self.desk.visit.peek() else {
            return;
        };
        let ticket = self.desk.next_ticket();
        let jot = Jot {
            visit,
            words,
            ticket,
            is_sent: false,
            failed: None,
        };
        self.desk.jots.write().insert(question.clone(), jot);
        let question = question.clone();
        spawn_forever(async move {
            platform::sleep(TYPING_RESTS_MS).await;
            let rests = self.desk.jots.peek().get(&question).map(|jot| jot.ticket) == Some(ticket);
            if rests {
                self.save_note(&question);
            }
        });
    }

    /// Saves every note that is being typed, and again what could not be saved.
    pub fn save_notes(self) {
        let typed: Vec<Slug> = self.desk.jots.peek().keys().cloned().collect();
        for question in typed {
            self.save_note(&question);
        }
    }

    /// Saves what is being noted at one question now.
    pub fn save_note(mut self, question: &Slug) {
        let Some(jot) = self.desk.jots.write().get_mut(question).and_then(|jot| {
            let is_due = !jot.is_sent || jot.failed.is_some();
            (jot.is_sent, jot.failed) = (true, None);
            is_due.then(|| jot.clone())
        }) else {
            return;
        };
        let question = question.clone();
        let command = Command::KeepNote {
            visit: jot.visit,
            question: question.clone(),
            words: jot.words,
        };
        self.send(command, move |mut phone, reply| {
            let done = phone.take_reply(reply);
            let mut jots = phone.desk.jots.write();
            if jots.get(&question).is_none_or(|now| now.ticket != jot.ticket) {
                return;
            }
            match done {
                Ok(()) => drop(jots.remove(&question)),
                Err(error) => {
                    if let Some(now) = jots.get_mut(&question) {
                        now.failed = Some(error);
                    }
                }
            }
        });
    }
}
