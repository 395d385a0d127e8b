//! The joint posterior of (σ², τ, μ, locations): what intervals and rank ranges stand on.
//!
//! A plug-in of the estimated variances covers too seldom when there are few locations or visits.
//! Here the ratio λ = τ/σ is integrated out over a grid: with p(μ) ∝ 1, p(σ²) ∝ 1/σ² and a prior
//! p(λ), its marginal posterior is exp(−d(λ²)/2)·p(λ), d the restricted deviance; given λ the rest
//! is conjugate (Gelman et al., *Bayesian Data Analysis*, 3rd ed., §5.4). The prior is flat in τ²
//! (p(λ) ∝ λ), chosen for the frequentist coverage of its intervals (Morris & Tang, Statistical
//! Science 26 (2011) 271–287), which this crate's tests measure.

use rand::Rng;
use rand_distr::{ChiSquared, Distribution, StandardNormal};

use super::profile::{Point, Profile};
use crate::dist::t_critical;
use crate::interval::Interval;
use crate::summary::VisitStats;

/// Points of the grid over λ.
const GRID: u32 = 64;
/// Points whose deviance is this far above the best carry less than e⁻¹² of its weight.
const NEGLIGIBLE: f64 = 24.0;

/// One point of the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    ratio: f64,
    point: Point,
    /// Posterior probability.
    weight: f64,
}

impl Node {
    /// 1/(1 + nρ): how far a mean of n visits is pulled to μ.
    fn luck(&self, n: u64) -> f64 {
        1.0 / (1.0 + n as f64 * self.ratio)
    }
}

/// The posterior of a one-way model.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    nodes: Vec<Node>,
    df: f64,
}

/// Mean, standard deviation and interval of a location's level under the posterior.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level {
    /// Posterior mean.
    pub mean: f64,
    /// Posterior standard deviation.
    pub sd: f64,
    /// Interval at the level asked for.
    pub interval: Interval,
}

/// The difference of two levels under the posterior.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// Posterior mean.
    pub mean: f64,
    /// Posterior variance.
    pub variance: f64,
}

/// One draw of the parameters that all locations share.
#[derive(Debug, Clone, Copy)]
pub struct Draw {
    /// τ²/σ².
    pub ratio: f64,
    /// Variance of a visit.
    pub sigma2: f64,
    /// Mean over locations.
    pub mean: f64,
}

impl Posterior {
    /// Integrates the profile over λ. `best_ratio` is the REML estimate of τ²/σ².
    pub fn new(profile: &Profile, best_ratio: f64) -> Self {
        let least = profile.deviance(best_ratio);
        let top = upper_end(profile, best_ratio.sqrt(), least);
        let step = top / f64::from(GRID);
        let mut nodes: Vec<Node> = (0..GRID)
            .map(|i| {
                let lambda = (f64::from(i) + 0.5) * step;
                let point = profile.at(lambda * lambda);
                let weight = lambda * (0.5 * (least - point.deviance)).exp();
                Node {
                    ratio: lambda * lambda,
                    point,
                    weight,
                }
            })
            .collect();
        let largest = nodes.iter().map(|n| n.weight).fold(0.0, f64::max);
        nodes.retain(|n| n.weight > 1e-6 * largest);
        let total: f64 = nodes.iter().map(|n| n.weight).sum();
        for node in &mut nodes {
            node.weight /= total;
        }
        Self {
            nodes,
            df: profile.degrees_of_freedom(),
        }
    }

    /// Means, spreads and intervals of the levels of `locations`.
    pub fn levels(&self, locations: &[VisitStats], level: f64) -> Vec<Level> {
        let critical = t_critical(level, self.df);
        locations
            .iter()
            .map(|location| self.level(location, critical))
            .collect()
    }

