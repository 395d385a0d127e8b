//! Which questions are shown, given the answers so far.

use std::collections::{BTreeMap, HashMap};

use super::{Checklist, Condition, Question, Slug};
use crate::answer::Answer;

/// The shown questions of a checklist at one moment of a visit.
///
/// What hides a question hides what depends on it: a condition never looks at the answer of a
/// question that is not shown, even where one was typed before it disappeared.
pub struct Visible<'a> {
    questions: Vec<(&'a Question, Showing)>,
    places: HashMap<&'a str, usize>,
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
        let questions: Vec<_> = checklist
            .questions()
            .map(|(_, q)| (q, Showing::Unknown))
            .collect();
        let ids = questions.iter().map(|(question, _)| question.id.as_str());
        let places = ids.zip(0..).collect();
        let mut visible = Self {
            questions,
            places,
            answers,
            persona,
        };
        for place in 0..visible.questions.len() {
            visible.decide(place);
        }
        visible
    }

    /// Whether this question is shown.
    pub fn shows(&self, question: &Slug) -> bool {
        matches!(self.find(question), Some((_, Showing::Shown)))
    }

    /// The answer that counts: of a question that is shown.
    pub fn answer(&self, question: &Slug) -> Option<&'a Answer> {
        if self.shows(question) {
            self.answers.get(question)
        } else {
            None
        }
    }

    /// The answer that counts of each question, in the order of the checklist.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = Option<&'a Answer>> + '_ {
        self.questions.iter().map(|(question, showing)| match showing {
            Showing::Shown => self.answers.get(&question.id),
            _ => None,
        })
    }

    /// Whether a condition holds over the shown questions.
    pub fn holds(&self, condition: &Condition) -> bool {
        condition.holds(self.persona, &mut |id| {
            let (question, showing) = self.find(id)?;
            if showing != Showing::Shown {
                return None;
            }
            self.answers.get(id).map(|answer| (question, answer))
        })
    }

    fn find(&self, id: &Slug) -> Option<(&'a Question, Showing)> {
        let place = *self.places.get(id.as_str())?;
        self.questions.get(place).copied()
    }

    /// Decides about the question at this place, those that it depends on first.
    fn decide(&mut self, place: usize) -> Showing {
        let Some((question, showing)) = self.questions.get(place).copied() else {
            return Showing::Hidden;
        };
        if showing != Showing::Unknown {
            return showing;
        }
        let showing = match &question.show_if {
            None => Showing::Shown,
            Some(condition) => {
                self.set(place, Showing::Deciding);
                let persona = self.persona;
                match condition.holds(persona, &mut |other| self.decided_answer(other)) {
                    true => Showing::Shown,
                    false => Showing::Hidden,
                }
            }
        };
        self.set(place, showing);
        showing
    }

    fn decided_answer(&mut self, id: &Slug) -> Option<(&'a Question, &'a Answer)> {
        let place = *self.places.get(id.as_str())?;
        if self.decide(place) != Showing::Shown {
            return None;
        }
        let (question, _) = self.questions.get(place)?;
        self.answers.get(id).map(|answer| (*question, answer))
    }

    fn set(&mut self, place: usize, showing: Showing) {
        if let Some(entry) = self.questions.get_mut(place) {
            entry.1 = showing;
        }
    }
}
