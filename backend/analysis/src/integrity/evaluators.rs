//! Evaluators: stricter or milder than their colleagues, too erratic or too uniform.

use serde::Serialize;

use super::Signal;
use crate::crossed::{Crossed, Design};
use crate::dist::{chi_squared_upper, normal_cdf};

/// Fewest visits for a judgement of consistency.
pub const FEWEST_VISITS: u64 = 5;

/// What stands out about an evaluator.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EvaluatorSignals {
    /// Number of visits.
    pub n: u64,
    /// Shrunk severity: negative = stricter than the average evaluator.
    pub severity: f64,
    /// How far the severity lies outside what is usual among evaluators; `None` if evaluators do not
    /// differ at all.
    pub severity_signal: Option<Signal>,
    /// Variance of the evaluator's visits around what locations and severity explain, as a multiple
    /// of the usual one; `None` below five visits.
    pub spread: Option<f64>,
    /// How unusual that multiple is, in either direction.
    pub consistency_signal: Option<Signal>,
}

/// Judges every evaluator of a fitted model, by evaluator index.
///
/// Severity: under the model the prediction b has variance σ_e² − PEV, so b/√(σ_e² − PEV) is standard
/// normal among honest evaluators. Consistency: the squared residuals of n visits, scaled so that
/// their mean over all evaluators is one, against χ² with n·(1 − p) degrees of freedom, p the share
/// of all degrees of freedom that the model's effects use up.
pub fn evaluator_signals(design: &Design, model: &Crossed) -> Vec<EvaluatorSignals> {
    let mut squares = vec![0.0; model.evaluators.len()];
    for cell in design.cells() {
        let location = model.locations.get(cell.location).map_or(0.0, |l| l.value);
        let severity = model.evaluators.get(cell.evaluator).map_or(0.0, |e| e.effect);
        let residual = cell.stats.mean - location - severity;
        if let Some(slot) = squares.get_mut(cell.evaluator) {
            *slot += cell.stats.m2 + cell.stats.n as f64 * residual * residual;
        }
    }
    // Mean squared residual per visit: below σ² by what the effects absorb.
    let usual = squares.iter().sum::<f64>() / model.visits as f64;
    let free = (usual / model.sigma2).clamp(0.05, 1.0);
    model
        .evaluators
        .iter()
        .zip(squares)
        .map(|(e, square)| {
            let n = e.n as f64;
            let marginal = model.evaluator - e.se * e.se;
            let severity_signal = (e.n > 0 && marginal > 1e-9 * model.evaluator && model.evaluator > 0.0)
                .then(|| Signal::from_p(2.0 * normal_cdf(-(e.effect / marginal.sqrt()).abs())));
            let spread = (e.n >= FEWEST_VISITS && usual > 0.0).then(|| square / (n * usual));
            let consistency_signal = spread.map(|ratio| {
                let df = n * free;
                let above = chi_squared_upper(ratio * df, df);
                Signal::from_p(2.0 * above.min(1.0 - above))
            });
            EvaluatorSignals {
                n: e.n,
                severity: e.effect,
                severity_signal,
                spread,
                consistency_signal,
            }
        })
        .collect()
}
