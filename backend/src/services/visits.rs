//! Visits as staff see and move them.

use serde::Serialize;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::Record;
use vitrine_shared::id::{DeviceId, UserId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::visit::VisitState;

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

/// Moves a visit; `evaluator` says who is to do it, in a move to `assigned`.
///
/// # Errors
/// No such visit in scope; it may not go there from where it stands, or not by this caller.
pub async fn move_visit(
    app: &App,
    scope: &Scope,
    id: VisitId,
    to: VisitState,
    evaluator: Option<UserId>,
) -> Outcome<Visit> {
    if to == VisitState::Returned {
        return Err(Failure::invalid(
            "to",
            "a visit is returned with what is asked of it",
        ));
    }
    let wanted = Move { to, evaluator };
    match app.store().move_visit(scope, id, wanted, app.now()).await {
        Err(StorageError::Constraint(Constraint::Reference)) => Err(Failure::invalid(
            "evaluator",
            "an assignment names an evaluator of the agency",
        )),
        Err(StorageError::Forbidden) => Err(Code::Forbidden.into()),
        other => Ok(other?),
    }
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
