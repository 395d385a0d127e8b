//! The reads of the hot path on SQLite: two lookups by key on connections of their own.
//!
//! A lookup takes microseconds out of the page cache, less than handing it to another thread and
//! back. So it is done where it is asked.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, TryLockError};

use rusqlite::{Connection, Params, Row};

use crate::storage::Result;
use crate::storage::db::PRAGMAS;
use crate::storage::error::StorageError;
use crate::storage::row::Columns;

/// As many as there may be lookups at the same time without waiting.
const CONNECTIONS: usize = 4;

/// Connections that only read.
pub(super) struct Readers {
    connections: Vec<Mutex<Connection>>,
    next: AtomicUsize,
}

impl Readers {
    pub fn open(path: &Path) -> Result<Self> {
        let open = || -> Result<Mutex<Connection>> {
            let connection = Connection::open(path)?;
            connection.execute_batch(PRAGMAS)?;
            connection.execute_batch("PRAGMA query_only = ON")?;
            Ok(Mutex::new(connection))
        };
        Ok(Self {
            connections: (0..CONNECTIONS).map(|_| open()).collect::<Result<_>>()?,
            next: AtomicUsize::new(0),
        })
    }

    /// The row of a query that has at most one. Its `$N` are bound in the order they first appear.
    pub fn optional<T>(
        &self,
        sql: &'static str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let begin = self.next.fetch_add(1, Ordering::Relaxed);
        let from = begin % self.connections.len().max(1);
        let (behind, ahead) = self.connections.split_at(from);
        let mut guard = None;
        for connection in ahead.iter().chain(behind) {
            match connection.try_lock() {
                Ok(free) => {
                    guard = Some(free);
                    break;
                }
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Poisoned(_)) => return Err(StorageError::Closed),
            }
        }
        let guard = match (guard, ahead.first()) {
            (Some(free), _) => free,
            (None, Some(busy)) => busy.lock().map_err(|_| StorageError::Closed)?,
            (None, None) => return Err(StorageError::Closed),
        };
        let mut statement = guard.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(read).transpose()
    }
}

impl Columns for Row<'_> {
    fn text(&self, column: &'static str) -> Result<String> {
        Ok(self.get(column)?)
    }

    fn text_opt(&self, column: &'static str) -> Result<Option<String>> {
        Ok(self.get(column)?)
    }

    fn int(&self, column: &'static str) -> Result<i64> {
        Ok(self.get(column)?)
    }

    fn int_opt(&self, column: &'static str) -> Result<Option<i64>> {
        Ok(self.get(column)?)
    }

    fn bytes(&self, column: &'static str) -> Result<Vec<u8>> {
        Ok(self.get(column)?)
    }
}
