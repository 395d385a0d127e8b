//! `POST /api/v1/visits/{visit}/events`: a batch of a visit's events, signed by the phone.
//!
//! `GET /api/v1/visits/{visit}/status` tells the same about a visit without sending anything.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::event::Record;
use crate::id::PhotoId;
use crate::problem::Code;
use crate::signature::Signature;
use crate::visit::VisitState;

use super::SignedReceipt;

/// A batch of consecutive events of the sending device.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PushRequest {
    /// The checklist that the answers are of.
    pub checklist: Digest,
    /// The events in order; none asks for the status alone.
    pub events: Vec<Record>,
    /// The device's signature of [`batch_message`](crate::event::batch_message) over the last event.
    pub signature: Signature,
}

/// What became of each event, in the order they were sent, and where the visit stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushReply {
    /// One for each event.
    pub outcomes: Vec<Outcome>,
    /// The visit after the batch.
    pub status: VisitStatus,
}

/// What became of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Kept for good.
    Accepted,
    /// Was kept before, the same to the byte.
    Duplicate,
    /// Not kept; nor is anything after it.
    Rejected {
        /// Why.
        code: Code,
    },
}

/// Where a visit stands on the server, for the device that asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitStatus {
    /// The visit's state.
    pub state: VisitState,
    /// The number of the event that the server expects next from this device.
    pub next_seq: u64,
    /// The photos that were announced and not discarded, and have not arrived.
    pub missing_photos: Vec<PhotoId>,
    /// The receipt, once the visit is submitted and every photo arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<SignedReceipt>,
}
