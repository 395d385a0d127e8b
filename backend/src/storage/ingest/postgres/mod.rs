//! The writers of PostgreSQL: a task each for batches and for photos that arrived, which commit groups,
//! a few statements for a whole group.
//!
//! Each statement takes a column of the group as one array. They have their own connections of the native
//! driver, because `Any` knows no arrays and escaping whole event logs into text ones costs more
//! than the rest of the write. Reads are gathered in the same way ([`reader`]).

mod arrive;
mod feed;
mod push;
mod reader;

use std::str::FromStr as _;
use std::sync::RwLock;

use async_trait::async_trait;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;
use vitrine_shared::digest::Digest;

use self::reader::Question;
use super::flat::{Flat, FlatArrival};
use super::{Asked, Ingest, PushContext, Pushed};
use crate::storage::Result;
use crate::storage::access::DeviceLogin;
use crate::storage::error::StorageError;

/// The most that one commit takes.
const GROUP: usize = 256;

/// What the writers write.
#[async_trait]
trait Work: Send + Sync + Sized + 'static {
    type Outcome: Send;

    /// Writes a group in one transaction. Gives what came of each.
    async fn commit(pool: &PgPool, group: &[&Self]) -> Result<Vec<Result<Self::Outcome>>>;
}

/// Something to write, and who waits for its answer.
struct Job<W: Work> {
    work: W,
    answer: oneshot::Sender<Result<W::Outcome>>,
}

/// The handle of the writers' and the reader's tasks.
pub(super) struct Writer {
    queues: RwLock<Option<Queues>>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

#[derive(Clone)]
struct Queues {
    batches: mpsc::Sender<Job<Flat>>,
    arrivals: mpsc::Sender<Job<FlatArrival>>,
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
        let (batches, batch_queue) = mpsc::channel(4 * GROUP);
        let (arrivals, arrival_queue) = mpsc::channel(4 * GROUP);
        let (questions, question_queue) = mpsc::channel(4 * GROUP);
        let tasks = vec![
            tokio::spawn(run(pool(), batch_queue)),
            tokio::spawn(run(pool(), arrival_queue)),
            tokio::spawn(reader::run(pool(), question_queue)),
        ];
        let queues = Queues {
            batches,
            arrivals,
            questions,
        };
        Ok(Self {
            queues: RwLock::new(Some(queues)),
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

async fn write<W: Work>(queue: &mpsc::Sender<Job<W>>, work: W) -> Result<W::Outcome> {
    let (answer, answered) = oneshot::channel();
    queue
        .send(Job { work, answer })
        .await
        .map_err(|_| StorageError::Closed)?;
    answered.await.map_err(|_| StorageError::Closed)?
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
        write(&self.queues()?.batches, batch).await
    }

    async fn arrived(&self, arrival: FlatArrival) -> Result<bool> {
        write(&self.queues()?.arrivals, arrival).await
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
async fn run<W: Work>(pool: PgPool, mut queue: mpsc::Receiver<Job<W>>) {
    let mut jobs = Vec::with_capacity(GROUP);
    while queue.recv_many(&mut jobs, GROUP).await > 0 {
        let group: Vec<&W> = jobs.iter().map(|job| &job.work).collect();
        let answers = match W::commit(&pool, &group).await {
            Ok(answers) => answers,
            Err(error) if group.len() == 1 => vec![Err(error)],
            Err(_) => one_by_one(&pool, &group).await,
        };
        for (job, answer) in jobs.drain(..).zip(answers) {
            // Whoever stopped waiting asks again, and finds it stored.
            let _ = job.answer.send(answer);
        }
    }
    pool.close().await;
}

/// After a failure: a transaction for each, so that only those fail that cannot be written.
async fn one_by_one<W: Work>(pool: &PgPool, group: &[&W]) -> Vec<Result<W::Outcome>> {
    let mut answers = Vec::with_capacity(group.len());
    for work in group {
        let answer = W::commit(pool, std::slice::from_ref(work)).await;
        answers.push(answer.and_then(|answers| answers.into_iter().next().ok_or(StorageError::Closed)?));
    }
    answers
}
