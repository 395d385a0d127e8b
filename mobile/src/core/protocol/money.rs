//! What was spent in a visit. Photos of receipts are taken like every photo, under the slot of their claim.

use serde::{Deserialize, Serialize};
use vitrine_shared::expense::ExpenseKind;
use vitrine_shared::id::{ExpenseId, VisitId};

/// What the screens ask for about expenses.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyCommand {
    /// Claims what was spent, or changes a claim. Reply: [`Reply::Sheet`](super::Reply::Sheet).
    Claim {
        /// The visit.
        visit: VisitId,
        /// The claim that is changed; none: another one is made.
        expense: Option<ExpenseId>,
        /// What was spent.
        claimed: Claimed,
    },
    /// Takes a claim back, and the photos of its receipt with it. Reply: [`Reply::Sheet`](super::Reply::Sheet).
    Withdraw {
        /// The visit.
        visit: VisitId,
        /// The claim.
        expense: ExpenseId,
    },
}

/// What was spent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// What on.
    pub kind: ExpenseKind,
    /// How much, in the minor unit of the visit's currency.
    pub amount_minor: i64,
    /// What the evaluator adds in words.
    pub note: String,
}
