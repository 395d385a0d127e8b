//! A plain file of visits in, everything this crate can say about it out.

mod parts;
pub mod read;
pub mod report;
pub mod table;
pub mod visits;

use thiserror::Error;

use crate::compare::{Comparison, Options, compare};
use crate::crossed::{Adjusted, Cell, Crossed, Design, connectivity, severity};
use crate::error::AnalysisError;
use crate::funnel::Funnel;
use crate::integrity::evaluators::evaluator_signals;
use crate::oneway;
use crate::refusal::Refusal;
use crate::summary::VisitStats;
use read::{File, ReadError};
use report::{
    Counts, EvaluatorRow, JoiningRow, LocationRow, ModelKind, NamedRun, Refused, Report, SeverityReport,
    VarianceComponents,
};
use visits::{Visit, visits};

/// Why a file gives no report.
#[derive(Debug, Error)]
pub enum AnalyzeError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Its numbers cannot be used.
    #[error(transparent)]
    Analysis(#[from] AnalysisError),
}

/// The crossed model with its intervals and ranks.
struct Fitted {
    model: Crossed,
    adjusted: Adjusted,
}

/// Analyses the visits of a file.
///
/// # Errors
/// [`AnalysisError`] for numbers that overflow; models that do not fit are refusals in the report.
pub fn analyze(file: &File, options: &Options) -> Result<Report, AnalysisError> {
    let visits = visits(file);
    let mut stats = vec![VisitStats::default(); file.locations.len()];
    for visit in &visits {
        if let Some(location) = stats.get_mut(visit.location) {
            location.add(visit.score);
        }
    }
    let comparison = compare(&stats, options)?;
    let (fitted, severity) = adjust(file, &visits, &comparison, options)?;
    let crossed = fitted.as_ref().map(|f| &f.model);
    let one_way = comparison.model.as_ref().ok();
    let touchpoints = parts::touchpoints(file, &visits, options)?;
    Ok(Report {
        counts: Counts {
            rows: file.rows.len(),
            visits: visits.len(),
            locations: file.locations.len(),
            evaluators: file.evaluators.len(),
            waves: file.waves.len(),
        },
        model: match (crossed, one_way) {
            (Some(_), _) => Some(ModelKind::Crossed),
            (None, Some(_)) => Some(ModelKind::OneWay),
            (None, None) => None,
        },
        refusal: match (&comparison.model, crossed) {
            (Err(refusal), None) => Some(refused(refusal)),
            _ => None,
        },
        variance_components: components(crossed, one_way),
        intercept: crossed.map(|m| m.intercept).or(one_way.map(|m| m.intercept)),
        intercept_se: crossed
            .map(|m| m.intercept_se)
            .or(one_way.map(|m| m.intercept_se)),
        reml_criterion: crossed
            .map(|m| m.reml_criterion)
            .or(one_way.map(|m| m.reml_criterion)),
        evaluations: crossed
            .map(|m| m.convergence.evaluations)
            .or(one_way.map(|m| m.convergence.evaluations)),
        severity,
        locations: locations(file, &comparison, &stats, fitted.as_ref()),
        indistinguishable: runs(file, &comparison),
        funnel: Funnel::new(&stats),
        waves: parts::waves(file, &visits, options.simulation.level),
        drift: parts::drift(file, &visits, options.simulation.level),
        touchpoints,
        weight_sensitivity: parts::weight_sensitivity(file, &visits, options)?,
        drivers: parts::drivers(file, &visits, options),
    })
}

/// Fits the crossed model where the file allows it.
fn adjust(
    file: &File,
    visits: &[Visit],
    comparison: &Comparison,
    options: &Options,
) -> Result<(Option<Fitted>, SeverityReport), AnalysisError> {
    if file.evaluators.is_empty() {
        return Ok((None, SeverityReport::default()));
    }
    let cells: Vec<Cell> = visits
        .iter()
        .filter_map(|v| v.evaluator.map(|e| Cell::visit(v.location, e, v.score)))
        .collect();
    let design = Design::new(&cells, file.locations.len(), file.evaluators.len())?;
    match severity(&design) {
        Ok(model) => {
            let adjusted = model.adjusted(&options.simulation)?;
            let one_way = comparison.model.as_ref().ok();
            let report = SeverityReport {
                adjusted: true,
                p_value: one_way.map(|m| model.severity_p_value(m)),
                evaluators: evaluators(file, &design, &model),
                ..SeverityReport::default()
            };
            Ok((Some(Fitted { model, adjusted }), report))
        }
        Err(refusal) => {
            let found = connectivity(&design);
            let several = found.pieces.len() > 1;
            let report = SeverityReport {
                refusal: Some(refused(&refusal)),
                joining_visits: found
                    .joining_visits
                    .iter()
                    .map(|j| JoiningRow {
                        evaluator: file.evaluators.name(j.evaluator).to_owned(),
                        location: file.locations.name(j.location).to_owned(),
                    })
                    .collect(),
                pieces: found
                    .pieces
                    .iter()
                    .filter(|_| several)
                    .map(|p| {
                        p.locations
                            .iter()
                            .map(|l| file.locations.name(*l).to_owned())
                            .collect()
                    })
                    .collect(),
                ..SeverityReport::default()
            };
            Ok((None, report))
        }
    }
}

