//! What the agency says of an evaluator's work in a visit, and what it adds to the fee.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// The lowest and the highest grade, in half steps: 1 and 5.
pub const GRADE_HALVES: std::ops::RangeInclusive<u8> = 2..=10;

/// The longest words beside a grade, in characters.
pub const MAX_VERDICT_CHARS: usize = 1000;

/// How many of an evaluator's grades count: the last ones that were given.
pub const GRADES_THAT_COUNT: usize = 10;

/// The grade of the evaluator's work in a visit that was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// From 1 to 5 in half steps, counted in halves: 9 is 4½.
    pub grade_halves: u8,
    /// What the reviewer adds in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// What is paid beside the fee, in the currency's minor unit.
    pub bonus_minor: i64,
    /// When it was given.
    pub at: Timestamp,
}

/// The mean of an evaluator's last grades: their own grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeanGrade {
    sum_halves: u32,
    count: u32,
}

impl MeanGrade {
    /// The mean of the last [`GRADES_THAT_COUNT`] grades, given in halves with when they were given,
    /// in any order; none of no grade.
    pub fn of(grades: impl IntoIterator<Item = (Timestamp, u8)>) -> Option<Self> {
        let mut grades: Vec<_> = grades.into_iter().collect();
        // Those of one moment in a fixed order, so that everybody leaves out the same.
        grades.sort_unstable_by(|one, other| other.cmp(one));
        let last = || grades.iter().take(GRADES_THAT_COUNT);
        let count = u32::try_from(last().count()).ok().filter(|count| *count > 0)?;
        let sum_halves = last().map(|(_, halves)| u32::from(*halves)).sum();
        Some(Self { sum_halves, count })
    }

    /// How many grades it is of.
    pub fn count(self) -> u32 {
        self.count
    }

    /// In hundredths of a point, half up.
    pub fn hundredths(self) -> u32 {
        (self.sum_halves * 100 + self.count) / (2 * self.count)
    }

    /// Whether it is so high at least, exactly: nothing is rounded.
    pub fn reaches(self, halves: u32) -> bool {
        self.sum_halves >= halves.saturating_mul(self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(halves: &[u8]) -> Option<MeanGrade> {
        let at = |day: i64| Timestamp::from_unix_ms(day * 86_400_000).unwrap();
        MeanGrade::of((1..).map(at).zip(halves.iter().copied()))
    }

    #[test]
    fn a_mean_is_rounded_half_up_and_never_made_of_nothing() {
        let shown = |halves: &[u8]| mean(halves).map(MeanGrade::hundredths);
        assert_eq!(shown(&[]), None);
        assert_eq!(shown(&[9]), Some(450));
        assert_eq!(shown(&[9, 10, 8]), Some(450));
        assert_eq!(shown(&[10, 10, 9]), Some(483));
    }

    #[test]
    fn only_the_last_grades_count() {
        let twelve = [[2, 2].as_slice(), &[8; 10]].concat();
        let mean = mean(&twelve).unwrap();
        assert_eq!((mean.hundredths(), mean.count()), (400, 10));
    }

    #[test]
    fn a_limit_is_held_to_what_was_given_and_not_to_what_is_shown() {
        // 3.997 is shown as 4.00 and is less than 4.
        let nearly = MeanGrade {
            sum_halves: 2398,
            count: 300,
        };
        assert_eq!((nearly.hundredths(), nearly.reaches(8)), (400, false));
        assert!(mean(&[8]).unwrap().reaches(8));
    }
}
