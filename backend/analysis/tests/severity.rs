//! Adjusting for severity: it helps where evaluators differ, does no harm where they do not, is covered
//! by its intervals, and is refused where strictness cannot be told from quality.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod common;

use common::normal;
use vitrine_analysis::compare::{Options, compare};
use vitrine_analysis::crossed::{Cell, Design, JoiningVisit, connectivity, severity};
use vitrine_analysis::error::AnalysisError;
use vitrine_analysis::random::{below, generator};
use vitrine_analysis::rank::Simulation;
use vitrine_analysis::refusal::Refusal;

/// Visits of 15 locations, 3 to 9 each, by 10 evaluators whose severity spreads by `strictness`.
fn data_set(seed: u64, strictness: f64) -> (Vec<f64>, Vec<Cell>) {
    let mut rng = generator(seed);
    let quality: Vec<f64> = (0..15).map(|_| 70.0 + 10.0 * normal(&mut rng)).collect();
    let severities: Vec<f64> = (0..10).map(|_| strictness * normal(&mut rng)).collect();
    let mut cells = Vec::new();
    for (location, level) in quality.iter().enumerate() {
        for _ in 0..3 + below(&mut rng, 7) {
            let evaluator = below(&mut rng, 10);
            let score = level + severities[evaluator] + 15.0 * normal(&mut rng);
            cells.push(Cell::visit(location, evaluator, score));
        }
    }
    (quality, cells)
}

struct Outcome {
    adjusted_error: f64,
    shrunk_error: f64,
    raw_error: f64,
    better: u64,
    fitted: u64,
    covered: f64,
    rank_covered: f64,
    /// Data sets in which the report says that evaluators differ.
    noticed: u64,
}

fn run(data_sets: u64, strictness: f64) -> Outcome {
    let mut out = Outcome {
        adjusted_error: 0.0,
        shrunk_error: 0.0,
        raw_error: 0.0,
        better: 0,
        fitted: 0,
        covered: 0.0,
        rank_covered: 0.0,
        noticed: 0,
    };
    for seed in 0..data_sets {
        let (quality, cells) = data_set(seed, strictness);
        let design = Design::new(&cells, 15, 10).unwrap();
        let Ok(model) = severity(&design) else { continue };
        let simulation = Simulation {
            draws: 400,
            seed,
            level: 0.95,
        };
        let adjusted = model.adjusted(&simulation).unwrap();
        let plain = compare(
            design.locations(),
            &Options {
                simulation,
                ..Options::default()
            },
        )
        .unwrap();
        let p_value = model.severity_p_value(plain.model.as_ref().unwrap());
        out.noticed += u64::from(p_value <= 0.05);
        let (mut a, mut b) = (0.0, 0.0);
        for (i, truth) in quality.iter().enumerate() {
            let estimate = adjusted.estimates[i];
            a += (estimate.value - truth).powi(2);
            b += (plain.locations[i].shrunk.unwrap().value - truth).powi(2);
            out.raw_error += (plain.locations[i].raw - truth).powi(2);
            out.covered += f64::from(u8::from(estimate.interval.contains(*truth)));
            let rank = 1 + quality.iter().filter(|other| *other > truth).count();
            let range = adjusted.ranks[i];
            out.rank_covered += f64::from(u8::from((range.low..=range.high).contains(&rank)));
        }
        out.adjusted_error += a;
        out.shrunk_error += b;
        out.better += u64::from(a < b);
        out.fitted += 1;
    }
    let n = out.fitted as f64;
    out.covered *= 100.0 / (15.0 * n);
    out.rank_covered *= 100.0 / (15.0 * n);
    eprintln!(
        "strictness {strictness}: mean squared error adjusted {:.2}, shrunk {:.2}, raw {:.2}; better in {} of {}; coverage {:.2} %, ranks {:.2} %; severity noticed in {}",
        out.adjusted_error / 15.0 / n,
        out.shrunk_error / 15.0 / n,
        out.raw_error / 15.0 / n,
        out.better,
        out.fitted,
        out.covered,
        out.rank_covered,
        out.noticed,
    );
    out
}

#[test]
fn adjustment_reduces_the_error_where_evaluators_differ() {
    let out = run(2000, 12.0);
    assert!(out.fitted >= 1990);
    assert!(out.adjusted_error < 0.9 * out.shrunk_error);
    assert!(out.adjusted_error < 0.7 * out.raw_error);
    assert!(out.noticed as f64 > 0.8 * out.fitted as f64);
    assert!(out.better as f64 > 0.7 * out.fitted as f64);
    assert!((93.0..=97.0).contains(&out.covered), "{}", out.covered);
    assert!((93.0..=97.0).contains(&out.rank_covered), "{}", out.rank_covered);
}

#[test]
fn adjustment_does_no_harm_where_evaluators_are_alike() {
    let out = run(2000, 0.0);
    assert!(out.adjusted_error < 1.02 * out.shrunk_error);
    // And the report says that no difference between evaluators is seen.
    assert!((out.noticed as f64) < 0.06 * out.fitted as f64);
    assert!((93.0..=97.0).contains(&out.covered), "{}", out.covered);
}

fn refuse(cells: &[(usize, usize, f64)], locations: usize, evaluators: usize) -> Option<Refusal> {
    let cells: Vec<Cell> = cells.iter().map(|(l, e, s)| Cell::visit(*l, *e, *s)).collect();
    severity(&Design::new(&cells, locations, evaluators).unwrap()).err()
}

