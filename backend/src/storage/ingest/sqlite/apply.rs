//! The statements that write one batch, each prepared once.

use rusqlite::{Connection, params};
use vitrine_shared::id::PhotoId;

use crate::storage::Result;
use crate::storage::error::StorageError;
use crate::storage::ingest::flat::{Flat, FlatSubmission};
use crate::storage::ingest::{Pushed, Stored};

/// Writes one batch, if the visit is still as it was read.
pub(super) fn apply(tx: &Connection, b: &Flat) -> Result<Pushed> {
    let complete = b.is_complete_at_once();
    let submitted = b.submission.is_some();
    let taken = tx
        .prepare_cached(
            "UPDATE visits SET rev = rev + 1, state = ?1, \
             device_id = CASE WHEN ?2 THEN ?3 ELSE device_id END, \
             submitted_at_ms = CASE WHEN ?2 THEN ?4 ELSE submitted_at_ms END, \
             media_complete = CASE WHEN ?2 THEN ?5 ELSE media_complete END \
             WHERE id = ?6 AND rev = ?7 AND agency_id = ?8 AND evaluator_id = ?9",
        )?
        .execute(params![
            b.state,
            submitted,
            b.device,
            b.at_ms,
            complete,
            b.visit,
            b.rev,
            b.agency,
            b.evaluator
        ])?;
    if taken == 0 {
        return Ok(Pushed::Stale);
    }
    tx.prepare_cached(
        "INSERT INTO event_batches (visit_id, device_id, first_seq, last_seq, agency_id, bodies, hashes, \
         signature, received_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        b.visit,
        b.device,
        b.first_seq,
        b.last_seq,
        b.agency,
        b.bodies,
        b.hashes,
        b.signature,
        b.at_ms
    ])?;
    tx.prepare_cached(
        "INSERT INTO sheets (visit_id, device_id, agency_id, seq, hash, sheet, updated_at_ms) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (visit_id, device_id) DO UPDATE SET \
         seq = excluded.seq, hash = excluded.hash, sheet = excluded.sheet, updated_at_ms = excluded.updated_at_ms",
    )?
    .execute(params![b.visit, b.device, b.agency, b.last_seq, b.hash, b.sheet, b.at_ms])?;
    apply_photos(tx, b)?;
    apply_moves(tx, b)?;
    let missing_photos = if b.has_media {
        missing_photos(tx, b)?
    } else {
        Vec::new()
    };
    let complete = submitted && missing_photos.is_empty();
    if let Some(submission) = &b.submission {
        apply_score(tx, b, submission)?;
        if complete {
            apply_receipt(tx, b, submission)?;
        }
    }
    Ok(Pushed::Stored(Stored {
        missing_photos,
        complete,
    }))
}

fn apply_photos(tx: &Connection, b: &Flat) -> Result<()> {
    for photo in &b.announced {
        tx.prepare_cached(
            "INSERT INTO photos (visit_id, photo_id, device_id, agency_id, question, sha256, size_bytes, \
             width, height, source, dhash, warnings, taken_at_ms, media, duration_ms, discarded) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 0)",
        )?
        .execute(params![
            b.visit,
            photo.id,
            b.device,
            b.agency,
            photo.question,
            photo.sha256,
            photo.size_bytes,
            photo.width,
            photo.height,
            photo.source,
            photo.dhash,
            photo.warnings,
            photo.taken_at_ms,
            photo.media,
            photo.duration_ms,
        ])?;
    }
    for gone in &b.discarded {
        tx.prepare_cached(
            "UPDATE photos SET discarded = 1, erase = ?4 WHERE visit_id = ?1 AND photo_id = ?2 AND device_id = ?3",
        )?
        .execute(params![b.visit, gone.id, b.device, gone.erase])?;
    }
    Ok(())
}

fn apply_moves(tx: &Connection, b: &Flat) -> Result<()> {
    for (step, (from, to)) in b.moves.iter().enumerate() {
        let step = i64::try_from(step).unwrap_or(i64::MAX);
        tx.prepare_cached(
            "INSERT INTO visit_moves (visit_id, rev, step, agency_id, from_state, to_state, actor, user_id, \
             at_ms, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'evaluator', ?7, ?8, ?9)",
        )?
        .execute(params![
            b.visit,
            b.rev + 1,
            step,
            b.agency,
            from,
            to,
            b.evaluator,
            b.at_ms,
            b.reason_of(to)
        ])?;
    }
    if b.moves.is_empty() {
        return Ok(());
    }
    append_to_feed(tx, &b.evaluator, &b.agency, &b.visit)
}

/// Puts a visit at the end of its evaluator's feed.
pub(super) fn append_to_feed(tx: &Connection, evaluator: &str, agency: &str, visit: &str) -> Result<()> {
    let seq: i64 = tx
        .prepare_cached(
            "INSERT INTO feed_heads (user_id, agency_id, seq) VALUES (?1, ?2, 1) \
             ON CONFLICT (user_id) DO UPDATE SET seq = feed_heads.seq + 1 RETURNING seq",
        )?
        .query_row(params![evaluator, agency], |row| row.get(0))?;
    tx.prepare_cached(
        "INSERT INTO feed (user_id, visit_id, agency_id, seq) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (user_id, visit_id) DO UPDATE SET seq = excluded.seq",
    )?
    .execute(params![evaluator, visit, agency, seq])?;
    Ok(())
}

fn missing_photos(tx: &Connection, b: &Flat) -> Result<Vec<PhotoId>> {
    let mut statement = tx.prepare_cached(
        "SELECT photo_id FROM photos WHERE visit_id = ?1 AND device_id = ?2 AND discarded = 0 \
         AND arrived_at_ms IS NULL ORDER BY photo_id",
    )?;
    let ids = statement.query_map(params![b.visit, b.device], |row| row.get::<_, String>(0))?;
    ids.map(|id| id?.parse().map_err(|_| StorageError::Corrupt("photo_id")))
        .collect()
}

fn apply_score(tx: &Connection, b: &Flat, s: &FlatSubmission) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO visit_scores (visit_id, agency_id, checklist_sha256, scoring_version, score, ppm, \
         detail, measures, scored_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
         ON CONFLICT (visit_id) DO UPDATE SET checklist_sha256 = excluded.checklist_sha256, \
         scoring_version = excluded.scoring_version, score = excluded.score, ppm = excluded.ppm, \
         detail = excluded.detail, measures = excluded.measures, scored_at_ms = excluded.scored_at_ms",
    )?
    .execute(params![
        b.visit,
        b.agency,
        s.checklist_sha256,
        s.scoring_version,
        s.score,
        s.ppm,
        s.detail,
        s.measures,
        b.at_ms
    ])?;
    Ok(())
}

fn apply_receipt(tx: &Connection, b: &Flat, s: &FlatSubmission) -> Result<()> {
    if !b.is_complete_at_once() {
        tx.prepare_cached("UPDATE visits SET media_complete = 1 WHERE id = ?1")?
            .execute(params![b.visit])?;
    }
    tx.prepare_cached(
        "INSERT INTO receipts (visit_id, device_id, round, agency_id, body, signature, issued_at_ms) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        b.visit,
        b.device,
        s.round,
        b.agency,
        s.receipt,
        s.receipt_signature,
        b.at_ms
    ])?;
    Ok(())
}
