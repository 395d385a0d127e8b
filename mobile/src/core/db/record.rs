//! What the evaluator handed in, with what the agency says of it: kept after the visit has left the phone.

use rusqlite::{Transaction, params};
use vitrine_shared::id::VisitId;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::Assignment;

use super::{CoreError, Store, damaged};

/// Whether a visit that the agency tells of was handed in once.
fn was_handed_in(assignment: &Assignment) -> bool {
    use VisitState as S;
    match assignment.state {
        S::Submitted | S::InReview | S::Returned | S::Approved | S::Published | S::Excluded | S::Rejected => {
            true
        }
        // Handed in, sent back, and not corrected in time.
        S::Expired => !assignment.returns.is_empty(),
        S::Planned | S::Offered | S::Assigned | S::Accepted | S::InProgress | S::Released | S::Cancelled => {
            false
        }
    }
}

/// Keeps what the agency tells of a visit, if it belongs to the record.
pub(super) fn keep_record(tx: &Transaction<'_>, assignment: &Assignment) -> Result<(), CoreError> {
    let visit = assignment.visit.to_string();
    if !was_handed_in(assignment) {
        tx.execute("DELETE FROM record WHERE visit = ?1", [&visit])?;
        return Ok(());
    }
    tx.execute(
        "INSERT OR REPLACE INTO record (visit, opens_at, assignment) VALUES (?1, ?2, ?3)",
        params![
            visit,
            assignment.opens_at.unix_ms(),
            serde_json::to_string(assignment).map_err(damaged)?
        ],
    )?;
    Ok(())
}

impl Store {
    /// Everything that was handed in, the last first.
    ///
    /// # Errors
    /// If storage fails.
    pub fn record(&self) -> Result<Vec<Assignment>, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT assignment FROM record ORDER BY opens_at DESC, visit DESC")?;
        let mut rows = statement.query([])?;
        let mut record = Vec::new();
        while let Some(row) = rows.next()? {
            let assignment: String = row.get("assignment")?;
            record.push(serde_json::from_str(&assignment).map_err(damaged)?);
        }
        Ok(record)
    }

    /// A visit of the record.
    ///
    /// # Errors
    /// [`CoreError::VisitUnknown`] if it is not on it.
    pub fn recorded(&self, visit: VisitId) -> Result<Assignment, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT assignment FROM record WHERE visit = ?1")?;
        let mut rows = statement.query([visit.to_string()])?;
        let row = rows.next()?.ok_or(CoreError::VisitUnknown)?;
        let assignment: String = row.get("assignment")?;
        serde_json::from_str(&assignment).map_err(damaged)
    }
}
