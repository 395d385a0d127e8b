//! Visits as staff see and move them.

use vitrine_shared::id::{UserId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::visit::VisitState;

use super::{Failure, Outcome};
use crate::app::App;
use crate::storage::moves::Move;
use crate::storage::visits::Visit;
use crate::storage::{Constraint, Scope, StorageError};

/// A visit in scope.
///
/// # Errors
/// There is no such visit.
pub async fn visit(app: &App, scope: &Scope, id: VisitId) -> Outcome<Visit> {
    Ok(app.store().visit(scope, id).await?)
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
