//! Two locations side by side, and the runs of a ranking within which no two can be told apart.

use serde::Serialize;

use super::{Comparison, Estimate, Run};
use crate::dist::{normal_cdf, t_critical, t_two_sided_p};
use crate::groups::indistinguishable_runs;
use crate::interval::Interval;
use crate::power::further_visits;
use crate::summary::VisitStats;

/// Two locations side by side; differences are first − second.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// Difference of the raw means.
    pub raw: f64,
    /// Its interval: Student's, with the variance pooled over all locations.
    pub raw_interval: Interval,
    /// Two-sided p value of the raw difference.
    pub p_value: f64,
    /// Difference of the shrunk estimates; its standard error and interval hold the uncertainty of the
    /// variances too.
    pub shrunk: Estimate,
    /// Probability that the first is truly higher.
    pub probability_first_higher: f64,
    /// Whether the interval of the shrunk difference excludes zero.
    pub distinguishable: bool,
    /// Further visits at each of the two to find a true difference as large as the shrunk one with
    /// the power of the options; 0 if they are told apart already, `None` if not in practice.
    pub further_visits: Option<u64>,
}

impl Comparison {
    /// Two locations side by side, by their input indices. `None` if the model was refused, an index
    /// is out of range or both are the same.
    pub fn difference(&self, first: usize, second: usize) -> Option<Difference> {
        let model = self.model.as_ref().ok()?;
        let posterior = self.posterior.as_ref()?;
        let (a, b) = (self.stats.get(first)?, self.stats.get(second)?);
        if first == second {
            return None;
        }
        let level = self.options.simulation.level;
        let df = (self.visits as f64) - self.stats.len() as f64;
        let pooled = self.stats.iter().map(|s| s.m2).sum::<f64>() / df;
        let raw = a.mean - b.mean;
        let raw_se = (pooled * (1.0 / a.n as f64 + 1.0 / b.n as f64)).sqrt();
        let value = model.predict(a).value - model.predict(b).value;
        let gap = posterior.gap(a, b);
        let se = gap.variance.sqrt();
        let half = t_critical(level, posterior.degrees_of_freedom()) * se;
        let interval = Interval::around(gap.mean, half);
        let distinguishable = !interval.contains(0.0);
        let visits = if distinguishable {
            Some(0)
        } else {
            further_visits(
                value,
                model.sigma2.sqrt(),
                a.n,
                b.n,
                1.0 - level,
                self.options.power,
            )
        };
        Some(Difference {
            raw,
            raw_interval: Interval::around(raw, t_critical(level, df) * raw_se),
            p_value: t_two_sided_p(raw / raw_se, df),
            shrunk: Estimate { value, se, interval },
            probability_first_higher: if se > 0.0 { normal_cdf(gap.mean / se) } else { 0.5 },
            distinguishable,
            further_visits: visits,
        })
    }
}

/// The runs of [`Comparison::indistinguishable`], by the intervals of [`Comparison::difference`].
pub(super) fn runs(comparison: &Comparison) -> Vec<Run> {
    let Some(posterior) = &comparison.posterior else {
        return indistinguishable_runs(&comparison.order, |_, _| true);
    };
    let level = comparison.options.simulation.level;
    let critical = t_critical(level, posterior.degrees_of_freedom()).powi(2);
    let places: Vec<Place<'_>> = comparison
        .order
        .iter()
        .filter_map(|i| comparison.stats.get(*i))
        .map(|stats| Place {
            stats,
            mean: posterior.mean(stats),
            own_variance: posterior.own_variance(stats),
        })
        .collect();
    indistinguishable_runs(&places, |a, b| {
        // The gap's variance is at least the sum of both own variances: most pairs need no more.
        let apart = a.mean - b.mean;
        if apart * apart <= critical * (a.own_variance + b.own_variance) {
            return true;
        }
        let gap = posterior.gap(a.stats, b.stats);
        gap.mean * gap.mean <= critical * gap.variance
    })
}

/// What a pair's first check needs of a location.
struct Place<'a> {
    stats: &'a VisitStats,
    mean: f64,
    own_variance: f64,
}
