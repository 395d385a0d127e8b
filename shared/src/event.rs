//! What happened in a visit: an append-only log, hash-chained, made on the phone.
//!
//! An event travels and is stored as the exact JSON that the phone wrote ([`Record::body`]), so that
//! its hash can be checked for ever, by anyone, whatever later versions of this code add to it.
//! The chain is kept per visit and device: `hash(n) = SHA-256(hash(n−1) ‖ body(n))`, begun by
//! [`genesis`]. One visit's file can therefore be checked alone, and a refused event holds up
//! no other visit.

mod expenses;
mod media;
mod read;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub use expenses::without_expenses;
pub use media::{Audio, AudioFormat, Edits, ManifestAudio, NoCamera};

use crate::answer::Answer;
use crate::checklist::Slug;
use crate::digest::Digest;
use crate::expense::{Claim, expense_of};
use crate::id::{DeviceId, ExpenseId, MediaId, PhotoId, VisitId};
use crate::score::Exact;
use crate::time::Timestamp;

/// An event as it is kept and sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// Its place in the chain, from 1.
    pub seq: u64,
    /// The JSON of an [`Event`], byte for byte as it was hashed.
    pub body: Box<RawValue>,
    /// The hash of the chain up to and including this event.
    pub hash: Digest,
}

/// One thing that happened, with when and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its place in the chain, from 1.
    pub seq: u64,
    /// What the phone's clock said.
    pub at: Timestamp,
    /// Milliseconds on the phone's monotonic clock since the visit's first event, held across
    /// restarts of the app by its wall clock: a clock that was moved shows as a disagreement with `at`.
    pub elapsed_ms: i64,
    /// Where the phone was, when it knew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// What happened.
    #[serde(flatten)]
    pub what: What,
}

/// A position as the phone reported it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Latitude in 10⁻⁷ degrees.
    pub lat_e7: i64,
    /// Longitude in 10⁻⁷ degrees.
    pub lon_e7: i64,
    /// Radius of 68 % confidence, in metres.
    pub accuracy_m: u32,
    /// Whether the phone said that the position was made up.
    #[serde(default)]
    pub mock: bool,
}

/// The kinds of event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum What {
    /// The evaluator begins; always the first event.
    CheckedIn,
    /// A question was answered, or answered anew.
    Answered {
        /// The question.
        question: Slug,
        /// The answer.
        answer: Answer,
        /// What the evaluator adds in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comment: Option<String>,
    },
    /// An answer was taken back.
    Cleared {
        /// The question.
        question: Slug,
    },
    /// A photo was taken and saved; it may take the place of another one.
    PhotoTaken(Photo),
    /// A photo was thrown away before submission.
    PhotoDiscarded {
        /// The photo.
        photo: PhotoId,
    },
    /// A voice memo was recorded and saved.
    AudioRecorded(Audio),
    /// A voice memo was thrown away before submission.
    AudioDiscarded {
        /// The memo.
        audio: MediaId,
    },
    /// Something was spent and is asked back; said again under its id, the claim is changed.
    ExpenseClaimed(Claim),
    /// A claim was taken back, and the photos of its receipt with it.
    ExpenseWithdrawn {
        /// The claim.
        expense: ExpenseId,
        /// The photos of its receipt that were kept, in the order of their ids.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        photos: Vec<PhotoId>,
    },
    /// The visit was put aside.
    Paused,
    /// The visit was taken up again.
    Resumed,
    /// The evaluator left the place.
    CheckedOut,
    /// The evaluator's signed statement.
    Declared {
        /// The SHA-256 of the statement's text as it was shown.
        statement: Digest,
    },
    /// Everything is handed in. Nothing follows it but a [`What::Reopened`].
    Submitted(Manifest),
    /// The evaluator takes up what the agency sent back: only these questions may be changed until
    /// the visit is declared and handed in again.
    Reopened {
        /// Which return it answers, from 1.
        round: u32,
        /// The questions that the reviewer asked about, in the order of their names.
        questions: Vec<Slug>,
    },
    /// The evaluator gives the visit up.
    Released {
        /// Why, in the evaluator's words.
        reason: String,
    },
}

/// What is known of a photo when it is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// The photo.
    pub photo: PhotoId,
    /// The question it belongs to; of a receipt, the [slot](crate::expense::receipt_slot) of its expense.
    pub question: Slug,
    /// The SHA-256 of the JPEG that will be uploaded.
    pub sha256: Digest,
    /// Its size.
    pub size_bytes: u64,
    /// Its width in pixels, after orientation.
    pub width: u32,
    /// Its height in pixels, after orientation.
    pub height: u32,
    /// Where it came from.
    pub source: PhotoSource,
    /// 64-bit perceptual hash (dHash) in hexadecimal, to find near-duplicates.
    pub dhash: String,
    /// What the phone warned of and the evaluator kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<PhotoWarning>,
    /// The photo of the same question whose place it takes, retaken or edited. That one is discarded
    /// by this event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<PhotoId>,
    /// What was changed in the picture by hand; none: it is as it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edits: Option<Edits>,
    /// Why a photo that was to come from the camera in the app comes from elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_camera: Option<NoCamera>,
}