#[test]
fn pieces_that_share_nobody_are_refused_with_the_visits_that_join_them() {
    let visits = [
        (0, 0, 60.0),
        (1, 0, 70.0),
        (1, 1, 75.0),
        (0, 0, 66.0),
        (2, 2, 80.0),
        (3, 2, 50.0),
        (3, 3, 55.0),
    ];
    assert_eq!(
        refuse(&visits, 4, 4),
        Some(Refusal::NotConnected {
            pieces: 2,
            joining_visits: 1
        })
    );
    let cells: Vec<Cell> = visits.iter().map(|(l, e, s)| Cell::visit(*l, *e, *s)).collect();
    let found = connectivity(&Design::new(&cells, 4, 4).unwrap());
    assert_eq!(found.pieces[0].locations, [0, 1]);
    assert_eq!(found.pieces[1].evaluators, [2, 3]);
    assert_eq!(
        found.joining_visits,
        [JoiningVisit {
            evaluator: 0,
            location: 2
        }]
    );
    // The proposed visit does join them.
    let joined: Vec<Cell> = cells.into_iter().chain([Cell::visit(2, 0, 77.0)]).collect();
    assert_eq!(connectivity(&Design::new(&joined, 4, 4).unwrap()).pieces.len(), 1);
}

#[test]
fn evaluators_nested_in_locations_are_refused() {
    let visits = [
        (0, 0, 60.0),
        (0, 0, 62.0),
        (0, 1, 75.0),
        (1, 2, 80.0),
        (1, 2, 50.0),
        (1, 3, 55.0),
    ];
    assert_eq!(refuse(&visits, 2, 4), Some(Refusal::Nested));
}

#[test]
fn one_evaluator_or_one_visit_each_is_refused() {
    let same = [(0, 0, 60.0), (1, 0, 62.0), (1, 0, 75.0)];
    assert_eq!(refuse(&same, 2, 1), Some(Refusal::OneEvaluator));
    let once = [(0, 0, 60.0), (1, 1, 62.0), (1, 2, 75.0)];
    assert_eq!(refuse(&once, 2, 3), Some(Refusal::NoRepeatedEvaluators));
}

#[test]
fn equal_scores_and_saturated_designs_are_refused() {
    let equal = [(0, 0, 60.0), (0, 1, 60.0), (1, 0, 60.0), (1, 1, 60.0)];
    assert_eq!(refuse(&equal, 2, 2), Some(Refusal::AllEqual));
    // Location and evaluator explain every score exactly.
    let exact = [
        (0, 0, 60.0),
        (0, 1, 70.0),
        (1, 0, 65.0),
        (1, 1, 75.0),
        (2, 0, 80.0),
        (2, 1, 90.0),
    ];
    assert!(refuse(&exact, 3, 2).is_some());
}

#[test]
fn a_location_without_visits_is_an_error() {
    let cells = [Cell::visit(0, 0, 1.0), Cell::visit(2, 0, 2.0)];
    assert_eq!(
        Design::new(&cells, 3, 1).err(),
        Some(AnalysisError::EmptyLocation(1))
    );
    assert!(matches!(
        Design::new(&cells, 2, 1).err(),
        Some(AnalysisError::UnknownIndex { .. })
    ));
}

#[test]
fn transposing_the_design_swaps_the_components() {
    // Eliminating locations or evaluators first must not matter.
    let (_, cells) = data_set(17, 12.0);
    let turned: Vec<Cell> = cells
        .iter()
        .map(|c| Cell {
            location: c.evaluator,
            evaluator: c.location,
            stats: c.stats,
        })
        .collect();
    let one = severity(&Design::new(&cells, 15, 10).unwrap()).unwrap();
    let other = severity(&Design::new(&turned, 10, 15).unwrap()).unwrap();
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-5 * a.abs().max(1.0), "{a} {b}");
    close(one.sigma2, other.sigma2);
    close(one.location, other.evaluator);
    close(one.evaluator, other.location);
    close(one.intercept_se, other.intercept_se);
    for (a, b) in one.locations.iter().zip(&other.evaluators) {
        close(a.value - one.intercept, b.effect);
    }
    let ranks =
        |m: &vitrine_analysis::crossed::Crossed| m.adjusted(&Simulation::default()).unwrap().ranks.len();
    assert_eq!((ranks(&one), ranks(&other)), (15, 10));
}

#[test]
fn moving_and_stretching_the_scale_moves_and_stretches_the_answer() {
    let (_, cells) = data_set(23, 8.0);
    let stretched: Vec<Cell> = cells
        .iter()
        .map(|c| Cell::visit(c.location, c.evaluator, 1e4 * c.stats.mean - 250_000.0))
        .collect();
    let one = severity(&Design::new(&cells, 15, 10).unwrap()).unwrap();
    let other = severity(&Design::new(&stretched, 15, 10).unwrap()).unwrap();
    assert!((other.sigma2 / one.sigma2 / 1e8 - 1.0).abs() < 1e-5);
    for (a, b) in one.locations.iter().zip(&other.locations) {
        assert!((b.value - (1e4 * a.value - 250_000.0)).abs() < 0.1);
        assert!((b.se / a.se / 1e4 - 1.0).abs() < 1e-5);
    }
}
