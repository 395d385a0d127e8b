//! The statements that mark a group of photos as arrived, each taking its columns as arrays.

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use sqlx::postgres::PgPool;
use sqlx::{Postgres, Row as _, Transaction};

use super::Work;
use super::feed::{Entry, append_to_feeds};
use crate::storage::Result;
use crate::storage::error::StorageError;
use crate::storage::ingest::flat::FlatArrival;

/// A visit that is held: whose it is, and whether it was complete.
struct Held {
    agency: String,
    evaluator: Option<String>,
    complete: bool,
}

#[async_trait]
impl Work for FlatArrival {
    type Outcome = bool;

    async fn commit(pool: &PgPool, arrivals: &[&Self]) -> Result<Vec<Result<bool>>> {
        let mut tx = pool.begin().await?;
        let held = hold(&mut tx, arrivals).await?;
        let is_theirs = |arrival: &Self| {
            held.get(&arrival.visit).is_some_and(|visit| {
                visit.agency == arrival.agency && visit.evaluator.as_ref() == Some(&arrival.evaluator)
            })
        };
        let theirs: Vec<&Self> = arrivals.iter().copied().filter(|it| is_theirs(it)).collect();
        let marked = mark(&mut tx, &theirs).await?;
        let completed = complete(&mut tx, &marked).await?;
        let entries = theirs.iter().filter(|it| completed.contains(&it.visit));
        // Of a visit's photos in the group, any one tells whose feed it is.
        let entries: HashMap<&str, Entry<'_>> = entries
            .map(|it| {
                (
                    it.visit.as_str(),
                    Entry::new(&it.evaluator, &it.agency, &it.visit),
                )
            })
            .collect();
        append_to_feeds(&mut tx, &entries.into_values().collect::<Vec<_>>()).await?;
        tx.commit().await?;
        let answers = arrivals.iter().map(|arrival| {
            if !is_theirs(arrival) || !marked.contains(&(arrival.visit.clone(), arrival.photo.clone())) {
                return Err(StorageError::NotFound);
            }
            let was_complete = held.get(&arrival.visit).is_some_and(|it| it.complete);
            Ok(was_complete || completed.contains(&arrival.visit))
        });
        Ok(answers.collect())
    }
}

/// One column of the group.
fn texts<'a>(arrivals: &[&'a FlatArrival], of: fn(&FlatArrival) -> &str) -> Vec<&'a str> {
    arrivals.iter().map(|arrival| of(arrival)).collect()
}

/// Holds the visits, in the order of their ids. The same lock as a submission's: one of the two sees
/// the other's work.
async fn hold(
    tx: &mut Transaction<'_, Postgres>,
    arrivals: &[&FlatArrival],
) -> Result<HashMap<String, Held>> {
    let rows = sqlx::query(
        "SELECT v.id, v.agency_id, v.evaluator_id, v.media_complete FROM visits v WHERE v.id = ANY($1) \
         ORDER BY v.id FOR UPDATE",
    )
    .bind(texts(arrivals, |it| &it.visit))
    .fetch_all(&mut **tx)
    .await?;
    let mut held = HashMap::with_capacity(rows.len());
    for row in rows {
        let it = Held {
            agency: row.try_get(1)?,
            evaluator: row.try_get(2)?,
            complete: row.try_get::<i64, _>(3)? == 1,
        };
        held.insert(row.try_get(0)?, it);
    }
    Ok(held)
}

/// Marks the photos; gives those that there are, by visit and photo.
async fn mark(
    tx: &mut Transaction<'_, Postgres>,
    arrivals: &[&FlatArrival],
) -> Result<HashSet<(String, String)>> {
    let rows = sqlx::query(
        "UPDATE photos p SET arrived_at_ms = COALESCE(p.arrived_at_ms, k.at_ms) \
         FROM unnest($1::text[], $2::text[], $3::bigint[]) AS k(visit, photo, at_ms) \
         WHERE p.visit_id = k.visit AND p.photo_id = k.photo AND p.discarded = 0 \
         RETURNING p.visit_id, p.photo_id",
    )
    .bind(texts(arrivals, |it| &it.visit))
    .bind(texts(arrivals, |it| &it.photo))
    .bind(arrivals.iter().map(|it| it.at_ms).collect::<Vec<_>>())
    .fetch_all(&mut **tx)
    .await?;
    rows.iter()
        .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
        .collect()
}

/// Marks the submitted visits of these photos as complete that lack no photo any more; gives those
/// that are so now.
async fn complete(
    tx: &mut Transaction<'_, Postgres>,
    marked: &HashSet<(String, String)>,
) -> Result<HashSet<String>> {
    let rows = sqlx::query(
        "UPDATE visits v SET media_complete = 1, rev = v.rev + 1 WHERE v.id = ANY($1) AND v.media_complete = 0 \
         AND v.submitted_at_ms IS NOT NULL AND NOT EXISTS (SELECT 1 FROM photos p WHERE p.visit_id = v.id \
         AND p.device_id = v.device_id AND p.discarded = 0 AND p.arrived_at_ms IS NULL) RETURNING v.id",
    )
    .bind(marked.iter().map(|(visit, _)| visit.as_str()).collect::<Vec<_>>())
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}
