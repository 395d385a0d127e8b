//! What the screens ask of the core and what they get back.
//!
//! Screens send a [`Command`] and get one `Result<Reply, CoreError>` for it; [`Notice`]s come
//! by themselves. All of it is plain data that crosses from page to Worker in a form without names, so
//! fields of types that are read by their names are marked `#[serde(with = "json")]`. Bytes of photos
//! travel beside it ([`Blob`]), so that the web port can transfer them without a copy.

mod correction;
mod day;
mod error;
mod json;
mod media;
mod money;
mod queue;
mod record;
mod reply;
mod rescue;
mod status;
mod training;
mod visit;

use std::fmt;

use serde::{Deserialize, Serialize};
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{PhotoSource, Position};
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::text::Lang;

pub use correction::{Before, Correction, ReturnedCommand};
pub use day::{Asked, AskedWhat, BoardView, DayCommand, OfferCard, QueuedRequest};
pub use error::{CoreError, Fault};
pub use media::{AudioCard, MediaCommand, NewPicture};
pub use money::{Claimed, MoneyCommand};
pub use queue::{Queue, QueuedPhoto, QueuedVisit, Transfer, Trouble};
pub use record::{OwnGrade, RecordCommand, RecordLine, RecordView};
pub use reply::Reply;
pub use rescue::{Aside, AsideVisit, PhotoNetworks, PhotosWait, RescueCommand, RescueReply, VisitFile};
pub use status::{Enrolment, Status, Storage, SyncState, Unsent};
pub use training::{
    CertificateCard, CourseCard, CourseId, OpenCourse, Quiz, QuizResult, TrainingCommand, TriedLine,
};
pub use visit::{
    Availability, MAX_NOTE_CHARS, MissingItem, OpenVisit, PhotoCard, PhotoRequest, Progress, SheetView,
    Stage, TouchpointProgress, VisitCard,
};

/// What the screens ask for. Whatever changes a visit is durable before its reply is sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Who is enrolled and how the sync stands. Reply: [`Reply::Status`].
    Status,
    /// Trades an invitation's code for access; afterwards the first pull begins by itself. Reply: [`Reply::Status`].
    Enrol {
        /// The server's origin (`https://visits.example`), with or without a path.
        server: String,
        /// The one-time code.
        code: InvitationCode,
        /// What this phone calls itself in the agency's list of devices (`Chrome on Android`).
        label: String,
    },
    /// Does a round of sync at once, whatever it was waiting for. How it goes comes as notices.
    /// Reply, when the round has ended: [`Reply::Status`].
    SyncNow,
    /// Every visit on this phone, by when its window closes. Reply: [`Reply::Visits`].
    ListVisits,
    /// A visit with its checklist and its answers. Reply: [`Reply::Visit`].
    OpenVisit {
        /// The visit.
        visit: VisitId,
    },
    /// Begins the visit; answers are taken from here on. Said again it changes nothing. Reply: [`Reply::Sheet`].
    CheckIn {
        /// The visit.
        visit: VisitId,
        /// Where the phone is, if it knows.
        position: Option<Position>,
    },
    /// Answers a question, or answers it anew. Reply: [`Reply::Sheet`].
    Answer {
        /// The visit.
        visit: VisitId,
        /// The question.
        question: Slug,
        /// The answer.
        answer: Answer,
        /// What the evaluator adds in words; none clears it.
        comment: Option<String>,
    },
    /// Takes an answer and its comment back. Reply: [`Reply::Sheet`].
    Clear {
        /// The visit.
        visit: VisitId,
        /// The question.
        question: Slug,
    },
    /// Keeps a note of the evaluator's own beside a question, in any stage; it is never sent.
    /// Without words it is deleted. Reply: [`Reply::Sheet`].
    KeepNote {
        /// The visit.
        visit: VisitId,
        /// The question.
        question: Slug,
        /// The words.
        words: String,
    },
    /// Keeps a photo: turned upright, made smaller, checked. Reply: [`Reply::PhotoAdded`].
    AddPhoto {
        /// The visit.
        visit: VisitId,
        /// The question it belongs to.
        question: Slug,
        /// Where it came from.
        source: PhotoSource,
        /// Where the phone is, if it knows.
        position: Option<Position>,
        /// The picture as the camera or the file gave it.
        #[serde(skip)]
        bytes: Blob,
    },
    /// Throws a photo away. The log keeps that it was taken. Reply: [`Reply::Sheet`].
    DiscardPhoto {
        /// The visit.
        visit: VisitId,
        /// The photo.
        photo: PhotoId,
    },
    /// What is done to photos besides, and voice memos.
    Media(MediaCommand),
    /// The JPEG of a photo on this phone. Reply: [`Reply::Photo`].
    Photo {
        /// The photo.
        photo: PhotoId,
        /// How large.
        size: PhotoSize,
    },
    /// A picture of a guideline, as JPEG. Reply: [`Reply::Photo`].
    Guide {
        /// Its SHA-256.
        sha256: Digest,
    },
    /// Puts the visit aside. Reply: [`Reply::Sheet`].
    Pause {
        /// The visit.
        visit: VisitId,
    },
    /// Takes the visit up again. Reply: [`Reply::Sheet`].
    Resume {
        /// The visit.
        visit: VisitId,
    },
    /// Marks that the evaluator left the place; answers may still be completed. Reply: [`Reply::Sheet`].
    CheckOut {
        /// The visit.
        visit: VisitId,
        /// Where the phone is, if it knows.
        position: Option<Position>,
    },
    /// Signs the checklist's statement. Reply: [`Reply::Sheet`].
    Declare {
        /// The visit.
        visit: VisitId,
        /// The language the statement was shown in.
        lang: Lang,
    },
    /// Hands the visit in; sending begins as soon as there is a network. Reply: [`Reply::Sheet`].
    Submit {
        /// The visit.
        visit: VisitId,
    },
    /// What belongs to the evaluator's day: taking on visits, giving them back.
    Day(DayCommand),
    /// What belongs to training: reading, quizzes, dry runs.
    Training(TrainingCommand),
    /// What concerns a visit that the agency sent back.
    Returned(ReturnedCommand),
    /// What belongs to the evaluator's own record.
    Record(RecordCommand),
    /// What was spent in a visit.
    Money(MoneyCommand),
    /// Everything that is to be sent or was, with how far it is. Reply: [`Reply::Queue`].
    Queue,
    /// Tries everything again now, what needs attention included. Reply: [`Reply::Done`].
    RetryNow,
    /// Deletes the photos of visits whose receipt is held, and what was noted for oneself beside them. Reply: [`Reply::Freed`].
    FreeSpace,
    /// What is asked for when something went wrong.
    Rescue(RescueCommand),
}

