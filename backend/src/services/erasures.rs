//! Erasing what was covered by hand: once the phone has replaced a picture by one in which a face or
//! a badge is unrecognisable, the server keeps the bytes of the first no longer than it must.

use super::uploads::Name;
use super::{Failure, Outcome};
use crate::app::App;
use crate::storage::media::Erasure;
use vitrine_shared::id::VisitId;

/// How many are looked up at once.
const AT_ONCE: u32 = 100;

/// Erases what is due, of one visit or of all. Cut off, it is done again by the next sweep.
///
/// # Errors
/// The storage's, the spool's or the blobs'.
pub async fn erase(app: &App, visit: Option<VisitId>) -> Outcome<usize> {
    let mut count = 0;
    loop {
        let due = app.store().erasures(visit, AT_ONCE).await?;
        if due.is_empty() {
            return Ok(count);
        }
        for erasure in &due {
            one(app, erasure).await?;
            count += 1;
        }
    }
}

async fn one(app: &App, erasure: &Erasure) -> Outcome<()> {
    // Whoever is still sending it is interrupted, and finds it gone: after this turn nothing of it
    // can be finished any more, because no announced photo goes by that name.
    let turn = app.spool().turn(Name::new(erasure.visit, erasure.photo)).await;
    turn.remove().await.map_err(Failure::internal)?;
    if !erasure.is_shared {
        app.blobs()
            .erase(&erasure.sha256)
            .await
            .map_err(Failure::internal)?;
    }
    app.store().erased(erasure).await?;
    Ok(())
}
