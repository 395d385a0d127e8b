//! Grading: one function, the same on phone and server.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{QuizQuestion, Training};
use crate::checklist::Slug;

/// What an attempt at the quiz is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// Questions that were answered right.
    pub right: u32,
    /// Questions that were asked.
    pub asked: u32,
    /// Whether that is the pass mark or more.
    pub passed: bool,
}

/// The answers are not those of a finished quiz.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnswered {
    /// A question has no answer.
    #[error("a question has no answer")]
    Incomplete,
    /// A question or an option is none of the quiz's.
    #[error("the quiz has no such question or option")]
    Unknown,
}

/// Grades the answers, each the chosen option's id by its question's.
///
/// # Errors
/// Refuses answers that leave a question out or that are not the quiz's.
pub fn grade(training: &Training, answers: &BTreeMap<Slug, Slug>) -> Result<Grade, NotAnswered> {
    let mut right = 0_u32;
    let mut asked = 0_u32;
    for question in &training.quiz {
        let chosen = answers.get(&question.id).ok_or(NotAnswered::Incomplete)?;
        asked += 1;
        right += u32::from(question.is_right(chosen).ok_or(NotAnswered::Unknown)?);
    }
    let is_known = |id: &Slug| training.quiz.iter().any(|question| question.id == *id);
    if !answers.keys().all(is_known) {
        return Err(NotAnswered::Unknown);
    }
    let reached = u64::from(right) * 100;
    let mark = u64::from(training.pass_percent) * u64::from(asked);
    Ok(Grade {
        right,
        asked,
        passed: asked > 0 && reached >= mark,
    })
}

impl QuizQuestion {
    /// Whether the option of this id is the right one; `None` where there is no such option.
    pub fn is_right(&self, option: &Slug) -> Option<bool> {
        let chosen = self.options.iter().find(|choice| choice.id == *option)?;
        Some(chosen.right)
    }
}