/// What the core says by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The sync began, ended, or waits for another reason.
    Sync(SyncState),
    /// The list of visits changed: ask for it again.
    VisitsChanged,
    /// One visit changed from outside its screen (its state, its uploads).
    VisitChanged {
        /// The visit.
        visit: VisitId,
    },
    /// Something was sent or could not be: a queue that is on screen asks again.
    QueueChanged,
    /// A picture of a guideline came.
    GuidesChanged,
    /// The server has everything of this visit; its photos may now be deleted.
    Received {
        /// The visit.
        visit: VisitId,
    },
}

/// How large a photo is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoSize {
    /// As it is uploaded.
    Full,
    /// For lists: 320 px on its long side.
    Thumb,
}

/// Bytes that travel beside the message; shown in logs by their number alone.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Blob(pub Vec<u8>);

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} bytes)", self.0.len())
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

/// An invitation's one-time code: worth a log-in until it is used, so never shown in logs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InvitationCode(pub String);

impl fmt::Debug for InvitationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationCode(…)")
    }
}

impl Command {
    /// The visit that it reads or changes, where it is for one.
    pub fn visit(&self) -> Option<VisitId> {
        match self {
            Self::OpenVisit { visit }
            | Self::CheckIn { visit, .. }
            | Self::Answer { visit, .. }
            | Self::Clear { visit, .. }
            | Self::AddPhoto { visit, .. }
            | Self::DiscardPhoto { visit, .. }
            | Self::Pause { visit }
            | Self::Resume { visit }
            | Self::CheckOut { visit, .. }
            | Self::Declare { visit, .. }
            | Self::Submit { visit }
            | Self::KeepNote { visit, .. } => Some(*visit),
            Self::Media(
                MediaCommand::ReplacePhoto { visit, .. }
                | MediaCommand::AddPhotoFromElsewhere { visit, .. }
                | MediaCommand::AddAudio { visit, .. }
                | MediaCommand::DiscardAudio { visit, .. },
            ) => Some(*visit),
            Self::Returned(ReturnedCommand::TakeUp { visit }) => Some(*visit),
            Self::Money(MoneyCommand::Claim { visit, .. } | MoneyCommand::Withdraw { visit, .. }) => {
                Some(*visit)
            }
            Self::Day(
                DayCommand::Accept { visit }
                | DayCommand::GiveBack { visit, .. }
                | DayCommand::Claim { visit },
            ) => Some(*visit),
            Self::Record(RecordCommand::Appeal { visit, .. }) => Some(*visit),
            Self::Record(RecordCommand::List)
            | Self::Day(DayCommand::Board | DayCommand::Drop { .. })
            | Self::Status
            | Self::Enrol { .. }
            | Self::SyncNow
            | Self::ListVisits
            | Self::Photo { .. }
            | Self::Guide { .. }
            | Self::Media(MediaCommand::Audio { .. })
            | Self::Rescue(_)
            | Self::Training(_)
            | Self::Queue
            | Self::RetryNow
            | Self::FreeSpace => None,
        }
    }

    /// Takes the bytes out that travel beside the message.
    pub fn take_blob(&mut self) -> Option<Vec<u8>> {
        Some(std::mem::take(&mut self.blob()?.0))
    }

    /// Puts the bytes back that travelled beside the message.
    pub fn put_blob(&mut self, blob: Vec<u8>) {
        if let Some(bytes) = self.blob() {
            bytes.0 = blob;
        }
    }

    fn blob(&mut self) -> Option<&mut Blob> {
        match self {
            Self::AddPhoto { bytes, .. } => Some(bytes),
            Self::Media(media) => media.blob(),
            _ => None,
        }
    }
}
