//! What evaluators note for themselves beside a question. It stays on the phone.

use std::collections::BTreeMap;

use rusqlite::params;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::VisitId;

use super::{CoreError, Store, damaged};

impl Store {
    /// The notes of a visit by question.
    ///
    /// # Errors
    /// If storage fails.
    pub fn notes(&self, visit: VisitId) -> Result<BTreeMap<Slug, String>, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT question, words FROM notes WHERE visit = ?1")?;
        let mut rows = statement.query([visit.to_string()])?;
        let mut notes = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let question: String = row.get("question")?;
            notes.insert(question.parse().map_err(damaged)?, row.get("words")?);
        }
        Ok(notes)
    }

    /// Keeps a note; without words there is none any more.
    ///
    /// # Errors
    /// If storage fails.
    pub fn keep_note(&self, visit: VisitId, question: &Slug, words: &str) -> Result<(), CoreError> {
        let visit = visit.to_string();
        if words.is_empty() {
            self.connection
                .prepare_cached("DELETE FROM notes WHERE visit = ?1 AND question = ?2")?
                .execute(params![visit, question.as_str()])?;
        } else {
            self.connection
                .prepare_cached(
                    "INSERT INTO notes (visit, question, words) VALUES (?1, ?2, ?3)
                     ON CONFLICT (visit, question) DO UPDATE SET words = excluded.words",
                )?
                .execute(params![visit, question.as_str(), words])?;
        }
        Ok(())
    }

    /// Deletes the notes of visits whose receipt is held: they have done their service.
    ///
    /// # Errors
    /// If storage fails.
    pub fn free_notes(&self) -> Result<(), CoreError> {
        self.connection.execute(
            "DELETE FROM notes WHERE visit IN (SELECT visit FROM visits WHERE receipt IS NOT NULL)",
            [],
        )?;
        Ok(())
    }
}