impl Photo {
    /// The expense whose receipt it shows; none of a photo that belongs to a question.
    pub fn expense(&self) -> Option<ExpenseId> {
        expense_of(&self.question)
    }
}

/// Where a photo came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoSource {
    /// The camera inside the app.
    Camera,
    /// The phone's own camera app or its gallery: the browser does not say which.
    File,
}

/// What the phone found wrong with a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoWarning {
    /// Out of focus or shaken.
    Blurred,
    /// Too dark to tell.
    Dark,
    /// Burnt out.
    Bright,
    /// Nearly the same as another photo of the visit.
    NearDuplicate,
}

/// What is handed in: the server compares it with what arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`Sheet::answers_digest`](crate::sheet::Sheet::answers_digest) of the final answers.
    pub answers_sha256: Digest,
    /// Every photo that was kept, receipts included.
    pub photos: Vec<ManifestPhoto>,
    /// Every voice memo that was kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audio: Vec<ManifestAudio>,
    /// Every claim that stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expenses: Vec<Claim>,
    /// The score that the phone computed, to be compared with the server's; `None`: no score.
    pub score: Option<Exact>,
}

/// A photo of the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestPhoto {
    /// The photo.
    pub photo: PhotoId,
    /// The SHA-256 of its JPEG.
    pub sha256: Digest,
}

/// Why a record does not continue a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// Not the next sequence number.
    #[error("expected event {expected}")]
    Gap {
        /// The next one.
        expected: u64,
    },
    /// The body is no event, or says another sequence number than its record.
    #[error("not an event")]
    Malformed,
    /// The hash is not that of the chain.
    #[error("the hash does not continue the chain")]
    WrongHash,
}

/// What the chain of a device's events in a visit begins with.
pub fn genesis(visit: VisitId, device: DeviceId, checklist: &Digest) -> Digest {
    Digest::of_parts([
        &b"vitrine-visit-1"[..],
        visit.as_bytes(),
        device.as_bytes(),
        checklist.as_bytes(),
    ])
}

/// The end of a chain: the last event's number and hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The last event's number; 0 before the first.
    pub seq: u64,
    /// The last event's hash; [`genesis`] before the first.
    pub hash: Digest,
}

impl Head {
    /// The head of an empty chain.
    pub fn empty(genesis: Digest) -> Self {
        Self {
            seq: 0,
            hash: genesis,
        }
    }

    /// Writes the event that comes next. `event.seq` is set here.
    ///
    /// # Errors
    /// Never for events whose texts are valid UTF-8, as Rust's are.
    pub fn append(&self, mut event: Event) -> Result<(Self, Record), serde_json::Error> {
        event.seq = self.seq + 1;
        let body = serde_json::value::to_raw_value(&event)?;
        let hash = self.next_hash(&body);
        Ok((
            Self { seq: event.seq, hash },
            Record {
                seq: event.seq,
                body,
                hash,
            },
        ))
    }

    /// Reads the record that comes next.
    ///
    /// # Errors
    /// Refuses a record that does not continue this chain.
    pub fn follow(&self, record: &Record) -> Result<(Self, Event), ChainError> {
        let expected = self.seq + 1;
        if record.seq != expected {
            return Err(ChainError::Gap { expected });
        }
        let hash = self.next_hash(&record.body);
        if hash != record.hash {
            return Err(ChainError::WrongHash);
        }
        let event = Event::read(record.body.get()).map_err(|_| ChainError::Malformed)?;
        if event.seq != record.seq {
            return Err(ChainError::Malformed);
        }
        Ok((
            Self {
                seq: record.seq,
                hash,
            },
            event,
        ))
    }

    fn next_hash(&self, body: &RawValue) -> Digest {
        Digest::of_parts([&self.hash.as_bytes()[..], body.get().as_bytes()])
    }
}

/// What a phone signs when it sends a batch: the chain's head covers everything before it.
pub fn batch_message(visit: VisitId, device: DeviceId, head: &Head) -> Vec<u8> {
    let mut message = b"vitrine-batch-1".to_vec();
    message.extend_from_slice(visit.as_bytes());
    message.extend_from_slice(device.as_bytes());
    message.extend_from_slice(&head.seq.to_be_bytes());
    message.extend_from_slice(head.hash.as_bytes());
    message
}
