//! Rejected work, and what its evaluator says against that.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// How long after a rejection its evaluator may appeal, in milliseconds: seven days.
pub const APPEAL_MS: i64 = 7 * DAY_MS;

/// How long after that the server still takes an appeal, in milliseconds: what was written in time
/// may still be on a phone without a network.
pub const APPEAL_GRACE_MS: i64 = DAY_MS;

/// The longest words of a rejection, of an appeal or of its decision, in characters.
pub const MAX_APPEAL_CHARS: usize = 1000;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A visit that was rejected, once, as its evaluator knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// Which rejection of the visit it is, from 1.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// Why, in the reviewer's words; none of what was rejected before words were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Until when the evaluator may appeal.
    pub appeal_until: Timestamp,
    /// What the evaluator says against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Appeal>,
}

/// What an evaluator says against a rejection, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// In the evaluator's words.
    pub words: String,
    /// When it was made, by the phone's clock, cut to when it arrived.
    pub made_at: Timestamp,
    /// What the agency decided, once it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<AppealDecision>,
}

/// What the agency decided of an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealDecision {
    /// What.
    pub outcome: AppealOutcome,
    /// When.
    pub at: Timestamp,
    /// Why, in the words of who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// What became of an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealOutcome {
    /// The visit is reviewed again.
    TakenUp,
    /// The rejection stays.
    Dismissed,
}

impl AppealOutcome {
    /// Its name on the wire and in storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TakenUp => "taken_up",
            Self::Dismissed => "dismissed",
        }
    }

    /// The outcome of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::TakenUp, Self::Dismissed]
            .into_iter()
            .find(|outcome| outcome.as_str() == name)
    }
}

impl Rejection {
    /// The rejection with this number, made then.
    pub fn new(number: u32, at: Timestamp, words: Option<String>) -> Self {
        Self {
            number,
            at,
            words,
            appeal_until: at.plus_ms(APPEAL_MS),
            appeal: None,
        }
    }

    /// Whether its evaluator may appeal at this moment.
    pub fn may_be_appealed(&self, now: Timestamp) -> bool {
        self.appeal.is_none() && now <= self.appeal_until
    }
}
