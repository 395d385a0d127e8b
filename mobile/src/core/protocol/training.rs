//! Training as screens show it: what to learn, the quiz, and the certificate; and the dry run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::VisitId;
use vitrine_shared::text::Text;
use vitrine_shared::time::Timestamp;
use vitrine_shared::training::{Grade, Standing, Training};

use super::{Availability, json};

/// What the screens of training ask for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrainingCommand {
    /// All that may or must be learnt. Reply: [`Reply::Courses`](super::Reply::Courses).
    List,
    /// One training, whole. Reply: [`Reply::Course`](super::Reply::Course).
    Open {
        /// What it is for.
        course: CourseId,
    },
    /// Notes that a module was read to its end. Reply: [`Reply::Course`](super::Reply::Course).
    ModuleRead {
        /// What it is for.
        course: CourseId,
        /// The module.
        module: Slug,
    },
    /// Begins an attempt at the quiz, or takes up the one that was begun. It counts when it is handed
    /// in. Reply: [`Reply::Course`](super::Reply::Course).
    BeginQuiz {
        /// What it is for.
        course: CourseId,
    },
    /// Answers a question of the quiz, or answers it anew. Reply: [`Reply::Course`](super::Reply::Course).
    AnswerQuiz {
        /// What it is for.
        course: CourseId,
        /// The question.
        question: Slug,
        /// The chosen option.
        option: Slug,
    },
    /// Hands the quiz in and grades it. Reply: [`Reply::Course`](super::Reply::Course), with the result.
    HandInQuiz {
        /// What it is for.
        course: CourseId,
    },
    /// Begins a dry run of a visit: a copy in memory that takes every command by an id of its own and
    /// leaves nothing behind. What was practised before is forgotten.
    /// Reply: [`Reply::Practice`](super::Reply::Practice).
    Practise {
        /// The visit.
        visit: VisitId,
    },
    /// Ends the dry run and forgets all of it. Reply: [`Reply::Done`](super::Reply::Done).
    EndPractice,
}

/// What a training is for: a version of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CourseId {
    /// The checklist.
    pub checklist: Slug,
    /// Its version.
    pub version: u32,
}

/// A training in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseCard {
    /// What it is for.
    pub course: CourseId,
    /// Whether it can be read.
    pub availability: Availability,
    /// Its name; empty before it came.
    pub title: Text,
    /// Its modules.
    pub modules: u32,
    /// Modules that were read.
    pub modules_read: u32,
    /// The share of the quiz to get right, in percent.
    pub pass_percent: u32,
    /// Attempts at the quiz before one has to wait.
    pub attempts: u32,
    /// How the evaluator stands with the quiz, attempts that wait to be sent included; none before
    /// the training came.
    #[serde(with = "json")]
    pub standing: Option<Standing>,
    /// The certificate, once the quiz was passed.
    pub certificate: Option<CertificateCard>,
    /// Visits on this phone that wait for it.
    pub visits: u32,
}

/// That the quiz was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateCard {
    /// When.
    pub at: Timestamp,
    /// Questions that were answered right.
    pub right: u32,
    /// Questions that were asked.
    pub asked: u32,
    /// Whether the agency has it; until then it counts on this phone.
    pub is_confirmed: bool,
}

/// A training, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenCourse {
    /// The training in the list.
    pub card: CourseCard,
    /// What there is to read and to answer.
    #[serde(with = "json")]
    pub training: Training,
    /// The modules that were read.
    pub read: Vec<Slug>,
    /// The attempt under way.
    pub quiz: Option<Quiz>,
    /// The attempt that was handed in last on this phone, unless another one was begun since.
    pub result: Option<QuizResult>,
    /// The graded attempts, the first first.
    pub tried: Vec<TriedLine>,
}

/// An attempt under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiz {
    /// What the order of the questions was drawn from.
    pub seed: u32,
    /// The chosen option of each question so far.
    pub answers: BTreeMap<Slug, Slug>,
}

/// An attempt that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuizResult {
    /// What was chosen, in which order.
    pub quiz: Quiz,
    /// What it is worth.
    pub grade: Grade,
    /// When it was handed in.
    pub at: Timestamp,
}

/// A graded attempt in the list of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedLine {
    /// When it was handed in.
    pub at: Timestamp,
    /// What it is worth.
    pub grade: Grade,
    /// Whether it still counts: not if a coordinator has given new attempts since.
    pub counts: bool,
    /// Whether the agency has it.
    pub is_confirmed: bool,
}
