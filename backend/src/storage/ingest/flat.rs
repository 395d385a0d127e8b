//! A prepared batch as the columns it becomes: made by the caller, so that the writer only writes.

use vitrine_shared::event::{Photo, What};
use vitrine_shared::sheet::Sheet;

use super::{PreparedBatch, Submission};
use crate::storage::Result;
use crate::storage::error::StorageError;
use crate::storage::photos::source_name;
use crate::storage::row::to_json;

/// The columns of a batch.
pub(in crate::storage) struct Flat {
    pub agency: String,
    pub visit: String,
    pub device: String,
    pub evaluator: String,
    pub rev: i64,
    pub first_seq: i64,
    pub last_seq: i64,
    pub hash: String,
    pub bodies: String,
    pub hashes: Vec<u8>,
    pub signature: Option<String>,
    pub sheet: String,
    /// Whether the sheet keeps any photo.
    pub has_photos: bool,
    pub moves: Vec<(&'static str, &'static str)>,
    pub state: &'static str,
    pub announced: Vec<FlatPhoto>,
    pub discarded: Vec<String>,
    pub submission: Option<FlatSubmission>,
    pub at_ms: i64,
}

/// The columns of an announced photo.
pub(in crate::storage) struct FlatPhoto {
    pub photo: String,
    pub question: String,
    pub sha256: String,
    pub size_bytes: i64,
    pub width: i64,
    pub height: i64,
    pub source: &'static str,
    pub dhash: String,
    pub warnings: String,
    pub taken_at_ms: i64,
}

/// The columns of a score and of the receipt.
pub(in crate::storage) struct FlatSubmission {
    pub checklist_sha256: String,
    pub scoring_version: i64,
    pub score: Option<String>,
    pub ppm: Option<i64>,
    pub detail: String,
    pub measures: String,
    pub receipt: String,
    pub receipt_signature: String,
}

impl Flat {
    pub fn of(batch: PreparedBatch) -> Result<Self> {
        let PreparedBatch {
            context,
            events,
            sheet,
            ..
        } = &batch;
        // A batch without events is a mistake of the caller's; it has no place in the log.
        let (Some((first, _)), Some((last, _))) = (events.first(), events.last()) else {
            return Err(StorageError::Stale);
        };
        let (mut announced, mut discarded) = (Vec::new(), Vec::new());
        let mut hashes = Vec::with_capacity(32 * events.len());
        let mut bodies =
            String::with_capacity(events.iter().map(|(r, _)| r.body.get().len() + 1).sum::<usize>() + 2);
        for (record, event) in events {
            bodies.push(if bodies.is_empty() { '[' } else { ',' });
            bodies.push_str(record.body.get());
            hashes.extend_from_slice(record.hash.as_bytes());
            match &event.what {
                What::PhotoTaken(photo) => announced.push(FlatPhoto::of(photo, event.at.unix_ms())?),
                What::PhotoDiscarded { photo } => discarded.push(photo.to_string()),
                _ => {}
            }
        }
        bodies.push(']');
        let befores = std::iter::once(context.state).chain(batch.moves.iter().copied());
        let moves = befores
            .zip(&batch.moves)
            .map(|(from, to)| (from.as_str(), to.as_str()))
            .collect();
        Ok(Self {
            agency: context.agency.to_string(),
            visit: context.visit.to_string(),
            device: context.device.to_string(),
            evaluator: context.evaluator.to_string(),
            rev: context.rev,
            first_seq: seq(first.seq)?,
            last_seq: seq(last.seq)?,
            hash: last.hash.to_string(),
            bodies,
            hashes,
            signature: batch.signature.map(|signature| signature.to_string()),
            sheet: to_json::<Sheet>(sheet, "sheets.sheet")?,
            has_photos: !sheet.photos.is_empty(),
            moves,
            state: batch.moves.last().copied().unwrap_or(context.state).as_str(),
            announced,
            discarded,
            submission: match &batch.submission {
                Some(submission) => Some(FlatSubmission::of(
                    submission,
                    context.checklist_sha256.to_string(),
                )?),
                None => None,
            },
            at_ms: batch.received_at.unix_ms(),
        })
    }

    /// Whether the batch alone says that the submission is complete.
    pub fn is_complete_at_once(&self) -> bool {
        self.submission.is_some() && !self.has_photos
    }
}

fn seq(seq: u64) -> Result<i64> {
    i64::try_from(seq).map_err(|_| StorageError::Corrupt("seq"))
}

impl FlatPhoto {
    fn of(photo: &Photo, taken_at_ms: i64) -> Result<Self> {
        Ok(Self {
            photo: photo.photo.to_string(),
            question: photo.question.to_string(),
            sha256: photo.sha256.to_string(),
            size_bytes: i64::try_from(photo.size_bytes).unwrap_or(i64::MAX),
            width: photo.width.into(),
            height: photo.height.into(),
            source: source_name(photo.source),
            dhash: photo.dhash.clone(),
            warnings: to_json(&photo.warnings, "photos.warnings")?,
            taken_at_ms,
        })
    }
}

impl FlatSubmission {
    fn of(submission: &Submission, checklist_sha256: String) -> Result<Self> {
        let score = &submission.score;
        Ok(Self {
            checklist_sha256,
            scoring_version: score.scoring_version.into(),
            score: score.visit.as_ref().map(ToString::to_string),
            ppm: score.visit.as_ref().map(vitrine_shared::score::Exact::ppm),
            detail: to_json(score, "visit_scores.detail")?,
            measures: to_json(&submission.measures, "visit_scores.measures")?,
            receipt: submission.receipt.receipt.get().to_owned(),
            receipt_signature: submission.receipt.signature.to_string(),
        })
    }
}
