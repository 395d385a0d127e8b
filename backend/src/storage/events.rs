//! The event log of a visit and the sheet it adds up to, as they are read.

use serde_json::value::RawValue;
use sqlx::any::AnyRow;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Record, without_expenses};
use vitrine_shared::id::{DeviceId, VisitId};
use vitrine_shared::sheet::Sheet;

use super::error::StorageError;
use super::row::Columns as _;
use super::scope::Scope;
use super::sql::Sql;
use super::{Result, Store};

/// A stored stretch of a chain.
struct Batch {
    first_seq: u64,
    bodies: Vec<Box<RawValue>>,
    hashes: Vec<Digest>,
}

fn hashes(row: &AnyRow) -> Result<Vec<Digest>> {
    let bytes = row.bytes("hashes")?;
    let (hashes, rest) = bytes.as_chunks::<32>();
    if !rest.is_empty() {
        return Err(StorageError::Corrupt("hashes"));
    }
    Ok(hashes.iter().copied().map(Digest::from_bytes).collect())
}

fn batch(row: &AnyRow) -> Result<Batch> {
    Ok(Batch {
        first_seq: row.count("first_seq")?,
        bodies: row.json("bodies")?,
        hashes: hashes(row)?,
    })
}

impl Store {
    /// The events of a phone in a visit, in order, byte for byte as they were sent.
    ///
    /// # Errors
    /// No such visit in scope; not for a brand, which reads them by [`Store::read_events`].
    pub async fn events(&self, scope: &Scope, visit: VisitId, device: DeviceId) -> Result<Vec<Record>> {
        if !scope.sees_expenses() {
            return Err(StorageError::Forbidden);
        }
        self.records(scope, visit, device).await
    }

    /// The events of a phone in a visit, read; for a brand without whatever was spent.
    ///
    /// # Errors
    /// No such visit in scope.
    pub async fn read_events(&self, scope: &Scope, visit: VisitId, device: DeviceId) -> Result<Vec<Event>> {
        let records = self.records(scope, visit, device).await?;
        // Only what was read on arrival is stored.
        let read = |record: &Record| Event::read(record.body.get());
        let events: serde_json::Result<Vec<Event>> = records.iter().map(read).collect();
        let events = events.map_err(|_| StorageError::Corrupt("event_batches.bodies"))?;
        Ok(if scope.sees_expenses() {
            events
        } else {
            without_expenses(events)
        })
    }

    async fn records(&self, scope: &Scope, visit: VisitId, device: DeviceId) -> Result<Vec<Record>> {
        self.visit(scope, visit).await?;
        let sql = Sql::new(
            "SELECT first_seq, bodies, hashes FROM event_batches \
             WHERE visit_id = $1 AND device_id = $2 AND agency_id = $3 ORDER BY first_seq",
        );
        let batches = self
            .db
            .all(sql.arg(visit).arg(device).arg(scope.agency()), batch)
            .await?;
        let mut records = Vec::new();
        for batch in batches {
            let pairs = batch.bodies.into_iter().zip(batch.hashes);
            records.extend((batch.first_seq..).zip(pairs).map(|(seq, (body, hash))| Record {
                seq,
                body,
                hash,
            }));
        }
        Ok(records)
    }

    /// The hashes of the calling phone's stored events in a visit, from `first` to `last`: what tells
    /// a repeated event from a conflicting one. Shorter where fewer are stored.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn event_hashes(
        &self,
        scope: &Scope,
        visit: VisitId,
        first: u64,
        last: u64,
    ) -> Result<Vec<Digest>> {
        let (_, device) = scope.phone()?;
        let bound = |seq: u64| i64::try_from(seq).unwrap_or(i64::MAX);
        let sql = Sql::new(
            "SELECT first_seq, hashes FROM event_batches WHERE visit_id = $1 AND device_id = $2 \
             AND agency_id = $3 AND last_seq >= $4 AND first_seq <= $5 ORDER BY first_seq",
        )
        .arg(visit)
        .arg(device)
        .arg(scope.agency())
        .arg(bound(first))
        .arg(bound(last));
        let read = |row: &AnyRow| Ok((row.count::<u64>("first_seq")?, hashes(row)?));
        let batches = self.db.all(sql, read).await?;
        let all = batches
            .into_iter()
            .flat_map(|(begin, hashes)| (begin..).zip(hashes));
        Ok(all
            .filter(|(seq, _)| (first..=last).contains(seq))
            .map(|(_, hash)| hash)
            .collect())
    }

    /// The answers of a visit: of the phone that submitted it, else of the one that sent last; `None`
    /// before anything was sent. For a brand without whatever was spent.
    ///
    /// # Errors
    /// No such visit in scope.
    pub async fn sheet(&self, scope: &Scope, visit: VisitId) -> Result<Option<(DeviceId, Sheet)>> {
        let visit = self.visit(scope, visit).await?;
        let mut sql = Sql::new("SELECT device_id, sheet FROM sheets WHERE visit_id = ")
            .bind(visit.id)
            .push(" AND agency_id = ")
            .bind(scope.agency());
        if let Some(device) = visit.device {
            sql = sql.push(" AND device_id = ").bind(device);
        }
        let is_paying = scope.sees_expenses();
        let read = |row: &AnyRow| {
            let sheet: Sheet = row.json("sheet")?;
            let sheet = if is_paying {
                sheet
            } else {
                sheet.without_expenses()
            };
            Ok((row.parsed("device_id")?, sheet))
        };
        self.db
            .optional(sql.push(" ORDER BY updated_at_ms DESC, device_id LIMIT 1"), read)
            .await
    }
}
