//! What a command gets back.

use serde::{Deserialize, Serialize};
use vitrine_shared::event::PhotoWarning;
use vitrine_shared::id::{PhotoId, VisitId};

use super::{
    Blob, BoardView, CourseCard, OpenCourse, OpenVisit, Queue, RecordView, RescueReply, SheetView, Status,
    VisitCard,
};

/// What a command gets back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// It is done; there is nothing to tell.
    Done,
    /// Who is enrolled and how the sync stands.
    Status(Status),
    /// Every visit.
    Visits(Vec<VisitCard>),
    /// One visit, whole.
    Visit(Box<OpenVisit>),
    /// A visit's answers after a change.
    Sheet(Box<SheetView>),
    /// The photo is saved.
    PhotoAdded {
        /// Its id.
        photo: PhotoId,
        /// What the evaluator should look at while the photo can still be taken again.
        warnings: Vec<PhotoWarning>,
        /// The visit's answers after it.
        sheet: Box<SheetView>,
    },
    /// A photo's JPEG.
    Photo {
        /// The bytes.
        #[serde(skip)]
        bytes: Blob,
    },
    /// The recording of a voice memo.
    Audio {
        /// The bytes.
        #[serde(skip)]
        bytes: Blob,
    },
    /// All that may or must be learnt.
    Courses(Vec<CourseCard>),
    /// One training, whole.
    Course(Box<OpenCourse>),
    /// A dry run was begun.
    Practice {
        /// The id that its commands name; of no visit.
        visit: VisitId,
    },
    /// The job board.
    Board(Box<BoardView>),
    /// A visit of the job board was asked for.
    Claimed {
        /// Whether it is the evaluator's now.
        is_yours: bool,
    },
    /// The evaluator's own record.
    Record(Box<RecordView>),
    /// What is to be sent.
    Queue(Queue),
    /// So much room was made.
    Freed {
        /// The size of the photos deleted.
        bytes: u64,
    },
    /// What a rescue gives back.
    Rescue(RescueReply),
}

impl Reply {
    /// Takes the bytes out that travel beside the message.
    pub fn take_blob(&mut self) -> Option<Vec<u8>> {
        match self {
            Self::Photo { bytes } | Self::Audio { bytes } => Some(std::mem::take(&mut bytes.0)),
            Self::Rescue(reply) => reply.take_blob(),
            _ => None,
        }
    }

    /// Puts the bytes back that travelled beside the message.
    pub fn put_blob(&mut self, blob: Vec<u8>) {
        match self {
            Self::Photo { bytes } | Self::Audio { bytes } => bytes.0 = blob,
            Self::Rescue(reply) => reply.put_blob(blob),
            _ => {}
        }
    }
}
