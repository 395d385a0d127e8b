//! Claiming what was spent, changing it, taking it back.

use vitrine_shared::event::What;
use vitrine_shared::expense::{Claim, ClaimError};
use vitrine_shared::id::{ExpenseId, VisitId};

use super::Core;
use super::photos::was_handed_in;
use crate::core::platform::Platform;
use crate::core::protocol::{Claimed, CoreError, MoneyCommand, Reply};

impl<P: Platform> Core<P> {
    pub(super) fn money(&self, command: MoneyCommand) -> Result<Reply, CoreError> {
        match command {
            MoneyCommand::Claim {
                visit,
                expense,
                claimed,
            } => self.claim_expense(visit, expense, claimed),
            MoneyCommand::Withdraw { visit, expense } => self.withdraw_expense(visit, expense),
        }
    }

    fn claim_expense(
        &self,
        visit: VisitId,
        expense: Option<ExpenseId>,
        claimed: Claimed,
    ) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        let known = expense.and_then(|expense| session.sheet().claims.get(&expense));
        let expense = match (expense, known) {
            (Some(_), None) => return Err(CoreError::Claim(ClaimError::Unknown)),
            (Some(expense), Some(_)) => expense,
            (None, _) => {
                let mut random = [0; 10];
                self.platform.fill_random(&mut random)?;
                ExpenseId::new(self.platform.now(), random)
            }
        };
        let note = claimed.note.trim();
        let claim = Claim {
            expense,
            kind: claimed.kind,
            amount_minor: claimed.amount_minor,
            note: (!note.is_empty()).then(|| note.to_owned()),
        };
        if known == Some(&claim) && session.sheet().submitted.is_none() {
            return self.sheet_reply(&row, &session);
        }
        let next = self.record_with(&row, &session, What::ExpenseClaimed(claim), None, |record| {
            self.store.append(visit, record)
        })?;
        self.sheet_reply(&row, &next)
    }

    fn withdraw_expense(&self, visit: VisitId, expense: ExpenseId) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        let photos = session.sheet().receipts_of(expense);
        // What was handed in before stays here until the next receipt is held.
        let gone: Vec<_> = photos
            .iter()
            .copied()
            .filter(|photo| !was_handed_in(&session, photo))
            .collect();
        let what = What::ExpenseWithdrawn { expense, photos };
        let next = self.record_with(&row, &session, what, None, |record| {
            self.store.append_withdrawn(visit, record, &gone)
        })?;
        self.sheet_reply(&row, &next)
    }
}
