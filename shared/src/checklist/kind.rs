//! The kinds of question and what their answers earn.

use serde::{Deserialize, Serialize};

use super::Slug;
use crate::barcode::Symbology;
use crate::points::Milli;
use crate::text::Text;

/// What a question asks for. Kinds with no points here never score; metrics (NPS, CSAT, CES) never
/// do: they are reported beside the score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// Yes or no; "no" can be the good answer.
    YesNo {
        /// What each earns; without it the question does not score.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points: Option<YesNoPoints>,
    },
    /// One of several options, each with graded points.
    Single {
        /// The options in order.
        options: Vec<Choice>,
    },
    /// Any number of options; each positive one earns.
    Multiple {
        /// The options in order.
        options: Vec<Choice>,
    },
    /// A rating on whole steps, reported as mean and distribution.
    Scale {
        /// The lowest step.
        min: i64,
        /// The highest step.
        max: i64,
        /// What the lowest step means.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_label: Option<Text>,
        /// What the highest step means.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_label: Option<Text>,
        /// What each step earns, lowest first; empty: does not score.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        points: Vec<Milli>,
    },
    /// Would the evaluator recommend it, 0–10.
    Nps,
    /// Satisfaction, 1–5.
    Csat,
    /// Effort (agreement that it was easy), 1–7.
    Ces,
    /// Thumb up or down.
    Thumb,
    /// A measured or counted number.
    Number {
        /// The smallest that is believable.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<Milli>,
        /// The largest that is believable.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Milli>,
        /// What it counts (`R$`, `min`, …).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Text>,
        /// What it earns; empty: does not score.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        bands: Vec<Band>,
    },
    /// Words; never scores.
    Text {
        /// The longest text, in characters.
        max_chars: u32,
    },
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// How long something took, by stopwatch or typed.
    Timer {
        /// What it earns by seconds; empty: does not score.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        bands: Vec<Band>,
    },
    /// A code on a product or a label, scanned or typed; never scores.
    Barcode {
        /// The forms it may have; empty: any.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        formats: Vec<Symbology>,
    },
    /// Photos alone; how many is the question's photo rule.
    Photo,
    /// A note to the evaluator; takes no answer.
    Note,
}

/// The points of a yes/no question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YesNoPoints {
    /// Points of "yes".
    pub yes: Milli,
    /// Points of "no".
    pub no: Milli,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id within the question.
    pub id: Slug,
    /// What it says.
    pub text: Text,
    /// What it earns; without points on any option the question does not score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Milli>,
    /// Takes the question out of the score.
    #[serde(default)]
    pub not_applicable: bool,
    /// In a multiple choice: cannot be chosen together with others ("none of these").
    #[serde(default)]
    pub exclusive: bool,
}

/// What values up to a limit earn. Bands are in ascending order; the last has no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The largest value in the band (seconds for a timer); none: everything above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<Milli>,
    /// What a value in it earns.
    pub points: Milli,
}

impl Kind {
    /// The most that can be earned; `None` where the kind or the author gives no points.
    pub fn possible(&self) -> Option<Milli> {
        let best = |points: &mut dyn Iterator<Item = Milli>| points.max();
        match self {
            Self::YesNo { points } => points.map(|p| p.yes.max(p.no)),
            Self::Single { options } => best(&mut options.iter().filter_map(|o| o.points)),
            Self::Multiple { options } => {
                let mut scored = options.iter().filter_map(|o| o.points).peekable();
                scored.peek()?;
                let sum = scored
                    .map(|p| p.thousandths().max(0))
                    .fold(0i64, i64::saturating_add);
                Milli::from_thousandths(sum)
            }
            Self::Scale { points, .. } => best(&mut points.iter().copied()),
            Self::Number { bands, .. } | Self::Timer { bands } => best(&mut bands.iter().map(|b| b.points)),
            _ => None,
        }
    }

    /// Whether it takes an answer of its own (a note and a photo question do not).
    pub fn takes_answer(&self) -> bool {
        !matches!(self, Self::Note | Self::Photo)
    }

    /// The options of a choice; none for the other kinds.
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Single { options } | Self::Multiple { options } => options,
            _ => &[],
        }
    }

    /// The steps of a rating kind, both ends included.
    pub fn steps(&self) -> Option<(i64, i64)> {
        match self {
            Self::Scale { min, max, .. } => Some((*min, *max)),
            Self::Nps => Some((0, 10)),
            Self::Csat => Some((1, 5)),
            Self::Ces => Some((1, 7)),
            _ => None,
        }
    }
}
