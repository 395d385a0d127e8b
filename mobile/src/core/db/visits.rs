//! The visits on this phone and how far each is on its way to the server.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use vitrine_shared::id::VisitId;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::{Assignment, SignedReceipt, SyncReply};

use super::record::keep_record;
use super::training::keep_courses;
use super::{CoreError, RequestRow, Store, damaged, integer, number, time};
use crate::core::protocol::{Fault, Trouble};

/// A visit as it is kept.
#[derive(Clone, Debug)]
pub struct VisitRow {
    /// What the agency says of it.
    pub assignment: Assignment,
    /// The number of its last event here; 0 before the first.
    pub last_seq: u64,
    /// The number of the event that the server expects next.
    pub next_seq: u64,
    /// What went wrong last with its events.
    pub trouble: Option<Trouble>,
    /// Whether the server refused it: not sent again before a person asks for it.
    pub held: bool,
    /// When the server's receipt came.
    pub received_at: Option<Timestamp>,
}

impl VisitRow {
    /// Events that the server does not have.
    pub fn unsent_events(&self) -> u64 {
        (self.last_seq + 1).saturating_sub(self.next_seq)
    }
}

const COLUMNS: &str = "assignment, next_seq, fault, fault_at, held, received_at,
    (SELECT coalesce(max(seq), 0) FROM events WHERE events.visit = visits.visit) AS last_seq";

fn read(row: &Row<'_>) -> Result<VisitRow, CoreError> {
    let assignment: String = row.get("assignment")?;
    let received_at: Option<i64> = row.get("received_at")?;
    Ok(VisitRow {
        assignment: serde_json::from_str(&assignment).map_err(damaged)?,
        last_seq: number(row.get("last_seq")?)?,
        next_seq: number(row.get("next_seq")?)?,
        trouble: trouble(row)?,
        held: row.get("held")?,
        received_at: received_at.map(time).transpose()?,
    })
}

/// What a row says went wrong last.
pub(super) fn trouble(row: &Row<'_>) -> Result<Option<Trouble>, CoreError> {
    let (fault, at): (Option<String>, Option<i64>) = (row.get("fault")?, row.get("fault_at")?);
    let (Some(fault), Some(at)) = (fault, at) else {
        return Ok(None);
    };
    Ok(Some(Trouble {
        // Written by another version of the app, it may be a fault that this one does not know.
        fault: serde_json::from_str(&fault).unwrap_or(Fault::ForeignReply),
        at: time(at)?,
        next_try_at: None,
    }))
}

impl Store {
    /// Every visit, by when its window closes.
    ///
    /// # Errors
    /// If storage fails.
    pub fn visits(&self) -> Result<Vec<VisitRow>, CoreError> {
        let sql = format!("SELECT {COLUMNS} FROM visits ORDER BY closes_at, visit");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut visits = Vec::new();
        while let Some(row) = rows.next()? {
            visits.push(read(row)?);
        }
        Ok(visits)
    }