fn evaluators(file: &File, design: &Design, model: &Crossed) -> Vec<EvaluatorRow> {
    let mut rows: Vec<EvaluatorRow> = evaluator_signals(design, model)
        .into_iter()
        .zip(&model.evaluators)
        .zip(file.evaluators.names())
        .map(|((signals, severity), name)| EvaluatorRow {
            evaluator: name.clone(),
            signals,
            se: severity.se,
        })
        .collect();
    rows.sort_by(|a, b| a.signals.severity.total_cmp(&b.signals.severity));
    rows
}

fn components(crossed: Option<&Crossed>, one_way: Option<&oneway::OneWay>) -> Option<VarianceComponents> {
    if let Some(m) = crossed {
        let at_boundary: &[&str] = match (m.convergence.location_boundary, m.convergence.evaluator_boundary) {
            (true, true) => &["location", "evaluator"],
            (true, false) => &["location"],
            (false, true) => &["evaluator"],
            (false, false) => &[],
        };
        let evaluator = Some(m.evaluator);
        return Some(VarianceComponents {
            sigma2: m.sigma2,
            location: m.location,
            evaluator,
            at_boundary,
        });
    }
    one_way.map(|m| VarianceComponents {
        sigma2: m.sigma2,
        location: m.tau2,
        evaluator: None,
        at_boundary: if m.convergence.boundary {
            &["location"]
        } else {
            &[]
        },
    })
}

/// One row per location, highest estimate first.
fn locations(
    file: &File,
    comparison: &Comparison,
    stats: &[VisitStats],
    fitted: Option<&Fitted>,
) -> Vec<LocationRow> {
    let one_way = comparison.model.as_ref().ok();
    let mut rows: Vec<LocationRow> = comparison
        .locations
        .iter()
        .zip(stats)
        .enumerate()
        .map(|(i, (result, stats))| {
            let crossed = fitted.and_then(|f| {
                let (prediction, estimate) = (f.model.locations.get(i)?, f.adjusted.estimates.get(i)?);
                Some((*prediction, estimate.interval, *f.adjusted.ranks.get(i)?))
            });
            let plain = one_way.map(|m| m.predict(stats));
            let prediction = crossed.map(|c| c.0).or(plain);
            let interval = crossed.map(|c| c.1).or(result.shrunk.map(|s| s.interval));
            let rank = crossed.map_or(result.rank, |c| c.2);
            LocationRow {
                location: file.locations.name(i).to_owned(),
                n: result.n,
                raw: result.raw,
                raw_low: result.raw_interval.map(|x| x.low),
                raw_high: result.raw_interval.map(|x| x.high),
                shrunk: prediction.map(|p| p.value),
                se: prediction.map(|p| p.se),
                se_conditional: prediction.map(|p| p.se_conditional),
                low: interval.map(|x| x.low),
                high: interval.map(|x| x.high),
                shrunk_one_way: plain.map(|p| p.value),
                adjusted: crossed.map(|c| c.0.value),
                reliability: prediction.map(|p| p.reliability),
                rank_low: rank.low,
                rank_high: rank.high,
                q_value: result.brand_test.map(|t| t.q_value),
                flag: result.brand_test.and_then(|t| t.flag),
            }
        })
        .collect();
    rows.sort_by(|a, b| b.shrunk.unwrap_or(b.raw).total_cmp(&a.shrunk.unwrap_or(a.raw)));
    rows
}

fn runs(file: &File, comparison: &Comparison) -> Vec<NamedRun> {
    let name = |position: usize| {
        let index = comparison.order.get(position).copied().unwrap_or(usize::MAX);
        file.locations.name(index).to_owned()
    };
    comparison
        .indistinguishable
        .iter()
        .map(|run| NamedRun {
            first: name(run.first),
            last: name(run.last),
            locations: run.last - run.first + 1,
        })
        .collect()
}

/// A refusal with its code, as JSON names it.
fn refused(refusal: &Refusal) -> Refused {
    let code = serde_json::to_value(refusal)
        .ok()
        .and_then(|v| v.get("code").and_then(|c| c.as_str().map(str::to_owned)))
        .unwrap_or_default();
    Refused {
        code,
        message: refusal.to_string(),
    }
}
