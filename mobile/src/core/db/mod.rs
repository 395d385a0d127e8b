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
        if is_full(&error) {
            return Self::StorageFull;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::OpenElsewhere,
            _ => Self::Storage(error.to_string()),
        }
    }
}

/// Whether the phone is full. A browser keeps a site to its quota: it takes no more, or only a part, of what is to
/// be written. Its file system tells SQLite of the one as an error without a reason, of the other as one without
/// a kind; a wrong statement would come with words of its own.
pub fn is_full(error: &rusqlite::Error) -> bool {
    let rusqlite::Error::SqliteFailure(error, text) = error else {
        return false;
    };
    match error.extended_code {
        _ if error.code == ErrorCode::DiskFull => true,
        ffi::SQLITE_IOERR => cfg!(target_arch = "wasm32"),
        ffi::SQLITE_ERROR => cfg!(target_arch = "wasm32") && text.as_deref() == Some("SQL logic error"),
        _ => false,
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
