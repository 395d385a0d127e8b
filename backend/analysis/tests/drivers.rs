//! Key drivers: gaps are handled and said, the method follows the number of touchpoints, and the
//! bootstrap's intervals hold the truth.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod common;

use common::normal;
use vitrine_analysis::drivers::{
    DriverError, DriverOptions, LeftOutReason, Method, Table, drivers, relative_weights,
};
use vitrine_analysis::random::{generator, uniform};

const QUICK: DriverOptions = DriverOptions {
    resamples: 200,
    seed: 1,
    level: 0.95,
    most_missing: 0.3,
};

/// Visits whose outcome is 3·first + 1·second + luck; all touchpoints independent.
fn table(seed: u64, visits: usize, predictors: usize) -> Table {
    let mut rng = generator(seed);
    let mut table = Table {
        predictors,
        ..Table::default()
    };
    for _ in 0..visits {
        let row: Vec<f64> = (0..predictors).map(|_| normal(&mut rng)).collect();
        table
            .outcome
            .push(Some(3.0 * row[0] + row[1] + 2.0 * normal(&mut rng)));
        table.rows.push(row.into_iter().map(Some).collect());
    }
    table
}

#[test]
fn independent_touchpoints_share_out_their_own_part() {
    // R² parts are 9/14 and 1/14 of the variance 9 + 1 + 4.
    let found = drivers(&table(1, 20_000, 5), &QUICK).unwrap();
    assert_eq!(found.method, Method::Lmg);
    let [first, second] = [found.drivers[0], found.drivers[1]];
    assert_eq!((first.predictor, second.predictor), (0, 1));
    assert!((first.importance - 9.0 / 14.0).abs() < 0.02);
    assert!((second.importance - 1.0 / 14.0).abs() < 0.02);
    assert!((found.drivers.iter().map(|d| d.share).sum::<f64>() - 1.0).abs() < 1e-9);
}

#[test]
fn the_bootstrap_interval_holds_the_truth() {
    let (mut held, sets) = (0, 200);
    for seed in 0..sets {
        let found = drivers(&table(seed, 150, 4), &QUICK).unwrap();
        let first = found.drivers.iter().find(|d| d.predictor == 0).unwrap();
        held += u64::from(first.interval.unwrap().contains(9.0 / 14.0));
    }
    let share = 100.0 * held as f64 / sets as f64;
    eprintln!("bootstrap interval of LMG: {share} % of {sets}");
    assert!((90.0..=99.0).contains(&share), "{share}");
}

#[test]
fn more_than_twelve_touchpoints_get_relative_weights() {
    let found = drivers(&table(2, 5000, 14), &QUICK).unwrap();
    assert_eq!(found.method, Method::RelativeWeights);
    assert_eq!(found.drivers[0].predictor, 0);
    assert!((found.drivers[0].importance - 9.0 / 14.0).abs() < 0.04);
}

#[test]
fn gaps_are_left_out_and_counted() {
    let mut gaps = table(3, 400, 5);
    let mut rng = generator(9);
    for (i, row) in gaps.rows.iter_mut().enumerate() {
        row[2] = row[2].filter(|_| i % 2 == 0); // missing in half
        row[3] = row[3].filter(|_| uniform(&mut rng) > 0.1);
        row[4] = Some(7.0);
    }
    gaps.outcome[0] = None;
    let found = drivers(&gaps, &QUICK).unwrap();
    let left: Vec<usize> = found.left_out.iter().map(|l| l.predictor).collect();
    assert_eq!(left, [2, 4]);
    assert!(
        matches!(found.left_out[0].reason, LeftOutReason::OftenMissing(share) if (share - 0.5).abs() < 0.01)
    );
    assert_eq!(found.left_out[1].reason, LeftOutReason::Constant);
    assert_eq!(found.visits_used + found.visits_left_out, 400);
    assert!(found.visits_left_out > 20 && found.visits_left_out < 70);
}

#[test]
fn a_touchpoint_that_repeats_another_adds_nothing_twice() {
    let mut twice = table(4, 500, 3);
    for row in &mut twice.rows {
        row[2] = row[0];
    }
    let found = drivers(&twice, &QUICK).unwrap();
    let of = |p: usize| {
        found
            .drivers
            .iter()
            .find(|d| d.predictor == p)
            .unwrap()
            .importance
    };
    assert!((of(0) - of(2)).abs() < 1e-9);
    assert!(found.r_squared < 0.85);
}

#[test]
fn what_cannot_be_said_is_refused() {
    let few = drivers(&table(5, 12, 4), &QUICK);
    assert_eq!(
        few,
        Err(DriverError::TooFewVisits {
            visits: 12,
            predictors: 4,
            needed: 20
        })
    );
    let mut constant = table(6, 100, 3);
    constant.outcome.fill(Some(1.0));
    assert_eq!(drivers(&constant, &QUICK), Err(DriverError::ConstantOutcome));
    let bare = Table {
        predictors: 0,
        rows: vec![Vec::new(); 100],
        outcome: vec![Some(1.0); 100],
    };
    assert_eq!(drivers(&bare, &QUICK), Err(DriverError::NoPredictors));
    let mut wrong = table(8, 100, 2);
    wrong.rows[4][1] = Some(f64::NAN);
    assert!(matches!(drivers(&wrong, &QUICK), Err(DriverError::Input(_))));
}

#[test]
fn parts_add_up_to_r_squared() {
    let rows: Vec<Vec<f64>> = table(9, 300, 6)
        .rows
        .iter()
        .map(|r| {
            let mut row: Vec<f64> = r.iter().map(|v| v.unwrap()).collect();
            row[1] += row[0];
            row.push(row[0] + row[1] - row[5]);
            row
        })
        .collect();
    let correlations =
        vitrine_analysis::drivers::Correlations::of(rows.iter().map(Vec::as_slice), 6).unwrap();
    let weights: f64 = relative_weights(&correlations).unwrap().iter().sum();
    assert!((weights - 1.0).abs() < 1e-9, "{weights}");
}
