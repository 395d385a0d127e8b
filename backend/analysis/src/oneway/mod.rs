//! The one-way random-effects model, score = μ + location + luck, by restricted maximum likelihood
//! (REML) from sufficient statistics alone.
//!
//! With ρ = τ²/σ² and w_i = n_i/(1 + n_i ρ) the restricted deviance, profiled over σ², is
//!
//! d(ρ) = Σ ln(1 + n_i ρ) + ln Σ w_i + (N − 1)·(1 + ln(2π·S(ρ)/(N − 1))),
//! S(ρ) = Σ m2_i + Σ w_i (ȳ_i − μ̂)²,  μ̂ = Σ w_i ȳ_i / Σ w_i
//!
//! (Searle, Casella & McCulloch, *Variance Components*, 1992, §6.6; the criterion's constant is
//! lme4's `REMLcrit`, Bates et al., J. Stat. Softw. 67(1), 2015, eq. 41). It costs O(locations).

mod posterior;
mod profile;

use serde::Serialize;

pub use posterior::{Gap, Posterior};
pub use profile::Profile;

use crate::error::AnalysisError;
use crate::refusal::Refusal;
use crate::summary::VisitStats;

/// How an optimisation ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Convergence {
    /// Evaluations of the criterion or its gradient.
    pub evaluations: usize,
    /// Largest scaled gradient at the end: derivative of the deviance by the logarithm of a variance
    /// ratio (0 for a component at its boundary).
    pub gradient: f64,
    /// Whether a component is estimated as exactly zero.
    pub boundary: bool,
}

/// A fitted one-way model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OneWay {
    /// Visits in all.
    pub visits: u64,
    /// Variance of a visit around its location's level (σ²).
    pub sigma2: f64,
    /// Variance between locations (τ²); 0 when the data show no difference beyond luck.
    pub tau2: f64,
    /// Generalised least squares mean over locations (μ̂).
    pub intercept: f64,
    /// Standard error of the intercept.
    pub intercept_se: f64,
    /// Restricted deviance at the optimum (lme4's `REMLcrit`).
    pub reml_criterion: f64,
    /// How the optimiser ended.
    pub convergence: Convergence,
}

/// A location's best linear unbiased prediction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Prediction {
    /// μ̂ + B·(ȳ − μ̂).
    pub value: f64,
    /// Prediction standard error, the intercept's uncertainty included, variances as estimated
    /// (Henderson, Biometrics 31 (1975) 423–447).
    pub se: f64,
    /// Standard error given intercept and variances (lme4's conditional standard deviation).
    pub se_conditional: f64,
    /// B = nτ²/(nτ² + σ²): the share of a raw mean's deviation that is not luck.
    pub reliability: f64,
}

/// Fits the model, or says why it cannot be fitted.
///
/// # Errors
/// [`AnalysisError::NoVisits`], [`AnalysisError::EmptyLocation`] or [`AnalysisError::NotFinite`].
pub fn fit(locations: &[VisitStats]) -> Result<Result<OneWay, Refusal>, AnalysisError> {
    check(locations)?;
    Ok(Profile::new(locations).and_then(|profile| fit_profile(&profile)))
}

/// Rejects what is not data.
pub(crate) fn check(locations: &[VisitStats]) -> Result<(), AnalysisError> {
    if locations.is_empty() {
        return Err(AnalysisError::NoVisits);
    }
    for (i, location) in locations.iter().enumerate() {
        if location.n == 0 {
            return Err(AnalysisError::EmptyLocation(i));
        }
        if !location.mean.is_finite() || !location.m2.is_finite() {
            return Err(AnalysisError::NotFinite(i));
        }
        if location.m2 < 0.0 {
            return Err(AnalysisError::InconsistentSums(i));
        }
    }
    Ok(())
}

/// Finds the ratio that minimises the deviance: a scan for the basin, then bisection on the
/// derivative, whose sign change brackets the optimum.
pub(crate) fn fit_profile(profile: &Profile) -> Result<OneWay, Refusal> {
    let mut evaluations = 0;
    let grid: Vec<f64> = std::iter::once(0.0)
        .chain((0..=80).map(|i| 10f64.powf(-8.0 + 0.2 * f64::from(i)) / profile.mean_visits()))
        .collect();
    let mut best = (f64::INFINITY, 0_usize);
    for (i, ratio) in grid.iter().enumerate() {
        evaluations += 1;
        let deviance = profile.deviance(*ratio);
        if deviance < best.0 {
            best = (deviance, i);
        }
    }
    let at = |i: usize| grid.get(i).copied().unwrap_or(0.0);
    let (mut low, mut high) = (at(best.1.saturating_sub(1)), at((best.1 + 1).min(grid.len() - 1)));
    let ratio = if best.1 <= 1 && profile.derivative(0.0) >= 0.0 {
        0.0
    } else {
        while high - low > 1e-15 * high && evaluations < 400 {
            evaluations += 1;
            let middle = 0.5 * (low + high);
            if middle <= low || middle >= high {
                break;
            }
            if profile.derivative(middle) > 0.0 {
                high = middle
            } else {
                low = middle
            }
        }
        0.5 * (low + high)
    };
    let point = profile.at(ratio);
    let gradient = if ratio == 0.0 {
        0.0
    } else {
        (ratio * profile.derivative(ratio)).abs()
    };
    if !point.sigma2.is_finite() || gradient > 1e-3 {
        return Err(Refusal::NotConverged {
            iterations: evaluations,
        });
    }
    Ok(OneWay {
        visits: profile.visits(),
        sigma2: point.sigma2,
        tau2: ratio * point.sigma2,
        intercept: point.mean,
        intercept_se: (point.sigma2 / point.weight).sqrt(),
        reml_criterion: point.deviance,
        convergence: Convergence {
            evaluations,
            gradient,
            boundary: ratio == 0.0,
        },
    })
}

impl OneWay {
    /// τ²/σ².
    pub fn ratio(&self) -> f64 {
        self.tau2 / self.sigma2
    }

    /// Reliability of a mean of `n` visits: nτ²/(nτ² + σ²).
    pub fn reliability(&self, n: f64) -> f64 {
        n * self.tau2 / (n * self.tau2 + self.sigma2)
    }

    /// Share of a single visit's variance that belongs to the location (intraclass correlation).
    pub fn intraclass_correlation(&self) -> f64 {
        self.reliability(1.0)
    }

    /// The prediction for a location. One without visits gets the intercept and its full spread.
    pub fn predict(&self, location: &VisitStats) -> Prediction {
        let reliability = self.reliability(location.n as f64);
        let conditional = self.tau2 * (1.0 - reliability);
        let through_mean = (1.0 - reliability) * self.intercept_se;
        Prediction {
            value: self.intercept + reliability * (location.mean - self.intercept),
            se: (conditional + through_mean * through_mean).sqrt(),
            se_conditional: conditional.sqrt(),
            reliability,
        }
    }
}