    /// The mixture over the grid is matched in mean and variance; its tails are Student's with the
    /// degrees of freedom of the variances.
    fn level(&self, location: &VisitStats, critical: f64) -> Level {
        let (mut mean, mut square) = (0.0, 0.0);
        for node in &self.nodes {
            let luck = node.luck(location.n);
            let m = luck * (node.point.mean - location.mean);
            let v = node.point.sigma2 * (node.ratio * luck + luck * luck / node.point.weight);
            mean += node.weight * m;
            square += node.weight * (v + m * m);
        }
        let sd = (square - mean * mean).max(0.0).sqrt();
        let mean = location.mean + mean;
        Level {
            mean,
            sd,
            interval: Interval::around(mean, critical * sd),
        }
    }

    /// The difference first − second of two locations' levels.
    pub fn gap(&self, first: &VisitStats, second: &VisitStats) -> Gap {
        let (mut mean, mut square) = (0.0, 0.0);
        for node in &self.nodes {
            let (a, b) = (node.luck(first.n), node.luck(second.n));
            let m = a * (node.point.mean - first.mean) - b * (node.point.mean - second.mean);
            // Independent given μ; what both owe to μ̂ cancels.
            let v = node.ratio * (a + b) + (a - b) * (a - b) / node.point.weight;
            mean += node.weight * m;
            square += node.weight * (node.point.sigma2 * v + m * m);
        }
        let variance = (square - mean * mean).max(0.0);
        Gap {
            mean: first.mean - second.mean + mean,
            variance,
        }
    }

    /// Posterior mean of a location's level.
    pub fn mean(&self, location: &VisitStats) -> f64 {
        let pull = |n: &Node| n.luck(location.n) * (n.point.mean - location.mean);
        location.mean + self.nodes.iter().map(|n| n.weight * pull(n)).sum::<f64>()
    }

    /// Variance of a location's level around μ, averaged over the posterior of the variances.
    pub fn own_variance(&self, location: &VisitStats) -> f64 {
        self.nodes
            .iter()
            .map(|n| n.weight * n.point.sigma2 * n.ratio * n.luck(location.n))
            .sum()
    }

    /// Degrees of freedom of Student's tails.
    pub fn degrees_of_freedom(&self) -> f64 {
        self.df
    }

    /// Draws the shared parameters.
    pub fn draw<R: Rng>(&self, rng: &mut R) -> Draw {
        let u = crate::random::uniform(rng);
        let mut cumulative = 0.0;
        let node = self.nodes.iter().find(|n| {
            cumulative += n.weight;
            u <= cumulative
        });
        let Some(node) = node.or(self.nodes.last()) else {
            return Draw {
                ratio: 0.0,
                sigma2: 0.0,
                mean: 0.0,
            };
        };
        let chi = ChiSquared::new(self.df).map_or(self.df, |d| d.sample(rng));
        let sigma2 = node.point.sigma2 * self.df / chi;
        let z: f64 = StandardNormal.sample(rng);
        Draw {
            ratio: node.ratio,
            sigma2,
            mean: node.point.mean + z * (sigma2 / node.point.weight).sqrt(),
        }
    }
}

impl Draw {
    /// Draws one location's level given the shared parameters.
    pub fn level<R: Rng>(&self, location: &VisitStats, rng: &mut R) -> f64 {
        let luck = 1.0 / (1.0 + location.n as f64 * self.ratio);
        let z: f64 = StandardNormal.sample(rng);
        location.mean + luck * (self.mean - location.mean) + z * (self.sigma2 * self.ratio * luck).sqrt()
    }
}

/// The λ beyond which the posterior is negligible.
fn upper_end(profile: &Profile, best: f64, least: f64) -> f64 {
    let start = best.max(0.1 / profile.mean_visits().sqrt());
    let mut top = start;
    // The restricted likelihood falls as λ^−(k−1): with two or three locations it has a heavy tail,
    // cut at a thousand times the start.
    while profile.deviance(top * top) - least < NEGLIGIBLE && top < 1000.0 * start {
        top *= 1.25;
    }
    top
}
