//! What changed for an evaluator since their phone last asked.

use vitrine_shared::wire::SyncReply;

use super::{Outcome, training};
use crate::app::App;
use crate::storage::Scope;

/// The most visits in one reply.
const PAGE: u32 = 200;

/// The changes after the cursor.
///
/// # Errors
/// Only the storage's.
pub async fn changes(app: &App, scope: &Scope, after: u64) -> Outcome<SyncReply> {
    let changes = app.store().changes(scope, after, PAGE).await?;
    let courses = match scope.user() {
        Some(user) => training::courses(app, scope, user).await?,
        None => Vec::new(),
    };
    Ok(SyncReply {
        cursor: changes.cursor,
        more: changes.more,
        server_time: app.now(),
        assignments: changes.assignments,
        courses,
    })
}
