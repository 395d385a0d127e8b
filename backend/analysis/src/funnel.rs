//! Funnel plots: how far a location's mean may lie from the brand's by luck, given its visits
//! (Spiegelhalter, Statistics in Medicine 24 (2005) 1185–1202).

use serde::Serialize;

use crate::dist::z_critical;
use crate::interval::Interval;
use crate::summary::VisitStats;

/// Share of the most extreme locations on each side that do not count for overdispersion.
const WINSORISED: f64 = 0.1;

/// The limits of a funnel plot.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Funnel {
    /// Centre: mean over visits.
    pub target: f64,
    /// Variance of a visit, pooled within locations.
    pub sigma2: f64,
    /// φ: mean square of the winsorised z values; about 1 when only luck is at work.
    pub overdispersion: f64,
    /// Variance between locations added to the limits; 0 unless φ exceeds what luck explains.
    pub between: f64,
}

impl Funnel {
    /// Estimates the limits. `None` below three locations, or where no location was visited twice or
    /// the visits of each location all agree.
    pub fn new(locations: &[VisitStats]) -> Option<Self> {
        let visited: Vec<VisitStats> = locations.iter().copied().filter(|l| l.n > 0).collect();
        let total: VisitStats = visited.iter().copied().collect();
        let k = visited.len() as f64;
        let df = total.n as f64 - k;
        if visited.len() < 3 || df < 1.0 {
            return None;
        }
        let sigma2 = visited.iter().map(|l| l.m2).sum::<f64>() / df;
        if sigma2 <= 0.0 {
            return None;
        }
        let mut z: Vec<f64> = visited
            .iter()
            .map(|l| (l.mean - total.mean) / (sigma2 / l.n as f64).sqrt())
            .collect();
        winsorise(&mut z);
        let overdispersion = z.iter().map(|v| v * v).sum::<f64>() / k;
        // Weights 1/variance of each mean, for the method of moments (DerSimonian & Laird 1986).
        let weights: f64 = visited.iter().map(|l| l.n as f64 / sigma2).sum();
        let squares: f64 = visited.iter().map(|l| (l.n as f64 / sigma2).powi(2)).sum();
        let excess = (k * overdispersion - (k - 1.0)) / (weights - squares / weights);
        let beyond_luck = overdispersion > 1.0 + 2.0 * (2.0 / k).sqrt();
        let between = if beyond_luck { excess.max(0.0) } else { 0.0 };
        Some(Self {
            target: total.mean,
            sigma2,
            overdispersion,
            between,
        })
    }

    /// The limits for a location with `n` visits at `level` (0.95 and 0.998 are usual).
    pub fn limits(&self, n: f64, level: f64) -> Interval {
        Interval::around(
            self.target,
            z_critical(level) * (self.sigma2 / n + self.between).sqrt(),
        )
    }
}

/// Pulls the lowest and highest tenth of the values to the limits of the rest.
fn winsorise(values: &mut [f64]) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let cut = (WINSORISED * sorted.len() as f64).floor() as usize;
    let low = sorted.get(cut).copied().unwrap_or(f64::NEG_INFINITY);
    let high = sorted
        .get(sorted.len().saturating_sub(cut + 1))
        .copied()
        .unwrap_or(f64::INFINITY);
    for value in values {
        *value = value.clamp(low, high);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(n: u64, mean: f64) -> VisitStats {
        VisitStats {
            n,
            mean,
            m2: 100.0 * (n - 1) as f64,
        }
    }

    #[test]
    fn without_overdispersion_the_limits_are_those_of_luck() {
        let stats: Vec<_> = [69.0, 70.0, 71.0, 70.5, 69.5].map(|m| location(4, m)).to_vec();
        let funnel = Funnel::new(&stats).unwrap();
        assert_eq!(funnel.between, 0.0);
        let limits = funnel.limits(4.0, 0.95);
        assert!((limits.high - (70.0 + 1.959_963_984_540_054 * 5.0)).abs() < 1e-9);
    }

    #[test]
    fn locations_that_truly_differ_widen_the_limits() {
        let stats: Vec<_> = (0..40_i32).map(|i| location(25, 50.0 + f64::from(i))).collect();
        let funnel = Funnel::new(&stats).unwrap();
        assert!(funnel.overdispersion > 10.0);
        assert!(
            funnel.between > 50.0 && funnel.between < 150.0,
            "{}",
            funnel.between
        );
    }

    #[test]
    fn two_locations_or_single_visits_have_no_funnel() {
        assert!(Funnel::new(&[location(3, 1.0), location(3, 2.0)]).is_none());
        assert!(Funnel::new(&[location(1, 1.0); 5]).is_none());
    }
}
