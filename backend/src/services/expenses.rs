//! Deciding what is paid of an evaluator's expenses.
//!
//! Every decision is added to those before it; the last of a claim counts. Together they never exceed
//! the agreed limit, unless who decides chose that in so many words.

use std::collections::BTreeMap;

use serde::Deserialize;
use vitrine_shared::expense::{Claim, MAX_RULING_CHARS, Ruling, sum_minor, within_limit};
use vitrine_shared::id::{ExpenseId, VisitId};
use vitrine_shared::problem::Code;

use super::{Failure, Outcome};
use crate::app::App;
use crate::storage::expenses::{DecisionLine, NewDecision, is_decidable};
use crate::storage::visits::Visit;
use crate::storage::{Scope, StorageError};

/// How often others may decide meanwhile before who asked is told to come again.
const TRIES: usize = 4;

/// What is to be decided of one claim.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The claim.
    pub expense: ExpenseId,
    /// All of it, a part, or nothing.
    pub ruling: WantedRuling,
    /// How much, where a part is to be paid, in the minor unit.
    #[serde(default)]
    pub amount_minor: Option<i64>,
    /// Why; needed for whatever is not paid in full, and beyond the limit.
    #[serde(default)]
    pub words: Option<String>,
    /// Whether the agreed limit may be exceeded by it.
    #[serde(default)]
    pub beyond_limit: bool,
}

/// How a claim is to be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WantedRuling {
    /// All of it is paid.
    Accept,
    /// A part of it is paid.
    Reduce,
    /// Nothing of it is paid.
    Refuse,
}

impl WantedRuling {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Accept, Self::Reduce, Self::Refuse];

    /// Its name in forms and in the keys of its texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reduce => "reduce",
            Self::Refuse => "refuse",
        }
    }

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ruling| ruling.name() == name)
    }
}

/// A visit's claims and what was decided of them.
struct Standing {
    visit: Visit,
    claims: BTreeMap<ExpenseId, Claim>,
    lines: Vec<DecisionLine>,
}

impl Standing {
    async fn of(app: &App, scope: &Scope, id: VisitId) -> Outcome<Self> {
        let store = app.store();
        let visit = store.visit(scope, id).await?;
        if !is_decidable(visit.state) {
            return Err(Code::MoveNotAllowed.into());
        }
        let sheet = store.sheet(scope, id).await?.map(|(_, sheet)| sheet);
        Ok(Self {
            visit,
            claims: sheet
                .map(|sheet| sheet.handed_in_claims().clone())
                .unwrap_or_default(),
            lines: store.expense_decisions(scope, id).await?,
        })
    }

    /// What counts and was accepted, of all claims but this one.
    fn accepted_beside(&self, expense: Option<ExpenseId>) -> i64 {
        let standing = self.lines.iter().filter(|line| {
            line.stands
                && Some(line.decision.expense) != expense
                && self.claims.contains_key(&line.decision.expense)
        });
        sum_minor(standing.map(|line| line.decision.accepted_minor))
    }

    fn is_decided(&self, expense: ExpenseId) -> bool {
        let mut lines = self.lines.iter();
        lines.any(|line| line.stands && line.decision.expense == expense)
    }
}

/// Decides one claim. For staff.
///
/// # Errors
/// No such visit or claim in scope; the visit is not where expenses are decided; words are missing; a part
/// is not a part; or the limit would be exceeded without that having been chosen.
pub async fn decide(app: &App, scope: &Scope, id: VisitId, wanted: &Wanted) -> Outcome<()> {
    for _ in 0..TRIES {
        let standing = Standing::of(app, scope, id).await?;
        let new = judged(&standing, wanted)?;
        match store(app, scope, &standing, vec![new]).await {
            Err(StorageError::Stale) => {}
            other => return Ok(other?),
        }
    }
    Err(Code::Unavailable.into())
}

/// Accepts whatever waits for a decision, in the order of the claims, as far as the limit reaches.
/// Answers with how many were decided. For staff.
///
/// # Errors
/// No such visit in scope; the visit is not where expenses are decided.
pub async fn accept_within_limit(app: &App, scope: &Scope, id: VisitId) -> Outcome<usize> {
    for _ in 0..TRIES {
        let standing = Standing::of(app, scope, id).await?;
        let waiting = standing
            .claims
            .values()
            .filter(|claim| !standing.is_decided(claim.expense));
        let claims: Vec<_> = waiting.map(|claim| (claim.expense, claim.amount_minor)).collect();
        let granted = within_limit(
            &claims,
            standing.accepted_beside(None),
            standing.visit.expense_cap_minor,
        );
        let decision = |((expense, claimed_minor), (_, accepted_minor)): (_, (_, i64))| NewDecision {
            expense,
            claimed_minor,
            accepted_minor,
            ruling: if accepted_minor == claimed_minor {
                Ruling::Accepted
            } else {
                Ruling::Limited
            },
            words: None,
        };
        let new: Vec<_> = claims.iter().copied().zip(granted).map(decision).collect();
        let count = new.len();
        match store(app, scope, &standing, new).await {
            Err(StorageError::Stale) => {}
            other => return Ok(other.map(|()| count)?),
        }
    }
    Err(Code::Unavailable.into())
}

async fn store(
    app: &App,
    scope: &Scope,
    standing: &Standing,
    new: Vec<NewDecision>,
) -> Result<(), StorageError> {
    let (visit, known) = (standing.visit.id, standing.lines.len());
    app.store()
        .decide_expenses(scope, visit, known, &new, app.now())
        .await
}

fn judged(standing: &Standing, wanted: &Wanted) -> Outcome<NewDecision> {
    let claim = standing.claims.get(&wanted.expense).ok_or(Code::NotFound)?;
    let words = wanted
        .words
        .as_deref()
        .map(str::trim)
        .filter(|words| !words.is_empty());
    if words.is_some_and(|words| words.chars().count() > MAX_RULING_CHARS) {
        return Err(Failure::invalid("words", "must have at most 500 characters"));
    }
    let (accepted_minor, ruling) = match wanted.ruling {
        WantedRuling::Accept => (claim.amount_minor, Ruling::Accepted),
        WantedRuling::Refuse => (0, Ruling::Refused),
        WantedRuling::Reduce => {
            let part = wanted
                .amount_minor
                .filter(|part| (1..claim.amount_minor).contains(part));
            let part = part.ok_or_else(|| {
                Failure::invalid(
                    "amount_minor",
                    "must be more than nothing and less than what is claimed",
                )
            })?;
            (part, Ruling::Reduced)
        }
    };
    if ruling != Ruling::Accepted && words.is_none() {
        return Err(Failure::invalid("words", "say why it is not paid in full"));
    }
    let sum = standing
        .accepted_beside(Some(claim.expense))
        .saturating_add(accepted_minor);
    let is_beyond = accepted_minor > 0 && sum > standing.visit.expense_cap_minor.unwrap_or(0);
    if is_beyond && (!wanted.beyond_limit || words.is_none()) {
        return Err(Failure::invalid(
            "beyond_limit",
            "exceeds the agreed limit: choose that, and say why",
        ));
    }
    Ok(NewDecision {
        expense: claim.expense,
        claimed_minor: claim.amount_minor,
        accepted_minor,
        ruling,
        words: words.map(str::to_owned),
    })
}
