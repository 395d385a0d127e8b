//! The crossed model, score = μ + location + evaluator's severity + luck, by REML, and what it says
//! about locations when strict and lenient evaluators are evened out.

mod connect;
mod design;
mod fit;
mod posterior;
mod system;

use serde::Serialize;

pub use connect::{Connectivity, JoiningVisit, Piece, connectivity};
pub use design::{Cell, Design};
pub use posterior::Joint;

use crate::compare::Estimate;
use crate::dist::chi_squared_upper;
use crate::error::AnalysisError;
use crate::oneway::{OneWay, Prediction};
use crate::rank::{RankRange, Simulation, rank_ranges};
use crate::refusal::Refusal;
use system::{EffectVariance, Layout};

/// The dense part of the system holds this many levels of the smaller factor at most: about 300 MB.
pub const MOST_MINOR_LEVELS: usize = 3000;

/// How the optimisation of the crossed model ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CrossedConvergence {
    /// Evaluations of criterion and gradient.
    pub evaluations: usize,
    /// Largest derivative of the deviance by the logarithm of a relative standard deviation.
    pub gradient: f64,
    /// Whether the variance between locations is estimated as zero.
    pub location_boundary: bool,
    /// Whether the variance between evaluators is estimated as zero.
    pub evaluator_boundary: bool,
}

/// The severity of an evaluator.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Severity {
    /// Number of visits.
    pub n: u64,
    /// Shrunk effect on the score: negative = stricter than the average evaluator.
    pub effect: f64,
    /// Prediction standard error of the effect.
    pub se: f64,
}

/// A fitted crossed model.
#[derive(Debug, Clone, Serialize)]
pub struct Crossed {
    /// Visits in all.
    pub visits: u64,
    /// Residual variance σ².
    pub sigma2: f64,
    /// Variance between locations.
    pub location: f64,
    /// Variance between evaluators.
    pub evaluator: f64,
    /// Generalised least squares intercept.
    pub intercept: f64,
    /// Its standard error.
    pub intercept_se: f64,
    /// Restricted deviance at the optimum (lme4's `REMLcrit`).
    pub reml_criterion: f64,
    /// How the optimiser ended.
    pub convergence: CrossedConvergence,
    /// Severity-adjusted predictions, by location index.
    pub locations: Vec<Prediction>,
    /// By evaluator index.
    pub evaluators: Vec<Severity>,
    #[serde(skip)]
    layout: Layout,
    #[serde(skip)]
    optimum: fit::Optimum,
}

/// Severity-adjusted estimates with intervals and rank ranges, by location index.
#[derive(Debug, Clone, Serialize)]
pub struct Adjusted {
    /// Estimate, prediction error and interval.
    pub estimates: Vec<Estimate>,
    /// Rank ranges from the joint posterior.
    pub ranks: Vec<RankRange>,
    /// Whether the uncertainty of the variances was integrated out. With more than a few hundred
    /// levels of both factors it is negligible, and the estimates are plugged in.
    pub variances_integrated: bool,
}

/// Fits the crossed model without asking whether a severity adjustment makes sense: that is
/// [`severity`]. The design may be disconnected; the criterion is defined all the same.
pub fn fit(design: &Design) -> Result<Crossed, Refusal> {
    let total = design.total();
    let smaller = design.locations().len().min(design.evaluators().len());
    if smaller > MOST_MINOR_LEVELS {
        return Err(Refusal::TooLarge {
            levels: smaller,
            limit: MOST_MINOR_LEVELS,
        });
    }
    if total.m2 <= (f64::EPSILON * 16.0 * total.mean.abs()).powi(2) * total.n as f64 {
        return Err(Refusal::AllEqual);
    }
    let layout = Layout::new(design);
    let optimum = fit::optimise(&layout, design)?;
    let [major, minor] = optimum.solved.lambda;
    // A ratio this large means that locations and evaluators explain every score exactly.
    if major.max(minor) > 1e5 {
        return Err(Refusal::Saturated);
    }
    Ok(Crossed::new(design, layout, optimum))
}

