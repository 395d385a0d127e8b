//! Grading an evaluator's work, and granting a bonus for it.

use serde::Deserialize;
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::wire::{GRADE_HALVES, MAX_VERDICT_CHARS, Verdict};

use super::check::Check;
use super::visits::said;
use super::{Failure, Outcome};
use crate::app::App;
use crate::storage::verdicts::{VerdictLine, is_graded};
use crate::storage::{Scope, StorageError};

/// What a reviewer says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// From 1 to 5 in half steps, counted in halves.
    pub grade_halves: u8,
    /// What is added in words.
    #[serde(default)]
    pub words: Option<String>,
    /// What is paid beside the fee, in the visit's currency's minor unit.
    #[serde(default)]
    pub bonus_minor: i64,
}

/// Grades the work in an approved visit; the evaluator reads it with the next sync.
///
/// # Errors
/// No such visit in scope, or it is not approved; something is out of its limits.
pub async fn give(app: &App, scope: &Scope, id: VisitId, given: Given) -> Outcome<()> {
    let visit = app.store().visit(scope, id).await?;
    let words = said(given.words);
    let mut check = Check::default();
    check.require(
        GRADE_HALVES.contains(&given.grade_halves),
        "grade_halves",
        "must be from 2 to 10: 1 to 5 in half steps",
    );
    check.require(given.bonus_minor >= 0, "bonus_minor", "must not be negative");
    if let Some(words) = &words {
        check.text(words, MAX_VERDICT_CHARS, "words");
    }
    check.done()?;
    let too_early = || Failure::because(Code::MoveNotAllowed, "only approved work is graded");
    if !is_graded(visit.state) {
        return Err(too_early());
    }
    let verdict = Verdict {
        grade_halves: given.grade_halves,
        words,
        bonus_minor: given.bonus_minor,
        at: app.now(),
    };
    match app.store().give_verdict(scope, id, &verdict).await {
        Err(StorageError::Stale) => Err(too_early()),
        other => Ok(other?),
    }
}

/// Everything that was said of the work in a visit in scope, the last first.
///
/// # Errors
/// No such visit in scope; not for the caller's role.
pub async fn verdicts(app: &App, scope: &Scope, id: VisitId) -> Outcome<Vec<VerdictLine>> {
    app.store().visit(scope, id).await?;
    Ok(app.store().verdicts(scope, id).await?)
}
