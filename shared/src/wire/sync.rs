//! `GET /api/v1/sync?after=<cursor>`: what changed for this evaluator since the last pull.
//!
//! `GET /api/v1/checklists/{sha256}` gives the canonical bytes of a checklist that it names,
//! `GET /api/v1/trainings/{sha256}` those of a training.

use serde::{Deserialize, Serialize};

use crate::checklist::Slug;
use crate::digest::Digest;
use crate::expense::ExpenseDecision;
use crate::id::{LocationId, VisitId};
use crate::payment::PaymentLine;
use crate::time::Timestamp;
use crate::visit::VisitState;

use super::{Course, Rejection, Return, Verdict};

/// The changes since the cursor that was sent, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncReply {
    /// To be sent next time; opaque to the phone.
    pub cursor: u64,
    /// Whether there is more to pull at once.
    pub more: bool,
    /// The server's clock.
    pub server_time: Timestamp,
    /// Visits that are new or changed. A visit that was taken away comes once more, in a state
    /// that is no longer with the evaluator.
    pub assignments: Vec<Assignment>,
    /// All that the evaluator may or must be trained for, each time whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub courses: Vec<Course>,
}

/// A visit as its evaluator knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// The visit.
    pub visit: VisitId,
    /// Where it stands.
    pub state: VisitState,
    /// The brand that is visited.
    pub brand: String,
    /// The wave it belongs to.
    pub wave: String,
    /// Where to go.
    pub location: LocationCard,
    /// Not before.
    pub opens_at: Timestamp,
    /// Not after.
    pub closes_at: Timestamp,
    /// The scenario to play, in the coordinator's words.
    pub scenario: String,
    /// The persona to play, one of the checklist's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persona: Option<Slug>,
    /// The checklist to run: its id, version and digest.
    pub checklist: ChecklistRef,
    /// What the visit pays, in the currency's minor unit.
    pub fee_minor: i64,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// Up to how much of what is spent is paid back, in the same unit; none: nothing was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expense_cap_minor: Option<i64>,
    /// What was decided of the claims that were handed in last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expense_decisions: Vec<ExpenseDecision>,
    /// What was paid for it and taken back, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<PaymentLine>,
    /// How often it was sent back for correction, the first return first; the last is open while the
    /// visit is returned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<Return>,
    /// What the agency says of the evaluator's work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// How often the work was rejected, why, and what came of appeals; the last one is in force where
    /// the visit is rejected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejections: Vec<Rejection>,
}

impl Assignment {
    /// The return that waits for a correction.
    pub fn open_return(&self) -> Option<&Return> {
        self.returns.last().filter(|_| self.state == VisitState::Returned)
    }
}

/// A published checklist by name and digest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ChecklistRef {
    /// Its id.
    pub id: Slug,
    /// Its version.
    pub version: u32,
    /// The SHA-256 of its canonical JSON.
    pub sha256: Digest,
}

/// A location as it is shown to an evaluator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationCard {
    /// The location.
    pub id: LocationId,
    /// Its name.
    pub name: String,
    /// Its street address in one line.
    pub address: String,
    /// Latitude in 10⁻⁷ degrees, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat_e7: Option<i64>,
    /// Longitude in 10⁻⁷ degrees, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon_e7: Option<i64>,
    /// Its IANA time zone.
    pub time_zone: String,
}
