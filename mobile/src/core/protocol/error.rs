//! Why a command was not done, and why sending did not work, in codes that screens translate.

use serde::{Deserialize, Serialize};
use vitrine_shared::answer::AnswerError;
use vitrine_shared::expense::ClaimError;
use vitrine_shared::problem::Code;

/// Why a command was not done. Nothing was changed by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum CoreError {
    /// This phone is not enrolled.
    #[error("this phone is not enrolled")]
    NotEnrolled,
    /// The server's address is no http(s) address.
    #[error("not the address of a server")]
    BadServer,
    /// Another evaluator's or server's work on this phone was not sent yet.
    #[error("unsent work of another enrolment is on this phone")]
    OtherEnrolment,
    /// No such visit on this phone.
    #[error("no such visit on this phone")]
    VisitUnknown,
    /// The visit was submitted, or is no longer with the evaluator.
    #[error("the visit is closed")]
    VisitClosed,
    /// The agency sent the visit back for other questions.
    #[error("the agency did not ask about this question")]
    NotAsked,
    /// The time to appeal against the rejection has passed.
    #[error("the time to appeal has passed")]
    AppealLate,
    /// The visit was handed in from another phone of the evaluator's, which alone can correct it.
    #[error("the visit was handed in from another phone")]
    OtherPhone,
    /// The visit's checklist has not been pulled yet.
    #[error("the checklist is not on this phone yet")]
    ChecklistMissing,
    /// The visit's checklist was made for a newer app.
    #[error("the checklist needs a newer app")]
    UpdateNeeded,
    /// The training for the visit's checklist was not passed yet.
    #[error("the training was not passed")]
    TrainingNeeded,
    /// There is no such training for this evaluator.
    #[error("no such training")]
    CourseUnknown,
    /// The training has not been pulled yet.
    #[error("the training is not on this phone yet")]
    TrainingMissing,
    /// The quiz cannot be tried again now, or was passed.
    #[error("no attempts at the quiz are left")]
    AttemptsUsedUp,
    /// The quiz was not begun, or a question of it has no answer.
    #[error("the quiz is not finished")]
    QuizUnfinished,
    /// The evaluator did not check in yet.
    #[error("the visit was not begun")]
    NotCheckedIn,
    /// The checklist has no such question.
    #[error("the checklist has no such question")]
    QuestionUnknown,
    /// The answer does not fit its question.
    #[error(transparent)]
    Answer(AnswerError),
    /// What was spent cannot be claimed so.
    #[error(transparent)]
    Claim(ClaimError),
    /// The file is no picture that this phone can read, or is too large.
    #[error("the picture cannot be read")]
    PhotoUnreadable,
    /// The question has as many photos as it takes.
    #[error("the question has as many photos as it takes")]
    PhotoLimit,
    /// The question takes photos from the camera alone.
    #[error("the question takes photos from the camera alone")]
    CameraOnly,
    /// No such photo on this phone: discarded, or deleted after its receipt.
    #[error("no such photo on this phone")]
    PhotoUnknown,
    /// The recording is of no kind that is taken.
    #[error("the recording cannot be read")]
    AudioUnreadable,
    /// The recording is larger than a voice memo may be.
    #[error("the recording is too large")]
    AudioTooLarge,
    /// The question has as many voice memos as it takes.
    #[error("the question has as many voice memos as it takes")]
    AudioLimit,
    /// No such voice memo on this phone.
    #[error("no such voice memo on this phone")]
    AudioUnknown,
    /// Answers or photos are missing.
    #[error("the visit is not complete")]
    Incomplete,
    /// The statement was not signed, or the visit changed after it was.
    #[error("the statement is not signed")]
    NotDeclared,
    /// What is given back needs a reason, in a few words.
    #[error("a reason is needed")]
    ReasonMissing,
    /// The phone has no room left. Nothing that was saved is lost.
    #[error("no room left on this phone")]
    StorageFull,
    /// The phone's storage failed.
    #[error("storage failed: {0}")]
    Storage(String),
    /// Another window has the app's storage open.
    #[error("the app is open in another window")]
    OpenElsewhere,
    /// The core has ended; the app is to be started again.
    #[error("the core has ended")]
    Ended,
    /// The server could not be reached or refused.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl CoreError {
    /// The stable name: screens show the Fluent key `error-<name>`, for a fault [`Fault::name`]'s.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotEnrolled => "not-enrolled",
            Self::BadServer => "bad-server",
            Self::OtherEnrolment => "other-enrolment",
            Self::VisitUnknown => "visit-unknown",
            Self::VisitClosed => "visit-closed",
            Self::NotAsked => "not-asked",
            Self::AppealLate => "appeal-late",
            Self::OtherPhone => "other-phone",
            Self::ChecklistMissing => "checklist-missing",
            Self::UpdateNeeded => "update-needed",
            Self::TrainingNeeded => "training-needed",
            Self::CourseUnknown => "course-unknown",
            Self::TrainingMissing => "training-missing",
            Self::AttemptsUsedUp => "attempts-used-up",
            Self::QuizUnfinished => "quiz-unfinished",
            Self::NotCheckedIn => "not-checked-in",
            Self::QuestionUnknown => "question-unknown",
            Self::Answer(error) => match error {
                AnswerError::WrongKind => "answer-wrong-kind",
                AnswerError::UnknownOption => "answer-unknown-option",
                AnswerError::Empty => "answer-empty",
                AnswerError::NotExclusive => "answer-not-exclusive",
                AnswerError::OutOfRange => "answer-out-of-range",
                AnswerError::TooLong => "answer-too-long",
                AnswerError::NotACode => "answer-not-a-code",
                AnswerError::CheckDigit => "answer-check-digit",
                AnswerError::MustApply => "answer-must-apply",
            },
            Self::Claim(error) => match error {
                ClaimError::Amount => "claim-amount",
                ClaimError::NoteMissing => "claim-note-missing",
                ClaimError::NoteTooLong => "claim-note-too-long",
                ClaimError::TooMany => "claim-too-many",
                ClaimError::Unknown => "claim-unknown",
            },
            Self::PhotoUnreadable => "photo-unreadable",
            Self::PhotoLimit => "photo-limit",
            Self::CameraOnly => "camera-only",
            Self::PhotoUnknown => "photo-unknown",
            Self::AudioUnreadable => "audio-unreadable",
            Self::AudioTooLarge => "audio-too-large",
            Self::AudioLimit => "audio-limit",
            Self::AudioUnknown => "audio-unknown",
            Self::Incomplete => "incomplete",
            Self::NotDeclared => "not-declared",
            Self::ReasonMissing => "reason-missing",
            Self::StorageFull => "storage-full",
            Self::Storage(_) => "storage",
            Self::OpenElsewhere => "open-elsewhere",
            Self::Ended => "ended",
            Self::Fault(fault) => fault.name(),
        }
    }
}

/// Why something did not reach the server, or was not taken by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// There was no connection, or it was cut.
    #[error("no connection")]
    Offline,
    /// Something answered that is not the server (the log-in page of a Wi-Fi), or not in its form.
    #[error("something else than the server answered")]
    ForeignReply,
    /// The server is not the one that this phone was enrolled with: its signature is wrong.
    #[error("the receipt was not signed by the server")]
    WrongSignature,
    /// The phone's own storage failed on the way.
    #[error("storage failed")]
    Storage,
    /// The phone has no room left to note what was sent.
    #[error("no room left on this phone")]
    StorageFull,
    /// The server answered with a problem.
    #[error("the server answered: {}", .0.as_str())]
    Problem(Code),
}

impl Fault {
    /// The stable name: screens show the Fluent key `fault-<name>`, for a problem `problem-<code>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::ForeignReply => "foreign-reply",
            Self::WrongSignature => "wrong-signature",
            Self::Storage => "storage",
            Self::StorageFull => "storage-full",
            Self::Problem(code) => code.as_str(),
        }
    }
}
