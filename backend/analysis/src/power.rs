//! How many visits it takes to tell two locations apart.

use crate::dist::{noncentral_t_cdf, t_critical};

/// Answers beyond this many further visits are "not in practice".
pub const MOST_FURTHER_VISITS: u64 = 100_000;

/// Power of the two-sided two-sample t test at significance `alpha` for a true difference
/// `difference` between groups of `n1` and `n2` visits with common standard deviation `sigma`
/// (Cohen, *Statistical Power Analysis*, 2nd ed., ch. 2; noncentral t). `None` below 3 visits in all.
pub fn two_sample_power(difference: f64, sigma: f64, n1: u64, n2: u64, alpha: f64) -> Option<f64> {
    if n1 == 0 || n2 == 0 || n1 + n2 < 3 || sigma <= 0.0 {
        return None;
    }
    let (a, b) = (n1 as f64, n2 as f64);
    let df = a + b - 2.0;
    let delta = difference.abs() / (sigma * (1.0 / a + 1.0 / b).sqrt());
    let critical = t_critical(1.0 - alpha, df);
    let power = 1.0 - noncentral_t_cdf(critical, df, delta) + noncentral_t_cdf(-critical, df, delta);
    power.is_finite().then_some(power.clamp(0.0, 1.0))
}

/// The least number of further visits **at each** of two locations, already visited `n1` and `n2`
/// times, with which a test at `alpha` finds a true difference with probability `power`.
/// `None` if the difference is zero or more than [`MOST_FURTHER_VISITS`] are needed.
pub fn further_visits(difference: f64, sigma: f64, n1: u64, n2: u64, alpha: f64, power: f64) -> Option<u64> {
    let enough =
        |m: u64| two_sample_power(difference, sigma, n1 + m, n2 + m, alpha).is_some_and(|p| p >= power);
    if difference == 0.0 || !difference.is_finite() {
        return None;
    }
    if enough(0) {
        return Some(0);
    }
    let mut high = 1_u64;
    while !enough(high) {
        high *= 2;
        if high > MOST_FURTHER_VISITS {
            return None;
        }
    }
    let mut low = high / 2;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle
        } else {
            low = middle
        }
    }
    Some(high)
}
