//! The reads of the hot path on PostgreSQL, gathered: whoever asks while a query is under way is
//! answered by the next one, together with the others who wait.

use sqlx::postgres::{PgPool, PgRow};
use tokio::sync::{mpsc, oneshot};
use vitrine_shared::digest::Digest;

use crate::storage::Result;
use crate::storage::access::DeviceLogin;
use crate::storage::error::StorageError;
use crate::storage::ingest::{Asked, PushContext, reads};
use crate::storage::row::Columns;

/// The most questions that one query answers.
const GROUP: usize = 256;

/// A question and who waits for its answer.
pub(super) enum Question {
    Device(Digest, oneshot::Sender<Result<Option<DeviceLogin>>>),
    Context(Asked, oneshot::Sender<Result<PushContext>>),
}

/// Answers whatever waits together. Ends with its queue.
pub(super) async fn run(pool: PgPool, mut queue: mpsc::Receiver<Question>) {
    let mut questions = Vec::with_capacity(GROUP);
    while queue.recv_many(&mut questions, GROUP).await > 0 {
        let (mut devices, mut contexts) = (Vec::new(), Vec::new());
        for question in questions.drain(..) {
            match question {
                Question::Device(token, answer) => devices.push((token, answer)),
                Question::Context(asked, answer) => contexts.push((asked, answer)),
            }
        }
        // Whoever stopped waiting needs no answer.
        if !devices.is_empty() {
            let (tokens, answers): (Vec<_>, Vec<_>) = devices.into_iter().unzip();
            let found = read_devices(&pool, &tokens).await;
            each(found, answers, Ok, |answer, it| drop(answer.send(it)));
        }
        if !contexts.is_empty() {
            let (asked, answers): (Vec<_>, Vec<_>) = contexts.into_iter().unzip();
            let found = read_contexts(&pool, &asked).await;
            let required = |found: Option<PushContext>| found.ok_or(StorageError::NotFound);
            each(found, answers, required, |answer, it| drop(answer.send(it)));
        }
    }
    pool.close().await;
}

/// Gives each asker its own; after a failure the first hears of it, the others come again.
fn each<T, U, A>(
    found: Result<Vec<Option<T>>>,
    answers: Vec<A>,
    finish: impl Fn(Option<T>) -> Result<U>,
    send: impl Fn(A, Result<U>),
) {
    match found {
        Ok(found) => {
            for (answer, it) in answers.into_iter().zip(found) {
                send(answer, finish(it));
            }
        }
        Err(error) => {
            let mut error = Some(error);
            for answer in answers {
                send(answer, Err(error.take().unwrap_or(StorageError::Busy)));
            }
        }
    }
}

async fn read_devices(pool: &PgPool, tokens: &[Digest]) -> Result<Vec<Option<DeviceLogin>>> {
    let rows = sqlx::query(
        "SELECT k.n, d.id, d.agency_id, d.user_id, d.public_key, d.revoked_at_ms \
         FROM unnest($1::text[]) WITH ORDINALITY AS k(token, n) JOIN devices d ON d.token_sha256 = k.token",
    )
    .bind(tokens.iter().map(ToString::to_string).collect::<Vec<_>>())
    .fetch_all(pool)
    .await?;
    in_order(tokens, &rows, |row, _| reads::device_login(row))
}

async fn read_contexts(pool: &PgPool, asked: &[Asked]) -> Result<Vec<Option<PushContext>>> {
    let rows = sqlx::query(
        "SELECT k.n, v.state, v.rev, v.persona, v.checklist_sha256, s.seq, s.hash, s.sheet \
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY \
         AS k(device, visit, agency, evaluator, n) \
         JOIN visits v ON v.id = k.visit AND v.agency_id = k.agency AND v.evaluator_id = k.evaluator \
         LEFT JOIN sheets s ON s.visit_id = k.visit AND s.device_id = k.device",
    )
    .bind(asked.iter().map(|it| it.device.to_string()).collect::<Vec<_>>())
    .bind(asked.iter().map(|it| it.visit.to_string()).collect::<Vec<_>>())
    .bind(asked.iter().map(|it| it.agency.to_string()).collect::<Vec<_>>())
    .bind(
        asked
            .iter()
            .map(|it| it.evaluator.to_string())
            .collect::<Vec<_>>(),
    )
    .fetch_all(pool)
    .await?;
    in_order(asked, &rows, |row, asked| reads::context(row, *asked))
}

/// Puts the rows, numbered `n` from 1, where their questions are.
fn in_order<Q, T>(
    questions: &[Q],
    rows: &[PgRow],
    read: impl Fn(&PgRow, &Q) -> Result<T>,
) -> Result<Vec<Option<T>>> {
    let mut found: Vec<Option<T>> = questions.iter().map(|_| None).collect();
    for row in rows {
        let index = row.count::<usize>("n")?.wrapping_sub(1);
        if let (Some(place), Some(question)) = (found.get_mut(index), questions.get(index)) {
            *place = Some(read(row, question)?);
        }
    }
    Ok(found)
}
