//! Identifiers: UUIDv7 newtypes, made where the thing is made and ordered by the time of its making.
//!
//! Time-ordered keys keep index pages warm: random ones halve the speed of ingest.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use crate::time::Timestamp;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Makes an id for a thing made `at` this time; `random` must come from a good source.
            pub fn new(at: Timestamp, random: [u8; 10]) -> Self {
                Self(Builder::from_unix_timestamp_millis(at.unix_ms().max(0).unsigned_abs(), &random).into_uuid())
            }

            /// The 16 bytes of the id.
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(s).map(Self)
            }
        }
    )+};
}

ids! {
    /// An agency: the tenant that everything else belongs to.
    AgencyId;
    /// A client brand of an agency.
    ClientId;
    /// A node of a brand's hierarchy (division, region, …).
    NodeId;
    /// A place that is visited.
    LocationId;
    /// A round of visits to a brand's locations.
    WaveId;
    /// One visit of one evaluator to one location.
    VisitId;
    /// A person with a log-in: agency staff, evaluator or client.
    UserId;
    /// An enrolled phone.
    DeviceId;
    /// A photo taken in a visit.
    PhotoId;
    /// An enrolment invitation.
    InvitationId;
    /// A visit's file that was taken in.
    ImportId;
    /// Something that an evaluator asks of the agency.
    RequestId;
    /// Something that an evaluator spent in a visit.
    ExpenseId;
    /// A payment to an evaluator, or the reversal of one.
    PaymentId;
}

/// What is recorded in a visit and sent apart from its events: a photo or a voice memo. They share
/// one space of ids, because they travel, arrive and are receipted the same way.
pub type MediaId = PhotoId;
