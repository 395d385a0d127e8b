//! Weight sensitivity: would another choice of touchpoint weights have turned the order around?

use rand::Rng;
use serde::Serialize;

use crate::error::AnalysisError;
use crate::random::{generator, uniform};
use crate::rank::{RankRange, Simulation, rank_ranges};

/// What moving weights does to a ranking.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sensitivity {
    /// Score of every location under the weights as they are; `None` if no touchpoint applies.
    pub scores: Vec<Option<f64>>,
    /// Locations with a score, highest first.
    pub order: Vec<usize>,
    /// For every two neighbours in that order, the share of weight draws that turn them around.
    pub neighbour_flips: Vec<f64>,
    /// Rank ranges under moving weights, in the order above.
    pub ranks: Vec<RankRange>,
}

/// Moves every weight by a uniform factor in 1 ± `by` (0.2 = ±20 %), independently.
///
/// `touchpoints` holds per location its mean score at every touchpoint (`None` = never applicable,
/// and out of the weighted mean as in the scoring of a visit).
///
/// # Errors
/// Negative or non-finite weights, all weights zero, a `by` outside 0..1, or rows of another length.
pub fn sensitivity(
    touchpoints: &[Vec<Option<f64>>],
    weights: &[f64],
    by: f64,
    simulation: &Simulation,
) -> Result<Sensitivity, AnalysisError> {
    check(touchpoints, weights, by)?;
    let scores: Vec<Option<f64>> = touchpoints.iter().map(|row| weighted(row, weights)).collect();
    let mut scored: Vec<(usize, f64)> = scores
        .iter()
        .enumerate()
        .filter_map(|(i, s)| s.map(|s| (i, s)))
        .collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1));
    let order: Vec<usize> = scored.into_iter().map(|(i, _)| i).collect();
    let rows: Vec<&Vec<Option<f64>>> = order.iter().filter_map(|i| touchpoints.get(*i)).collect();
    let draws = simulation.draws.max(1);
    let mut flips = vec![0_u32; rows.len().saturating_sub(1)];
    let mut rng = generator(simulation.seed);
    for _ in 0..draws {
        let moved = moved(weights, by, &mut rng);
        let levels: Vec<f64> = rows
            .iter()
            .map(|row| weighted(row, &moved).unwrap_or(0.0))
            .collect();
        for (flip, pair) in flips.iter_mut().zip(levels.windows(2)) {
            if let [higher, lower] = pair {
                *flip += u32::from(lower > higher);
            }
        }
    }
    let ranks = rank_ranges(rows.len(), simulation, |rng, levels| {
        let moved = moved(weights, by, rng);
        for (level, row) in levels.iter_mut().zip(&rows) {
            *level = weighted(row, &moved).unwrap_or(0.0);
        }
    });
    let neighbour_flips = flips.into_iter().map(|f| f64::from(f) / draws as f64).collect();
    Ok(Sensitivity {
        scores,
        order,
        neighbour_flips,
        ranks,
    })
}

/// Share of weight draws that turn two locations around; `None` if one of them has no score.
///
/// # Errors
/// As [`sensitivity`].
pub fn pair_flips(
    first: &[Option<f64>],
    second: &[Option<f64>],
    weights: &[f64],
    by: f64,
    simulation: &Simulation,
) -> Result<Option<f64>, AnalysisError> {
    let both = [first.to_vec(), second.to_vec()];
    let result = sensitivity(&both, weights, by, simulation)?;
    Ok(result.neighbour_flips.first().copied())
}

fn check(touchpoints: &[Vec<Option<f64>>], weights: &[f64], by: f64) -> Result<(), AnalysisError> {
    if let Some(bad) = weights.iter().position(|w| !w.is_finite() || *w < 0.0) {
        return Err(AnalysisError::NotFinite(bad));
    }
    if weights.iter().sum::<f64>() <= 0.0 {
        return Err(AnalysisError::BadOption {
            name: "weights",
            expected: "positive in sum",
        });
    }
    if !(0.0..1.0).contains(&by) {
        return Err(AnalysisError::BadOption {
            name: "by",
            expected: "from 0 to below 1",
        });
    }
    for (i, row) in touchpoints.iter().enumerate() {
        if row.len() != weights.len() {
            return Err(AnalysisError::LengthMismatch {
                what: "touchpoints and weights",
                left: row.len(),
                right: weights.len(),
            });
        }
        if row.iter().flatten().any(|v| !v.is_finite()) {
            return Err(AnalysisError::NotFinite(i));
        }
    }
    Ok(())
}

/// Weighted mean over the touchpoints that apply.
fn weighted(row: &[Option<f64>], weights: &[f64]) -> Option<f64> {
    let (mut sum, mut total) = (0.0, 0.0);
    for (value, weight) in row.iter().zip(weights) {
        if let Some(value) = value {
            sum += value * weight;
            total += weight;
        }
    }
    (total > 0.0).then(|| sum / total)
}

fn moved<R: Rng>(weights: &[f64], by: f64, rng: &mut R) -> Vec<f64> {
    weights
        .iter()
        .map(|w| w * (1.0 - by + 2.0 * by * uniform(rng)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_better_everywhere_never_flips() {
        let flips = pair_flips(
            &[Some(90.0), Some(80.0), None],
            &[Some(70.0), Some(60.0), None],
            &[1.0, 3.0, 2.0],
            0.5,
            &Simulation::default(),
        );
        assert_eq!(flips, Ok(Some(0.0)));
    }

    #[test]
    fn mirrored_locations_flip_half_the_time() {
        let flips = pair_flips(
            &[Some(80.0), Some(60.0)],
            &[Some(60.0), Some(80.0)],
            &[1.0, 1.0],
            0.2,
            &Simulation {
                draws: 20_000,
                ..Simulation::default()
            },
        );
        let share = flips.unwrap().unwrap();
        assert!((share - 0.5).abs() < 0.02, "{share}");
    }

    #[test]
    fn weights_must_make_sense() {
        let rows = [vec![Some(1.0)]];
        let run = |weights: &[f64], by| sensitivity(&rows, weights, by, &Simulation::default());
        assert!(run(&[0.0], 0.2).is_err());
        assert!(run(&[-1.0], 0.2).is_err());
        assert!(run(&[1.0], 1.0).is_err());
        assert!(run(&[1.0, 1.0], 0.2).is_err());
    }
}
