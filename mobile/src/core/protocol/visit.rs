//! Visits as screens show them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Checklist, Slug};
use vitrine_shared::event::{Edits, Photo, PhotoSource, PhotoWarning};
use vitrine_shared::expense::Claim;
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::place::Whereabouts;
use vitrine_shared::sheet::Lack;
use vitrine_shared::text::Text;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::Assignment;

use super::{Asked, AudioCard, Correction, Transfer, Trouble, json};

/// The longest note to oneself, in characters.
pub const MAX_NOTE_CHARS: usize = 2000;

/// A visit in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitCard {
    /// What the agency says of it: where, when, scenario, persona, fee.
    #[serde(with = "json")]
    pub assignment: Assignment,
    /// How far the evaluator is with it, on this phone.
    pub stage: Stage,
    /// Whether it can be opened.
    pub availability: Availability,
    /// How much of it is answered.
    pub progress: Progress,
    /// When the server's receipt for the whole visit came.
    pub received_at: Option<Timestamp>,
    /// What was refused and waits for a person.
    pub trouble: Option<Trouble>,
    /// What was asked about it and is not settled.
    pub asked: Option<Asked>,
    /// Whether its check-in is not made, or not taken by the server, before its checklist's training
    /// is passed.
    #[serde(default)]
    pub to_learn: bool,
    /// The name of the persona to play, once the checklist is here.
    #[serde(default)]
    pub persona: Option<Text>,
}

impl VisitCard {
    /// Whether the agency stopped waiting for the correction that this phone has begun, or has handed in
    /// without its being taken: what was handed in before counts.
    pub fn is_correction_void(&self) -> bool {
        let last = self.assignment.returns.last();
        matches!(self.stage, Stage::TakenAway | Stage::Submitted)
            && last.is_some_and(|last| last.taken_back_at.is_some())
    }
}

/// How far the evaluator is with a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Not begun.
    ToDo,
    /// Checked in.
    InProgress,
    /// Put aside.
    Paused,
    /// Left the place; not handed in.
    CheckedOut,
    /// Handed in; not all of it has arrived.
    Submitted,
    /// The server has everything and signed for it.
    Received,
    /// Given back by the evaluator; what was done of it stays here until it is sent.
    GivenBack,
    /// The agency sent it back; the evaluator did not take it up yet.
    Returned,
    /// What was asked about is being corrected.
    Correcting,
    /// The agency sent it back to the evaluator's other phone, which handed it in.
    Elsewhere,
    /// No longer with this evaluator; what was done of it stays here until it is sent.
    TakenAway,
}

impl Stage {
    /// Whether the visit takes changes.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::InProgress | Self::Paused | Self::CheckedOut | Self::Correcting
        )
    }
}

/// Whether a visit can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// Its checklist is here.
    Ready,
    /// Its checklist comes with the next sync.
    ChecklistMissing,
    /// Its checklist was made for a newer app.
    UpdateNeeded,
    /// What was kept of it is damaged: what can still be read can be exported.
    Damaged,
}

/// How much of a visit, or of a touchpoint, is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Shown questions that have their answer, or their photos where those are the answer.
    pub done: u32,
    /// Questions shown (notes do not count).
    pub shown: u32,
    /// What stands in the way of submitting.
    pub missing: u32,
}

/// A visit, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenVisit {
    /// The visit in the list.
    pub card: VisitCard,
    /// Its checklist. It never changes while the visit lasts.
    #[serde(with = "json")]
    pub checklist: Checklist,
    /// Its answers.
    pub sheet: SheetView,
}

/// The answers of a visit as they are saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetView {
    /// The visit.
    pub visit: VisitId,
    /// How far the evaluator is with it.
    pub stage: Stage,
    /// How many events of it are saved: grows with every change.
    pub events: u64,
    /// The current answers, those of hidden questions included: they come back with the question.
    pub answers: BTreeMap<Slug, Answer>,
    /// The words beside answers.
    pub comments: BTreeMap<Slug, String>,
    /// What the evaluator noted for themselves, by question; it never leaves this phone.
    #[serde(default)]
    pub notes: BTreeMap<Slug, String>,
    /// The photos kept, in the order they were taken.
    pub photos: Vec<PhotoCard>,
    /// The voice memos kept, in the order they were recorded.
    pub audio: Vec<AudioCard>,
    /// The questions shown now, in the checklist's order.
    pub visible: Vec<Slug>,
    /// The photos that shown questions ask for; any other question takes a few unasked.
    pub photo_requests: Vec<PhotoRequest>,
    /// What was spent and is asked back, in the order it was claimed.
    #[serde(with = "json")]
    pub claims: Vec<Claim>,
    /// How far each touchpoint is, in the checklist's order; those with nothing shown included.
    pub touchpoints: Vec<TouchpointProgress>,
    /// How far the visit is.
    pub progress: Progress,
    /// What stands in the way of submitting, in the checklist's order.
    pub missing: Vec<MissingItem>,
    /// When the evaluator checked in.
    pub checked_in: Option<Timestamp>,
    /// Where the phone was at check-in.
    #[serde(with = "json")]
    pub arrival: Option<Whereabouts>,
    /// When the evaluator checked out.
    pub checked_out: Option<Timestamp>,
    /// Where the phone was at check-out.
    #[serde(with = "json")]
    pub departure: Option<Whereabouts>,
    /// Whether the statement was signed for the visit as it stands.
    pub declared: bool,
    /// When the visit was handed in.
    pub submitted: Option<Timestamp>,
    /// When the server's receipt for the whole visit came.
    pub received_at: Option<Timestamp>,
    /// What is asked, where the visit was sent back.
    pub correction: Option<Correction>,
}

/// The photos that a shown question asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoRequest {
    /// The question.
    pub question: Slug,
    /// At least so many now; 0 where its condition does not hold.
    pub min: u32,
    /// At most so many.
    pub max: u32,
    /// So many are kept.
    pub kept: u32,
    /// Only from the camera in the app.
    pub camera_only: bool,
}

/// How far a touchpoint is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchpointProgress {
    /// The touchpoint.
    pub touchpoint: Slug,
    /// How far it is.
    pub progress: Progress,
}

/// Something that stands in the way of submitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingItem {
    /// The touchpoint to go to.
    pub touchpoint: Slug,
    /// The question.
    pub question: Slug,
    /// What it lacks.
    pub lack: Lack,
}

/// A photo that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoCard {
    /// The photo.
    pub photo: PhotoId,
    /// The question it belongs to.
    pub question: Slug,
    /// Where it came from.
    pub source: PhotoSource,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Its size.
    pub size_bytes: u64,
    /// What the phone found wrong with it.
    pub warnings: Vec<PhotoWarning>,
    /// What was changed in it by hand.
    pub edits: Option<Edits>,
    /// How far it is on its way to the server.
    pub transfer: Transfer,
    /// Whether its bytes are still on this phone.
    pub on_phone: bool,
}

impl PhotoCard {
    /// What there is to show of a photo of the log.
    pub fn new(photo: &Photo, transfer: Transfer, on_phone: bool) -> Self {
        Self {
            photo: photo.photo,
            question: photo.question.clone(),
            source: photo.source,
            width: photo.width,
            height: photo.height,
            size_bytes: photo.size_bytes,
            warnings: photo.warnings.clone(),
            edits: photo.edits,
            transfer,
            on_phone,
        }
    }
}
