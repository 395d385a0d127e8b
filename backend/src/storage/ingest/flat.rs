//! A prepared batch as the columns it becomes: made by the caller, so that the writer only writes.

use vitrine_shared::event::{Audio, Photo, What};
use vitrine_shared::sheet::Sheet;
use vitrine_shared::visit::VisitState;

use super::{PreparedBatch, Submission};
use crate::storage::Result;
use crate::storage::error::StorageError;
use crate::storage::media::{PHOTO, RECEIPT};
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
    /// Whether the sheet keeps any photo or voice memo.
    pub has_media: bool,
    pub moves: Vec<(&'static str, &'static str)>,
    /// Why the evaluator gave the visit up, if the last move says so.
    pub reason: Option<String>,
    pub state: &'static str,
    pub announced: Vec<FlatMedium>,
    pub discarded: Vec<FlatDiscard>,
    pub submission: Option<FlatSubmission>,
    pub at_ms: i64,
}

/// The columns of an announced photo or voice memo.
pub(in crate::storage) struct FlatMedium {
    pub id: String,
    pub question: String,
    pub sha256: String,
    pub size_bytes: i64,
    pub width: i64,
    pub height: i64,
    pub source: &'static str,
    pub dhash: String,
    pub warnings: String,
    pub taken_at_ms: i64,
    pub media: &'static str,
    pub duration_ms: Option<i64>,
}

/// A photo or voice memo that was thrown away or replaced.
pub(in crate::storage) struct FlatDiscard {
    pub id: String,
    /// 1 where its bytes are to be erased: it shows what was covered afterwards.
    pub erase: i64,
}

/// The columns of a photo whose bytes were stored.
pub(in crate::storage) struct FlatArrival {
    pub agency: String,
    pub evaluator: String,
    pub visit: String,
    pub photo: String,
    pub at_ms: i64,
}

/// The columns of a score and of the receipt.
pub(in crate::storage) struct FlatSubmission {
    pub checklist_sha256: String,
    pub scoring_version: i64,
    /// How often the visit was returned before.
    pub round: i64,
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
        let (mut announced, mut discarded, mut reason) = (Vec::new(), Vec::new(), None);
        let mut hashes = Vec::with_capacity(32 * events.len());
        let mut bodies =
            String::with_capacity(events.iter().map(|(r, _)| r.body.get().len() + 1).sum::<usize>() + 2);
        for (record, event) in events {
            bodies.push(if bodies.is_empty() { '[' } else { ',' });
            bodies.push_str(record.body.get());
            hashes.extend_from_slice(record.hash.as_bytes());
            match &event.what {
                What::PhotoTaken(photo) => {
                    announced.push(FlatMedium::of_photo(photo, event.at.unix_ms())?);
                    discarded.extend(photo.replaces.map(|old| FlatDiscard {
                        id: old.to_string(),
                        erase: photo.edits.is_some().into(),
                    }));
                }
                What::AudioRecorded(audio) => {
                    announced.push(FlatMedium::of_audio(audio, event.at.unix_ms()));
                }
                What::PhotoDiscarded { photo: id } | What::AudioDiscarded { audio: id } => {
                    discarded.push(FlatDiscard {
                        id: id.to_string(),
                        erase: 0,
                    });
                }
                What::ExpenseWithdrawn { photos, .. } => {
                    discarded.extend(photos.iter().map(|id| FlatDiscard {
                        id: id.to_string(),
                        erase: 0,
                    }));
                }
                What::Released { reason: why } => reason = Some(why.clone()),
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
            has_media: sheet.has_media(),
            moves,
            reason,
            state: batch.moves.last().copied().unwrap_or(context.state).as_str(),
            announced,
            discarded,
            submission: match &batch.submission {
                Some(submission) => Some(FlatSubmission::of(
                    submission,
                    context.checklist_sha256.to_string(),
                    sheet.round(),
                )?),
                None => None,
            },
            at_ms: batch.received_at.unix_ms(),
        })
    }

    /// Why it goes to this state, in the evaluator's words.
    pub fn reason_of(&self, to: &str) -> Option<&str> {
        self.reason
            .as_deref()
            .filter(|_| to == VisitState::Released.as_str())
    }

    /// Whether the batch alone says that the submission is complete.
    pub fn is_complete_at_once(&self) -> bool {
        self.submission.is_some() && !self.has_media
    }
}

fn seq(seq: u64) -> Result<i64> {
    i64::try_from(seq).map_err(|_| StorageError::Corrupt("seq"))
}

impl FlatMedium {
    fn of_photo(photo: &Photo, taken_at_ms: i64) -> Result<Self> {
        Ok(Self {
            id: photo.photo.to_string(),
            question: photo.question.to_string(),
            sha256: photo.sha256.to_string(),
            size_bytes: i64::try_from(photo.size_bytes).unwrap_or(i64::MAX),
            width: photo.width.into(),
            height: photo.height.into(),
            source: source_name(photo.source),
            dhash: photo.dhash.clone(),
            warnings: to_json(&photo.warnings, "photos.warnings")?,
            taken_at_ms,
            media: if photo.expense().is_some() { RECEIPT } else { PHOTO },
            duration_ms: None,
        })
    }

    fn of_audio(audio: &Audio, taken_at_ms: i64) -> Self {
        Self {
            id: audio.audio.to_string(),
            question: audio.question.to_string(),
            sha256: audio.sha256.to_string(),
            size_bytes: i64::try_from(audio.size_bytes).unwrap_or(i64::MAX),
            width: 0,
            height: 0,
            source: "microphone",
            dhash: String::new(),
            warnings: "[]".to_owned(),
            taken_at_ms,
            media: audio.format.as_str(),
            duration_ms: Some(i64::try_from(audio.duration_ms).unwrap_or(i64::MAX)),
        }
    }
}

impl FlatSubmission {
    fn of(submission: &Submission, checklist_sha256: String, round: u32) -> Result<Self> {
        let score = &submission.score;
        Ok(Self {
            checklist_sha256,
            scoring_version: score.scoring_version.into(),
            round: round.into(),
            score: score.visit.as_ref().map(ToString::to_string),
            ppm: score.visit.as_ref().map(vitrine_shared::score::Exact::ppm),
            detail: to_json(score, "visit_scores.detail")?,
            measures: to_json(&submission.measures, "visit_scores.measures")?,
            receipt: submission.receipt.receipt.get().to_owned(),
            receipt_signature: submission.receipt.signature.to_string(),
        })
    }
}
