//! The writer of PostgreSQL: one task that commits groups, a few statements for a whole group.
//!
//! Each statement takes a column of the group as one array. It has its own connection of the native
//! driver, because `Any` knows no arrays and escaping whole event logs into text ones costs more
//! than the rest of the write. Reads are gathered in the same way ([`reader`]).

mod reader;
mod write;

use std::collections::{HashMap, HashSet};
use std::str::FromStr as _;
use std::sync::RwLock;

use async_trait::async_trait;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{Postgres, Row as _, Transaction};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;
use vitrine_shared::digest::Digest;

use self::reader::Question;
use super::flat::Flat;
use super::{Asked, Ingest, PushContext, Pushed, Stored};
use crate::storage::Result;
use crate::storage::access::DeviceLogin;
use crate::storage::error::StorageError;

/// The most batches that one commit takes.
const GROUP: usize = 256;

/// A batch and who waits for its answer.
struct Job {
    batch: Flat,
    answer: oneshot::Sender<Result<Pushed>>,
}

/// The handle of the writer's and the reader's tasks.
pub(super) struct Writer {
    queues: RwLock<Option<Queues>>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

#[derive(Clone)]
struct Queues {
    jobs: mpsc::Sender<Job>,
    questions: mpsc::Sender<Question>,
}

/// Every access of these connections is by key. A plan made while the tables were small would still
/// read them whole when they are large; and planning each statement anew costs more than it gains.
const SETTINGS: [(&str, &str); 5] = [
    ("enable_seqscan", "off"),
    ("enable_hashjoin", "off"),
    ("enable_mergejoin", "off"),
    ("jit", "off"),
    ("plan_cache_mode", "force_generic_plan"),
];

impl Writer {
    pub fn open(url: &str) -> Result<Self> {
        let options = PgConnectOptions::from_str(url)?.options(SETTINGS);
        let pool = || {
            let one = PgPoolOptions::new().max_connections(1).test_before_acquire(false);
            one.connect_lazy_with(options.clone())
        };
        let (jobs, job_queue) = mpsc::channel(4 * GROUP);
        let (questions, question_queue) = mpsc::channel(4 * GROUP);
        let tasks = vec![
            tokio::spawn(run(pool(), job_queue)),
            tokio::spawn(reader::run(pool(), question_queue)),
        ];
        Ok(Self {
            queues: RwLock::new(Some(Queues { jobs, questions })),
            tasks: Mutex::new(tasks),
        })
    }

    fn queues(&self) -> Result<Queues> {
        let queues = self.queues.read().map_err(|_| StorageError::Closed)?;
        queues.clone().ok_or(StorageError::Closed)
    }

    async fn ask<T>(&self, question: impl FnOnce(oneshot::Sender<Result<T>>) -> Question) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let questions = self.queues()?.questions;
        questions
            .send(question(answer))
            .await
            .map_err(|_| StorageError::Closed)?;
        answered.await.map_err(|_| StorageError::Closed)?
    }
}

#[async_trait]
impl Ingest for Writer {
    async fn device_login(&self, token_sha256: Digest) -> Result<Option<DeviceLogin>> {
        self.ask(|answer| Question::Device(token_sha256, answer)).await
    }

    async fn context(&self, asked: Asked) -> Result<PushContext> {
        self.ask(|answer| Question::Context(asked, answer)).await
    }

    async fn push(&self, batch: Flat) -> Result<Pushed> {
        let (answer, answered) = oneshot::channel();
        let jobs = self.queues()?.jobs;
        jobs.send(Job { batch, answer })
            .await
            .map_err(|_| StorageError::Closed)?;
        answered.await.map_err(|_| StorageError::Closed)?
    }

    async fn close(&self) {
        if let Ok(mut queues) = self.queues.write() {
            queues.take();
        }
        for task in self.tasks.lock().await.drain(..) {
            // A task ends when its queue is empty; a panic in it was reported where it happened.
            let _ = task.await;
        }
    }
}

/// Takes whatever waits, commits it together, and only then answers. Ends with its queue.
async fn run(pool: PgPool, mut queue: mpsc::Receiver<Job>) {
    let mut jobs = Vec::with_capacity(GROUP);
    while queue.recv_many(&mut jobs, GROUP).await > 0 {
        let batches: Vec<&Flat> = jobs.iter().map(|job| &job.batch).collect();
        let answers = match commit(&pool, &batches).await {
            Ok(answers) => answers.into_iter().map(Ok).collect(),
            Err(error) if batches.len() == 1 => vec![Err(error)],
            Err(_) => one_by_one(&pool, &batches).await,
        };
        for (job, answer) in jobs.drain(..).zip(answers) {
            // Whoever stopped waiting asks again, and finds the events stored.
            let _ = job.answer.send(answer);
        }
    }
    pool.close().await;
}

/// After a failure: a transaction for each, so that only those fail that cannot be written.
async fn one_by_one(pool: &PgPool, batches: &[&Flat]) -> Vec<Result<Pushed>> {
    let mut answers = Vec::with_capacity(batches.len());
    for batch in batches {
        let answer = commit(pool, std::slice::from_ref(batch)).await;
        answers.push(answer.and_then(|answers| answers.into_iter().next().ok_or(StorageError::Closed)));
    }
    answers
}

async fn commit(pool: &PgPool, batches: &[&Flat]) -> Result<Vec<Pushed>> {
    let mut tx = pool.begin().await?;
    let fresh = lock_fresh(&mut tx, batches).await?;
    let taken: Vec<&Flat> = batches
        .iter()
        .zip(&fresh)
        .filter(|(_, fresh)| **fresh)
        .map(|(batch, _)| *batch)
        .collect();
    let mut missing = HashMap::new();
    if !taken.is_empty() {
        missing = write::all(&mut tx, &taken).await?;
    }
    tx.commit().await?;
    let answers = batches.iter().zip(fresh).map(|(batch, fresh)| {
        if !fresh {
            return Pushed::Stale;
        }
        let missing_photos = missing.remove(&batch.visit).unwrap_or_default();
        let complete = batch.submission.is_some() && missing_photos.is_empty();
        Pushed::Stored(Stored {
            missing_photos,
            complete,
        })
    });
    Ok(answers.collect())
}

/// Holds the visits, in the order of their ids, and says which batches were prepared against what
/// they are now. Of two batches for one visit only the first can be.
async fn lock_fresh(tx: &mut Transaction<'_, Postgres>, batches: &[&Flat]) -> Result<Vec<bool>> {
    let rows = sqlx::query(
        "SELECT v.id, v.rev, v.agency_id, v.evaluator_id FROM visits v WHERE v.id = ANY($1) ORDER BY v.id FOR UPDATE",
    )
    .bind(write::texts(batches, |b| &b.visit))
    .fetch_all(&mut **tx)
    .await?;
    let mut current: HashMap<String, (i64, String, Option<String>)> = HashMap::with_capacity(rows.len());
    for row in rows {
        current.insert(
            row.try_get(0)?,
            (row.try_get(1)?, row.try_get(2)?, row.try_get(3)?),
        );
    }
    let mut taken = HashSet::with_capacity(batches.len());
    let fresh = batches.iter().map(|batch| {
        let is_as_read = current.get(&batch.visit).is_some_and(|(rev, agency, evaluator)| {
            *rev == batch.rev && *agency == batch.agency && evaluator.as_ref() == Some(&batch.evaluator)
        });
        is_as_read && taken.insert(&batch.visit)
    });
    Ok(fresh.collect())
}
