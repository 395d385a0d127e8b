//! What was spent in a visit, and what is paid of it, for those who decide.

use vitrine_shared::expense::{ExpenseDecision, ExpenseKind, sum_minor};
use vitrine_shared::id::{ExpenseId, PhotoId};

/// What was spent in a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpensesView {
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// Up to how much is paid back without anybody deciding otherwise; none: nothing was agreed.
    pub cap_minor: Option<i64>,
    /// What is claimed, in the order it was claimed.
    pub claims: Vec<ClaimView>,
    /// Whether the reader may decide now.
    pub may_decide: bool,
}

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimView {
    /// The claim.
    pub id: ExpenseId,
    /// What it was spent on.
    pub kind: ExpenseKind,
    /// How much is claimed, in the minor unit.
    pub amount_minor: i64,
    /// What the evaluator adds in words.
    pub note: Option<String>,
    /// The photos of its receipt.
    pub receipts: Vec<ReceiptView>,
    /// What was decided of it, the first first. Only the last counts, and only if it stands.
    pub decisions: Vec<DecisionView>,
}

/// A photo of a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptView {
    /// The photo.
    pub id: PhotoId,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Whether it has arrived.
    pub arrived: bool,
}

/// A decision with who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionView {
    /// What was decided.
    pub decision: ExpenseDecision,
    /// Whether it counts.
    pub stands: bool,
    /// Who decided.
    pub by: Option<String>,
}

impl ClaimView {
    /// What was decided of it and counts.
    pub fn standing(&self) -> Option<&DecisionView> {
        self.decisions.last().filter(|decision| decision.stands)
    }
}

impl ExpensesView {
    /// The sum of what is claimed, in the minor unit.
    pub fn claimed_minor(&self) -> i64 {
        sum_minor(self.claims.iter().map(|claim| claim.amount_minor))
    }

    /// The sum of what was accepted, in the minor unit.
    pub fn accepted_minor(&self) -> i64 {
        let standing = self.claims.iter().filter_map(ClaimView::standing);
        sum_minor(standing.map(|line| line.decision.accepted_minor))
    }

    /// How many claims wait for a decision.
    pub fn undecided(&self) -> usize {
        self.claims
            .iter()
            .filter(|claim| claim.standing().is_none())
            .count()
    }
}
