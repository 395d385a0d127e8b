//! Databases that are not the one in use: damaged ones, and those whose person's work is locked away.
//!
//! Nothing of them is renamed, overwritten or deleted. A damaged one is read as far as it can be.

use rusqlite::Connection;
use vitrine_shared::id::VisitId;

use super::{CoreError, Files, Store, damaged};
use crate::core::protocol::{Aside, AsideVisit};

/// Where databases lie, and those beside the one in use.
#[derive(Default)]
pub(super) struct Shelf {
    files: Option<Box<dyn Files>>,
    damaged: Vec<String>,
    locked: Vec<Store>,
}

impl Shelf {
    pub fn new(files: impl Files + 'static, damaged: Vec<String>, locked: Vec<Store>) -> Self {
        Self {
            files: Some(Box::new(files)),
            damaged,
            locked,
        }
    }
}

/// Whether the database's person gave the phone to another.
pub(super) fn is_locked(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT EXISTS (SELECT 1 FROM locked)", [], |row| row.get(0))
}

impl Store {
    /// The damaged databases that nobody has waved away.
    ///
    /// # Errors
    /// If storage fails.
    pub fn set_aside(&self) -> Result<Vec<String>, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM dismissed WHERE file = ?1)")?;
        let mut files = Vec::new();
        for file in &self.shelf.damaged {
            if !statement.query_row([file], |row| row.get::<_, bool>(0))? {
                files.push(file.clone());
            }
        }
        Ok(files)
    }

    /// Speaks no more of a damaged database.
    ///
    /// # Errors
    /// If storage fails.
    pub fn dismiss(&self, file: &str) -> Result<(), CoreError> {
        self.connection
            .execute("INSERT OR IGNORE INTO dismissed (file) VALUES (?1)", [file])?;
        Ok(())
    }

    /// A damaged database, to be read as far as that goes.
    ///
    /// # Errors
    /// [`CoreError::Storage`] if there is none of that name, or it cannot even be opened.
    pub fn aside(&self, file: &str) -> Result<Self, CoreError> {
        let connection = self.shelved(file)?.open(file)?;
        connection.execute_batch("PRAGMA query_only = ON;")?;
        Ok(Self {
            connection,
            shelf: Shelf::default(),
        })
    }

    /// A damaged database as it is.
    ///
    /// # Errors
    /// [`CoreError::Storage`] if there is none of that name, or it cannot be read.
    pub fn raw_aside(&self, file: &str) -> Result<Vec<u8>, CoreError> {
        self.shelved(file)?.read(file)
    }

    /// What can be read of each damaged database.
    ///
    /// # Errors
    /// If storage fails; a damaged database is no failure.
    pub fn list_aside(&self) -> Result<Vec<Aside>, CoreError> {
        let files = self.set_aside()?.into_iter();
        Ok(files
            .map(|file| {
                let found = self.aside(&file).and_then(|aside| aside.begun());
                let (visits, unreadable) = found.unwrap_or_default();
                Aside {
                    file,
                    visits,
                    unreadable,
                }
            })
            .collect())
    }

    /// The visits that were begun and have no receipt, and how many cannot be read.
    fn begun(&self) -> Result<(Vec<AsideVisit>, u32), CoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT DISTINCT visit FROM events ORDER BY visit")?;
        let names = statement.query_map([], |row| row.get::<_, String>(0))?;
        let (mut visits, mut unreadable) = (Vec::new(), 0);
        for name in names {
            let row = name
                .map_err(CoreError::from)
                .and_then(|name| name.parse::<VisitId>().map_err(damaged))
                .and_then(|visit| self.visit(visit));
            match row {
                Ok(row) if row.received_at.is_some() => {}
                Ok(row) => visits.push(AsideVisit {
                    visit: row.assignment.visit,
                    brand: row.assignment.brand,
                    location: row.assignment.location.name,
                }),
                Err(_) => unreadable += 1,
            }
        }
        Ok((visits, unreadable))
    }

    /// Locks this database away: from the next start on another one is in use.
    ///
    /// # Errors
    /// If storage fails; then nothing is locked.
    pub fn lock(&self) -> Result<(), CoreError> {
        self.connection
            .execute("INSERT OR IGNORE INTO locked (one) VALUES (1)", [])?;
        Ok(())
    }

    /// Brings this database back: from the next start on it is in use, once no newer one is.
    ///
    /// # Errors
    /// If storage fails; then it stays locked.
    pub fn unlock(&self) -> Result<(), CoreError> {
        self.connection.execute("DELETE FROM locked", [])?;
        Ok(())
    }

    /// The databases of people who gave the phone away.
    pub fn locked(&self) -> &[Self] {
        &self.shelf.locked
    }

    fn shelved(&self, file: &str) -> Result<&dyn Files, CoreError> {
        let is_known = self.shelf.damaged.iter().any(|known| known == file);
        let files = self.shelf.files.as_deref().filter(|_| is_known);
        files.ok_or_else(|| CoreError::Storage(format!("no database {file} lies aside")))
    }
}
