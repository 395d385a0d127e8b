//! What the command says, as data. Field names are stable: scripts read them.

use serde::Serialize;

use crate::compare::{Estimate, Side};
use crate::drivers::Drivers;
use crate::funnel::Funnel;
use crate::integrity::evaluators::EvaluatorSignals;
use crate::trend::{Change, Drift};

/// The whole answer.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Visits, locations, evaluators and waves found.
    pub counts: Counts,
    /// `crossed` when severity was adjusted for, `one_way` otherwise, `null` when no model fits.
    pub model: Option<ModelKind>,
    /// Why there is no model at all.
    pub refusal: Option<Refused>,
    /// Variance components of the model.
    pub variance_components: Option<VarianceComponents>,
    /// Mean over locations.
    pub intercept: Option<f64>,
    /// Its standard error.
    pub intercept_se: Option<f64>,
    /// Restricted deviance at the optimum.
    pub reml_criterion: Option<f64>,
    /// Evaluations of the criterion.
    pub evaluations: Option<usize>,
    /// The severity adjustment.
    pub severity: SeverityReport,
    /// By falling estimate.
    pub locations: Vec<LocationRow>,
    /// Runs of that list within which no two locations can be told apart, by the raw-data model
    /// without severity.
    pub indistinguishable: Vec<NamedRun>,
    /// Funnel limits; `null` where they cannot be estimated.
    pub funnel: Option<Funnel>,
    /// Change from each wave to the next.
    pub waves: Vec<WaveChange>,
    /// Drift over three waves or more, per wave.
    pub drift: Option<Drift>,
    /// Per touchpoint, in order of appearance.
    pub touchpoints: Vec<TouchpointRow>,
    /// How the order depends on the touchpoints' weights.
    pub weight_sensitivity: Option<WeightSensitivity>,
    /// Key drivers of the outcome.
    pub drivers: Option<DriverReport>,
}

/// Sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Lines of the file.
    pub rows: usize,
    /// Visits.
    pub visits: usize,
    /// Locations.
    pub locations: usize,
    /// Evaluators.
    pub evaluators: usize,
    /// Waves.
    pub waves: usize,
}

/// Which model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelKind {
    /// Location and evaluator.
    Crossed,
    /// Location only.
    OneWay,
}

/// Variance components.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct VarianceComponents {
    /// Of a visit.
    pub sigma2: f64,
    /// Between locations.
    pub location: f64,
    /// Between evaluators; `null` without them in the model.
    pub evaluator: Option<f64>,
    /// Names of components estimated as exactly zero.
    pub at_boundary: &'static [&'static str],
}

/// A reason in words, with its code.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Refused {
    /// For machines.
    pub code: String,
    /// For people.
    pub message: String,
}

/// The severity adjustment.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SeverityReport {
    /// Whether the estimates are adjusted.
    pub adjusted: bool,
    /// Why not.
    pub refusal: Option<Refused>,
    /// p value of "all evaluators are equally strict" (restricted likelihood ratio).
    pub p_value: Option<f64>,
    /// Visits that would connect the design.
    pub joining_visits: Vec<JoiningRow>,
    /// Locations of every piece of a design that is not connected, the largest first.
    pub pieces: Vec<Vec<String>>,
    /// Evaluators by name.
    pub evaluators: Vec<EvaluatorRow>,
}

/// A visit that would join a piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JoiningRow {
    /// Who should go.
    pub evaluator: String,
    /// Where.
    pub location: String,
}

/// An evaluator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvaluatorRow {
    /// Name.
    pub evaluator: String,
    /// Severity, consistency and their signals.
    #[serde(flatten)]
    pub signals: EvaluatorSignals,
    /// Prediction standard error of the severity.
    pub se: f64,
}

/// A location.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LocationRow {
    /// Name.
    pub location: String,
    /// Visits.
    pub n: u64,
    /// Plain mean.
    pub raw: f64,
    /// Student's interval of the plain mean.
    pub raw_low: Option<f64>,
    /// Its upper end.
    pub raw_high: Option<f64>,
    /// Best linear unbiased prediction under the reported model.
    pub shrunk: Option<f64>,
    /// Its prediction standard error, the intercept's uncertainty included.
    pub se: Option<f64>,
    /// Standard error given the intercept.
    pub se_conditional: Option<f64>,
    /// Interval of the location's level.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// Prediction without severity, from the one-way model.
    pub shrunk_one_way: Option<f64>,
    /// Severity-adjusted prediction; `null` where no adjustment is possible.
    pub adjusted: Option<f64>,
    /// Share of the raw mean's deviation that is not luck.
    pub reliability: Option<f64>,
    /// Best rank of the range, 1 = highest.
    pub rank_low: usize,
    /// Worst rank of the range.
    pub rank_high: usize,
    /// p value against the brand's mean, adjusted for the number of locations.
    pub q_value: Option<f64>,
    /// Side of the brand's mean, if flagged.
    pub flag: Option<Side>,
}

/// A run of locations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedRun {
    /// Highest.
    pub first: String,
    /// Lowest.
    pub last: String,
    /// How many.
    pub locations: usize,
}

/// A change between waves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WaveChange {
    /// Earlier wave.
    pub from: String,
    /// Later wave.
    pub to: String,
    /// The change; `null` where there is no interval.
    pub change: Option<Change>,
}

/// A touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TouchpointRow {
    /// Name.
    pub touchpoint: String,
    /// Visits in which it applied.
    pub n: u64,
    /// Mean score.
    pub mean: f64,
    /// Mean over locations with interval, where a model fits.
    pub brand: Option<Estimate>,
    /// Reliability of a location's mean of as many visits as a location has on average.
    pub reliability: Option<f64>,
}

/// How the order depends on the weights.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeightSensitivity {
    /// Weights moved by up to this fraction.
    pub by: f64,
    /// Mean share of draws in which two neighbours change places.
    pub mean_flip: f64,
    /// Neighbours that change places in more than a tenth of the draws.
    pub fragile: Vec<FragilePair>,
}

/// Two neighbours whose order depends on the weights.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FragilePair {
    /// Higher under equal weights.
    pub higher: String,
    /// Lower.
    pub lower: String,
    /// Share of draws that turn them around.
    pub flips: f64,
}

/// Key drivers or why there are none.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DriverReport {
    /// The analysis; predictors are numbers into `touchpoints`.
    Found(Drivers),
    /// Why not.
    Refused(String),
}
