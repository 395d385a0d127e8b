//! Photos taken again or changed by hand, photos from elsewhere than they should be, and voice memos.

use serde::{Deserialize, Serialize};
use vitrine_shared::checklist::Slug;
use vitrine_shared::event::{AudioFormat, Edits, NoCamera, PhotoSource, Position};
use vitrine_shared::id::{MediaId, PhotoId, VisitId};

use super::{Blob, Transfer};

/// What the screens ask for about photos and voice memos, besides adding a photo.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaCommand {
    /// Keeps a photo in the place of another one. The log keeps that there was another; its bytes go.
    /// Reply: [`Reply::PhotoAdded`](super::Reply::PhotoAdded).
    ReplacePhoto {
        /// The visit.
        visit: VisitId,
        /// The photo whose place it takes.
        photo: PhotoId,
        /// How the new picture came to be.
        with: NewPicture,
        /// Where the phone is, if it knows.
        position: Option<Position>,
        /// The picture.
        #[serde(skip)]
        bytes: Blob,
    },
    /// Keeps a photo of a question that takes the app's camera alone, where that cannot be had.
    /// Reply: [`Reply::PhotoAdded`](super::Reply::PhotoAdded).
    AddPhotoFromElsewhere {
        /// The visit.
        visit: VisitId,
        /// The question it belongs to.
        question: Slug,
        /// Why the camera in the app cannot be had.
        reason: NoCamera,
        /// Where the phone is, if it knows.
        position: Option<Position>,
        /// The picture.
        #[serde(skip)]
        bytes: Blob,
    },
    /// Keeps a voice memo. Reply: [`Reply::Sheet`](super::Reply::Sheet).
    AddAudio {
        /// The visit.
        visit: VisitId,
        /// The question it belongs to.
        question: Slug,
        /// How long it plays, in milliseconds.
        duration_ms: u64,
        /// Where the phone is, if it knows.
        position: Option<Position>,
        /// The recording.
        #[serde(skip)]
        bytes: Blob,
    },
    /// Throws a voice memo away. The log keeps that it was recorded. Reply: [`Reply::Sheet`](super::Reply::Sheet).
    DiscardAudio {
        /// The visit.
        visit: VisitId,
        /// The memo.
        audio: MediaId,
    },
    /// The recording of a voice memo on this phone. Reply: [`Reply::Audio`](super::Reply::Audio).
    Audio {
        /// The memo.
        audio: MediaId,
    },
}

/// How the picture that takes another's place came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewPicture {
    /// It was taken again.
    Retaken {
        /// Where it came from.
        source: PhotoSource,
        /// Why it does not come from the camera in the app, where only that counts.
        no_camera: Option<NoCamera>,
    },
    /// It is the same picture, changed by hand.
    Edited(Edits),
}

impl MediaCommand {
    /// The bytes that travel beside the message.
    pub(super) fn blob(&mut self) -> Option<&mut Blob> {
        match self {
            Self::ReplacePhoto { bytes, .. }
            | Self::AddPhotoFromElsewhere { bytes, .. }
            | Self::AddAudio { bytes, .. } => Some(bytes),
            Self::DiscardAudio { .. } | Self::Audio { .. } => None,
        }
    }
}

/// A voice memo that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudioCard {
    /// The memo.
    pub audio: MediaId,
    /// The question it belongs to.
    pub question: Slug,
    /// How long it plays, in milliseconds.
    pub duration_ms: u64,
    /// Its size.
    pub size_bytes: u64,
    /// What it is recorded in.
    pub format: AudioFormat,
    /// How far it is on its way to the server.
    pub transfer: Transfer,
    /// Whether its bytes are still on this phone.
    pub on_phone: bool,
}
