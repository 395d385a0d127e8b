//! Which questions are shown, given the answers so far.

use std::collections::{BTreeMap, HashMap};

use super::{Checklist, Condition, Question, Slug};
use crate::answer::Answer;

/// The shown questions of a checklist at one moment of a visit.
///
/// What hides a question hides what depends on it: a condition never looks at the answer of a
/// question that is not shown, even where one was typed before it disappeared.
pub struct Visible<'a> {
    questions: HashMap<&'a str, (&'a Question, Showing)>,
    answers: &'a BTreeMap<Slug, Answer>,
    persona: Option<&'a Slug>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Showing {
    Unknown,
    /// Being decided: met again only in a cycle, which loading refuses; counted as hidden.
    Deciding,
    Shown,
    Hidden,
}

impl<'a> Visible<'a> {
    /// Decides for every question of the checklist.
    pub fn new(
        checklist: &'a Checklist,
        persona: Option<&'a Slug>,
        answers: &'a BTreeMap<Slug, Answer>,
    ) -> Self {
        let questions = checklist
            .questions()
            .map(|(_, q)| (q.id.as_str(), (q, Showing::Unknown)))
            .collect();
        let mut visible = Self {
            questions,
            answers,
            persona,
        };
        for (_, question) in checklist.questions() {
            visible.decide(&question.id);
        }
        visible
    }

    /// Whether this question is shown.
    pub fn shows(&self, question: &Slug) -> bool {
        matches!(self.questions.get(question.as_str()), Some((_, Showing::Shown)))
    }

    /// The answer that counts: of a question that is shown.
    pub fn answer(&self, question: &Slug) -> Option<&'a Answer> {
        if self.shows(question) {
            self.answers.get(question)
        } else {
            None
        }
    }

    /// Whether a condition holds over the shown questions.
    pub fn holds(&self, condition: &Condition) -> bool {
        condition.holds(self.persona, &mut |id| {
            let (question, showing) = self.questions.get(id.as_str())?;
            if *showing != Showing::Shown {
                return None;
            }
            self.answers.get(id).map(|answer| (*question, answer))
        })
    }

    fn decide(&mut self, id: &Slug) -> Option<(&'a Question, &'a Answer)> {
        let (question, showing) = *self.questions.get(id.as_str())?;
        let showing = match showing {
            Showing::Unknown => {
                self.set(id, Showing::Deciding);
                let persona = self.persona;
                let shown = question
                    .show_if
                    .as_ref()
                    .is_none_or(|condition| condition.holds(persona, &mut |other| self.decide(other)));
                let showing = if shown { Showing::Shown } else { Showing::Hidden };
                self.set(id, showing);
                showing
            }
            decided => decided,
        };
        if showing != Showing::Shown {
            return None;
        }
        self.answers.get(id).map(|answer| (question, answer))
    }

    fn set(&mut self, id: &Slug, showing: Showing) {
        if let Some(entry) = self.questions.get_mut(id.as_str()) {
            entry.1 = showing;
        }
    }
}
