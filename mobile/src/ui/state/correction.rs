//! The open visit while it is corrected: which questions take changes, and where it goes on.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::VisitId;

use super::{Desk, Phone};
use crate::core::protocol::{Command, Correction, ReturnedCommand, Stage};

impl Desk {
    /// What is asked of this visit, if it is the open one and was sent back.
    pub fn correction(&self, visit: VisitId) -> Option<Correction> {
        let sheet = self.sheet.read();
        let sheet = sheet.as_ref().filter(|sheet| sheet.visit == visit)?;
        sheet.correction.clone()
    }

    /// Whether this question's answer can be changed now.
    pub fn takes_answer(&self, question: &Slug) -> bool {
        self.takes(question, |correction| !correction.photos_only.contains(question))
    }

    /// Whether this question's photos can be changed now.
    pub fn takes_photos(&self, question: &Slug) -> bool {
        self.takes(question, |_| true)
    }

    fn takes(&self, question: &Slug, in_correction: impl FnOnce(&Correction) -> bool) -> bool {
        let sheet = self.sheet.read();
        let Some(sheet) = sheet.as_ref().filter(|sheet| sheet.stage.is_open()) else {
            return false;
        };
        sheet
            .correction
            .as_ref()
            .is_none_or(|correction| correction.open.contains(question) && in_correction(correction))
    }

    /// The questions to turn through: those shown, or those that are open in a correction.
    pub(super) fn pages(&self) -> Vec<Slug> {
        let sheet = self.sheet.read();
        let Some(sheet) = sheet.as_ref() else {
            return Vec::new();
        };
        match &sheet.correction {
            Some(correction) if sheet.stage == Stage::Correcting => correction.open.clone(),
            _ => sheet.visible.clone(),
        }
    }

    /// Which of so many pages this question is, from 1.
    pub fn place_of(&self, question: &Slug) -> Option<(usize, usize)> {
        let pages = self.pages();
        let at = pages.iter().position(|id| id == question)?;
        Some((at + 1, pages.len()))
    }

    /// Where a correction goes on: the first open question that is as it was, else the first.
    pub(super) fn next_asked(&self) -> Option<Slug> {
        let sheet = self.sheet.read();
        let correction = sheet.as_ref()?.correction.as_ref()?;
        let mut open = correction.open.iter();
        let unchanged = open.find(|id| !correction.changed.contains(id));
        unchanged.or(correction.open.first()).cloned()
    }
}

impl Phone {
    /// Takes a returned visit up; `then` hears of the first question to be corrected.
    pub fn take_up(mut self, visit: VisitId, then: impl FnOnce(Slug) + 'static) {
        self.desk.is_working.set(true);
        let command = Command::Returned(ReturnedCommand::TakeUp { visit });
        self.send(command, move |phone, reply| {
            phone.acted(reply);
            if let Some(question) = phone.desk.next_question().filter(|_| phone.desk.has(visit)) {
                then(question);
            }
        });
    }
}
