//! Voice memos as reviewers listen to them: the recording as it came, in a form that no browser takes
//! for anything else.

use bytes::Bytes;
use vitrine_shared::event::AudioFormat;
use vitrine_shared::id::{MediaId, VisitId};
use vitrine_shared::problem::Code;

use super::{Failure, Outcome};
use crate::app::App;
use crate::blobs::Form;
use crate::storage::Scope;

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
    let memo = app.store().memo(scope, visit, id).await?;
    if memo.arrived_at.is_none() {
        return Err(Code::NotFound.into());
    }
    let found = app.blobs().get(&memo.sha256, Form::Original).await;
    let found = found.map_err(Failure::internal)?;
    let bytes =
        found.ok_or_else(|| Failure::internal(format!("the memo {} is not in the store", memo.sha256)))?;
    Ok((memo.format, bytes))
}
