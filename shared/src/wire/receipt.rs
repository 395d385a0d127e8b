//! The server's signed word that it has everything: what a phone needs before it deletes anything.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::digest::Digest;
use crate::id::{DeviceId, VisitId};
use crate::signature::{PublicKey, SecretKey, Signature};
use crate::time::Timestamp;

/// What the server has of a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The visit.
    pub visit: VisitId,
    /// The device whose events they are.
    pub device: DeviceId,
    /// The hash of the last event.
    pub last_event: Digest,
    /// The SHA-256 of each photo of the manifest, in its order.
    pub photos: Vec<Digest>,
    /// The SHA-256 of each voice memo of the manifest, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audio: Vec<Digest>,
    /// When the last of it arrived.
    pub received_at: Timestamp,
}

/// A receipt as it travels and is kept: the signature is over `receipt`, byte for byte.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignedReceipt {
    /// The JSON of a [`Receipt`].
    pub receipt: Box<RawValue>,
    /// The server's signature of those bytes after a fixed prefix.
    pub signature: Signature,
}

impl PartialEq for SignedReceipt {
    fn eq(&self, other: &Self) -> bool {
        self.receipt.get() == other.receipt.get() && self.signature == other.signature
    }
}

impl Eq for SignedReceipt {}

impl SignedReceipt {
    /// Signs a receipt with the server's key.
    ///
    /// # Errors
    /// Never: a receipt always has a JSON form.
    pub fn sign(receipt: &Receipt, key: &SecretKey) -> Result<Self, serde_json::Error> {
        let receipt = serde_json::value::to_raw_value(receipt)?;
        let signature = key.sign(&message(&receipt));
        Ok(Self { receipt, signature })
    }

    /// The receipt, if this server signed it.
    pub fn verify(&self, server: &PublicKey) -> Option<Receipt> {
        if !server.verifies(&message(&self.receipt), &self.signature) {
            return None;
        }
        serde_json::from_str(self.receipt.get()).ok()
    }
}

/// The prefix keeps a receipt's signature from ever passing for another kind of message.
fn message(receipt: &RawValue) -> Vec<u8> {
    [b"vitrine-receipt-1", receipt.get().as_bytes()].concat()
}
