//! Improbable speed: answering faster than reading allows, judged against the same checklist's other
//! visits.

use serde::Serialize;

use super::Signal;
use crate::dist::t_cdf;
use crate::metrics::quantile;

/// Fewest visits that say what is usual.
pub const FEWEST_VISITS: usize = 8;
/// The median absolute deviation of a normal sample times this is its standard deviation.
const MAD_TO_SD: f64 = 1.482_602_218_505_602;

/// How fast one visit was answered.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pace {
    /// Seconds per question.
    pub seconds_per_question: f64,
    /// The median of all visits.
    pub usual_seconds: f64,
    /// How unusual such haste is.
    pub signal: Signal,
}

/// Judges the seconds per question of visits of one checklist; one result per visit, `None` where a
/// time is missing or not positive. `None` at all below [`FEWEST_VISITS`] times.
///
/// Logarithms of times are close to normal (van der Linden, J. Educ. Behav. Stat. 31 (2006)
/// 181–204). Median and median absolute deviation keep cheats from hiding each other, and their own
/// uncertainty widens the reference: Student's with 0.37·(n − 1) degrees of freedom, the efficiency of
/// the median absolute deviation (Huber, *Robust Statistics*, §5.1).
pub fn paces(seconds_per_question: &[Option<f64>]) -> Option<Vec<Option<Pace>>> {
    let log = |s: f64| (s.is_finite() && s > 0.0).then(|| s.ln());
    let mut logs: Vec<f64> = seconds_per_question
        .iter()
        .flatten()
        .filter_map(|s| log(*s))
        .collect();
    if logs.len() < FEWEST_VISITS {
        return None;
    }
    logs.sort_by(f64::total_cmp);
    let n = logs.len() as f64;
    let median = quantile(&logs, 0.5)?;
    let mut deviations: Vec<f64> = logs.iter().map(|l| (l - median).abs()).collect();
    deviations.sort_by(f64::total_cmp);
    let spread = MAD_TO_SD * quantile(&deviations, 0.5)?;
    // The median itself varies by 1.25 standard errors of a mean.
    let scale = spread * (1.0 + std::f64::consts::FRAC_PI_2 / n).sqrt();
    let df = (0.37 * (n - 1.0)).max(1.0);
    let judge = |seconds: f64| {
        let l = log(seconds)?;
        let p = if scale > 0.0 {
            t_cdf((l - median) / scale, df)
        } else {
            1.0
        };
        Some(Pace {
            seconds_per_question: seconds,
            usual_seconds: median.exp(),
            signal: Signal::from_p(p),
        })
    };
    Some(seconds_per_question.iter().map(|s| s.and_then(judge)).collect())
}
