//! Who is enrolled on this phone, and how its sync and storage stand.

use serde::{Deserialize, Serialize};
use vitrine_shared::id::{DeviceId, UserId};
use vitrine_shared::problem::Code;
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;

use super::Fault;

/// The phone as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Who works with this phone; none before enrolment.
    pub enrolment: Option<Enrolment>,
    /// What the sync does.
    pub sync: SyncState,
    /// When the last whole round of sync ended well.
    pub synced_at: Option<Timestamp>,
    /// What the server does not have yet.
    pub unsent: Unsent,
    /// What lies on this phone.
    pub storage: Storage,
}

/// Who works with this phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// The server's origin.
    pub server: String,
    /// This phone.
    pub device: DeviceId,
    /// The evaluator.
    pub evaluator: UserId,
    /// What the agency calls the evaluator.
    pub evaluator_name: String,
    /// The agency's name.
    pub agency_name: String,
    /// The evaluator's language at the agency.
    pub lang: Lang,
}

/// What the sync does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SyncState {
    /// Not enrolled: there is nothing to sync with.
    Off,
    /// Everything is sent; it looks for changes again by itself.
    Idle,
    /// A round is under way.
    Running,
    /// The last round failed; it tries again by itself.
    Waiting {
        /// Why it failed.
        fault: Fault,
        /// When it tries again.
        next_try_at: Timestamp,
    },
    /// The server does not know this phone any more: enrol again, nothing is lost.
    EnrolAgain {
        /// What the server said.
        code: Code,
    },
    /// The server needs a newer app: update, nothing is lost.
    UpdateNeeded,
}

/// What the server does not have yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    /// Visits with something to send.
    pub visits: u32,
    /// Events to send.
    pub events: u32,
    /// Photos to send.
    pub photos: u32,
    /// The size of what is left of those photos.
    pub photo_bytes: u64,
    /// Requests to send.
    pub requests: u32,
    /// Visits of which something was refused and waits for a person, and requests that were refused.
    pub attention: u32,
}

/// What lies on this phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Storage {
    /// The size of every photo kept.
    pub photo_bytes: u64,
    /// How much of it [`FreeSpace`](super::Command::FreeSpace) would delete.
    pub freeable_bytes: u64,
    /// The file a damaged database was set aside to when the app started, for rescue.
    pub set_aside: Option<String>,
    /// How many people's unsent work is locked away here until they enrol again.
    #[serde(default)]
    pub locked: u32,
}
