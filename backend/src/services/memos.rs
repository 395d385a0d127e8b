//! Voice memos as reviewers listen to them: the recording as it came, in a form that no browser takes
//! for anything else.

use bytes::Bytes;
use vitrine_shared::event::AudioFormat;
use vitrine_shared::id::{MediaId, VisitId};
use vitrine_shared::problem::Code;

use super::{Failure, Outcome};
use crate::app::App;
use crate::blobs::Form;
use crate::storage::media::Memo;
use crate::storage::{Role, Scope, StorageError};

/// The recording of a voice memo in scope, and what it is recorded in.
///
/// # Errors
/// No such memo in scope, or it has not arrived.
pub async fn recording(
    app: &App,
    scope: &Scope,
    visit: VisitId,
    id: MediaId,
) -> Outcome<(AudioFormat, Bytes)> {
    let memo = match app.store().memo(scope, visit, id).await {
        Err(StorageError::NotFound) => replaced(app, scope, visit, id).await?,
        found => found?,
    };
    if memo.arrived_at.is_none() {
        return Err(Code::NotFound.into());
    }
    let found = app.blobs().get(&memo.sha256, Form::Original).await;
    let found = found.map_err(Failure::internal)?;
    let bytes =
        found.ok_or_else(|| Failure::internal(format!("the memo {} is not in the store", memo.sha256)))?;
    Ok((memo.format, bytes))
}

/// A memo that was handed in once and replaced when the visit was returned: staff hear both. What was
/// thrown away before anything was handed in is nobody's business.
async fn replaced(app: &App, scope: &Scope, visit: VisitId, id: MediaId) -> Outcome<Memo> {
    let sheet = match scope.role() {
        Role::Admin | Role::Coordinator | Role::Reviewer => app.store().sheet(scope, visit).await?,
        _ => None,
    };
    let was_handed_in =
        sheet.is_some_and(|(_, sheet)| sheet.rounds.iter().any(|back| back.audio.contains_key(&id)));
    if !was_handed_in {
        return Err(Code::NotFound.into());
    }
    let discarded = app.store().discarded_memos(scope, visit).await?;
    let found = discarded.into_iter().find(|memo| memo.id == id);
    found.ok_or_else(|| Code::NotFound.into())
}
