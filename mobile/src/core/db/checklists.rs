//! Checklists by digest: bytes that never change.

use rusqlite::{OptionalExtension, params};
use vitrine_shared::checklist::{Checklist, ChecklistError};
use vitrine_shared::digest::Digest;

use super::{CoreError, Store, damaged};

impl Store {
    /// The checklist of this digest.
    ///
    /// # Errors
    /// [`CoreError::ChecklistMissing`] before it is pulled, [`CoreError::UpdateNeeded`] if it needs
    /// a newer app.
    pub fn checklist(&self, sha256: &Digest) -> Result<Checklist, CoreError> {
        match Checklist::from_canonical(&self.checklist_bytes(sha256)?, sha256) {
            Ok(checklist) => Ok(checklist),
            // Bytes of the right digest that cannot be read: their writer knew more than this app.
            Err(ChecklistError::NewerFormat(_) | ChecklistError::Malformed(_)) => {
                Err(CoreError::UpdateNeeded)
            }
            Err(error @ ChecklistError::WrongDigest(_)) => Err(damaged(error)),
        }
    }

    /// The bytes of the checklist of this digest.
    ///
    /// # Errors
    /// [`CoreError::ChecklistMissing`] before it is pulled.
    pub fn checklist_bytes(&self, sha256: &Digest) -> Result<Vec<u8>, CoreError> {
        let bytes: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT bytes FROM checklists WHERE sha256 = ?1")?
            .query_row([sha256.to_string()], |row| row.get(0))
            .optional()?;
        bytes.ok_or(CoreError::ChecklistMissing)
    }

    /// Keeps a checklist whose digest was verified.
    ///
    /// # Errors
    /// If storage fails.
    pub fn keep_checklist(&self, sha256: &Digest, bytes: &[u8]) -> Result<(), CoreError> {
        self.connection.execute(
            "INSERT OR IGNORE INTO checklists (sha256, bytes) VALUES (?1, ?2)",
            params![sha256.to_string(), bytes],
        )?;
        Ok(())
    }

    /// The checklists that visits name and that are not here yet.
    ///
    /// # Errors
    /// If storage fails.
    pub fn wanted_checklists(&self) -> Result<Vec<Digest>, CoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT checklist FROM visits WHERE checklist NOT IN (SELECT sha256 FROM checklists)",
        )?;
        let names = statement.query_map([], |row| row.get::<_, String>(0))?;
        names.map(|name| name?.parse().map_err(damaged)).collect()
    }
}
