//! Databases as files in a folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use crate::core::db::Files;
use crate::core::protocol::CoreError;

/// How long to wait for another process that is just closing the database.
const PATIENCE: Duration = Duration::from_millis(500);

/// A folder of databases.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// This folder, made where it is missing.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn new(path: &Path) -> Result<Self, CoreError> {
        std::fs::create_dir_all(path).map_err(storage)?;
        Ok(Self(path.to_owned()))
    }
}

impl Files for Folder {
    fn names(&self) -> Result<Vec<String>, CoreError> {
        let entries = std::fs::read_dir(&self.0).map_err(storage)?;
        let names = entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
        names.collect::<Result<_, _>>().map_err(storage)
    }

    /// One process at a time; a write-ahead log costs one sync of the disk per commit.
    fn open(&self, name: &str) -> rusqlite::Result<Connection> {
        let connection = Connection::open(self.0.join(name))?;
        connection.busy_timeout(PATIENCE)?;
        connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;")?;
        Ok(connection)
    }
}

fn storage(error: std::io::Error) -> CoreError {
    match error.kind() {
        std::io::ErrorKind::StorageFull => CoreError::StorageFull,
        _ => CoreError::Storage(error.to_string()),
    }
}
