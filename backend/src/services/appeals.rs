//! Deciding of what evaluators say against a rejection.

use serde::Deserialize;
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::wire::{AppealOutcome, MAX_APPEAL_CHARS};

use super::check::Check;
use super::visits::said;
use super::{Failure, Outcome};
use crate::app::App;
use crate::storage::appeals::{NewDecision, OpenAppeal, RejectionLine};
use crate::storage::visits::Visit;
use crate::storage::{Scope, StorageError};

/// The most open appeals that are listed at once, those that wait longest.
const MOST_OPEN: u32 = 200;

/// What is decided of an appeal.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// What.
    pub outcome: AppealOutcome,
    /// Why; a dismissal needs it, and the evaluator reads it.
    #[serde(default)]
    pub words: Option<String>,
}

/// Decides of the open appeal of a visit: it is reviewed again, or stays rejected.
///
/// # Errors
/// No such visit in scope, or no appeal of it is open; a dismissal without words.
pub async fn decide(app: &App, scope: &Scope, id: VisitId, decided: Decided) -> Outcome<Visit> {
    app.store().visit(scope, id).await?;
    let words = said(decided.words);
    let mut check = Check::default();
    match &words {
        Some(words) => check.text(words, MAX_APPEAL_CHARS, "words"),
        None => check.require(
            decided.outcome == AppealOutcome::TakenUp,
            "words",
            "a dismissal says why: the evaluator reads it",
        ),
    }
    check.done()?;
    let decision = NewDecision {
        outcome: decided.outcome,
        words: words.as_deref(),
        at: app.now(),
    };
    match app.store().decide_appeal(scope, id, decision).await {
        Err(StorageError::Stale) => Err(Failure::because(
            Code::MoveNotAllowed,
            "no appeal of this visit is open",
        )),
        Err(StorageError::Forbidden) => Err(Code::Forbidden.into()),
        other => Ok(other?),
    }
}

/// Every rejection of a visit in scope, the first first.
///
/// # Errors
/// No such visit in scope; not for the caller's role.
pub async fn rejections(app: &App, scope: &Scope, id: VisitId) -> Outcome<Vec<RejectionLine>> {
    app.store().visit(scope, id).await?;
    Ok(app.store().rejections(scope, id).await?)
}

/// The appeals of the agency that nobody decided of, the first to arrive first.
///
/// # Errors
/// Not for the caller's role.
pub async fn open(app: &App, scope: &Scope) -> Outcome<Vec<OpenAppeal>> {
    Ok(app.store().open_appeals(scope, MOST_OPEN).await?)
}
