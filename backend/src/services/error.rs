//! Why a service did not do what it was asked: by a code that the caller acts on, or for a reason
//! of the server's own that only its log tells.

use std::time::Duration;

use vitrine_shared::problem::{Code, Finding};
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::MoveError;

use crate::storage::{Constraint, StorageError};

/// What services return instead of a result.
pub type Outcome<T> = Result<T, Failure>;

/// Why a service did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The caller's request cannot be done.
    #[error("refused: {}", .0.code.as_str())]
    Refused(Box<Refusal>),
    /// Something failed in the server.
    #[error(transparent)]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

/// A refusal, for the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What callers act on.
    pub code: Code,
    /// What exactly is wrong, where the code's own text does not say it. Never internals.
    pub detail: Option<String>,
    /// Every place that is wrong, where there can be several.
    pub findings: Vec<Finding>,
    /// Until when it holds, where it ends by itself.
    pub until: Option<Timestamp>,
    /// How long to wait before the next try.
    pub retry_after: Option<Duration>,
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self {
            code,
            detail: None,
            findings: Vec::new(),
            until: None,
            retry_after: None,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Refusal::from(code).into()
    }
}

impl Failure {
    /// Something failed in the server.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }

    /// A refusal that says what exactly is wrong.
    pub fn because(code: Code, detail: impl Into<String>) -> Self {
        Refusal {
            detail: Some(detail.into()),
            ..code.into()
        }
        .into()
    }

    /// One value of the request is out of its limits.
    pub fn invalid(path: &str, message: impl Into<String>) -> Self {
        Self::findings(
            Code::Invalid,
            vec![Finding {
                path: path.to_owned(),
                line: None,
                column: None,
                message: message.into(),
            }],
        )
    }

    /// A refusal for each of these places.
    pub fn findings(code: Code, findings: Vec<Finding>) -> Self {
        Refusal {
            findings,
            ..code.into()
        }
        .into()
    }

    /// All that is known, for the person at the server's command line.
    pub fn for_operator(&self) -> String {
        match self {
            Self::Internal(error) => error.to_string(),
            Self::Refused(refusal) => {
                let findings = refusal
                    .findings
                    .iter()
                    .map(|f| format!("{} {}", f.path, f.message));
                let detail = refusal.detail.iter().cloned().chain(findings).collect::<Vec<_>>();
                match detail.as_slice() {
                    [] => refusal.code.as_str().to_owned(),
                    some => some.join("; "),
                }
            }
        }
    }

    /// The code of a refusal.
    pub fn code(&self) -> Code {
        match self {
            Self::Refused(refusal) => refusal.code,
            Self::Internal(_) => Code::Internal,
        }
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::NotFound => Code::NotFound.into(),
            StorageError::Forbidden => Code::Forbidden.into(),
            StorageError::Move(error) => error.into(),
            StorageError::NotCertified => Self::because(
                Code::NotCertified,
                "the evaluator has to pass the training of the checklist first",
            ),
            StorageError::Ineligible(refused) => Refusal {
                until: refused.until,
                ..refused.code.into()
            }
            .into(),
            StorageError::DueChanged => Code::PaymentChanged.into(),
            StorageError::Stale | StorageError::Busy | StorageError::Closed => Code::Unavailable.into(),
            StorageError::Constraint(constraint) => match constraint {
                Constraint::AgencyName
                | Constraint::ClientName
                | Constraint::NodeName
                | Constraint::LocationCode
                | Constraint::UserEmail
                | Constraint::TrainingVersion
                | Constraint::WaveName
                | Constraint::DeviceId => Self::because(Code::AlreadyExists, taken(constraint)),
                Constraint::Payment => Self::because(Code::AlreadyExists, "another payment has this id"),
                Constraint::PaymentReversed => Code::PaymentReversed.into(),
                Constraint::ChecklistVersion => Code::ChecklistConflict.into(),
                Constraint::UserBrand => Self::invalid("client", "people of a brand, and only they, name it"),
                Constraint::WaveWindow | Constraint::VisitWindow => {
                    Self::invalid("closes_at", "must be after opens_at")
                }
                Constraint::Reference => Code::NotFound.into(),
                Constraint::Other => Self::internal(error),
            },
            other => Self::internal(other),
        }
    }
}

fn taken(constraint: Constraint) -> &'static str {
    match constraint {
        Constraint::LocationCode => "a location with this code exists",
        Constraint::UserEmail => "somebody logs in with this e-mail address",
        Constraint::TrainingVersion => "another training was published for this version of the checklist",
        Constraint::DeviceId => "another device has this id",
        _ => "this name is taken",
    }
}

impl From<MoveError> for Failure {
    fn from(error: MoveError) -> Self {
        match error {
            MoveError::NoSuchMove { .. } => Self::because(Code::MoveNotAllowed, error.to_string()),
            MoveError::NotYours { .. } => Code::Forbidden.into(),
            MoveError::MediaIncomplete => Code::MediaIncomplete.into(),
        }
    }
}

impl From<getrandom::Error> for Failure {
    fn from(error: getrandom::Error) -> Self {
        Self::internal(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}
