//! Accepting a visit, giving it back, and taking one of the job board.

use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::{Actor, VisitState};
use vitrine_shared::wire::RequestOutcome;

use crate::storage::Result;
use crate::storage::db::Write;
use crate::storage::eligibility::require_eligible;
use crate::storage::moves::{Steps, walk};
use crate::storage::scope::Scope;
use crate::storage::training::{Admission, admitted};
use crate::storage::visits::{lock, lock_in_agency};

/// The caller accepts a visit of theirs. One that they began already counts as accepted.
pub(super) async fn accept(
    write: &mut Write,
    scope: &Scope,
    visit: VisitId,
    at: Timestamp,
) -> Result<RequestOutcome> {
    let (before, rev) = lock(write, scope, visit).await?;
    if matches!(before.state, VisitState::Accepted | VisitState::InProgress) {
        return Ok(RequestOutcome::Done);
    }
    let steps = Steps {
        states: &[VisitState::Accepted],
        actor: Actor::Evaluator,
        evaluator: before.evaluator,
        reason: None,
        at,
    };
    walk(write, scope, &before, rev, steps).await?;
    Ok(RequestOutcome::Done)
}

/// The caller gives a visit of theirs back. One that they gave back already stays so.
pub(super) async fn give_back(
    write: &mut Write,
    scope: &Scope,
    visit: VisitId,
    reason: &str,
    at: Timestamp,
) -> Result<RequestOutcome> {
    let (before, rev) = lock(write, scope, visit).await?;
    if before.state == VisitState::Released {
        return Ok(RequestOutcome::Done);
    }
    let steps = Steps {
        states: &[VisitState::Released],
        actor: Actor::Evaluator,
        evaluator: before.evaluator,
        reason: Some(reason),
        at,
    };
    walk(write, scope, &before, rev, steps).await?;
    Ok(RequestOutcome::Done)
}

/// The caller takes a visit of the job board: the first who asks gets it.
pub(super) async fn claim(
    write: &mut Write,
    scope: &Scope,
    visit: VisitId,
    at: Timestamp,
) -> Result<RequestOutcome> {
    let (before, rev) = lock_in_agency(write, scope, visit).await?;
    let is_theirs = before.evaluator.is_some() && before.evaluator == scope.user();
    if is_theirs && before.state.is_with_evaluator() {
        return Ok(RequestOutcome::Done);
    }
    if before.state != VisitState::Offered {
        return Ok(Code::VisitTaken.into());
    }
    if let Some(user) = scope.user() {
        if admitted(write, scope, user, &before.checklist_sha256).await? == Admission::Lacking {
            return Ok(Code::NotCertified.into());
        }
        require_eligible(write, scope, &before, user, at).await?;
    }
    let steps = Steps {
        states: &[VisitState::Accepted],
        actor: Actor::Evaluator,
        evaluator: scope.user(),
        reason: None,
        at,
    };
    walk(write, scope, &before, rev, steps).await?;
    Ok(RequestOutcome::Done)
}
