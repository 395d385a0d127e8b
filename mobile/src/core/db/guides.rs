//! Pictures of guidelines: those that the checklists of visits to come name, and no others.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, params};
use vitrine_shared::digest::Digest;
use vitrine_shared::wire::MAX_PICTURE_BYTES;

use super::{CoreError, Store, damaged};

impl Store {
    /// The pictures that visits on this phone need, with their sizes in bytes; those too large for a
    /// phone left out.
    ///
    /// # Errors
    /// If storage fails.
    pub fn named_guides(&self) -> Result<BTreeMap<Digest, u64>, CoreError> {
        let visits = self.visits()?;
        let needed = visits
            .iter()
            .filter(|row| row.assignment.state.is_with_evaluator());
        let checklists: BTreeSet<Digest> = needed.map(|row| row.assignment.checklist.sha256).collect();
        let mut named = BTreeMap::new();
        for checklist in checklists {
            let checklist = match self.checklist(&checklist) {
                Ok(checklist) => checklist,
                // Such a visit cannot be opened; it holds nothing else up.
                Err(CoreError::ChecklistMissing | CoreError::UpdateNeeded | CoreError::Storage(_)) => {
                    continue;
                }
                Err(error) => return Err(error),
            };
            let pictures = checklist.pictures();
            let fitting = pictures
                .iter()
                .filter(|picture| picture.size_bytes <= MAX_PICTURE_BYTES);
            named.extend(fitting.map(|picture| (picture.sha256, picture.size_bytes)));
        }
        Ok(named)
    }

    /// The pictures that are here.
    ///
    /// # Errors
    /// If storage fails.
    pub fn guides(&self) -> Result<BTreeSet<Digest>, CoreError> {
        let mut statement = self.connection.prepare_cached("SELECT sha256 FROM guides")?;
        let names = statement.query_map([], |row| row.get::<_, String>(0))?;
        names.map(|name| name?.parse().map_err(damaged)).collect()
    }

    /// Keeps a picture whose digest was verified.
    ///
    /// # Errors
    /// If storage fails.
    pub fn keep_guide(&self, sha256: &Digest, bytes: &[u8]) -> Result<(), CoreError> {
        self.connection.execute(
            "INSERT OR IGNORE INTO guides (sha256, bytes) VALUES (?1, ?2)",
            params![sha256.to_string(), bytes],
        )?;
        Ok(())
    }

    /// Deletes a picture, of which the server has the original.
    ///
    /// # Errors
    /// If storage fails.
    pub fn drop_guide(&self, sha256: &Digest) -> Result<(), CoreError> {
        self.connection
            .execute("DELETE FROM guides WHERE sha256 = ?1", [sha256.to_string()])?;
        Ok(())
    }

    /// The JPEG of a picture.
    ///
    /// # Errors
    /// [`CoreError::PhotoUnknown`] before it came, or if it is not what it was.
    pub fn guide(&self, sha256: &Digest) -> Result<Vec<u8>, CoreError> {
        let bytes: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT bytes FROM guides WHERE sha256 = ?1")?
            .query_row([sha256.to_string()], |row| row.get(0))
            .optional()?;
        let is_whole = |bytes: &Vec<u8>| Digest::of(bytes) == *sha256;
        bytes.filter(is_whole).ok_or(CoreError::PhotoUnknown)
    }
}
