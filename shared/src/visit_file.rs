//! A visit as one file, for the day a phone cannot send it: made on the phone, taken in by the server.
//!
//! ```text
//! "vitrine-visit 1\n"            16 bytes: what it is, and the version of the form
//! length of the header           4 bytes, big-endian
//! header                         the JSON of a Header
//! signature                      64 bytes: the phone's, of "vitrine-file-1" and the header
//! parts                          one behind the other, in the header's order and sizes
//! ```
//!
//! The header names size and SHA-256 of every part, so the one signature covers the whole file, and
//! a reader needs no more than one part in memory. Parts are what the phone would have sent: first
//! the bodies of [pushes](crate::wire::PushRequest), from the visit's first event on, then photos.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::id::{DeviceId, PhotoId, VisitId};
use crate::signature::{PublicKey, SecretKey, Signature};
use crate::time::Timestamp;
use crate::wire::{MAX_JSON_BYTES, MAX_PHOTO_BYTES};

/// What such a file's name ends in, without the dot.
pub const EXTENSION: &str = "vitrine";

/// The largest file that is taken, in bytes.
pub const MAX_FILE_BYTES: u64 = 512 * 1024 * 1024;

/// The bytes before the header: enough to know how long the [`Head`] is.
pub const PREFIX_BYTES: usize = 20;

const FAMILY: &[u8; 14] = b"vitrine-visit ";
const VERSION: &[u8; 2] = b"1\n";
const MAX_HEADER_BYTES: usize = 256 * 1024;
const SIGNATURE_BYTES: usize = 64;

/// What is in the file, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The visit.
    pub visit: VisitId,
    /// The phone that made the events and the file.
    pub device: DeviceId,
    /// The checklist that the answers are of.
    pub checklist: Digest,
    /// When the file was made, by the phone's clock.
    pub made_at: Timestamp,
    /// The version of the app that made it.
    pub app: String,
    /// How many events there are.
    pub events: u64,
    /// The hash of the last event.
    pub last_event: Digest,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// Photos of the visit whose bytes the phone could not read any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacking: Vec<PhotoId>,
}

/// A part of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is.
    #[serde(flatten)]
    pub what: PartKind,
    /// Its size.
    pub size_bytes: u64,
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
}

/// The kinds of part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PartKind {
    /// The body of a push.
    Events,
    /// The bytes of a photo or voice memo.
    Photo {
        /// The photo or memo.
        photo: PhotoId,
    },
}

/// Why bytes are not the head of a visit's file that can be read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Something else, or a damaged one.
    #[error("not a visit's file, or a damaged one")]
    Damaged,
    /// Made by a newer app.
    #[error("the file was made by a newer app")]
    Newer,
    /// Larger than is taken.
    #[error("the file is too large")]
    TooLarge,
}

/// The head of a file: the header as it was written, and its signature.
#[derive(Clone, Debug)]
pub struct Head {
    header: Header,
    json: Vec<u8>,
    signature: Signature,
    length_bytes: u64,
}

impl Part {
    /// The part of these bytes.
    pub fn of(what: PartKind, bytes: &[u8]) -> Self {
        Self {
            what,
            size_bytes: bytes.len() as u64,
            sha256: Digest::of(bytes),
        }
    }
}

impl Header {
    /// Writes the head of the file; the parts follow it.
    ///
    /// # Errors
    /// Never: a header always has a JSON form.
    pub fn sign(&self, key: &SecretKey) -> Result<Vec<u8>, serde_json::Error> {
        let json = serde_json::to_vec(self)?;
        let signature = key.sign(&message(&json));
        let length = u32::try_from(json.len()).unwrap_or(u32::MAX);
        Ok([
            &FAMILY[..],
            VERSION,
            &length.to_be_bytes(),
            &json,
            &signature.to_bytes(),
        ]
        .concat())
    }

    /// The size of all parts together; `None` beyond what is taken, of one part or of all.
    fn parts_bytes(&self) -> Option<u64> {
        self.parts.iter().try_fold(0_u64, |sum, part| {
            let most = match part.what {
                PartKind::Events => MAX_JSON_BYTES as u64,
                PartKind::Photo { .. } => MAX_PHOTO_BYTES,
            };
            let sum = sum.checked_add(part.size_bytes)?;
            (part.size_bytes <= most && sum <= MAX_FILE_BYTES).then_some(sum)
        })
    }

    /// Whether all events stand before all photos, as they have to be taken in.
    fn is_in_order(&self) -> bool {
        let is_events = |part: &Part| part.what == PartKind::Events;
        self.parts.is_sorted_by_key(|part| !is_events(part)) && self.parts.first().is_some_and(is_events)
    }
}

impl Head {
    /// How many bytes the head has, by the first [`PREFIX_BYTES`] of the file.
    ///
    /// # Errors
    /// Those are not the beginning of a visit's file that is read here.
    pub fn length_bytes(prefix: &[u8; PREFIX_BYTES]) -> Result<usize, FileError> {
        let rest = prefix.strip_prefix(FAMILY).ok_or(FileError::Damaged)?;
        let Some(&[a, b, c, d]) = rest.strip_prefix(VERSION) else {
            // Another number in the place of the version is one of a later app.
            return Err(match rest {
                [b'1'..=b'9', ..] => FileError::Newer,
                _ => FileError::Damaged,
            });
        };
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        if length > MAX_HEADER_BYTES {
            return Err(FileError::Damaged);
        }
        Ok(PREFIX_BYTES + length + SIGNATURE_BYTES)
    }

    /// Reads a head. Nothing of it is to be believed before [`Head::is_signed_by`].
    ///
    /// # Errors
    /// It is damaged, of a newer form, or announces more than is taken.
    pub fn read(bytes: &[u8]) -> Result<Self, FileError> {
        let prefix = bytes.first_chunk().ok_or(FileError::Damaged)?;
        if Self::length_bytes(prefix)? != bytes.len() {
            return Err(FileError::Damaged);
        }
        let body = bytes.get(PREFIX_BYTES..).unwrap_or_default();
        let (json, signature) = body.split_last_chunk().ok_or(FileError::Damaged)?;
        let header: Header = serde_json::from_slice(json).map_err(|_| FileError::Damaged)?;
        if !header.is_in_order() {
            return Err(FileError::Damaged);
        }
        let parts_bytes = header.parts_bytes().ok_or(FileError::TooLarge)?;
        Ok(Self {
            header,
            json: json.to_vec(),
            signature: Signature::from_bytes(*signature),
            length_bytes: bytes.len() as u64 + parts_bytes,
        })
    }

    /// What the header says.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The size of the whole file, in bytes.
    pub fn file_bytes(&self) -> u64 {
        self.length_bytes
    }

    /// Whether the owner of this key wrote exactly this header.
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.verifies(&message(&self.json), &self.signature)
    }
}

/// The prefix keeps the signature from ever passing for one of another kind of message.
fn message(json: &[u8]) -> Vec<u8> {
    [b"vitrine-file-1", json].concat()
}
