//! The joint posterior of all location levels in the crossed model.
//!
//! As in the one-way model the relative standard deviations are integrated out over a grid, with
//! flat priors on the two variances, p(σ²) ∝ 1/σ² and p(μ) ∝ 1; given them the rest is conjugate.

use rand::Rng;
use rand_distr::{ChiSquared, Distribution, StandardNormal};

use super::fit::Optimum;
use super::system::{EffectVariance, Layout, Solved, Variances};
use crate::dist::t_critical;
use crate::error::AnalysisError;
use crate::interval::Interval;

/// Points per component.
const GRID: usize = 12;
/// Up to this many levels of the smaller factor the grid is affordable, and matters.
const INTEGRATED_UP_TO: usize = 200;
/// Deviance above the best at which the grid ends (weight e⁻⁷).
const NEGLIGIBLE: f64 = 14.0;

#[derive(Debug, Clone)]
struct Node {
    solved: Solved,
    weight: f64,
    /// Mean and variance (in score units) of every location's level, centred.
    levels: Vec<(f64, f64)>,
}

/// The posterior.
#[derive(Debug)]
pub struct Joint<'a> {
    layout: &'a Layout,
    nodes: Vec<Node>,
    df: f64,
    integrated: bool,
}

impl<'a> Joint<'a> {
    /// Builds the grid around the optimum, or takes the optimum alone for a large design.
    pub(super) fn new(layout: &'a Layout, optimum: &Optimum) -> Result<Self, AnalysisError> {
        let df = layout.degrees_of_freedom();
        let [majors, minors] = layout.levels();
        let mut nodes = Vec::new();
        let integrated = minors <= INTEGRATED_UP_TO;
        if integrated {
            let [la, lb] = optimum.solved.lambda;
            let best = optimum.solved.deviance;
            let major = axis(layout, la, 0.3 * (majors as f64 / (df + 1.0)).sqrt(), best, |l| {
                [l, lb]
            });
            let minor = axis(layout, lb, 0.3 * (minors as f64 / (df + 1.0)).sqrt(), best, |l| {
                [la, l]
            });
            for a in &major {
                for b in &minor {
                    if let Some(solved) = layout.solve([*a, *b]) {
                        let weight = a * b * (0.5 * (best - solved.deviance)).exp();
                        nodes.push((solved, weight));
                    }
                }
            }
            let largest = nodes.iter().map(|(_, w)| *w).fold(0.0, f64::max);
            nodes.retain(|(_, w)| *w > 1e-4 * largest);
        } else {
            nodes.push((optimum.solved.clone(), 1.0));
        }
        let total: f64 = nodes.iter().map(|(_, w)| w).sum();
        if !(total > 0.0 && total.is_finite()) {
            return Err(AnalysisError::Numerical("the posterior of the variances"));
        }
        let nodes = nodes
            .into_iter()
            .map(|(solved, weight)| {
                let levels = if integrated {
                    levels(layout, &solved, &layout.variances(&solved))
                } else {
                    levels(layout, &solved, &optimum.variances)
                };
                Node {
                    solved,
                    weight: weight / total,
                    levels,
                }
            })
            .collect();
        Ok(Self {
            layout,
            nodes,
            df,
            integrated,
        })
    }

    /// Whether the variances were integrated out.
    pub fn integrated(&self) -> bool {
        self.integrated
    }

    /// The interval of every location's level: the mixture matched in mean and variance, with
    /// Student's tails.
    pub fn intervals(&self, level: f64) -> Vec<Interval> {
        let count = self.nodes.first().map_or(0, |n| n.levels.len());
        let critical = t_critical(level, self.df);
        let mut moments = vec![(0.0, 0.0); count];
        for node in &self.nodes {
            for ((first, second), (mean, variance)) in moments.iter_mut().zip(&node.levels) {
                *first += node.weight * mean;
                *second += node.weight * (mean * mean + variance);
            }
        }
        moments
            .into_iter()
            .map(|(first, second)| {
                let sd = (second - first * first).max(0.0).sqrt();
                Interval::around(self.layout.centre + first, critical * sd)
            })
            .collect()
    }

    /// One joint draw of all location levels.
    pub fn draw<R: Rng>(&self, rng: &mut R, levels: &mut [f64]) {
        let u = crate::random::uniform(rng);
        let mut cumulative = 0.0;
        let found = self.nodes.iter().find(|n| {
            cumulative += n.weight;
            u <= cumulative
        });
        let Some(node) = found.or(self.nodes.last()) else {
            return;
        };
        let solved = &node.solved;
        let chi = ChiSquared::new(self.df).map_or(self.df, |d| d.sample(rng));
        let sigma = (solved.sigma2 * self.df / chi).sqrt();
        let [la, lb] = solved.lambda;
        let normal = |rng: &mut R| -> f64 { StandardNormal.sample(rng) };
        let shift = sigma * normal(rng) / solved.pivot.sqrt();
        let intercept = solved.intercept + shift;
        let mut minor: Vec<f64> = (0..solved.minor.len()).map(|_| normal(rng)).collect();
        solved.factor.correlate(&mut minor);
        for ((z, mean), w) in minor.iter_mut().zip(&solved.minor).zip(&solved.coupling) {
            *z = mean - w * shift + sigma * *z;
        }
        if self.layout.locations_major {
            let major = self
                .layout
                .major_effects(solved.lambda, intercept, &minor, &solved.diagonal);
            for ((level, mean), d) in levels.iter_mut().zip(major).zip(&solved.diagonal) {
                *level = intercept + la * (mean + sigma * normal(rng) / d.sqrt());
            }
        } else {
            for (level, b) in levels.iter_mut().zip(&minor) {
                *level = intercept + lb * b;
            }
        }
    }
}

/// Means and variances of the location levels at one point of the grid.
fn levels(layout: &Layout, solved: &Solved, variances: &Variances) -> Vec<(f64, f64)> {
    let [la, lb] = solved.lambda;
    let (lambda, effects, spread) = if layout.locations_major {
        (la, &solved.major, &variances.major)
    } else {
        (lb, &solved.minor, &variances.minor)
    };
    let variance = |v: &EffectVariance| {
        solved.sigma2 * (lambda * lambda * v.effect + 2.0 * lambda * v.with_intercept + variances.intercept)
    };
    effects
        .iter()
        .zip(spread)
        .map(|(b, v)| (solved.intercept + lambda * b, variance(v)))
        .collect()
}

/// Midpoints along one component, as far as the deviance stays near the best.
fn axis(
    layout: &Layout,
    best: f64,
    least_step: f64,
    deviance: f64,
    at: impl Fn(f64) -> [f64; 2],
) -> Vec<f64> {
    let near = |l: f64| {
        layout
            .solve(at(l))
            .is_some_and(|s| s.deviance - deviance < NEGLIGIBLE)
    };
    let step = least_step.max(0.05 * best);
    let mut high = best + step;
    while near(high) && high < best + 500.0 * step {
        high = best + (high - best) * 1.5;
    }
    let mut low = (best - step).max(0.0);
    while low > 0.0 && near(low) {
        low = (best - (best - low) * 1.5).max(0.0);
    }
    let width = (high - low) / GRID as f64;
    (0..GRID).map(|i| low + (i as f64 + 0.5) * width).collect()
}
