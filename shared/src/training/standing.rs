//! How someone stands with a quiz: passed, how many attempts are left, or when there are more.

use serde::{Deserialize, Serialize};

use super::Training;
use crate::time::Timestamp;

const HOUR_MS: i64 = 60 * 60 * 1000;

/// An attempt that was graded, of those that count: none from before a coordinator gave new ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tried {
    /// When it was handed in, by the phone's clock.
    pub at: Timestamp,
    /// Whether it was passed.
    pub passed: bool,
}

/// How someone stands with a quiz.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// It was passed.
    Passed,
    /// It may be tried.
    Open {
        /// So often before one has to wait; at least once.
        left: u32,
    },
    /// Every attempt is used.
    UsedUp {
        /// When there are as many again; without a time a coordinator gives them.
        opens_at: Option<Timestamp>,
    },
}

/// How someone who tried this often, in this order, stands at a moment.
///
/// Attempts come in rounds of [`Training::attempts`]; the next round begins
/// [`Training::wait_hours`] after the last attempt of the one before.
pub fn standing(training: &Training, tried: &[Tried], now: Timestamp) -> Standing {
    if tried.iter().any(|attempt| attempt.passed) {
        return Standing::Passed;
    }
    let wait_ms = training.wait_hours.map(|hours| i64::from(hours) * HOUR_MS);
    // When a round that is used up makes room for the next.
    let opens_at = |last: Timestamp| wait_ms.map(|ms| last.plus_ms(ms));
    let is_over = |last: Timestamp, at: Timestamp| opens_at(last).is_some_and(|opens| at >= opens);

    let mut used = 0;
    let mut last: Option<Timestamp> = None;
    for attempt in tried {
        if used >= training.attempts && last.is_some_and(|last| is_over(last, attempt.at)) {
            used = 0;
        }
        used += 1;
        // A clock that was turned back makes no wait shorter.
        last = last.max(Some(attempt.at));
    }
    match last {
        Some(last) if used >= training.attempts => {
            if is_over(last, now) {
                Standing::Open {
                    left: training.attempts,
                }
            } else {
                Standing::UsedUp {
                    opens_at: opens_at(last),
                }
            }
        }
        _ => Standing::Open {
            left: training.attempts - used,
        },
    }
}
