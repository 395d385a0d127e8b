//! Key drivers: which touchpoints go with the overall metric, and how surely.
//!
//! R² is shared out among the predictors: up to twelve by LMG (the Shapley value of R²: Lindeman,
//! Merenda & Gold 1980; Grömping, J. Stat. Softw. 17(1), 2006), beyond by Johnson's relative weights
//! (Multivariate Behavioral Research 35 (2000) 1–19). Both say what goes together, not what causes
//! what. Intervals are percentiles of a bootstrap over visits.

mod bootstrap;
mod correlation;
mod lmg;
mod table;
mod weights;

use serde::Serialize;
use thiserror::Error;

pub use correlation::Correlations;
pub use lmg::lmg;
pub use table::{LeftOut, LeftOutReason, Table};
pub use weights::relative_weights;

use crate::error::AnalysisError;
use crate::interval::Interval;

/// Up to this many predictors all 2^p subsets are fitted.
pub const MOST_LMG_PREDICTORS: usize = 12;

/// Settings of a key-driver analysis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DriverOptions {
    /// Bootstrap samples; 0 = no intervals.
    pub resamples: usize,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// Level of the intervals.
    pub level: f64,
    /// A predictor that is missing in a larger share of the visits is left out, so that it does not
    /// cost the visits of all others.
    pub most_missing: f64,
}

impl Default for DriverOptions {
    fn default() -> Self {
        Self {
            resamples: 1000,
            seed: 20_240_607,
            level: 0.95,
            most_missing: 0.3,
        }
    }
}

/// How R² was shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Mean increase of R² over all orders of entry.
    Lmg,
    /// Johnson's relative weights.
    RelativeWeights,
}

/// One predictor's part.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Driver {
    /// Column in the input.
    pub predictor: usize,
    /// Its part of R².
    pub importance: f64,
    /// Its part as a share of R².
    pub share: f64,
    /// Bootstrap interval of the importance; `None` without resamples.
    pub interval: Option<Interval>,
    /// Correlation with the outcome: importance has no sign.
    pub correlation: f64,
}

/// A key-driver analysis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drivers {
    /// How R² was shared out.
    pub method: Method,
    /// R² of all predictors together.
    pub r_squared: f64,
    /// Visits used: those with the outcome and every predictor kept.
    pub visits_used: usize,
    /// Visits left out because something was missing.
    pub visits_left_out: usize,
    /// Predictors left out, with the reason.
    pub left_out: Vec<LeftOut>,
    /// By falling importance.
    pub drivers: Vec<Driver>,
}

/// Why there is no key-driver analysis.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DriverError {
    /// The input itself is wrong.
    #[error(transparent)]
    Input(#[from] AnalysisError),
    /// No predictor is left.
    #[error("no touchpoint varies and is answered often enough to be a driver")]
    NoPredictors,
    /// Too few complete visits.
    #[error(
        "{visits} complete visits are too few for {predictors} touchpoints: at least {needed} are needed"
    )]
    TooFewVisits {
        /// Complete visits.
        visits: usize,
        /// Predictors kept.
        predictors: usize,
        /// Visits needed.
        needed: usize,
    },
    /// The outcome does not vary.
    #[error("the overall metric is the same in every visit")]
    ConstantOutcome,
}

/// Shares out R² of the outcome among the predictors.
///
/// # Errors
/// [`DriverError`] for unequal lengths or numbers that are not finite, and where nothing can be said.
pub fn drivers(table: &Table, options: &DriverOptions) -> Result<Drivers, DriverError> {
    let complete = table.complete(options.most_missing)?;
    let predictors = complete.kept.len();
    if predictors == 0 {
        return Err(DriverError::NoPredictors);
    }
    // Five visits per predictor are the least that regression texts accept.
    let needed = (5 * predictors).max(10);
    if complete.rows.len() < needed {
        return Err(DriverError::TooFewVisits {
            visits: complete.rows.len(),
            predictors,
            needed,
        });
    }
    let correlations = Correlations::of(complete.rows.iter().map(Vec::as_slice), predictors)
        .ok_or(DriverError::ConstantOutcome)?;
    let method = if predictors <= MOST_LMG_PREDICTORS {
        Method::Lmg
    } else {
        Method::RelativeWeights
    };
    let importance = method
        .shares(&correlations)
        .ok_or(AnalysisError::Numerical("the drivers' shares"))?;
    let intervals = bootstrap::intervals(&complete.rows, predictors, method, options);
    let r_squared: f64 = importance.iter().sum();
    let mut drivers: Vec<Driver> = complete
        .kept
        .iter()
        .zip(&importance)
        .zip(intervals)
        .zip(correlations.with_outcome())
        .map(|(((predictor, importance), interval), correlation)| Driver {
            predictor: *predictor,
            importance: *importance,
            share: if r_squared > 0.0 {
                importance / r_squared
            } else {
                0.0
            },
            interval,
            correlation: *correlation,
        })
        .collect();
    drivers.sort_by(|a, b| b.importance.total_cmp(&a.importance));
    Ok(Drivers {
        method,
        r_squared,
        visits_used: complete.rows.len(),
        visits_left_out: complete.left_out_rows,
        left_out: complete.left_out,
        drivers,
    })
}

impl Method {
    fn shares(self, correlations: &Correlations) -> Option<Vec<f64>> {
        match self {
            Self::Lmg => Some(lmg(correlations)),
            Self::RelativeWeights => relative_weights(correlations),
        }
    }
}
