//! Conditions over answers: when a question is shown, when a photo is asked for.

use serde::{Deserialize, Serialize};

use super::{Question, Slug};
use crate::answer::Answer;
use crate::points::Milli;
use crate::score;

/// A structured condition. An unanswered or hidden question satisfies no test about its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The evaluator plays one of these personas.
    Persona(Vec<Slug>),
    /// A test of one question's answer.
    Answer {
        /// The question.
        question: Slug,
        /// The test.
        test: Test,
    },
}

/// A test of one answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// Any answer was given, not applicable included.
    Answered,
    /// Marked as not applicable, by the mark or by such an option.
    NotApplicable,
    /// It earned less than it could have.
    LosesPoints,
    /// One of these: an option's id, `yes`/`no`, `up`/`down`. For a multiple choice: includes one of them.
    OneOf(Vec<Slug>),
    /// A rating, number or time in seconds within these limits, both included.
    Between {
        /// The lower limit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<Milli>,
        /// The upper limit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Milli>,
    },
}

impl Condition {
    /// The questions it looks at.
    pub fn questions(&self) -> Vec<&Slug> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::questions).collect(),
            Self::Not(part) => part.questions(),
            Self::Persona(_) => Vec::new(),
            Self::Answer { question, .. } => vec![question],
        }
    }

    /// Whether it holds, given each question with its answer where one is shown and answered.
    pub fn holds<'a>(
        &self,
        persona: Option<&Slug>,
        answer: &mut dyn FnMut(&Slug) -> Option<(&'a Question, &'a Answer)>,
    ) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(persona, answer)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(persona, answer)),
            Self::Not(part) => !part.holds(persona, answer),
            Self::Persona(personas) => persona.is_some_and(|persona| personas.contains(persona)),
            Self::Answer { question, test } => {
                answer(question).is_some_and(|(question, answer)| test.holds(question, answer))
            }
        }
    }
}

impl Test {
    fn holds(&self, question: &Question, answer: &Answer) -> bool {
        match self {
            Self::Answered => true,
            Self::NotApplicable => score::does_not_apply(question, answer),
            Self::LosesPoints => score::loses_points(question, answer),
            Self::OneOf(names) => match answer {
                Answer::YesNo(yes) => names
                    .iter()
                    .any(|n| n.as_str() == if *yes { "yes" } else { "no" }),
                Answer::Thumb(up) => names
                    .iter()
                    .any(|n| n.as_str() == if *up { "up" } else { "down" }),
                Answer::Choice(option) => names.contains(option),
                Answer::Choices(options) => names.iter().any(|n| options.contains(n)),
                _ => false,
            },
            Self::Between { min, max } => answer.measure().is_some_and(|value| {
                min.is_none_or(|min| min <= value) && max.is_none_or(|max| value <= max)
            }),
        }
    }
}
