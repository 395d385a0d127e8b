//! The connection pool, and the turn that writers take.

use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, AnyQueryResult, AnyRow};
use sqlx::{Any, AnyConnection, AnyPool, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::Result;
use super::error::StorageError;
use super::sql::Sql;

/// How long a writer of another process may be in the way.
pub(super) const BUSY_TIMEOUT_MS: u32 = 5_000;

/// The engines that one SQL text is written for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Engine {
    /// An embedded database in this file.
    Sqlite(PathBuf),
    /// A server at this address.
    Postgres(String),
}

/// The pool and the writers' turn.
pub(super) struct Db {
    pool: AnyPool,
    engine: Engine,
    turn: Turn,
}

/// SQLite has one writer at a time, and its own way of waiting is to sleep and try again. Writers
/// of this process queue here instead, first come, first served.
pub(super) type Turn = Arc<Mutex<()>>;

/// A transaction that writes. Dropped without [`Write::commit`] it is rolled back.
pub(super) struct Write {
    // Declared first: the transaction ends before the turn is passed on.
    tx: Transaction<'static, Any>,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Engine {
    fn of(url: &str) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if !path.is_empty() && !path.starts_with(':') && !path.contains('?') {
                return Ok(Self::Sqlite(PathBuf::from(path)));
            }
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        // Never the address itself: it may hold a password.
        let scheme = url.split(':').next().unwrap_or_default();
        Err(StorageError::Address(scheme.to_owned()))
    }

    /// The pragmas of every connection to SQLite; PostgreSQL needs none.
    fn pragmas(&self) -> Option<&'static str> {
        matches!(self, Self::Sqlite(_)).then_some(PRAGMAS)
    }
}

/// WAL lets readers work beside the writer; FULL makes a commit survive a power cut. Checkpoints every
/// 16 MB instead of every 4: each is a burst of writes to the same pages.
pub(super) const PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; \
     PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 4000; \
     PRAGMA cache_size = -2000; PRAGMA temp_store = MEMORY";

impl Db {
    pub async fn open(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let engine = Engine::of(url)?;
        let address = match &engine {
            Engine::Sqlite(path) => format!("sqlite://{}?mode=rwc", path.display()),
            Engine::Postgres(url) => url.clone(),
        };
        let options = AnyConnectOptions::from_str(&address)?;
        let pragmas = engine.pragmas();
        let pool = AnyPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_millis(BUSY_TIMEOUT_MS.into()))
            .test_before_acquire(false)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if let Some(pragmas) = pragmas {
                        sqlx::raw_sql(pragmas).execute(connection).await?;
                    }
                    Ok(())
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self {
            pool,
            engine,
            turn: Turn::default(),
        })
    }

    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    pub fn turn(&self) -> Turn {
        self.turn.clone()
    }

    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Begins a transaction that writes.
    pub async fn write(&self) -> Result<Write> {
        let (turn, begin) = match self.engine {
            Engine::Sqlite(_) => (Some(self.turn().lock_owned().await), "BEGIN IMMEDIATE"),
            Engine::Postgres(_) => (None, "BEGIN"),
        };
        let tx = self.pool.begin_with(begin).await?;
        Ok(Write { tx, _turn: turn })
    }

    /// All rows of a query.
    pub async fn all<T>(&self, sql: Sql, read: impl Fn(&AnyRow) -> Result<T>) -> Result<Vec<T>> {
        sql.query()
            .fetch_all(&self.pool)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// The row of a query that has at most one.
    pub async fn optional<T>(&self, sql: Sql, read: impl Fn(&AnyRow) -> Result<T>) -> Result<Option<T>> {
        sql.query()
            .fetch_optional(&self.pool)
            .await?
            .as_ref()
            .map(read)
            .transpose()
    }

    /// The row of a query that must have one.
    pub async fn one<T>(&self, sql: Sql, read: impl Fn(&AnyRow) -> Result<T>) -> Result<T> {
        self.optional(sql, read).await?.ok_or(StorageError::NotFound)
    }
}

impl Write {
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }

    /// Executes, and says how many rows it wrote.
    pub async fn execute(&mut self, sql: Sql) -> Result<u64> {
        let done: AnyQueryResult = sql.query().execute(&mut *self.tx).await?;
        Ok(done.rows_affected())
    }

    pub async fn all<T>(&mut self, sql: Sql, read: impl Fn(&AnyRow) -> Result<T>) -> Result<Vec<T>> {
        sql.query()
            .fetch_all(&mut *self.tx)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    pub async fn optional<T>(&mut self, sql: Sql, read: impl Fn(&AnyRow) -> Result<T>) -> Result<Option<T>> {
        sql.query()
            .fetch_optional(&mut *self.tx)
            .await?
            .as_ref()
            .map(read)
            .transpose()
    }

    pub async fn one<T>(&mut self, sql: Sql, read: impl Fn(&AnyRow) -> Result<T>) -> Result<T> {
        self.optional(sql, read).await?.ok_or(StorageError::NotFound)
    }
}

impl Deref for Write {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        &self.tx
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.tx
    }
}
