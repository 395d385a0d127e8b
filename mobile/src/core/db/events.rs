//! The events of visits, only ever added to.

use rusqlite::{Row, Transaction, params};
use serde_json::value::RawValue;
use vitrine_shared::event::Record;
use vitrine_shared::id::{MediaId, PhotoId, VisitId};

use super::{CoreError, NewMedium, Store, damaged, integer, number};

impl Store {
    /// Adds an event.
    ///
    /// # Errors
    /// If storage fails; then nothing was added.
    pub fn append(&self, visit: VisitId, record: &Record) -> Result<(), CoreError> {
        self.write(|tx| insert(tx, visit, record))
    }

    /// Adds the event of a photo or voice memo together with it; what it replaces goes.
    ///
    /// # Errors
    /// If storage fails; then nothing changed.
    pub fn append_medium(
        &self,
        visit: VisitId,
        record: &Record,
        medium: &NewMedium,
        replaces: Option<PhotoId>,
    ) -> Result<(), CoreError> {
        self.write(|tx| {
            insert(tx, visit, record)?;
            if let Some(old) = replaces {
                Self::delete_photo(tx, old)?;
            }
            Self::insert_medium(tx, visit, record.seq, medium)
        })
    }

    /// Adds the event of a photo or voice memo thrown away, and throws it away.
    ///
    /// # Errors
    /// If storage fails; then nothing changed.
    pub fn append_discard(&self, visit: VisitId, record: &Record, photo: MediaId) -> Result<(), CoreError> {
        self.append_withdrawn(visit, record, &[photo])
    }

    /// Adds the event of a claim taken back, and throws these photos of its receipt away.
    ///
    /// # Errors
    /// If storage fails; then nothing changed.
    pub fn append_withdrawn(
        &self,
        visit: VisitId,
        record: &Record,
        photos: &[PhotoId],
    ) -> Result<(), CoreError> {
        self.write(|tx| {
            insert(tx, visit, record)?;
            photos.iter().try_for_each(|photo| Self::delete_photo(tx, *photo))
        })
    }

    /// Adds the event that opens a visit again: the receipt was for what is going to change, so
    /// nothing of the visit is deleted before the next one.
    ///
    /// # Errors
    /// If storage fails; then nothing changed.
    pub fn append_reopened(&self, visit: VisitId, record: &Record) -> Result<(), CoreError> {
        self.write(|tx| {
            insert(tx, visit, record)?;
            tx.execute(
                "UPDATE visits SET receipt = NULL, received_at = NULL WHERE visit = ?1",
                [visit.to_string()],
            )?;
            Ok(())
        })
    }

    /// The visit's events from this number on, at most so many, in order.
    ///
    /// # Errors
    /// If storage fails.
    pub fn records(&self, visit: VisitId, from_seq: u64, limit: usize) -> Result<Vec<Record>, CoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT seq, body, hash FROM events WHERE visit = ?1 AND seq >= ?2 ORDER BY seq LIMIT ?3",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![visit.to_string(), integer(from_seq)?, limit])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(read(row)?);
        }
        Ok(records)
    }

    /// The visit's events in order, up to the first that cannot be read.
    pub fn readable_records(&self, visit: VisitId) -> Vec<Record> {
        let mut records = Vec::new();
        // What cannot be read is missing at the end, which whoever follows the chain sees.
        let _damage = self.read_while_whole(visit, &mut records);
        records
    }

    fn read_while_whole(&self, visit: VisitId, records: &mut Vec<Record>) -> Result<(), CoreError> {
        let sql = "SELECT seq, body, hash FROM events WHERE visit = ?1 ORDER BY seq";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([visit.to_string()])?;
        while let Some(row) = rows.next()? {
            records.push(read(row)?);
        }
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<Record, CoreError> {
    Ok(Record {
        seq: number(row.get("seq")?)?,
        body: RawValue::from_string(row.get("body")?).map_err(damaged)?,
        hash: row.get::<_, String>("hash")?.parse().map_err(damaged)?,
    })
}

fn insert(tx: &Transaction<'_>, visit: VisitId, record: &Record) -> Result<(), CoreError> {
    tx.prepare_cached("INSERT INTO events (visit, seq, body, hash) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            visit.to_string(),
            integer(record.seq)?,
            record.body.get(),
            record.hash.to_string()
        ])?;
    Ok(())
}