    /// One visit.
    ///
    /// # Errors
    /// [`CoreError::VisitUnknown`] if it is not on this phone.
    pub fn visit(&self, visit: VisitId) -> Result<VisitRow, CoreError> {
        let sql = format!("SELECT {COLUMNS} FROM visits WHERE visit = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([visit.to_string()])?;
        rows.next()?.map_or(Err(CoreError::VisitUnknown), read)
    }

    /// Whether there is a visit that was begun and has no receipt, or a request to send.
    ///
    /// # Errors
    /// If storage fails.
    pub fn holds_unsent(&self) -> Result<bool, CoreError> {
        let is_unsent = |row: &VisitRow| row.last_seq > 0 && row.received_at.is_none();
        Ok(self.visits()?.iter().any(is_unsent) || self.requests()?.iter().any(RequestRow::is_waiting))
    }

    /// Keeps what a pull brought, with its cursor. Answers whether anything changed.
    /// A visit that was taken away leaves the phone only where nothing of it was done here.
    ///
    /// # Errors
    /// If storage fails; then nothing of the pull was kept.
    pub fn keep_pull(&self, reply: &SyncReply) -> Result<bool, CoreError> {
        self.write(|tx| {
            for assignment in &reply.assignments {
                keep_assignment(tx, assignment)?;
            }
            let learns = keep_courses(tx, &reply.courses)?;
            Self::set_cursor(tx, reply.cursor)?;
            Ok(learns || !reply.assignments.is_empty())
        })
    }

    /// Notes which event the server expects next, after something of the visit was taken.
    ///
    /// # Errors
    /// If storage fails.
    pub fn set_next_seq(&self, visit: VisitId, next_seq: u64) -> Result<(), CoreError> {
        self.connection
            .prepare_cached(
                "UPDATE visits SET next_seq = ?2, fault = NULL, fault_at = NULL, held = 0 WHERE visit = ?1",
            )?
            .execute(params![visit.to_string(), integer(next_seq)?])?;
        Ok(())
    }

    /// Notes what went wrong with the visit's events; `held`: only a person can help.
    ///
    /// # Errors
    /// If storage fails.
    pub fn set_visit_fault(
        &self,
        visit: VisitId,
        fault: Fault,
        at: Timestamp,
        held: bool,
    ) -> Result<(), CoreError> {
        let fault = serde_json::to_string(&fault).map_err(damaged)?;
        self.connection
            .prepare_cached("UPDATE visits SET fault = ?2, fault_at = ?3, held = ?4 WHERE visit = ?1")?
            .execute(params![visit.to_string(), fault, at.unix_ms(), held])?;
        Ok(())
    }

    /// Lets everything be tried again that only a person could release.
    ///
    /// # Errors
    /// If storage fails.
    pub fn release_held(&self) -> Result<(), CoreError> {
        self.write(|tx| {
            tx.execute("UPDATE visits SET held = 0 WHERE held", [])?;
            tx.execute(
                "UPDATE photos SET held = 0, upload_url = NULL, sent_bytes = 0 WHERE held",
                [],
            )?;
            Ok(())
        })
    }

    /// Keeps a receipt that was verified. The first one stays.
    ///
    /// # Errors
    /// If storage fails.
    pub fn keep_receipt(
        &self,
        visit: VisitId,
        receipt: &SignedReceipt,
        at: Timestamp,
    ) -> Result<(), CoreError> {
        let json = serde_json::to_string(receipt).map_err(damaged)?;
        self.connection.execute(
            "UPDATE visits SET receipt = ?2, received_at = ?3, fault = NULL, fault_at = NULL, held = 0
             WHERE visit = ?1 AND receipt IS NULL",
            params![visit.to_string(), json, at.unix_ms()],
        )?;
        Ok(())
    }
}

fn keep_assignment(tx: &Transaction<'_>, assignment: &Assignment) -> Result<(), CoreError> {
    keep_record(tx, assignment)?;
    let visit = assignment.visit.to_string();
    let begun: bool = tx.query_row(
        "SELECT EXISTS (SELECT 1 FROM events WHERE visit = ?1)",
        [&visit],
        |row| row.get(0),
    )?;
    if !begun && !assignment.state.is_with_evaluator() {
        tx.execute("DELETE FROM visits WHERE visit = ?1", [&visit])?;
        return Ok(());
    }
    // The checklist of a visit that was begun stays: its events are chained to it.
    let kept: Option<String> = tx
        .query_row(
            "SELECT assignment FROM visits WHERE visit = ?1",
            [&visit],
            |row| row.get(0),
        )
        .optional()?;
    let mut assignment = assignment.clone();
    if let (true, Some(kept)) = (begun, kept) {
        let kept: Assignment = serde_json::from_str(&kept).map_err(damaged)?;
        assignment.checklist = kept.checklist;
        assignment.persona = kept.persona;
    }
    tx.execute(
        "INSERT INTO visits (visit, closes_at, checklist, assignment) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (visit) DO UPDATE
         SET closes_at = excluded.closes_at, checklist = excluded.checklist, assignment = excluded.assignment",
        params![
            visit,
            assignment.closes_at.unix_ms(),
            assignment.checklist.sha256.to_string(),
            serde_json::to_string(&assignment).map_err(damaged)?
        ],
    )?;
    Ok(())
}
