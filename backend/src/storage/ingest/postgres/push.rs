//! The statements that write a group of batches, each taking its columns as arrays.

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use sqlx::postgres::PgPool;
use sqlx::{Postgres, Row as _, Transaction};
use vitrine_shared::id::PhotoId;

use super::Work;
use super::feed::{Entry, append_to_feeds};
use crate::storage::Result;
use crate::storage::error::StorageError;
use crate::storage::ingest::flat::{Flat, FlatDiscard, FlatMedium, FlatSubmission};
use crate::storage::ingest::{Pushed, Stored};

/// The photos that each visit lacks.
type Missing = HashMap<String, Vec<PhotoId>>;

#[async_trait]
impl Work for Flat {
    type Outcome = Pushed;

    async fn commit(pool: &PgPool, batches: &[&Self]) -> Result<Vec<Result<Pushed>>> {
        let mut tx = pool.begin().await?;
        let fresh = lock_fresh(&mut tx, batches).await?;
        let taken: Vec<&Self> = batches
            .iter()
            .zip(&fresh)
            .filter(|(_, fresh)| **fresh)
            .map(|(batch, _)| *batch)
            .collect();
        let mut missing = HashMap::new();
        if !taken.is_empty() {
            missing = write(&mut tx, &taken).await?;
        }
        tx.commit().await?;
        let answers = batches.iter().zip(fresh).map(|(batch, fresh)| {
            if !fresh {
                return Ok(Pushed::Stale);
            }
            let missing_photos = missing.remove(&batch.visit).unwrap_or_default();
            let complete = batch.submission.is_some() && missing_photos.is_empty();
            Ok(Pushed::Stored(Stored {
                missing_photos,
                complete,
            }))
        });
        Ok(answers.collect())
    }
}

/// Holds the visits, in the order of their ids, and says which batches were prepared against what
/// they are now. Of two batches for one visit only the first can be.
async fn lock_fresh(tx: &mut Transaction<'_, Postgres>, batches: &[&Flat]) -> Result<Vec<bool>> {
    let rows = sqlx::query(
        "SELECT v.id, v.rev, v.agency_id, v.evaluator_id FROM visits v WHERE v.id = ANY($1) ORDER BY v.id FOR UPDATE",
    )
    .bind(texts(batches, |b| &b.visit))
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

/// One column of the group.
fn texts<'a>(batches: &[&'a Flat], of: fn(&Flat) -> &str) -> Vec<&'a str> {
    batches.iter().map(|batch| of(batch)).collect()
}

fn numbers(batches: &[&Flat], of: fn(&Flat) -> i64) -> Vec<i64> {
    batches.iter().map(|batch| of(batch)).collect()
}

fn of_each<'a, T>(submissions: &[&'a FlatSubmission], of: fn(&'a FlatSubmission) -> T) -> Vec<T> {
    submissions.iter().map(|submission| of(submission)).collect()
}

/// Writes the group, whose visits are held, and gives the photos that each visit lacks.
async fn write(tx: &mut Transaction<'_, Postgres>, taken: &[&Flat]) -> Result<Missing> {
    write_logs(tx, taken).await?;
    write_photos(tx, taken).await?;
    let missing = missing_photos(tx, taken).await?;
    write_visits(tx, taken, &missing).await?;
    write_moves(tx, taken).await?;
    write_submissions(tx, taken, &missing).await?;
    let moved = taken.iter().filter(|b| !b.moves.is_empty());
    let entries: Vec<Entry<'_>> = moved
        .map(|b| Entry::new(&b.evaluator, &b.agency, &b.visit))
        .collect();
    append_to_feeds(tx, &entries).await?;
    Ok(missing)
}

