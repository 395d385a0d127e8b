//! Training as coordinators see it: what is published, and who passed.

use vitrine_shared::checklist::Slug;
use vitrine_shared::id::UserId;
use vitrine_shared::text::Text;
use vitrine_shared::training::Standing;
use vitrine_shared::wire::{AttemptLine, Certificate};

use super::named::Named;

/// Every published training.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingsView {
    /// The trainings, by checklist and version.
    pub trainings: Vec<TrainingEntry>,
    /// Versions of checklists for which no training holds: visits by them are open to everybody.
    pub without: Vec<(Slug, u32)>,
}

/// A published training.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingEntry {
    /// Its name.
    pub title: Text,
    /// The checklist it prepares for.
    pub checklist: Slug,
    /// The versions of the checklist that it holds for now, the first first.
    pub versions: Vec<u32>,
    /// Its modules.
    pub modules: usize,
    /// The questions of its quiz.
    pub questions: usize,
    /// The share of them to get right, in percent.
    pub pass_percent: u32,
    /// How often the quiz may be tried before one has to wait.
    pub attempts: u32,
    /// How long one has to wait; without it a coordinator gives new attempts.
    pub wait_hours: Option<u32>,
    /// The certificates for those versions.
    pub certified: usize,
}

/// What one evaluator has to learn, tried and passed.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnerView {
    /// The evaluator.
    pub evaluator: Named<UserId>,
    /// The trainings, by checklist and version.
    pub courses: Vec<CourseEntry>,
}

/// How an evaluator stands with one training.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseEntry {
    /// The training's name.
    pub title: Text,
    /// The checklist.
    pub checklist: Slug,
    /// Its version.
    pub version: u32,
    /// Passed, open, or every attempt used.
    pub standing: Standing,
    /// The attempts, the first first.
    pub attempts: Vec<AttemptLine>,
    /// The certificate, once passed.
    pub certificate: Option<Certificate>,
}

impl CourseEntry {
    /// Whether new attempts would change anything.
    pub fn can_be_given_attempts(&self) -> bool {
        self.certificate.is_none() && self.attempts.iter().any(|attempt| attempt.counts)
    }
}
