//! The evaluator's day: what is asked of the agency about visits, and how it stands.

use serde::{Deserialize, Serialize};
use vitrine_shared::id::{RequestId, VisitId};
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::{Ask, Offer};

use super::{Fault, Transfer, Trouble, json};

/// What the screens of the day ask for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayCommand {
    /// Accepts a visit. Said again it changes nothing. Reply: [`Reply::Done`](super::Reply::Done).
    Accept {
        /// The visit.
        visit: VisitId,
    },
    /// Gives a visit back, with a reason: declined where it was not accepted, released where it was.
    /// What was done of it stays here until it is sent. Reply: [`Reply::Done`](super::Reply::Done).
    GiveBack {
        /// The visit.
        visit: VisitId,
        /// Why, in the evaluator's words.
        reason: String,
    },
    /// The job board as the server told it last. Reply: [`Reply::Board`](super::Reply::Board).
    Board,
    /// Asks for a visit of the board, which the first who asks gets. Reply, after a round of sync:
    /// [`Reply::Claimed`](super::Reply::Claimed).
    Claim {
        /// The visit.
        visit: VisitId,
    },
    /// Drops a request that was refused and read, or that is wanted no longer and not done yet.
    /// Reply: [`Reply::Done`](super::Reply::Done).
    Drop {
        /// The request.
        request: RequestId,
    },
}

/// The job board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardView {
    /// The visits on offer, the first to close first.
    pub offers: Vec<OfferCard>,
    /// What was asked for and is on the board no longer.
    pub gone: Vec<QueuedRequest>,
    /// When the server told it; none before the first time.
    pub told_at: Option<Timestamp>,
}

/// A visit on offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferCard {
    /// The visit, and why this evaluator may not take it.
    #[serde(with = "json")]
    pub offer: Offer,
    /// What was asked about it and is not settled.
    pub asked: Option<Asked>,
}

/// What was asked about a visit and is not settled: shown with the visit while it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The request.
    pub request: RequestId,
    /// What was asked.
    pub what: AskedWhat,
    /// Why the server refused it, if it did; until then it waits to be sent.
    pub refused: Option<Fault>,
    /// Until when the reason of the refusal holds, where it ends by itself.
    pub until: Option<Timestamp>,
}

/// What was asked about a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedWhat {
    /// To do it.
    Accept,
    /// Not to do it.
    Decline,
    /// To give it back.
    Release,
    /// To take it from the job board.
    Claim,
    /// To look at it again, though it was rejected.
    Appeal,
}

impl AskedWhat {
    /// What this request asks of its visit.
    pub fn of(ask: &Ask) -> Option<Self> {
        Some(match ask {
            Ask::Accept { .. } => Self::Accept,
            Ask::Decline { .. } => Self::Decline,
            Ask::Release { .. } => Self::Release,
            Ask::Claim { .. } => Self::Claim,
            Ask::Appeal { .. } => Self::Appeal,
            Ask::Attempt(_) => return None,
        })
    }

    /// The stem of its Fluent keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Accept => "asked-accept",
            Self::Decline => "asked-decline",
            Self::Release => "asked-release",
            Self::Claim => "asked-claim",
            Self::Appeal => "asked-appeal",
        }
    }

    /// Whether the visit is no longer the evaluator's once it is done.
    pub fn gives_back(self) -> bool {
        matches!(self, Self::Decline | Self::Release)
    }
}

/// A request on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedRequest {
    /// The request.
    pub request: RequestId,
    /// What is asked.
    #[serde(with = "json")]
    pub ask: Ask,
    /// When it was made.
    pub made_at: Timestamp,
    /// The location of the visit that it is about, where that is known.
    pub location: Option<String>,
    /// How far it is: [`Transfer::Attention`] once it was refused.
    pub transfer: Transfer,
    /// What went wrong last, or why it was refused.
    pub trouble: Option<Trouble>,
    /// Until when the reason of the refusal holds, where it ends by itself.
    pub until: Option<Timestamp>,
}
