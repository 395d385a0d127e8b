//! Everything the server keeps, on an embedded SQLite or on PostgreSQL.
//!
//! [`Store`] is the facade: one method for each question that a service asks, grouped by role in the
//! files of this module. Every method outside of logging in ([`access`]) takes a [`Scope`], so that
//! no row of another tenant can be asked for. The SQL is written once for both engines over sqlx's
//! `AnyPool`; only the hot path, taking in events, is written for each ([`ingest`]).
//!
//! A method is one transaction: it did everything or nothing. Writes on SQLite take their turn in
//! one queue ([`db`]), so none of them ever waits in SQLite's own busy loop.

mod db;
mod row;
mod schema;
mod sql;

pub mod error;
pub mod scope;

pub mod access;
pub mod invitations;

pub mod agencies;
pub mod brands;
pub mod people;

pub mod checklists;
pub mod pictures;
pub mod training;

pub mod waves;

pub mod visits;

pub mod moves;

pub mod requests;

mod eligibility;
pub mod rules;

pub mod feed;

pub mod ingest;

pub mod events;

pub mod media;
pub mod photos;

pub mod receipts;

pub mod expenses;
pub mod payments;

pub mod returns;

pub mod appeals;
pub mod verdicts;

pub mod visit_files;

pub mod crossing;
pub mod scores;
pub mod stats;

use std::sync::Arc;

use db::Db;
use ingest::Ingest;

pub use error::{Constraint, StorageError};
pub use scope::{Caller, Role, Scope};

/// The result of a storage call.
pub type Result<T> = std::result::Result<T, StorageError>;

/// The storage. Clones share it.
#[derive(Clone)]
pub struct Store {
    db: Arc<Db>,
    ingest: Arc<dyn Ingest>,
}

impl Store {
    /// Opens the database at this address: `sqlite:<path>`, created where it is missing, or
    /// `postgres://…`. Its schema must be brought up to date by [`Store::migrate`] first.
    ///
    /// # Errors
    /// The address is no database's, or the database cannot be reached.
    pub async fn open(url: &str) -> Result<Self> {
        let db = Arc::new(Db::open(url).await?);
        let ingest = ingest::open(&db)?;
        Ok(Self { db, ingest })
    }

    /// Brings the schema of the database at this address up to date, creating the database file
    /// where it is missing.
    ///
    /// # Errors
    /// The database cannot be reached, or holds a schema that this code does not know.
    pub async fn migrate(url: &str) -> Result<()> {
        let db = Db::open(url).await?;
        let done = schema::migrate(&db).await;
        db.close().await;
        done
    }

    /// Answers when the database does.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<()> {
        sqlx::query("SELECT 1").execute(self.db.pool()).await?;
        Ok(())
    }

    /// Waits for what was begun, then lets go of the database. Later calls are refused.
    pub async fn close(&self) {
        self.ingest.close().await;
        self.db.close().await;
    }
}
