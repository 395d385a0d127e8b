//! Housekeeping beside the requests: uploads that nobody finished, pictures that are to be erased,
//! corrections that nobody made.

use std::time::Duration;

use tokio_util::sync::CancellationToken;
use vitrine_shared::wire::RETURN_GRACE_MS;

use super::erasures;
use super::uploads::EXPIRES_AFTER_MS;
use crate::app::App;

const EVERY: Duration = Duration::from_secs(15 * 60);

/// Sweeps until the server stops.
pub async fn run(app: App, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(EVERY) => sweep(&app).await,
        }
    }
}

/// Sweeps once.
pub async fn sweep(app: &App) {
    let before = app.now().plus_ms(-EXPIRES_AFTER_MS);
    match app.spool().sweep(before).await {
        Ok(0) => {}
        Ok(swept) => tracing::info!(swept, "removed uploads that nobody finished"),
        Err(error) => tracing::warn!(%error, "could not look for unfinished uploads"),
    }
    match erasures::erase(app, None).await {
        Ok(0) => {}
        Ok(erased) => tracing::info!(erased, "erased pictures that were covered by hand"),
        Err(error) => tracing::warn!(%error, "could not erase pictures that were covered by hand"),
    }
    let due_before = app.now().plus_ms(-RETURN_GRACE_MS);
    match app.store().expire_returned(due_before, app.now()).await {
        Ok(0) => {}
        Ok(expired) => tracing::info!(expired, "let visits expire that were not corrected in time"),
        Err(error) => tracing::warn!(%error, "could not look for visits that were not corrected"),
    }
}
