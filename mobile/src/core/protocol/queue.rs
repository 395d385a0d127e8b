//! What is to be sent, how far it is, and what went wrong.

use serde::{Deserialize, Serialize};
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::time::Timestamp;

use super::{Fault, PhotoNetworks, PhotosWait, QueuedRequest, SyncState, Unsent};

/// Everything that is to be sent or was sent and is still here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// What the sync does.
    pub sync: SyncState,
    /// The sum of what is left.
    pub unsent: Unsent,
    /// On which networks photos are sent.
    #[serde(default)]
    pub photo_networks: PhotoNetworks,
    /// Why photos wait though there may be a network; none where they do not.
    #[serde(default)]
    pub photos_wait: Option<PhotosWait>,
    /// Visits that were begun, those that are not done first.
    pub visits: Vec<QueuedVisit>,
    /// What was asked of the agency and is not settled, the first first.
    pub requests: Vec<QueuedRequest>,
}

/// A visit on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedVisit {
    /// The visit.
    pub visit: VisitId,
    /// The brand that is visited.
    pub brand: String,
    /// The location's name.
    pub location: String,
    /// When it was handed in; none while it is being done (its photos are sent already).
    pub submitted: Option<Timestamp>,
    /// How far its events are.
    pub transfer: Transfer,
    /// Events that the server has.
    pub events_sent: u64,
    /// Events in all.
    pub events_total: u64,
    /// Its photos and voice memos, in the order they were taken.
    pub photos: Vec<QueuedPhoto>,
    /// The size of what the server has of its photos.
    pub bytes_sent: u64,
    /// The size of its photos.
    pub bytes_total: u64,
    /// When the server's receipt came: from then on its photos are safe to delete.
    pub received_at: Option<Timestamp>,
    /// What went wrong last with its events; gone with the next success.
    pub trouble: Option<Trouble>,
}

/// A photo or voice memo on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedPhoto {
    /// The photo or memo.
    pub photo: PhotoId,
    /// Whether it is a voice memo.
    pub is_audio: bool,
    /// The question it belongs to.
    pub question: Slug,
    /// How far it is.
    pub transfer: Transfer,
    /// Its size.
    pub bytes_total: u64,
    /// So much of it the server has.
    pub bytes_sent: u64,
    /// What went wrong last; gone with the next success.
    pub trouble: Option<Trouble>,
}

/// How far something is on its way to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transfer {
    /// The server refused it; it is kept, and waits for a person.
    Attention,
    /// On its way now.
    Sending,
    /// Waits for its turn or for a network.
    Waiting,
    /// The server has it.
    Sent,
}

/// What went wrong last, and what comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// What went wrong.
    pub fault: Fault,
    /// When.
    pub at: Timestamp,
    /// When it is tried again; none where only a person can help.
    pub next_try_at: Option<Timestamp>,
}
