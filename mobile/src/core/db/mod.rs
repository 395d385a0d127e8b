//! What is kept on the phone: one SQLite database, photos included.
//!
//! A visit's answers are not stored: they are what its events add up to. Every write that a screen
//! shows as saved is one transaction with `synchronous = FULL`. Nothing here deletes what the
//! server did not sign for. A damaged database is left where it is, and the next one is begun.

mod aside;
mod board;
mod checklists;
mod events;
mod guides;
mod identity;
mod networks;
mod notes;
mod open;
mod outbox;
mod photos;
mod practice;
mod record;
mod training;
mod visits;

use rusqlite::{Connection, ErrorCode, Transaction, ffi};
use vitrine_shared::time::Timestamp;

pub use identity::{Attempt, Identity};
pub use open::Files;
pub use outbox::RequestRow;
pub use photos::{Medium, NewMedium, PhotoRow};
pub use training::QuizRow;
pub use visits::VisitRow;

use super::protocol::CoreError;
use aside::Shelf;

/// The phone's storage.
pub struct Store {
    connection: Connection,
    shelf: Shelf,
}

impl Store {
    fn write<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, CoreError>,
    ) -> Result<T, CoreError> {
        let transaction = self.connection.unchecked_transaction()?;
        let value = change(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }
}

impl From<rusqlite::Error> for CoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error
            .sqlite_error()
            .map(|error| (error.code, error.extended_code))
        {
            Some((ErrorCode::DiskFull, _)) => Self::StorageFull,
            // A browser refuses to write beyond the quota, and its file system tells SQLite no reason: not even
            // that it was a write. What else fails there without one is not known to happen.
            Some((_, ffi::SQLITE_IOERR)) if cfg!(target_arch = "wasm32") => Self::StorageFull,
            Some((ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _)) => Self::OpenElsewhere,
            _ => Self::Storage(error.to_string()),
        }
    }
}

/// What a row holds is not what this code wrote.
fn damaged(what: impl std::fmt::Display) -> CoreError {
    CoreError::Storage(format!("damaged row: {what}"))
}

fn time(unix_ms: i64) -> Result<Timestamp, CoreError> {
    Timestamp::from_unix_ms(unix_ms).ok_or_else(|| damaged(unix_ms))
}

fn number(value: i64) -> Result<u64, CoreError> {
    u64::try_from(value).map_err(damaged)
}

fn integer(value: u64) -> Result<i64, CoreError> {
    i64::try_from(value).map_err(damaged)
}
