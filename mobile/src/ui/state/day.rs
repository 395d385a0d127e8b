//! The evaluator's day: taking on visits and giving them back.

use vitrine_shared::id::VisitId;

use super::Phone;
use crate::core::protocol::{Command, DayCommand};

impl Phone {
    /// Accepts a visit.
    pub fn accept(self, visit: VisitId) {
        self.act(Command::Day(DayCommand::Accept { visit }));
    }

    /// Gives a visit back.
    pub fn give_back(self, visit: VisitId, reason: String) {
        self.save_drafts();
        self.act(Command::Day(DayCommand::GiveBack { visit, reason }));
    }
}
