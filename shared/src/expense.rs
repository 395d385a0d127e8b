//! What an evaluator spent in a visit and asks back, and what the agency decides of it.
//!
//! Amounts are whole numbers of the currency's minor unit. A claim is recorded whatever was agreed;
//! the limit only says how much of it is paid without somebody deciding otherwise.

use serde::{Deserialize, Serialize};

use crate::checklist::Slug;
use crate::id::ExpenseId;
use crate::time::Timestamp;

/// The most claims of a visit that stand at once.
pub const MAX_CLAIMS: usize = 20;

/// The largest amount of one claim, in the minor unit. The sum of a visit's claims always fits.
pub const MAX_CLAIM_MINOR: i64 = 1_000_000_000_000;

/// The longest note beside a claim, in characters.
pub const MAX_CLAIM_NOTE_CHARS: usize = 300;

/// The most photos of one claim's receipt: long ones take several.
pub const MAX_RECEIPT_PHOTOS: u32 = 4;

/// The longest words of who decides, in characters.
pub const MAX_RULING_CHARS: usize = 500;

/// What an expense's photos name in the place of a question: authored names have no `__`.
const RECEIPT_PREFIX: &str = "expense__";

/// What money was spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpenseKind {
    /// What was bought because the scenario asks for it.
    Purchase,
    /// Bus, train, taxi.
    Transport,
    /// Parking and tolls.
    Parking,
    /// Fuel, or a rate for the distance.
    Fuel,
    /// A meal on the way.
    Meal,
    /// Something else; the note says what.
    Other,
}

impl ExpenseKind {
    /// Every kind, in the order of choice.
    pub const ALL: [Self; 6] = [
        Self::Purchase,
        Self::Transport,
        Self::Parking,
        Self::Fuel,
        Self::Meal,
        Self::Other,
    ];

    /// Its name on the wire; its text is the Fluent key `expense-<name>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Purchase => "purchase",
            Self::Transport => "transport",
            Self::Parking => "parking",
            Self::Fuel => "fuel",
            Self::Meal => "meal",
            Self::Other => "other",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Something that was spent and is asked back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The expense. Claimed again under the same id, the claim is changed.
    pub expense: ExpenseId,
    /// What it was spent on.
    pub kind: ExpenseKind,
    /// How much, in the minor unit of the visit's currency; more than nothing.
    pub amount_minor: i64,
    /// What the evaluator adds in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Why a claim cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimError {
    /// The amount is nothing, or beyond all sense.
    #[error("the amount is out of its limits")]
    Amount,
    /// Something else than the kinds was bought, and the note does not say what.
    #[error("what it was spent on is to be said")]
    NoteMissing,
    /// The note is too long.
    #[error("the note is too long")]
    NoteTooLong,
    /// The visit has as many claims as it takes.
    #[error("the visit has as many claims as it takes")]
    TooMany,
    /// There is no such claim.
    #[error("no such claim")]
    Unknown,
}

impl Claim {
    /// Whether the claim can be made.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn check(&self) -> Result<(), ClaimError> {
        if !(1..=MAX_CLAIM_MINOR).contains(&self.amount_minor) {
            return Err(ClaimError::Amount);
        }
        let note = self.note.as_deref().map_or("", str::trim);
        if note.is_empty() && self.kind == ExpenseKind::Other {
            return Err(ClaimError::NoteMissing);
        }
        if note.chars().count() > MAX_CLAIM_NOTE_CHARS {
            return Err(ClaimError::NoteTooLong);
        }
        Ok(())
    }
}

/// What the photos of this expense's receipt name in the place of a question: they travel like every
/// photo and belong to no question.
pub fn receipt_slot(expense: ExpenseId) -> Slug {
    let hex: String = expense
        .as_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Slug::reserved(RECEIPT_PREFIX, &hex)
}

/// The expense whose receipt a photo shows that names this; none of a photo that belongs to a question.
pub fn expense_of(slot: &Slug) -> Option<ExpenseId> {
    let hex = slot.as_str().strip_prefix(RECEIPT_PREFIX)?;
    // An id has another form as well; only the one that is written here counts.
    (hex.len() == 32).then(|| hex.parse().ok()).flatten()
}

/// How much of a claimed sum is paid without anybody deciding otherwise; nothing where nothing was agreed.
pub fn payable_minor(claimed_minor: i64, cap_minor: Option<i64>) -> i64 {
    claimed_minor.min(cap_minor.unwrap_or(0)).max(0)
}

