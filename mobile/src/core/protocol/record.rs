//! The evaluator's own record: what was handed in, how it was graded, and what speaks against a rejection.

use serde::{Deserialize, Serialize};
use vitrine_shared::id::VisitId;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Assignment, Rejection};

use super::Asked;

/// What the screen of the record asks for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordCommand {
    /// The whole record. Reply: [`Reply::Record`](super::Reply::Record).
    List,
    /// Appeals against the rejection of a visit, once; it is sent when it can be. Said again it changes
    /// nothing. Reply: [`Reply::Done`](super::Reply::Done).
    Appeal {
        /// The visit.
        visit: VisitId,
        /// Why, in the evaluator's words.
        words: String,
    },
}

/// The record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordView {
    /// The visits that were handed in, the last first.
    pub lines: Vec<RecordLine>,
    /// The evaluator's own grade; none before the first.
    pub grade: Option<OwnGrade>,
}

/// The mean of the last grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnGrade {
    /// In hundredths of a point.
    pub hundredths: u32,
    /// Of how many visits.
    pub count: u32,
}

/// A visit that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLine {
    /// What the agency says of it.
    #[serde(with = "super::json")]
    pub assignment: Assignment,
    /// Whether the agency has it; until then it waits on this phone.
    pub is_sent: bool,
    /// What was asked about it and is not settled.
    pub asked: Option<Asked>,
}

impl RecordLine {
    /// The rejection in force.
    pub fn rejection(&self) -> Option<&Rejection> {
        let rejections = self.assignment.rejections.last();
        rejections.filter(|_| self.assignment.state == VisitState::Rejected)
    }

    /// Whether the evaluator can still appeal, and did not.
    pub fn may_appeal(&self, now: Timestamp) -> bool {
        let is_asked = self.asked.is_some_and(|asked| asked.refused.is_none());
        !is_asked && self.rejection().is_some_and(|it| it.may_be_appealed(now))
    }
}
