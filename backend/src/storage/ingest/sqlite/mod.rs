//! The writer of SQLite: one thread with its own connection and cached statements.

mod apply;
mod arrive;
mod readers;

use std::path::Path;
use std::sync::RwLock;
use std::thread::JoinHandle;

use async_trait::async_trait;
use rusqlite::{Connection, TransactionBehavior, params};
use tokio::sync::{Mutex, mpsc, oneshot};
use vitrine_shared::digest::Digest;

use self::readers::Readers;
use super::flat::{Flat, FlatArrival};
use super::{Asked, Ingest, PushContext, Pushed, reads};
use crate::storage::Result;
use crate::storage::access::DeviceLogin;
use crate::storage::db::{PRAGMAS, Turn};
use crate::storage::error::StorageError;

/// Wants the digest of a token.
const DEVICE_LOGIN: &str =
    "SELECT id, agency_id, user_id, public_key, revoked_at_ms FROM devices WHERE token_sha256 = $1";

/// Wants the device, the visit, the agency and the evaluator.
const CONTEXT: &str = "SELECT v.state, v.rev, v.persona, v.checklist_sha256, s.seq, s.hash, s.sheet \
     FROM visits v LEFT JOIN sheets s ON s.visit_id = v.id AND s.device_id = $1 \
     WHERE v.id = $2 AND v.agency_id = $3 AND v.evaluator_id = $4";

/// The most that one commit takes.
const GROUP: usize = 256;

/// What the writer writes.
trait Work: Send + 'static {
    type Outcome: Send;

    fn apply(&self, tx: &Connection) -> Result<Self::Outcome>;
}

impl Work for Flat {
    type Outcome = Pushed;

    fn apply(&self, tx: &Connection) -> Result<Pushed> {
        apply::apply(tx, self)
    }
}

impl Work for FlatArrival {
    type Outcome = bool;

    fn apply(&self, tx: &Connection) -> Result<bool> {
        arrive::arrive(tx, self)
    }
}

/// Something to write, and who waits for its answer.
struct Pending<W: Work> {
    work: W,
    /// What came of it, once it was written: told when that is durable.
    outcome: Option<W::Outcome>,
    answer: oneshot::Sender<Result<W::Outcome>>,
}

/// A [`Pending`] of any kind.
trait Job: Send {
    fn apply(&mut self, tx: &Connection) -> Result<()>;

    fn answer(self: Box<Self>, committed: Result<()>);
}

impl<W: Work> Job for Pending<W> {
    fn apply(&mut self, tx: &Connection) -> Result<()> {
        self.outcome = Some(self.work.apply(tx)?);
        Ok(())
    }

    fn answer(self: Box<Self>, committed: Result<()>) {
        let Self { outcome, answer, .. } = *self;
        // Whoever stopped waiting asks again, and finds it stored.
        let _ = answer.send(committed.and_then(|()| outcome.ok_or(StorageError::Closed)));
    }
}

/// The handle of the writer thread.
pub(super) struct Writer {
    readers: Readers,
    jobs: RwLock<Option<mpsc::Sender<Box<dyn Job>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub fn open(path: &Path, turn: Turn) -> Result<Self> {
        let connection = Connection::open(path)?;
        connection.execute_batch(PRAGMAS)?;
        connection.execute_batch("PRAGMA cache_size = -16000")?;
        connection.set_prepared_statement_cache_capacity(64);
        let (jobs, queue) = mpsc::channel(4 * GROUP);
        let thread = std::thread::Builder::new()
            .name("ingest".to_owned())
            .spawn(move || run(connection, queue, &turn))
            .map_err(|_| StorageError::Closed)?;
        Ok(Self {
            readers: Readers::open(path)?,
            jobs: RwLock::new(Some(jobs)),
            thread: Mutex::new(Some(thread)),
        })
    }

    async fn write<W: Work>(&self, work: W) -> Result<W::Outcome> {
        let (answer, answered) = oneshot::channel();
        let jobs = self.jobs.read().map_err(|_| StorageError::Closed)?.clone();
        let job = Box::new(Pending {
            work,
            outcome: None,
            answer,
        });
        let jobs = jobs.ok_or(StorageError::Closed)?;
        jobs.send(job).await.map_err(|_| StorageError::Closed)?;
        answered.await.map_err(|_| StorageError::Closed)?
    }
}

#[async_trait]
impl Ingest for Writer {
    async fn device_login(&self, token_sha256: Digest) -> Result<Option<DeviceLogin>> {
        let token = token_sha256.to_string();
        self.readers
            .optional(DEVICE_LOGIN, params![token], |row| reads::device_login(row))
    }

    async fn context(&self, asked: Asked) -> Result<PushContext> {
        let (device, visit) = (asked.device.to_string(), asked.visit.to_string());
        let (agency, evaluator) = (asked.agency.to_string(), asked.evaluator.to_string());
        let params = params![device, visit, agency, evaluator];
        let found = self
            .readers
            .optional(CONTEXT, params, |row| reads::context(row, asked))?;
        found.ok_or(StorageError::NotFound)
    }

    async fn push(&self, batch: Flat) -> Result<Pushed> {
        self.write(batch).await
    }

    async fn arrived(&self, arrival: FlatArrival) -> Result<bool> {
        self.write(arrival).await
    }

    async fn close(&self) {
        if let Ok(mut jobs) = self.jobs.write() {
            jobs.take();
        }
        if let Some(thread) = self.thread.lock().await.take() {
            // The thread ends when its queue is empty; a panic in it was reported where it happened.
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }
}

/// Takes whatever waits, commits it together, and only then answers. Ends with its queue.
fn run(mut connection: Connection, mut queue: mpsc::Receiver<Box<dyn Job>>, turn: &Turn) {
    let mut jobs = Vec::with_capacity(GROUP);
    while queue.blocking_recv_many(&mut jobs, GROUP) > 0 {
        let turn = turn.blocking_lock();
        let committed = match together(&mut connection, &mut jobs) {
            Ok(()) => jobs.iter().map(|_| Ok(())).collect(),
            Err(error) if jobs.len() == 1 => vec![Err(error)],
            Err(_) => one_by_one(&mut connection, &mut jobs),
        };
        drop(turn);
        for (job, committed) in jobs.drain(..).zip(committed) {
            job.answer(committed);
        }
    }
}

fn together(connection: &mut Connection, jobs: &mut [Box<dyn Job>]) -> Result<()> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    jobs.iter_mut().try_for_each(|job| job.apply(&tx))?;
    Ok(tx.commit()?)
}

/// After a failure: a savepoint for each, so that only those fail that cannot be written.
fn one_by_one(connection: &mut Connection, jobs: &mut [Box<dyn Job>]) -> Vec<Result<()>> {
    let count = jobs.len();
    let group = || -> Result<Vec<Result<()>>> {
        let mut tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut applied = Vec::with_capacity(count);
        for job in jobs {
            let savepoint = tx.savepoint()?;
            let done = job.apply(&savepoint);
            if done.is_ok() {
                savepoint.commit()?;
            } else {
                savepoint.finish()?;
            }
            applied.push(done);
        }
        tx.commit()?;
        Ok(applied)
    };
    group().unwrap_or_else(|error| {
        // The first hears of it, the others come again.
        let first = std::iter::once(Err(error));
        first
            .chain(std::iter::repeat_with(|| Err(StorageError::Busy)))
            .take(count)
            .collect()
    })
}
