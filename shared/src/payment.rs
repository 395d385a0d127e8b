//! What a visit pays its evaluator: what is owed, what was paid, what is still due.
//!
//! What is owed follows from the visit as it stands; what was paid is a ledger that is only added to.
//! A change after a payment shows as a difference, which may be negative.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::PaymentId;
use crate::visit::VisitState;

/// The longest reference of a payment, in characters.
pub const MAX_REFERENCE_CHARS: usize = 120;

/// Whether a visit in this state is paid: found good, counted or not.
pub fn is_payable(state: VisitState) -> bool {
    matches!(
        state,
        VisitState::Approved | VisitState::Published | VisitState::Excluded
    )
}

/// What a visit pays, in the currency's minor unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// What was agreed for the visit.
    pub fee_minor: i64,
    /// What the agency adds for the work.
    pub bonus_minor: i64,
    /// What was accepted of the expenses.
    pub expenses_minor: i64,
}

impl Owed {
    /// What is owed for a visit in this state: nothing before it was found good. Never less than nothing.
    pub fn of(state: VisitState, fee_minor: i64, bonus_minor: i64, expenses_minor: i64) -> Self {
        if !is_payable(state) {
            return Self::default();
        }
        Self {
            fee_minor: fee_minor.max(0),
            bonus_minor: bonus_minor.max(0),
            expenses_minor: expenses_minor.max(0),
        }
    }

    /// The sum of it.
    pub fn total_minor(self) -> i64 {
        self.fee_minor
            .saturating_add(self.bonus_minor)
            .saturating_add(self.expenses_minor)
    }

    /// What is left to pay after so much; negative where too much was paid.
    pub fn due_minor(self, paid_minor: i64) -> i64 {
        self.total_minor().saturating_sub(paid_minor)
    }
}

/// What a payment, or the reversal of one, brought for one visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentLine {
    /// The payment that it is a part of.
    pub payment: PaymentId,
    /// How much, in the currency's minor unit; negative where something was taken back.
    pub amount_minor: i64,
    /// The day it was paid.
    pub paid_on: NaiveDate,
    /// How to find it: a transfer's number, a key, a word.
    pub reference: String,
    /// The payment that it reverses because it was recorded wrongly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reverses: Option<PaymentId>,
}

/// What was paid by these lines, in the minor unit.
pub fn paid_minor<'a>(lines: impl IntoIterator<Item = &'a PaymentLine>) -> i64 {
    lines
        .into_iter()
        .fold(0, |sum, line| sum.saturating_add(line.amount_minor))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_excluded_visit_is_paid_and_a_rejected_one_is_not() {
        let owed = |state| Owed::of(state, 4500, 1000, 250).total_minor();
        assert_eq!(owed(VisitState::Excluded), 5750);
        assert_eq!(owed(VisitState::Published), 5750);
        for state in [
            VisitState::Rejected,
            VisitState::InReview,
            VisitState::Returned,
            VisitState::Submitted,
        ] {
            assert_eq!(owed(state), 0, "{state:?}");
        }
    }

    proptest! {
        /// Whatever changes between payments, paying what is due each time settles the visit.
        #[test]
        fn paying_what_is_due_always_settles(
            steps in proptest::collection::vec(
                (0..VisitState::ALL.len(), -5..1_000_000_i64, -5..1_000_000_i64, -5..1_000_000_i64), 1..20,
            ),
        ) {
            let mut ledger = Vec::new();
            for (state, fee, bonus, expenses) in steps {
                let state = VisitState::ALL.get(state).copied().unwrap_or(VisitState::Planned);
                let owed = Owed::of(state, fee, bonus, expenses);
                prop_assert!(owed.total_minor() >= 0);
                let paid: i64 = ledger.iter().sum();
                ledger.push(owed.due_minor(paid));
                let paid: i64 = ledger.iter().sum();
                prop_assert_eq!(owed.due_minor(paid), 0);
                prop_assert!(paid >= 0);
            }
        }
    }
}
