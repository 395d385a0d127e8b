//! `POST /api/v1/requests`: what an evaluator asks of the agency outside of a visit's events.
//!
//! A request is made on the phone, perhaps without a network, and sent until it is answered. The
//! server keeps each answer by the request's id: the same request again gets the same answer, and
//! is not done a second time.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::id::{RequestId, VisitId};
use crate::problem::Code;
use crate::time::Timestamp;

use super::QuizAttempt;

/// The most requests that are sent at once.
pub const MAX_REQUESTS: usize = 50;

/// The longest reason for giving a visit back, in characters.
pub const MAX_REASON_CHARS: usize = 1000;

/// Something asked of the agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Its id, made on the phone.
    pub id: RequestId,
    /// When it was made, by the phone's clock.
    pub at: Timestamp,
    /// What is asked.
    #[serde(flatten)]
    pub ask: Ask,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Ask {
    /// The evaluator will do a visit that was given to them.
    Accept {
        /// The visit.
        visit: VisitId,
    },
    /// The evaluator will not do a visit that was given to them.
    Decline {
        /// The visit.
        visit: VisitId,
        /// Why, in the evaluator's words.
        reason: String,
    },
    /// The evaluator gives back a visit that they had accepted and not begun. One that was begun is
    /// given back by its `released` event, behind what was done of it.
    Release {
        /// The visit.
        visit: VisitId,
        /// Why, in the evaluator's words.
        reason: String,
    },
    /// The evaluator wants a visit of the job board.
    Claim {
        /// The visit.
        visit: VisitId,
    },
    /// The evaluator says why their work should not have been rejected.
    Appeal {
        /// The visit.
        visit: VisitId,
        /// Which rejection of it, from 1.
        rejection: u32,
        /// Why, in the evaluator's words.
        words: String,
    },
    /// The evaluator hands in a quiz; the server grades it.
    Attempt(QuizAttempt),
}

impl Ask {
    /// The visit that it is about, where it is about one.
    pub fn visit(&self) -> Option<VisitId> {
        match self {
            Self::Accept { visit }
            | Self::Decline { visit, .. }
            | Self::Release { visit, .. }
            | Self::Claim { visit }
            | Self::Appeal { visit, .. } => Some(*visit),
            Self::Attempt(_) => None,
        }
    }
}

/// Requests in the order they were made, each the exact JSON of a [`Request`] as the phone keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RequestsBody {
    /// The requests; at most [`MAX_REQUESTS`].
    pub requests: Vec<Box<RawValue>>,
}

/// What became of each request, in the order they were sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestsReply {
    /// One for each request.
    pub outcomes: Vec<RequestOutcome>,
}

/// What became of a request, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum RequestOutcome {
    /// It was done.
    Done,
    /// It was not done, and sending it again does not change that.
    Refused {
        /// Why.
        code: Code,
        /// Until when that holds, where it ends by itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Timestamp>,
    },
}

impl From<Code> for RequestOutcome {
    fn from(code: Code) -> Self {
        Self::Refused { code, until: None }
    }
}
