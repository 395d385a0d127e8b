//! What is asked of the agency outside of a visit's events, until it is answered.

use rusqlite::{OptionalExtension, Row, params};
use vitrine_shared::id::{RequestId, VisitId};
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::{Request, RequestOutcome};

use super::visits::trouble;
use super::{CoreError, Store, damaged, time};
use crate::core::protocol::{Fault, Trouble};

/// A request as it is kept.
#[derive(Clone, Debug)]
pub struct RequestRow {
    /// The request.
    pub request: Request,
    /// The exact JSON that is sent.
    pub body: String,
    /// What went wrong last, or why it was refused.
    pub trouble: Option<Trouble>,
    /// Whether the server refused it, for good.
    pub held: bool,
    /// Until when the reason of the refusal holds.
    pub until: Option<Timestamp>,
    /// Whether the server did it; what came of it comes with the next pull.
    pub is_done: bool,
}

impl RequestRow {
    /// Whether it still has to be sent.
    pub fn is_waiting(&self) -> bool {
        !self.held && !self.is_done
    }
}

fn read(row: &Row<'_>) -> Result<RequestRow, CoreError> {
    let body: String = row.get("body")?;
    let until: Option<i64> = row.get("until")?;
    Ok(RequestRow {
        request: serde_json::from_str(&body).map_err(damaged)?,
        body,
        trouble: trouble(row)?,
        held: row.get("held")?,
        until: until.map(time).transpose()?,
        is_done: row.get::<_, Option<i64>>("done_at")?.is_some(),
    })
}

impl Store {
    /// Keeps a request until it is answered.
    ///
    /// # Errors
    /// If storage fails; then nothing was kept.
    pub fn keep_request(&self, request: &Request) -> Result<(), CoreError> {
        self.connection.execute(
            "INSERT INTO outbox (id, visit, body, made_at) VALUES (?1, ?2, ?3, ?4)",
            params![
                request.id.to_string(),
                request.ask.visit().map(|visit| visit.to_string()),
                serde_json::to_string(request).map_err(damaged)?,
                request.at.unix_ms()
            ],
        )?;
        Ok(())
    }

    /// Every request that is kept, the first first.
    ///
    /// # Errors
    /// If storage fails.
    pub fn requests(&self) -> Result<Vec<RequestRow>, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT * FROM outbox ORDER BY seq")?;
        let mut rows = statement.query([])?;
        let mut requests = Vec::new();
        while let Some(row) = rows.next()? {
            requests.push(read(row)?);
        }
        Ok(requests)
    }

    /// What was asked last about a visit, while it is kept.
    ///
    /// # Errors
    /// If storage fails.
    pub fn request_about(&self, visit: VisitId) -> Result<Option<RequestRow>, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT * FROM outbox WHERE visit = ?1 ORDER BY seq DESC LIMIT 1")?;
        let mut rows = statement.query([visit.to_string()])?;
        rows.next()?.map(read).transpose()
    }

    /// A request, while it is kept.
    ///
    /// # Errors
    /// If storage fails.
    pub fn request(&self, id: RequestId) -> Result<Option<RequestRow>, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT * FROM outbox WHERE id = ?1")?;
        let mut rows = statement.query([id.to_string()])?;
        rows.next()?.map(read).transpose()
    }

    /// Keeps what the server answered. A request that was dropped meanwhile stays dropped.
    ///
    /// # Errors
    /// If storage fails.
    pub fn keep_outcome(
        &self,
        id: RequestId,
        outcome: RequestOutcome,
        at: Timestamp,
    ) -> Result<(), CoreError> {
        let (fault, until, done_at) = match outcome {
            RequestOutcome::Done => (None, None, Some(at.unix_ms())),
            RequestOutcome::Refused { code, until } => {
                let fault = serde_json::to_string(&Fault::Problem(code)).map_err(damaged)?;
                (Some(fault), until.map(Timestamp::unix_ms), None)
            }
        };
        let refused_at = fault.is_some().then_some(at.unix_ms());
        self.connection.execute(
            "UPDATE outbox SET fault = ?2, fault_at = ?3, held = ?4, until = ?5, done_at = ?6 WHERE id = ?1",
            params![
                id.to_string(),
                fault,
                refused_at,
                refused_at.is_some(),
                until,
                done_at
            ],
        )?;
        Ok(())
    }

    /// Notes why nothing that waits could be sent.
    ///
    /// # Errors
    /// If storage fails.
    pub fn set_requests_fault(&self, fault: Fault, at: Timestamp) -> Result<(), CoreError> {
        let fault = serde_json::to_string(&fault).map_err(damaged)?;
        self.connection.execute(
            "UPDATE outbox SET fault = ?1, fault_at = ?2 WHERE NOT held AND done_at IS NULL",
            params![fault, at.unix_ms()],
        )?;
        Ok(())
    }

    /// Drops a request: one that was refused and read, or one that is wanted no longer. What the
    /// server did of it all the same comes with the next pull.
    ///
    /// # Errors
    /// If storage fails.
    pub fn drop_request(&self, id: RequestId) -> Result<bool, CoreError> {
        let dropped: Option<i64> = self
            .connection
            .query_row(
                "DELETE FROM outbox WHERE id = ?1 AND done_at IS NULL RETURNING seq",
                [id.to_string()],
                |row| row.get(0),
            )
            .optional()?;
        Ok(dropped.is_some())
    }

    /// Forgets what was done: a pull that began after it brought what came of it.
    ///
    /// # Errors
    /// If storage fails.
    pub fn forget_done_requests(&self) -> Result<bool, CoreError> {
        let forgotten = self
            .connection
            .execute("DELETE FROM outbox WHERE done_at IS NOT NULL", [])?;
        Ok(forgotten > 0)
    }
}
