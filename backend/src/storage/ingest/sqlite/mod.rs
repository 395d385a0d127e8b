//! The writer of SQLite: one thread with its own connection and cached statements.

mod apply;

use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use async_trait::async_trait;
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{Mutex, mpsc, oneshot};
use vitrine_shared::digest::Digest;

use self::apply::apply;
use super::flat::Flat;
use super::{Asked, Ingest, PushContext, Pushed, reads};
use crate::storage::Result;
use crate::storage::access::DeviceLogin;
use crate::storage::db::{Db, PRAGMAS, Turn};
use crate::storage::error::StorageError;

/// The most batches that one commit takes.
const GROUP: usize = 256;

/// A batch and who waits for its answer.
struct Job {
    batch: Flat,
    answer: oneshot::Sender<Result<Pushed>>,
}

/// The handle of the writer thread.
pub(super) struct Writer {
    db: Arc<Db>,
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub fn open(path: &Path, db: Arc<Db>) -> Result<Self> {
        let connection = Connection::open(path)?;
        connection.execute_batch(PRAGMAS)?;
        connection.set_prepared_statement_cache_capacity(64);
        let (jobs, queue) = mpsc::channel(4 * GROUP);
        let turn = db.turn();
        let thread = std::thread::Builder::new()
            .name("ingest".to_owned())
            .spawn(move || run(connection, queue, &turn))
            .map_err(|_| StorageError::Closed)?;
        Ok(Self {
            db,
            jobs: Mutex::new(Some(jobs)),
            thread: Mutex::new(Some(thread)),
        })
    }
}

#[async_trait]
impl Ingest for Writer {
    async fn device_login(&self, token_sha256: Digest) -> Result<Option<DeviceLogin>> {
        reads::read_device_login(&self.db, token_sha256).await
    }

    async fn context(&self, asked: Asked) -> Result<PushContext> {
        reads::read_context(&self.db, asked).await
    }

    async fn push(&self, batch: Flat) -> Result<Pushed> {
        let (answer, answered) = oneshot::channel();
        let jobs = self.jobs.lock().await.clone().ok_or(StorageError::Closed)?;
        jobs.send(Job { batch, answer })
            .await
            .map_err(|_| StorageError::Closed)?;
        answered.await.map_err(|_| StorageError::Closed)?
    }

    async fn close(&self) {
        self.jobs.lock().await.take();
        if let Some(thread) = self.thread.lock().await.take() {
            // The thread ends when its queue is empty; a panic in it was reported where it happened.
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }
}

/// Takes whatever waits, commits it together, and only then answers. Ends with its queue.
fn run(mut connection: Connection, mut queue: mpsc::Receiver<Job>, turn: &Turn) {
    let mut jobs = Vec::with_capacity(GROUP);
    while queue.blocking_recv_many(&mut jobs, GROUP) > 0 {
        let turn = turn.blocking_lock();
        let answers = match together(&mut connection, &jobs) {
            Ok(answers) => answers.into_iter().map(Ok).collect(),
            Err(_) => one_by_one(&mut connection, &jobs),
        };
        drop(turn);
        for (job, answer) in jobs.drain(..).zip(answers) {
            // Whoever stopped waiting asks again, and finds the events stored.
            let _ = job.answer.send(answer);
        }
    }
}

fn together(connection: &mut Connection, jobs: &[Job]) -> Result<Vec<Pushed>> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let answers = jobs
        .iter()
        .map(|job| apply(&tx, &job.batch))
        .collect::<Result<_>>()?;
    tx.commit()?;
    Ok(answers)
}

/// After a failure: a savepoint for each, so that only those fail that cannot be written.
fn one_by_one(connection: &mut Connection, jobs: &[Job]) -> Vec<Result<Pushed>> {
    let mut group = || -> Result<Vec<Result<Pushed>>> {
        let mut tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut answers = Vec::with_capacity(jobs.len());
        for job in jobs {
            let savepoint = tx.savepoint()?;
            let answer = apply(&savepoint, &job.batch);
            if answer.is_ok() {
                savepoint.commit()?;
            } else {
                savepoint.finish()?;
            }
            answers.push(answer);
        }
        tx.commit()?;
        Ok(answers)
    };
    group().unwrap_or_else(|_| jobs.iter().map(|_| Err(StorageError::Busy)).collect())
}
