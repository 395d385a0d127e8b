//! Answers and whether they fit their question.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::barcode;
use crate::checklist::{Kind, Question, Slug};
use crate::points::Milli;

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// To a yes/no question.
    YesNo(bool),
    /// The option chosen.
    Choice(Slug),
    /// The options chosen; never empty.
    Choices(BTreeSet<Slug>),
    /// A step of a scale, NPS, CSAT or CES.
    Rating(i64),
    /// Thumb up (`true`) or down.
    Thumb(bool),
    /// A number.
    Number(Milli),
    /// Words; never blank.
    Text(String),
    /// A date.
    Date(NaiveDate),
    /// A time of day in the location's zone.
    Time(NaiveTime),
    /// How long it took, in milliseconds.
    ElapsedMs(i64),
    /// A code that was scanned or typed.
    Barcode(String),
    /// The evaluator marked the question as not applicable.
    NotApplicable,
}

/// Why an answer does not fit its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerError {
    /// An answer of another kind of question.
    #[error("the question takes another kind of answer")]
    WrongKind,
    /// An option that the question does not have.
    #[error("the question has no such option")]
    UnknownOption,
    /// Nothing chosen, or a blank text: such an answer is cleared instead.
    #[error("the answer is empty")]
    Empty,
    /// An exclusive option chosen together with others.
    #[error("an option that excludes the others was chosen with others")]
    NotExclusive,
    /// Outside the question's limits.
    #[error("the value is outside the question's limits")]
    OutOfRange,
    /// Longer than the question allows.
    #[error("the text is too long")]
    TooLong,
    /// Not a code of the forms that the question takes.
    #[error("the code has none of the forms that the question takes")]
    NotACode,
    /// A code whose check digit does not fit its other digits.
    #[error("the code's check digit does not fit")]
    CheckDigit,
    /// The question always applies.
    #[error("the question cannot be marked as not applicable")]
    MustApply,
}

impl AnswerError {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::WrongKind,
        Self::UnknownOption,
        Self::Empty,
        Self::NotExclusive,
        Self::OutOfRange,
        Self::TooLong,
        Self::NotACode,
        Self::CheckDigit,
        Self::MustApply,
    ];

    /// Its name on the wire and in text keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WrongKind => "wrong-kind",
            Self::UnknownOption => "unknown-option",
            Self::Empty => "empty",
            Self::NotExclusive => "not-exclusive",
            Self::OutOfRange => "out-of-range",
            Self::TooLong => "too-long",
            Self::NotACode => "not-a-code",
            Self::CheckDigit => "check-digit",
            Self::MustApply => "must-apply",
        }
    }
}

/// The longest time a timer can show: a day.
pub const LONGEST_TIMER_MS: i64 = 24 * 60 * 60 * 1000;

impl Answer {
    /// Its value where it can be compared with limits: ratings and numbers as they are, times in seconds.
    pub fn measure(&self) -> Option<Milli> {
        match self {
            Self::Rating(step) => Milli::from_whole(*step),
            Self::Number(number) => Some(*number),
            // A millisecond is a thousandth of a second.
            Self::ElapsedMs(ms) => Milli::from_thousandths(*ms),
            _ => None,
        }
    }

    /// Whether it fits the question.
    ///
    /// # Errors
    /// The first thing about it that does not fit.
    pub fn check(&self, question: &Question) -> Result<(), AnswerError> {
        let require = |ok: bool, error: AnswerError| if ok { Ok(()) } else { Err(error) };
        match (self, &question.kind) {
            (_, kind) if !kind.takes_answer() => Err(AnswerError::WrongKind),
            (Self::NotApplicable, _) => require(question.may_not_apply, AnswerError::MustApply),
            (Self::YesNo(_), Kind::YesNo { .. })
            | (Self::Thumb(_), Kind::Thumb)
            | (Self::Date(_), Kind::Date)
            | (Self::Time(_), Kind::Time) => Ok(()),
            (Self::Choice(chosen), Kind::Single { options }) => require(
                options.iter().any(|o| o.id == *chosen),
                AnswerError::UnknownOption,
            ),
            (Self::Choices(chosen), Kind::Multiple { options }) => {
                require(!chosen.is_empty(), AnswerError::Empty)?;
                require(
                    chosen.iter().all(|c| options.iter().any(|o| o.id == *c)),
                    AnswerError::UnknownOption,
                )?;
                let alone = options
                    .iter()
                    .any(|o| (o.exclusive || o.not_applicable) && chosen.contains(&o.id));
                require(!alone || chosen.len() == 1, AnswerError::NotExclusive)
            }
            (Self::Rating(step), kind) => {
                let (min, max) = kind.steps().ok_or(AnswerError::WrongKind)?;
                require((min..=max).contains(step), AnswerError::OutOfRange)
            }
            (Self::Number(number), Kind::Number { min, max, .. }) => {
                let fits = min.is_none_or(|min| min <= *number) && max.is_none_or(|max| *number <= max);
                require(fits, AnswerError::OutOfRange)
            }
            (Self::Text(text), Kind::Text { max_chars }) => {
                require(!text.trim().is_empty(), AnswerError::Empty)?;
                require(text.chars().count() <= *max_chars as usize, AnswerError::TooLong)
            }
            (Self::Barcode(code), Kind::Barcode { formats }) => barcode::check(code, formats),
            (Self::ElapsedMs(ms), Kind::Timer { .. }) => {
                require((0..=LONGEST_TIMER_MS).contains(ms), AnswerError::OutOfRange)
            }
            _ => Err(AnswerError::WrongKind),
        }
    }
}
