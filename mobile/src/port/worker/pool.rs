//! Databases in the browser's private file system.

use rusqlite::Connection;
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};

use crate::core::db::{Files, is_full};
use crate::core::protocol::CoreError;

/// Each database has a log beside it, and one more may have to be begun.
const FILES: u32 = 6;

/// The pool of files that SQLite works on.
pub struct Pool(OpfsSAHPoolUtil);

impl Pool {
    /// Gets hold of the files.
    ///
    /// # Errors
    /// [`CoreError::OpenElsewhere`] while another page has them.
    pub async fn open() -> Result<Self, CoreError> {
        let config = OpfsSAHPoolCfgBuilder::new()
            .directory("vitrine")
            .initial_capacity(FILES)
            .build();
        let pool = install::<sqlite_wasm_rs::WasmOsCallback>(&config, true)
            .await
            .map_err(refusal)?;
        let needed = pool.count() + FILES;
        // A full phone gives none, and what is there can be worked on all the same.
        let reserved = pool.reserve_minimum_capacity(needed).await;
        if pool.count() == 0 {
            reserved.map_err(refusal)?;
        }
        Ok(Self(pool))
    }
}

impl Files for Pool {
    fn names(&self) -> Result<Vec<String>, CoreError> {
        Ok(self.0.list())
    }

    /// A write-ahead log costs one flush per commit, and what a dying page left half-written in it is passed
    /// over at the next start. A rollback journal would not be rolled back here: the pool says of every file
    /// that somebody writes to it, so SQLite leaves the journal to them. The log needs no shared memory while
    /// one connection holds the database. Each start brings it in, so that it stays short; a full phone keeps
    /// it, and everything in it.
    fn open(&self, name: &str) -> rusqlite::Result<Connection> {
        let connection = Connection::open(name)?;
        connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;")?;
        match connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);") {
            Err(error) if is_full(&error) => Ok(connection),
            brought_in => brought_in.map(|()| connection),
        }
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, CoreError> {
        self.0.export_db(name).map_err(refusal)
    }
}

fn refusal(error: OpfsSAHError) -> CoreError {
    match error {
        OpfsSAHError::CreateSyncAccessHandle(_) => CoreError::OpenElsewhere,
        error => CoreError::Storage(error.to_string()),
    }
}