/// Fits the crossed model where strictness can be told from quality, or says why it cannot.
pub fn severity(design: &Design) -> Result<Crossed, Refusal> {
    match connect::refusal(design, &connectivity(design)) {
        Some(refusal) => Err(refusal),
        None => fit(design),
    }
}

impl Crossed {
    fn new(design: &Design, layout: Layout, optimum: fit::Optimum) -> Self {
        let solved = &optimum.solved;
        let variances = &optimum.variances;
        let [la, lb] = solved.lambda;
        let sigma2 = solved.sigma2;
        let intercept = layout.centre + solved.intercept;
        let major = (la, &solved.major, &variances.major);
        let minor = (lb, &solved.minor, &variances.minor);
        let (place, judge) = if layout.locations_major {
            (major, minor)
        } else {
            (minor, major)
        };
        let location = place.0 * place.0 * sigma2;
        let evaluator = judge.0 * judge.0 * sigma2;
        let predict = |(b, v): (&f64, &EffectVariance)| {
            let conditional = location * v.conditional;
            let whole =
                location * v.effect + sigma2 * (2.0 * place.0 * v.with_intercept + variances.intercept);
            Prediction {
                value: intercept + place.0 * b,
                se: whole.max(0.0).sqrt(),
                se_conditional: conditional.max(0.0).sqrt(),
                reliability: (1.0 - v.conditional).clamp(0.0, 1.0),
            }
        };
        let locations = place.1.iter().zip(place.2).map(predict).collect();
        let evaluators = judge
            .1
            .iter()
            .zip(judge.2)
            .zip(design.evaluators())
            .map(|((b, v), stats)| Severity {
                n: stats.n,
                effect: judge.0 * b,
                se: (evaluator * v.effect).max(0.0).sqrt(),
            })
            .collect();
        Self {
            visits: design.total().n,
            sigma2,
            location,
            evaluator,
            intercept,
            intercept_se: (sigma2 / solved.pivot).sqrt(),
            reml_criterion: solved.deviance,
            convergence: CrossedConvergence {
                evaluations: optimum.evaluations,
                gradient: optimum.gradient,
                location_boundary: place.0 == 0.0,
                evaluator_boundary: judge.0 == 0.0,
            },
            locations,
            evaluators,
            layout,
            optimum,
        }
    }

    /// p value of "all evaluators are equally strict": the restricted likelihood ratio against the
    /// one-way model of the same visits, half a χ² with one degree of freedom because the variance
    /// cannot be negative (Self & Liang, JASA 82 (1987) 605–610). Small designs make it conservative.
    pub fn severity_p_value(&self, one_way: &OneWay) -> f64 {
        let difference = one_way.reml_criterion - self.reml_criterion;
        if difference <= 0.0 {
            1.0
        } else {
            0.5 * chi_squared_upper(difference, 1.0)
        }
    }

    /// Intervals and rank ranges of the severity-adjusted estimates.
    ///
    /// # Errors
    /// [`AnalysisError::Numerical`] if no point of the posterior can be evaluated.
    pub fn adjusted(&self, simulation: &Simulation) -> Result<Adjusted, AnalysisError> {
        let joint = Joint::new(&self.layout, &self.optimum)?;
        let intervals = joint.intervals(simulation.level);
        let estimates = self
            .locations
            .iter()
            .zip(intervals)
            .map(|(p, interval)| Estimate {
                value: p.value,
                se: p.se,
                interval,
            })
            .collect();
        let ranks = rank_ranges(self.locations.len(), simulation, |rng, levels| {
            joint.draw(rng, levels)
        });
        Ok(Adjusted {
            estimates,
            ranks,
            variances_integrated: joint.integrated(),
        })
    }
}
