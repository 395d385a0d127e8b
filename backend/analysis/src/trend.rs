//! Change over time: between two waves on the same locations, and drift over many.

use serde::Serialize;

use crate::compare::Estimate;
use crate::dist::{t_critical, t_two_sided_p};
use crate::interval::{Interval, welch};
use crate::summary::VisitStats;

/// The change between two waves.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Change {
    /// Locations visited in both waves: the change is theirs.
    pub locations: usize,
    /// Locations visited in the first wave only, left out.
    pub only_first: usize,
    /// Locations visited in the second wave only, left out.
    pub only_second: usize,
    /// Mean change of a location, second − first.
    pub change: Estimate,
    /// Two-sided p value of no change.
    pub p_value: f64,
    /// Change of the plain mean over all visits.
    pub raw_change: f64,
    /// Part of the raw change that comes from visiting other locations, or others more often.
    pub mix_effect: f64,
}

/// Change between two waves: per location its visits in the first and in the second.
///
/// Student's paired t on location means, each location counting once, so that locations may change
/// differently. With one common location, Welch's interval of its visits. `None` where there is
/// no interval: no common location, or a single one visited only once.
pub fn wave_change(waves: &[(VisitStats, VisitStats)], level: f64) -> Option<Change> {
    let common: Vec<&(VisitStats, VisitStats)> = waves.iter().filter(|(a, b)| a.n > 0 && b.n > 0).collect();
    let differences: VisitStats = common.iter().fold(VisitStats::default(), |mut stats, (a, b)| {
        stats.add(b.mean - a.mean);
        stats
    });
    let (change, p_value) = match common.as_slice() {
        [] => return None,
        [(a, b)] => single_change(a, b, level)?,
        _ => {
            let df = differences.n as f64 - 1.0;
            let se = (differences.variance()? / differences.n as f64).sqrt();
            (
                estimate(differences.mean, se, df, level),
                p_of(differences.mean, se, df),
            )
        }
    };
    let first: VisitStats = waves.iter().map(|(a, _)| *a).collect();
    let second: VisitStats = waves.iter().map(|(_, b)| *b).collect();
    let raw_change = second.mean - first.mean;
    Some(Change {
        locations: common.len(),
        only_first: waves.iter().filter(|(a, b)| a.n > 0 && b.n == 0).count(),
        only_second: waves.iter().filter(|(a, b)| a.n == 0 && b.n > 0).count(),
        change,
        p_value,
        raw_change,
        mix_effect: raw_change - change.value,
    })
}

fn single_change(a: &VisitStats, b: &VisitStats, level: f64) -> Option<(Estimate, f64)> {
    let (va, vb) = (a.variance()?, b.variance()?);
    let (interval, df) = welch((b.mean, vb, b.n), (a.mean, va, a.n), level)?;
    let se = (va / a.n as f64 + vb / b.n as f64).sqrt();
    let value = b.mean - a.mean;
    Some((Estimate { value, se, interval }, p_of(value, se, df)))
}

/// Drift: the slope over time within locations.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Drift {
    /// Locations visited at two times at least.
    pub locations: usize,
    /// Change of the score per unit of time.
    pub slope: Estimate,
    /// Two-sided p value of no drift.
    pub p_value: f64,
}

/// Tests for drift: per location its visits at each time (wave number, months, …).
///
/// The within-location (fixed effects) slope with a standard error that is robust to whatever goes
/// on inside a location (Liang & Zeger, Biometrika 73 (1986) 13–22, times k/(k − 1)) and Student's
/// quantiles on k − 1 degrees of freedom. `None` below three locations with two times each.
pub fn drift(locations: &[Vec<(f64, VisitStats)>], level: f64) -> Option<Drift> {
    let centred: Vec<(f64, f64)> = locations.iter().filter_map(|waves| within(waves)).collect();
    let k = centred.len();
    let squares: f64 = centred.iter().map(|(xx, _)| xx).sum();
    if k < 3 || squares <= 0.0 {
        return None;
    }
    let slope = centred.iter().map(|(_, xy)| xy).sum::<f64>() / squares;
    let scores: f64 = centred.iter().map(|(xx, xy)| (xy - slope * xx).powi(2)).sum();
    let groups = k as f64;
    let se = (scores * groups / (groups - 1.0)).sqrt() / squares;
    Some(Drift {
        locations: k,
        slope: estimate(slope, se, groups - 1.0, level),
        p_value: p_of(slope, se, groups - 1.0),
    })
}

/// Σ(x − x̄)² and Σ(x − x̄)(y − ȳ) of one location's visits; `None` unless the times differ.
fn within(waves: &[(f64, VisitStats)]) -> Option<(f64, f64)> {
    let n: f64 = waves.iter().map(|(_, s)| s.n as f64).sum();
    let time = waves.iter().map(|(t, s)| t * s.n as f64).sum::<f64>() / n;
    let mean = waves.iter().map(|(_, s)| s.mean * s.n as f64).sum::<f64>() / n;
    let (mut xx, mut xy) = (0.0, 0.0);
    for (t, s) in waves {
        xx += s.n as f64 * (t - time) * (t - time);
        xy += s.n as f64 * (t - time) * (s.mean - mean);
    }
    (xx > 0.0).then_some((xx, xy))
}

fn estimate(value: f64, se: f64, df: f64, level: f64) -> Estimate {
    Estimate {
        value,
        se,
        interval: Interval::around(value, t_critical(level, df) * se),
    }
}

fn p_of(value: f64, se: f64, df: f64) -> f64 {
    match (value == 0.0, se > 0.0) {
        (_, true) => t_two_sided_p(value / se, df),
        (true, false) => 1.0,
        (false, false) => 0.0,
    }
}
