//! Integrity signals: what a person should look at, never a verdict.
//!
//! Every signal is a p value under honest work: among honest visits a signal of p ≤ 0.001 comes up
//! once in a thousand, which this crate's tests check on simulated honest visits. Its strength is
//! −log₁₀ p: 3 = one honest visit in a thousand looks like this or worse.

pub mod answers;
pub mod evaluators;
pub mod photo;
pub mod photo_index;
pub mod place;
pub mod speed;

use serde::Serialize;

/// A calibrated signal.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Signal {
    /// Probability that honest work looks like this or worse.
    pub p_value: f64,
    /// −log₁₀ of it, 0 to 15.
    pub strength: f64,
}

impl Signal {
    /// A signal of the given p value; NaN counts as no signal.
    pub fn from_p(p_value: f64) -> Self {
        let p_value = if p_value.is_nan() {
            1.0
        } else {
            p_value.clamp(0.0, 1.0)
        };
        Self {
            p_value,
            strength: (-p_value.max(1e-15).log10()).max(0.0),
        }
    }

    /// Whether at most `rate` of honest visits look like this.
    pub fn rarer_than(&self, rate: f64) -> bool {
        self.p_value <= rate
    }
}
