//! Databases as files in a folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::config::Room;
use crate::core::db::Files;
use crate::core::protocol::CoreError;

/// How long to wait for another process that is just closing the database.
const PATIENCE: Duration = Duration::from_millis(500);

/// A folder of databases.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    room: Room,
}

impl Folder {
    /// This folder, made where it is missing.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn new(path: &Path, room: Room) -> Result<Self, CoreError> {
        std::fs::create_dir_all(path).map_err(storage)?;
        let path = path.to_owned();
        Ok(Self { path, room })
    }
}

impl Files for Folder {
    fn names(&self) -> Result<Vec<String>, CoreError> {
        let entries = std::fs::read_dir(&self.path).map_err(storage)?;
        let names = entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
        names.collect::<Result<_, _>>().map_err(storage)
    }

    /// One process at a time; a write-ahead log costs one sync of the disk per commit.
    fn open(&self, name: &str) -> rusqlite::Result<Connection> {
        let connection = Connection::open(self.path.join(name))?;
        connection.busy_timeout(PATIENCE)?;
        connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;")?;
        if let Room::Bytes(bytes) = self.room {
            let page_bytes: u32 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
            connection.execute_batch(&format!(
                "PRAGMA max_page_count = {}",
                bytes / u64::from(page_bytes.max(1))
            ))?;
        }
        Ok(connection)
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, CoreError> {
        std::fs::read(self.path.join(name)).map_err(storage)
    }
}

fn storage(error: std::io::Error) -> CoreError {
    match error.kind() {
        std::io::ErrorKind::StorageFull => CoreError::StorageFull,
        _ => CoreError::Storage(error.to_string()),
    }
}
