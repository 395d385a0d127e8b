//! What was spent, on its way to the core.

use dioxus::prelude::*;
use vitrine_shared::id::{ExpenseId, VisitId};

use super::Phone;
use crate::core::protocol::{Claimed, Command, CoreError, MoneyCommand};

impl Phone {
    /// Claims what was spent, or changes a claim; `then` hears how it went, whatever is on screen by then.
    pub fn claim_expense(
        mut self,
        visit: VisitId,
        expense: Option<ExpenseId>,
        claimed: Claimed,
        then: impl FnOnce(Option<CoreError>) + 'static,
    ) {
        self.desk.is_working.set(true);
        let command = Command::Money(MoneyCommand::Claim {
            visit,
            expense,
            claimed,
        });
        self.send(command, move |phone, reply| {
            let failed = reply.as_ref().err().cloned();
            phone.acted(reply);
            then(failed);
        });
    }

    /// Takes a claim back.
    pub fn withdraw_expense(self, visit: VisitId, expense: ExpenseId) {
        self.act(Command::Money(MoneyCommand::Withdraw { visit, expense }));
    }
}
