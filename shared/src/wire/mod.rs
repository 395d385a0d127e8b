//! The protocol between phone and server: JSON bodies under `/api/v1`.
//!
//! Success is only a body of these types (or the tus headers): any other 200, such as a captive
//! portal's page, is a failure to be retried.

mod appeal;
mod board;
mod enrolment;
mod picture;
mod push;
mod receipt;
mod request;
mod returned;
mod sync;
mod training;
mod verdict;

pub use appeal::{
    APPEAL_GRACE_MS, APPEAL_MS, Appeal, AppealDecision, AppealOutcome, MAX_APPEAL_CHARS, Rejection,
};
pub use board::{BoardReply, Offer};
pub use enrolment::{EnrolReply, EnrolRequest};
pub use picture::{MAX_PICTURE_BYTES, MAX_PICTURE_NAME, MAX_PICTURE_SIDE, PictureFile};
pub use push::{Outcome, PushReply, PushRequest, VisitStatus};
pub use receipt::{Receipt, SignedReceipt};
pub use request::{
    Ask, MAX_REASON_CHARS, MAX_REQUESTS, Request, RequestOutcome, RequestsBody, RequestsReply,
};
pub use returned::{Asked, MAX_RETURN_CHARS, RETURN_GRACE_MS, Return};
pub use sync::{Assignment, ChecklistRef, LocationCard, SyncReply};
pub use training::{AttemptLine, Certificate, Course, QuizAttempt, TrainingRef};
pub use verdict::{GRADE_HALVES, GRADES_THAT_COUNT, MAX_VERDICT_CHARS, MeanGrade, Verdict};

/// The version of this protocol, the `v1` of its paths.
pub const PROTOCOL: u32 = 1;

/// The largest batch of events that is taken at once.
pub const MAX_EVENTS_PER_PUSH: usize = 500;

/// The largest JSON body that is taken, in bytes.
pub const MAX_JSON_BYTES: usize = 2 * 1024 * 1024;

/// The largest photo that is taken, in bytes.
pub const MAX_PHOTO_BYTES: u64 = 8 * 1024 * 1024;

/// The most pixels a photo may have.
pub const MAX_PHOTO_PIXELS: u64 = 40_000_000;

/// The largest voice memo that is taken, in bytes.
pub const MAX_AUDIO_BYTES: u64 = 3 * 1024 * 1024;

/// The longest voice memo, in milliseconds.
pub const MAX_AUDIO_MS: u64 = 3 * 60 * 1000;

/// Names in the `Upload-Metadata` of the upload of a photo or a voice memo (tus).
pub mod upload_metadata {
    /// The visit's id.
    pub const VISIT: &str = "visit";
    /// The id of the photo or voice memo.
    pub const PHOTO: &str = "photo";
    /// The SHA-256 of the whole in hexadecimal.
    pub const SHA256: &str = "sha256";
}
