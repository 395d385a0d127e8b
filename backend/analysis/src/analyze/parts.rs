//! The parts of the report that need waves, touchpoints or an outcome.

use super::read::File;
use super::report::{DriverReport, FragilePair, TouchpointRow, WaveChange, WeightSensitivity};
use super::visits::Visit;
use crate::compare::{Options, compare};
use crate::drivers::{self, DriverOptions, Table};
use crate::error::AnalysisError;
use crate::rank::Simulation;
use crate::sensitivity::sensitivity;
use crate::summary::VisitStats;
use crate::trend::{self, Drift, wave_change};

/// Weights are moved by up to this fraction.
const WEIGHTS_BY: f64 = 0.2;
/// A pair that changes places more often than this depends on the weights.
const FRAGILE: f64 = 0.1;

/// Statistics by location and wave.
fn by_wave(file: &File, visits: &[Visit]) -> Vec<Vec<VisitStats>> {
    let mut stats = vec![vec![VisitStats::default(); file.waves.len()]; file.locations.len()];
    for visit in visits {
        let wave = visit.wave.unwrap_or(usize::MAX);
        if let Some(cell) = stats.get_mut(visit.location).and_then(|l| l.get_mut(wave)) {
            cell.add(visit.score);
        }
    }
    stats
}

/// Wave numbers in the order of their names where all names are numbers, else of appearance.
fn wave_order(file: &File) -> Vec<usize> {
    let mut order: Vec<usize> = (0..file.waves.len()).collect();
    let numbers: Option<Vec<f64>> = file.waves.names().iter().map(|w| w.parse().ok()).collect();
    if let Some(numbers) = numbers {
        let of = |w: &usize| numbers.get(*w).copied().unwrap_or(0.0);
        order.sort_by(|a, b| of(a).total_cmp(&of(b)));
    }
    order
}

/// Change from each wave to the next.
pub(super) fn waves(file: &File, visits: &[Visit], level: f64) -> Vec<WaveChange> {
    let stats = by_wave(file, visits);
    wave_order(file)
        .windows(2)
        .filter_map(|pair| {
            let [from, to] = pair else { return None };
            let pairs: Vec<(VisitStats, VisitStats)> = stats
                .iter()
                .filter_map(|location| Some((*location.get(*from)?, *location.get(*to)?)))
                .collect();
            Some(WaveChange {
                from: file.waves.name(*from).to_owned(),
                to: file.waves.name(*to).to_owned(),
                change: wave_change(&pairs, level),
            })
        })
        .collect()
}

/// Drift per wave, over three waves or more.
pub(super) fn drift(file: &File, visits: &[Visit], level: f64) -> Option<Drift> {
    if file.waves.len() < 3 {
        return None;
    }
    let order = wave_order(file);
    let series: Vec<Vec<(f64, VisitStats)>> = by_wave(file, visits)
        .iter()
        .map(|location| {
            order
                .iter()
                .zip(0_u32..)
                .filter_map(|(wave, time)| Some((f64::from(time), *location.get(*wave)?)))
                .filter(|(_, stats)| stats.n > 0)
                .collect()
        })
        .collect();
    trend::drift(&series, level)
}

/// Per touchpoint and location its statistics.
fn by_touchpoint(file: &File, visits: &[Visit]) -> Vec<Vec<VisitStats>> {
    let mut stats = vec![vec![VisitStats::default(); file.locations.len()]; file.touchpoints.len()];
    for visit in visits {
        for (touchpoint, score) in stats.iter_mut().zip(&visit.touchpoints) {
            if let (Some(location), Some(score)) = (touchpoint.get_mut(visit.location), score) {
                location.add(*score);
            }
        }
    }
    stats
}

/// One row per touchpoint.
pub(super) fn touchpoints(
    file: &File,
    visits: &[Visit],
    options: &Options,
) -> Result<Vec<TouchpointRow>, AnalysisError> {
    // Ranks of single touchpoints are not shown: the fewest draws will do.
    let quick = Options {
        simulation: Simulation {
            draws: 1,
            ..options.simulation
        },
        ..*options
    };
    by_touchpoint(file, visits)
        .into_iter()
        .zip(file.touchpoints.names())
        .map(|(stats, name)| {
            let visited: Vec<VisitStats> = stats.into_iter().filter(|s| s.n > 0).collect();
            let comparison = compare(&visited, &quick)?;
            let mean_visits = comparison.visits as f64 / visited.len() as f64;
            Ok(TouchpointRow {
                touchpoint: name.clone(),
                n: comparison.visits,
                mean: comparison.visit_mean,
                brand: comparison.brand,
                reliability: comparison.model.ok().map(|m| m.reliability(mean_visits)),
            })
        })
        .collect()
}

/// How the order of the locations depends on equal weights of the touchpoints.
pub(super) fn weight_sensitivity(
    file: &File,
    visits: &[Visit],
    options: &Options,
) -> Result<Option<WeightSensitivity>, AnalysisError> {
    if file.touchpoints.len() < 2 || file.locations.len() < 2 {
        return Ok(None);
    }
    let mut rows = vec![Vec::with_capacity(file.touchpoints.len()); file.locations.len()];
    for touchpoint in by_touchpoint(file, visits) {
        for (row, stats) in rows.iter_mut().zip(touchpoint) {
            row.push((stats.n > 0).then_some(stats.mean));
        }
    }
    let weights = vec![1.0; file.touchpoints.len()];
    let result = sensitivity(&rows, &weights, WEIGHTS_BY, &options.simulation)?;
    let pairs = result.neighbour_flips.len().max(1) as f64;
    let name = |index: &usize| file.locations.name(*index).to_owned();
    Ok(Some(WeightSensitivity {
        by: WEIGHTS_BY,
        mean_flip: result.neighbour_flips.iter().sum::<f64>() / pairs,
        fragile: result
            .neighbour_flips
            .iter()
            .zip(result.order.windows(2))
            .filter_map(|(flips, pair)| match pair {
                [a, b] if *flips > FRAGILE => Some(FragilePair {
                    higher: name(a),
                    lower: name(b),
                    flips: *flips,
                }),
                _ => None,
            })
            .collect(),
    }))
}

/// Key drivers of the outcome, if the file has touchpoints and an outcome.
pub(super) fn drivers(file: &File, visits: &[Visit], options: &Options) -> Option<DriverReport> {
    if file.touchpoints.is_empty() || visits.iter().all(|v| v.outcome.is_none()) {
        return None;
    }
    let table = Table {
        predictors: file.touchpoints.len(),
        rows: visits.iter().map(|v| v.touchpoints.clone()).collect(),
        outcome: visits.iter().map(|v| v.outcome).collect(),
    };
    let Simulation { seed, level, .. } = options.simulation;
    let settings = DriverOptions {
        seed,
        level,
        ..DriverOptions::default()
    };
    Some(match drivers::drivers(&table, &settings) {
        Ok(found) => DriverReport::Found(found),
        Err(error) => DriverReport::Refused(error.to_string()),
    })
}
