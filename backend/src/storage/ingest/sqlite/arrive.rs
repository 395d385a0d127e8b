//! The statements that mark a photo as arrived, each prepared once.

use rusqlite::{Connection, params};

use super::apply::append_to_feed;
use crate::storage::Result;
use crate::storage::error::StorageError;
use crate::storage::ingest::flat::FlatArrival;

/// Marks the photo; says whether its visit is now complete.
pub(super) fn arrive(tx: &Connection, a: &FlatArrival) -> Result<bool> {
    let marked = tx
        .prepare_cached(
            "UPDATE photos SET arrived_at_ms = COALESCE(arrived_at_ms, ?1) \
             WHERE visit_id = ?2 AND photo_id = ?3 AND discarded = 0 AND EXISTS (SELECT 1 FROM visits v \
             WHERE v.id = ?2 AND v.agency_id = ?4 AND v.evaluator_id = ?5)",
        )?
        .execute(params![a.at_ms, a.visit, a.photo, a.agency, a.evaluator])?;
    if marked == 0 {
        return Err(StorageError::NotFound);
    }
    let became_complete = tx
        .prepare_cached(
            "UPDATE visits SET media_complete = 1, rev = rev + 1 WHERE id = ?1 AND media_complete = 0 \
             AND submitted_at_ms IS NOT NULL AND NOT EXISTS (SELECT 1 FROM photos p WHERE p.visit_id = visits.id \
             AND p.device_id = visits.device_id AND p.discarded = 0 AND p.arrived_at_ms IS NULL)",
        )?
        .execute(params![a.visit])?;
    if became_complete == 1 {
        append_to_feed(tx, &a.evaluator, &a.agency, &a.visit)?;
        return Ok(true);
    }
    let complete: i64 = tx
        .prepare_cached("SELECT media_complete FROM visits WHERE id = ?1")?
        .query_row(params![a.visit], |row| row.get(0))?;
    Ok(complete == 1)
}
