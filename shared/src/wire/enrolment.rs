//! `POST /api/v1/enrol`: a phone trades an invitation's one-time code for a device token.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::{DeviceId, UserId};
use crate::signature::PublicKey;
use crate::text::Lang;

/// What the phone sends. Sent again with the same code, device and key it gets a fresh token:
/// the first reply may have been lost on its way.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolRequest {
    /// The one-time code of the invitation. Secret until it is used.
    pub code: String,
    /// The id the phone made for itself.
    pub device: DeviceId,
    /// The phone's key.
    pub public_key: PublicKey,
    /// What the phone calls itself, for the list of devices (`Chrome on Android`).
    pub label: String,
}

/// What the phone keeps.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolReply {
    /// The bearer token of every later request. Secret.
    pub token: String,
    /// The evaluator.
    pub evaluator: UserId,
    /// What the agency calls the evaluator.
    pub evaluator_name: String,
    /// The agency's name.
    pub agency_name: String,
    /// The evaluator's language.
    pub lang: Lang,
    /// The key that the server signs receipts with.
    pub server_key: PublicKey,
}

impl fmt::Debug for EnrolRequest {
    /// Without the code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnrolRequest")
            .field("device", &self.device)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for EnrolReply {
    /// Without the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnrolReply")
            .field("evaluator", &self.evaluator)
            .finish_non_exhaustive()
    }
}
