//! Training on the wire: what an evaluator may or must learn, and how they stand with it.
//!
//! [`SyncReply::courses`](super::SyncReply::courses) names each training by its digest;
//! `GET /api/v1/trainings/{sha256}` gives its canonical bytes. An attempt at a quiz is a request
//! ([`Ask::Attempt`](super::Ask::Attempt)), graded anew by the server.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::checklist::Slug;
use crate::digest::Digest;
use crate::id::RequestId;
use crate::time::Timestamp;
use crate::training::{Grade, Tried};

/// A published training by what it prepares for and its digest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TrainingRef {
    /// The checklist.
    pub checklist: Slug,
    /// The first of its versions that the training holds for.
    pub version: u32,
    /// The SHA-256 of the training's canonical JSON.
    pub sha256: Digest,
}

/// What an evaluator is to have passed before a visit by a version of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// The checklist.
    pub checklist: Slug,
    /// Its version.
    pub version: u32,
    /// The training that holds for that version now.
    pub training: Digest,
    /// The evaluator's attempts that the server has, in the order they came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attempts: Vec<AttemptLine>,
    /// The certificate, once the quiz was passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
}

/// An attempt that was graded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptLine {
    /// The request that it came with.
    pub id: RequestId,
    /// When it was handed in, by the phone's clock, but not after it arrived.
    pub at: Timestamp,
    /// What it is worth.
    #[serde(flatten)]
    pub grade: Grade,
    /// Whether it still counts: not if a coordinator has given new attempts since.
    pub counts: bool,
}

/// That an evaluator passed the quiz for a version of a checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The attempt that was passed.
    pub attempt: RequestId,
    /// When it was handed in, by the phone's clock, but not after it arrived.
    pub at: Timestamp,
    /// Questions that were answered right.
    pub right: u32,
    /// Questions that were asked.
    pub asked: u32,
}

/// An attempt at a quiz, as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuizAttempt {
    /// The checklist that it is to certify for.
    pub checklist: Slug,
    /// The checklist's version.
    pub version: u32,
    /// The training whose quiz was answered.
    pub training: Digest,
    /// What the order of the questions was drawn from.
    pub seed: u32,
    /// The chosen option of each question.
    pub answers: BTreeMap<Slug, Slug>,
}

impl AttemptLine {
    /// As it counts for what may be tried next; none where it counts no longer.
    pub fn tried(&self) -> Option<Tried> {
        self.counts.then_some(Tried {
            at: self.at,
            passed: self.grade.passed,
        })
    }
}
