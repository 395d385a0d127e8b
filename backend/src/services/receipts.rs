//! Where a visit stands for its phone, with the server's signed word once everything is there.

use vitrine_shared::id::VisitId;
use vitrine_shared::wire::{SignedReceipt, VisitStatus};

use super::Outcome;
use crate::app::App;
use crate::storage::Scope;

/// The visit's standing; a receipt that is due is signed and kept first.
///
/// # Errors
/// No such visit of the calling phone's evaluator.
pub async fn standing(app: &App, scope: &Scope, visit: VisitId) -> Outcome<VisitStatus> {
    let standing = app.store().standing(scope, visit).await?;
    let mut status = standing.status;
    if let Some(due) = standing.due {
        let signed = SignedReceipt::sign(&due.receipt, app.key())?;
        let kept = app
            .store()
            .keep_receipt(scope, visit, due.round, &signed, app.now())
            .await?;
        status.receipt = Some(kept);
    }
    Ok(status)
}
