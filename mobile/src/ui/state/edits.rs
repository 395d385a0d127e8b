//! Answers on their way to the core: typed, sent, confirmed.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::VisitId;

use super::{Desk, Phone};
use crate::core::protocol::{Command, CoreError};
use crate::ui::platform;

/// How long typing rests before its words are saved, in milliseconds.
pub(super) const TYPING_RESTS_MS: u32 = 600;

/// An answer that was sent and is not confirmed.
#[derive(Clone, PartialEq)]
pub(super) struct Edit {
    pub answer: Option<Answer>,
    pub comment: Option<String>,
    ticket: u64,
    failed: Option<CoreError>,
}

/// Words that are being typed and were not sent yet.
#[derive(Clone, PartialEq)]
pub(super) struct Draft {
    visit: VisitId,
    answer: Option<Option<Answer>>,
    comment: Option<String>,
    ticket: u64,
}

/// What the saved-indicator says.
#[derive(Clone, Debug, PartialEq)]
pub enum Saving {
    /// The core confirmed everything.
    Saved,
    /// Something is on its way.
    Pending,
    /// Something could not be saved.
    Failed(CoreError),
}

impl Desk {
    /// How far the open visit is saved.
    pub fn saving(&self) -> Saving {
        let edits = self.edits.read();
        if let Some(error) = edits.values().find_map(|edit| edit.failed.clone()) {
            return Saving::Failed(error);
        }
        let jots = self.jots.read();
        if let Some(error) = jots.values().find_map(|jot| jot.failed.clone()) {
            return Saving::Failed(error);
        }
        if edits.is_empty() && jots.is_empty() && self.drafts.read().is_empty() {
            Saving::Saved
        } else {
            Saving::Pending
        }
    }

    /// Whether something is on its way to the core.
    pub fn is_saving(&self) -> bool {
        self.saving() == Saving::Pending || *self.is_working.read()
    }

    /// Why this question's answer, or the note beside it, could not be saved.
    pub fn failure(&self, question: &Slug) -> Option<CoreError> {
        let edit = self
            .edits
            .read()
            .get(question)
            .and_then(|edit| edit.failed.clone());
        edit.or_else(|| self.jots.read().get(question)?.failed.clone())
    }

    pub(super) fn next_ticket(mut self) -> u64 {
        let ticket = *self.ticket.peek() + 1;
        self.ticket.set(ticket);
        ticket
    }
}

impl Phone {
    /// Answers a question; nothing takes the answer back. The comment stays.
    pub fn answer(mut self, question: &Slug, answer: Option<Answer>) {
        let draft = self.desk.drafts.write().remove(question);
        let comment = match draft.and_then(|draft| draft.comment) {
            Some(typed) => words(&typed),
            None => self.desk.comment(question),
        };
        let visit = *self.desk.visit.peek();
        if let Some(visit) = visit {
            self.save(visit, question, answer, comment);
        }
    }

    /// Takes typed words as an answer as soon as typing rests.
    pub fn type_answer(self, question: &Slug, answer: Option<Answer>) {
        self.draft(question, |draft| draft.answer = Some(answer));
    }

    /// Takes typed words as the comment as soon as typing rests.
    pub fn type_comment(self, question: &Slug, comment: String) {
        self.draft(question, |draft| draft.comment = Some(comment));
    }

    /// Tries again to save what failed.
    pub fn save_again(self) {
        self.save_notes();
        let Some(visit) = *self.desk.visit.peek() else {
            return;
        };
        let failed: Vec<_> = self
            .desk
            .edits
            .peek()
            .iter()
            .filter(|(_, edit)| edit.failed.is_some())
            .map(|(question, edit)| (question.clone(), edit.clone()))
            .collect();
        for (question, edit) in failed {
            self.save(visit, &question, edit.answer, edit.comment);
        }
    }

    /// Saves everything that is being typed now.
    pub fn save_drafts(self) {
        let typed: Vec<Slug> = self.desk.drafts.peek().keys().cloned().collect();
        for question in typed {
            self.save_draft(&question);
        }
        self.save_notes();
    }

    /// Saves what is being typed at one question now.
    pub fn save_draft(mut self, question: &Slug) {
        let Some(draft) = self.desk.drafts.write().remove(question) else {
            return;
        };
        let answer = draft.answer.unwrap_or_else(|| self.desk.answer(question));
        let comment = match draft.comment {
            Some(typed) => words(&typed),
            None => self.desk.comment(question),
        };
        let (known, known_comment) = (self.desk.answer(question), self.desk.comment(question));
        // Words beside no answer are kept nowhere: there is nothing to save.
        let is_nothing = answer.is_none() && known.is_none();
        if !is_nothing && (answer != known || comment != known_comment) {
            self.save(draft.visit, question, answer, comment);
        }
    }

    fn draft(mut self, question: &Slug, change: impl FnOnce(&mut Draft)) {
        let Some(visit) = *self.desk.visit.peek() else {
            return;
        };
        let ticket = self.desk.next_ticket();
        {
            let mut drafts = self.desk.drafts.write();
            let draft = drafts.entry(question.clone()).or_insert(Draft {
                visit,
                answer: None,
                comment: None,
                ticket,
            });
            draft.ticket = ticket;
            change(draft);
        }
        let question = question.clone();
        spawn_forever(async move {
            platform::sleep(TYPING_RESTS_MS).await;
            let rests = self
                .desk
                .drafts
                .peek()
                .get(&question)
                .is_some_and(|draft| draft.ticket == ticket);
            if rests {
                self.save_draft(&question);
            }
        });
    }

    fn save(mut self, visit: VisitId, question: &Slug, answer: Option<Answer>, comment: Option<String>) {
        let ticket = self.desk.next_ticket();
        let edit = Edit {
            answer: answer.clone(),
            comment: comment.clone(),
            ticket,
            failed: None,
        };
        self.desk.edits.write().insert(question.clone(), edit);
        let question = question.clone();
        let command = match answer {
            Some(answer) => Command::Answer {
                visit,
                question: question.clone(),
                answer,
                comment,
            },
            None => Command::Clear {
                visit,
                question: question.clone(),
            },
        };
        self.send(command, move |mut phone, reply| {
            let done = phone.take_reply(reply);
            let mut edits = phone.desk.edits.write();
            if edits.get(&question).is_none_or(|edit| edit.ticket != ticket) {
                return;
            }
            match done {
                Ok(()) => drop(edits.remove(&question)),
                Err(error) => {
                    if let Some(edit) = edits.get_mut(&question) {
                        edit.failed = Some(error);
                    }
                }
            }
        });
    }
}

/// Typed words without the blanks around them; none where nothing is left.
fn words(typed: &str) -> Option<String> {
    let trimmed = typed.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}
