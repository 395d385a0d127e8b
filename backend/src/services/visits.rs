//! Visits as staff see and move them.

use serde::{Deserialize, Serialize};
use vitrine_shared::digest::Digest;
use vitrine_shared::event::Record;
use vitrine_shared::id::{DeviceId, UserId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::MAX_APPEAL_CHARS;

use super::check::Check;
use super::{Failure, Outcome};
use crate::app::App;
use crate::storage::moves::Move;
use crate::storage::visits::Visit;
use crate::storage::{Constraint, Scope, StorageError};

/// The log of a visit: with [`genesis`](vitrine_shared::event::genesis) of its first three fields
/// the chain of its events can be followed by anyone.
#[derive(Debug, Serialize)]
pub struct VisitLog {
    visit: VisitId,
    /// The phone whose events they are; none before anything was sent.
    device: Option<DeviceId>,
    checklist: Digest,
    events: Vec<Record>,
}

/// A visit in scope.
///
/// # Errors
/// There is no such visit.
pub async fn visit(app: &App, scope: &Scope, id: VisitId) -> Outcome<Visit> {
    Ok(app.store().visit(scope, id).await?)
}

/// The events of a visit, for staff: enough to check the chain without this server.
///
/// # Errors
/// There is no such visit in scope.
pub async fn log(app: &App, scope: &Scope, id: VisitId) -> Outcome<VisitLog> {
    let visit = app.store().visit(scope, id).await?;
    let device = app.store().sheet(scope, id).await?.map(|(device, _)| device);
    let events = match device {
        Some(device) => app.store().events(scope, id, device).await?,
        None => Vec::new(),
    };
    Ok(VisitLog {
        visit: id,
        device,
        checklist: visit.checklist_sha256,
        events,
    })
}

/// Where a visit is to go.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The state it is to have.
    pub to: VisitState,
    /// Who is to do it, in a move to `assigned`.
    #[serde(default)]
    pub evaluator: Option<UserId>,
    /// Why. A rejection needs it, and its evaluator reads it.
    #[serde(default)]
    pub reason: Option<String>,
}

impl From<VisitState> for Wanted {
    fn from(to: VisitState) -> Self {
        Self {
            to,
            evaluator: None,
            reason: None,
        }
    }
}

/// Moves a visit.
///
/// # Errors
/// No such visit in scope; it may not go there from where it stands, or not by this caller; a rejection
/// without a reason.
pub async fn move_visit(app: &App, scope: &Scope, id: VisitId, wanted: Wanted) -> Outcome<Visit> {
    let Wanted {
        to,
        evaluator,
        reason,
    } = wanted;
    if to == VisitState::Returned {
        return Err(Failure::invalid(
            "to",
            "a visit is returned with what is asked of it",
        ));
    }
    let reason = said(reason);
    let mut check = Check::default();
    match &reason {
        Some(words) => check.text(words, MAX_APPEAL_CHARS, "reason"),
        None => check.require(
            to != VisitState::Rejected,
            "reason",
            "a rejection says why: the evaluator reads it",
        ),
    }
    check.done()?;
    let wanted = Move { to, evaluator };
    let moved = app
        .store()
        .move_visit_because(scope, id, wanted, reason.as_deref(), app.now());
    match moved.await {
        Err(StorageError::Constraint(Constraint::Reference)) => Err(Failure::invalid(
            "evaluator",
            "an assignment names an evaluator of the agency",
        )),
        Err(StorageError::Forbidden) => Err(Code::Forbidden.into()),
        other => Ok(other?),
    }
}

/// What somebody wrote, if it is more than white space.
pub(super) fn said(words: Option<String>) -> Option<String> {
    let words = words?.trim().to_owned();
    (!words.is_empty()).then_some(words)
}

/// What is wrong with a visit that is not this evaluator's: a colleague's is known in the agency.
///
/// # Errors
/// Only the storage's.
pub(super) async fn absent(app: &App, evaluator: &Scope, id: VisitId) -> Outcome<Failure> {
    let is_a_colleagues = app.store().agency_has_visit(evaluator, id).await?;
    let code = if is_a_colleagues {
        Code::NotYourVisit
    } else {
        Code::NotFound
    };
    Ok(code.into())
}