async fn write_logs(tx: &mut Transaction<'_, Postgres>, taken: &[&Flat]) -> Result<()> {
    sqlx::query(
        "INSERT INTO event_batches (visit_id, device_id, agency_id, first_seq, last_seq, bodies, hashes, \
         signature, received_at_ms) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], \
         $5::bigint[], $6::text[], $7::bytea[], $8::text[], $9::bigint[])",
    )
    .bind(texts(taken, |b| &b.visit))
    .bind(texts(taken, |b| &b.device))
    .bind(texts(taken, |b| &b.agency))
    .bind(numbers(taken, |b| b.first_seq))
    .bind(numbers(taken, |b| b.last_seq))
    .bind(texts(taken, |b| &b.bodies))
    .bind(taken.iter().map(|b| b.hashes.as_slice()).collect::<Vec<_>>())
    .bind(taken.iter().map(|b| b.signature.as_deref()).collect::<Vec<_>>())
    .bind(numbers(taken, |b| b.at_ms))
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "INSERT INTO sheets (visit_id, device_id, agency_id, seq, hash, sheet, updated_at_ms) \
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], \
         $7::bigint[]) ON CONFLICT (visit_id, device_id) DO UPDATE SET seq = excluded.seq, \
         hash = excluded.hash, sheet = excluded.sheet, updated_at_ms = excluded.updated_at_ms",
    )
    .bind(texts(taken, |b| &b.visit))
    .bind(texts(taken, |b| &b.device))
    .bind(texts(taken, |b| &b.agency))
    .bind(numbers(taken, |b| b.last_seq))
    .bind(texts(taken, |b| &b.hash))
    .bind(texts(taken, |b| &b.sheet))
    .bind(numbers(taken, |b| b.at_ms))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn write_photos(tx: &mut Transaction<'_, Postgres>, taken: &[&Flat]) -> Result<()> {
    let photos: Vec<(&Flat, &FlatMedium)> = taken
        .iter()
        .flat_map(|b| b.announced.iter().map(move |photo| (*b, photo)))
        .collect();
    if !photos.is_empty() {
        let text = |of: fn(&FlatMedium) -> &str| photos.iter().map(|(_, p)| of(p)).collect::<Vec<_>>();
        let int = |of: fn(&FlatMedium) -> i64| photos.iter().map(|(_, p)| of(p)).collect::<Vec<_>>();
        sqlx::query(
            "INSERT INTO photos (visit_id, device_id, agency_id, photo_id, question, sha256, size_bytes, width, \
             height, source, dhash, warnings, taken_at_ms, media, duration_ms, discarded) \
             SELECT *, 0 FROM unnest($1::text[], \
             $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], \
             $9::bigint[], $10::text[], $11::text[], $12::text[], $13::bigint[], $14::text[], $15::bigint[])",
        )
        .bind(photos.iter().map(|(b, _)| &b.visit).collect::<Vec<_>>())
        .bind(photos.iter().map(|(b, _)| &b.device).collect::<Vec<_>>())
        .bind(photos.iter().map(|(b, _)| &b.agency).collect::<Vec<_>>())
        .bind(text(|p| &p.id))
        .bind(text(|p| &p.question))
        .bind(text(|p| &p.sha256))
        .bind(int(|p| p.size_bytes))
        .bind(int(|p| p.width))
        .bind(int(|p| p.height))
        .bind(text(|p| p.source))
        .bind(text(|p| &p.dhash))
        .bind(text(|p| &p.warnings))
        .bind(int(|p| p.taken_at_ms))
        .bind(text(|p| p.media))
        .bind(photos.iter().map(|(_, p)| p.duration_ms).collect::<Vec<_>>())
        .execute(&mut **tx)
        .await?;
    }
    let discarded: Vec<(&Flat, &FlatDiscard)> = taken
        .iter()
        .flat_map(|b| b.discarded.iter().map(move |gone| (*b, gone)))
        .collect();
    if !discarded.is_empty() {
        sqlx::query(
            "UPDATE photos p SET discarded = 1, erase = d.erase FROM unnest($1::text[], $2::text[], $3::text[], \
             $4::bigint[]) AS d(visit, device, photo, erase) WHERE p.visit_id = d.visit AND p.device_id = d.device AND p.photo_id = d.photo",
        )
        .bind(discarded.iter().map(|(b, _)| &b.visit).collect::<Vec<_>>())
        .bind(discarded.iter().map(|(b, _)| &b.device).collect::<Vec<_>>())
        .bind(discarded.iter().map(|(_, gone)| &gone.id).collect::<Vec<_>>())
        .bind(discarded.iter().map(|(_, gone)| gone.erase).collect::<Vec<_>>())
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

async fn missing_photos(tx: &mut Transaction<'_, Postgres>, taken: &[&Flat]) -> Result<Missing> {
    let with_photos: Vec<&Flat> = taken.iter().copied().filter(|b| b.has_media).collect();
    let mut missing = Missing::new();
    if with_photos.is_empty() {
        return Ok(missing);
    }
    let rows = sqlx::query(
        "SELECT p.visit_id, p.photo_id FROM photos p JOIN unnest($1::text[], $2::text[]) AS k(visit, device) \
         ON p.visit_id = k.visit AND p.device_id = k.device \
         WHERE p.discarded = 0 AND p.arrived_at_ms IS NULL ORDER BY p.visit_id, p.photo_id",
    )
    .bind(texts(&with_photos, |b| &b.visit))
    .bind(texts(&with_photos, |b| &b.device))
    .fetch_all(&mut **tx)
    .await?;
    for row in rows {
        let photo: String = row.try_get(1)?;
        let photo = photo.parse().map_err(|_| StorageError::Corrupt("photo_id"))?;
        missing.entry(row.try_get(0)?).or_default().push(photo);
    }
    Ok(missing)
}

async fn write_visits(tx: &mut Transaction<'_, Postgres>, taken: &[&Flat], missing: &Missing) -> Result<()> {
    let submitted = |b: &&Flat| i64::from(b.submission.is_some());
    sqlx::query(
        "UPDATE visits v SET rev = v.rev + 1, state = k.state, \
         device_id = CASE WHEN k.submitted = 1 THEN k.device ELSE v.device_id END, \
         submitted_at_ms = CASE WHEN k.submitted = 1 THEN k.at_ms ELSE v.submitted_at_ms END, \
         media_complete = CASE WHEN k.submitted = 1 THEN k.complete ELSE v.media_complete END \
         FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[]) \
         AS k(visit, state, device, submitted, complete, at_ms) WHERE v.id = k.visit",
    )
    .bind(texts(taken, |b| &b.visit))
    .bind(texts(taken, |b| b.state))
    .bind(texts(taken, |b| &b.device))
    .bind(taken.iter().map(submitted).collect::<Vec<_>>())
    .bind(
        taken
            .iter()
            .map(|b| i64::from(!missing.contains_key(&b.visit)))
            .collect::<Vec<_>>(),
    )
    .bind(numbers(taken, |b| b.at_ms))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn write_moves(tx: &mut Transaction<'_, Postgres>, taken: &[&Flat]) -> Result<()> {
    let mut steps: Vec<(&Flat, i64, &str, &str)> = Vec::with_capacity(3 * taken.len());
    for b in taken {
        steps.extend(
            (0..)
                .zip(&b.moves)
                .map(|(step, (from, to))| (*b, step, *from, *to)),
        );
    }
    if steps.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO visit_moves (visit_id, agency_id, user_id, rev, step, from_state, to_state, at_ms, reason, \
         actor) SELECT *, 'evaluator' FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], \
         $5::bigint[], $6::text[], $7::text[], $8::bigint[], $9::text[])",
    )
    .bind(steps.iter().map(|(b, ..)| b.visit.as_str()).collect::<Vec<_>>())
    .bind(steps.iter().map(|(b, ..)| b.agency.as_str()).collect::<Vec<_>>())
    .bind(steps.iter().map(|(b, ..)| b.evaluator.as_str()).collect::<Vec<_>>())
    .bind(steps.iter().map(|(b, ..)| b.rev + 1).collect::<Vec<_>>())
    .bind(steps.iter().map(|(_, step, ..)| *step).collect::<Vec<_>>())
    .bind(steps.iter().map(|(_, _, from, _)| *from).collect::<Vec<_>>())
    .bind(steps.iter().map(|(.., to)| *to).collect::<Vec<_>>())
    .bind(steps.iter().map(|(b, ..)| b.at_ms).collect::<Vec<_>>())
    .bind(steps.iter().map(|(b, .., to)| b.reason_of(to)).collect::<Vec<_>>())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn write_submissions(
    tx: &mut Transaction<'_, Postgres>,
    taken: &[&Flat],
    missing: &Missing,
) -> Result<()> {
    let submitted = taken.iter().filter_map(|b| Some((*b, b.submission.as_ref()?)));
    let (batches, scores): (Vec<&Flat>, Vec<&FlatSubmission>) = submitted.clone().unzip();
    if batches.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO visit_scores (visit_id, agency_id, checklist_sha256, scoring_version, score, ppm, detail, \
         measures, scored_at_ms) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], \
         $5::text[], $6::bigint[], $7::text[], $8::text[], $9::bigint[]) \
         ON CONFLICT (visit_id) DO UPDATE SET checklist_sha256 = excluded.checklist_sha256, \
         scoring_version = excluded.scoring_version, score = excluded.score, ppm = excluded.ppm, \
         detail = excluded.detail, measures = excluded.measures, scored_at_ms = excluded.scored_at_ms",
    )
    .bind(texts(&batches, |b| &b.visit))
    .bind(texts(&batches, |b| &b.agency))
    .bind(of_each(&scores, |s| s.checklist_sha256.as_str()))
    .bind(of_each(&scores, |s| s.scoring_version))
    .bind(of_each(&scores, |s| s.score.as_deref()))
    .bind(of_each(&scores, |s| s.ppm))
    .bind(of_each(&scores, |s| s.detail.as_str()))
    .bind(of_each(&scores, |s| s.measures.as_str()))
    .bind(numbers(&batches, |b| b.at_ms))
    .execute(&mut **tx)
    .await?;
    let complete = submitted.filter(|(b, _)| !missing.contains_key(&b.visit));
    let (batches, receipts): (Vec<&Flat>, Vec<&FlatSubmission>) = complete.unzip();
    sqlx::query(
        "INSERT INTO receipts (visit_id, device_id, agency_id, body, signature, issued_at_ms, round) \
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], \
         $7::bigint[]) \
         ON CONFLICT DO NOTHING",
    )
    .bind(texts(&batches, |b| &b.visit))
    .bind(texts(&batches, |b| &b.device))
    .bind(texts(&batches, |b| &b.agency))
    .bind(of_each(&receipts, |s| s.receipt.as_str()))
    .bind(of_each(&receipts, |s| s.receipt_signature.as_str()))
    .bind(numbers(&batches, |b| b.at_ms))
    .bind(of_each(&receipts, |s| s.round))
    .execute(&mut **tx)
    .await?;
    Ok(())
}