/// The sum of these amounts.
pub fn sum_minor(amounts: impl IntoIterator<Item = i64>) -> i64 {
    amounts.into_iter().fold(0, i64::saturating_add)
}

/// Accepts claims in their order as far as the limit reaches: what each gets, where `accepted_minor`
/// was accepted before.
pub fn within_limit(
    claims: &[(ExpenseId, i64)],
    accepted_minor: i64,
    cap_minor: Option<i64>,
) -> Vec<(ExpenseId, i64)> {
    let mut left = cap_minor.unwrap_or(0).saturating_sub(accepted_minor).max(0);
    let mut granted = Vec::with_capacity(claims.len());
    for (expense, claimed_minor) in claims {
        let amount = left.min(*claimed_minor).max(0);
        left -= amount;
        granted.push((*expense, amount));
    }
    granted
}

/// How a claim was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// All of it is paid.
    Accepted,
    /// As much as the limit left is paid.
    Limited,
    /// A part of it is paid, for a reason in words.
    Reduced,
    /// Nothing of it is paid, for a reason in words.
    Refused,
}

impl Ruling {
    /// Every ruling.
    pub const ALL: [Self; 4] = [Self::Accepted, Self::Limited, Self::Reduced, Self::Refused];

    /// Its name on the wire and in storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Limited => "limited",
            Self::Reduced => "reduced",
            Self::Refused => "refused",
        }
    }

    /// The ruling of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ruling| ruling.as_str() == name)
    }
}

/// What the agency decided of one claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpenseDecision {
    /// The claim.
    pub expense: ExpenseId,
    /// What was claimed when it was decided, in the minor unit.
    pub claimed_minor: i64,
    /// What is paid of it, in the minor unit.
    pub accepted_minor: i64,
    /// How it was decided.
    pub ruling: Ruling,
    /// Why, in the words of who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// When it was decided.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixtures::{at, slug};

    fn id(n: u8) -> ExpenseId {
        ExpenseId::new(at(i64::from(n)), [n; 10])
    }

    #[test]
    fn a_receipts_photo_names_its_expense_and_no_question() {
        assert_eq!(expense_of(&receipt_slot(id(7))), Some(id(7)));
        for other in ["greeted", "expense__2", "expense", "expense__zz"] {
            assert_eq!(expense_of(&slug(other)), None, "{other}");
        }
    }

    #[test]
    fn a_claim_is_of_something_and_says_what() {
        let claim = |kind, amount_minor, note: &str| Claim {
            expense: id(1),
            kind,
            amount_minor,
            note: Some(note.to_owned()),
        };
        let long = "x".repeat(MAX_CLAIM_NOTE_CHARS + 1);
        assert_eq!(claim(ExpenseKind::Parking, 1, "").check(), Ok(()));
        assert_eq!(
            claim(ExpenseKind::Parking, 0, "").check(),
            Err(ClaimError::Amount)
        );
        assert_eq!(claim(ExpenseKind::Meal, -5, "").check(), Err(ClaimError::Amount));
        assert_eq!(
            claim(ExpenseKind::Meal, i64::MAX, "").check(),
            Err(ClaimError::Amount)
        );
        assert_eq!(
            claim(ExpenseKind::Other, 5, " ").check(),
            Err(ClaimError::NoteMissing)
        );
        assert_eq!(
            claim(ExpenseKind::Other, 5, &long).check(),
            Err(ClaimError::NoteTooLong)
        );
    }

    proptest! {
        #[test]
        fn what_is_accepted_within_the_limit_never_exceeds_it(
            amounts in proptest::collection::vec(1..=MAX_CLAIM_MINOR, 0..MAX_CLAIMS),
            before in 0..=MAX_CLAIM_MINOR,
            cap in proptest::option::of(0..=MAX_CLAIM_MINOR),
        ) {
            let claims: Vec<_> = (1_u8..).zip(&amounts).map(|(n, amount)| (id(n), *amount)).collect();
            let granted = within_limit(&claims, before, cap);
            prop_assert_eq!(granted.len(), claims.len());
            let sum = sum_minor(granted.iter().map(|(_, amount)| *amount));
            let claimed = sum_minor(amounts);
            let left = (cap.unwrap_or(0) - before).max(0);
            prop_assert_eq!(sum, claimed.min(left));
            for ((_, claimed), (_, granted)) in claims.iter().zip(&granted) {
                prop_assert!((0..=*claimed).contains(granted));
            }
            prop_assert_eq!(payable_minor(claimed, cap), claimed.min(cap.unwrap_or(0)));
        }
    }
}
