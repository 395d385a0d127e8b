//! Intervals hold what they say: simulations with known truth, 2,000 data sets each, 3 to 9 visits per
//! location. The seed of a failing data set is its number.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod common;

use common::normal;
use vitrine_analysis::compare::{Comparison, Options, Side, compare};
use vitrine_analysis::metrics::nps;
use vitrine_analysis::random::{Generator, below, generator, uniform};
use vitrine_analysis::rank::Simulation;
use vitrine_analysis::summary::VisitStats;
use vitrine_analysis::trend::{drift, wave_change};

const DATA_SETS: u64 = 2000;
/// Standard deviation of a visit, as within one bank of the field's campaigns.
const LUCK: f64 = 20.0;

fn visits(level: f64, rng: &mut Generator) -> VisitStats {
    let n = 3 + below(rng, 7);
    VisitStats::from_scores((0..n).map(|_| level + LUCK * normal(rng))).unwrap()
}

fn comparison(stats: &[VisitStats], seed: u64, draws: usize) -> Comparison {
    let options = Options {
        simulation: Simulation {
            draws,
            seed,
            level: 0.95,
        },
        ..Options::default()
    };
    compare(stats, &options).unwrap()
}

#[derive(Default)]
struct Coverage {
    held: u64,
    all: u64,
}

impl Coverage {
    fn count(&mut self, held: bool) {
        self.held += u64::from(held);
        self.all += 1;
    }

    /// Per cent.
    fn share(&self) -> f64 {
        100.0 * self.held as f64 / self.all as f64
    }

    fn assert(&self, what: &str, low: f64, high: f64) {
        let share = self.share();
        eprintln!("{what}: {share:.2} % of {}", self.all);
        assert!((low..=high).contains(&share), "{what} covers {share:.2} %");
    }
}

/// Coverage of everything in a comparison of `locations` whose levels spread by `spread`.
fn check_comparison(locations: usize, spread: f64) {
    let [mut t, mut shrunk, mut rank, mut brand, mut pair, mut raw_pair] =
        [(); 6].map(|()| Coverage::default());
    for seed in 0..DATA_SETS {
        let mut rng = generator(seed);
        let truth: Vec<f64> = (0..locations).map(|_| 70.0 + spread * normal(&mut rng)).collect();
        let stats: Vec<VisitStats> = truth.iter().map(|level| visits(*level, &mut rng)).collect();
        let comparison = comparison(&stats, seed, 500);
        for (result, level) in comparison.locations.iter().zip(&truth) {
            t.count(result.raw_interval.unwrap().contains(*level));
            shrunk.count(result.shrunk.unwrap().interval.contains(*level));
            let true_rank = 1 + truth.iter().filter(|other| *other > level).count();
            rank.count((result.rank.low..=result.rank.high).contains(&true_rank));
        }
        brand.count(comparison.brand.unwrap().interval.contains(70.0));
        let difference = comparison.difference(0, 1).unwrap();
        pair.count(difference.shrunk.interval.contains(truth[0] - truth[1]));
        raw_pair.count(difference.raw_interval.contains(truth[0] - truth[1]));
    }
    let named = |what: &str| format!("{locations} locations spread by {spread}: {what}");
    t.assert(&named("t interval"), 93.0, 97.0);
    shrunk.assert(&named("shrunk interval"), 93.0, 97.0);
    rank.assert(&named("rank range"), 93.0, 97.0);
    brand.assert(&named("brand's mean"), 93.0, 97.0);
    raw_pair.assert(&named("raw difference"), 93.0, 97.0);
    pair.assert(&named("shrunk difference"), 93.0, 97.0);
}

#[test]
fn eight_locations_are_covered() {
    check_comparison(8, 12.0);
}

#[test]
fn fifteen_locations_are_covered() {
    check_comparison(15, 8.0);
}

#[test]
fn fifteen_locations_that_differ_as_much_as_visits_are_covered() {
    check_comparison(15, 20.0);
}

#[test]
fn forty_locations_are_covered() {
    check_comparison(40, 10.0);
}

#[test]
fn forty_locations_that_hardly_differ_are_covered() {
    check_comparison(40, 5.0);
}

#[test]
fn flags_keep_the_false_discovery_rate() {
    // 24 of 30 locations are exactly at the brand's mean, 3 far above and 3 far below.
    let (mut proportion, mut found) = (0.0, 0_u64);
    for seed in 0..DATA_SETS {
        let mut rng = generator(seed);
        let truth: Vec<f64> = (0..30_u32)
            .map(|i| 70.0 + [25.0, -25.0][i as usize % 2] * f64::from(u8::from(i < 6)))
            .collect();
        let stats: Vec<VisitStats> = truth.iter().map(|level| visits(*level, &mut rng)).collect();
        let comparison = comparison(&stats, seed, 1);
        let flags = comparison.locations.iter().map(|l| l.brand_test.unwrap().flag);
        let (mut flagged, mut wrong) = (0.0, 0.0);
        for (flag, level) in flags.zip(&truth) {
            let right = match flag {
                None => continue,
                Some(Side::Above) => *level > 70.0,
                Some(Side::Below) => *level < 70.0,
            };
            flagged += 1.0;
            wrong += f64::from(u8::from(!right));
            found += u64::from(right);
        }
        proportion += if flagged > 0.0 { wrong / flagged } else { 0.0 };
    }
    let rate = proportion / DATA_SETS as f64;
    eprintln!(
        "false discovery rate {rate:.4}, {:.2} of 6 found",
        found as f64 / DATA_SETS as f64
    );
    assert!(rate <= 0.055, "false discovery rate {rate}");
    assert!(found > DATA_SETS, "flags that are never raised hold any rate");
}

#[test]
fn wave_change_and_drift_are_covered() {
    let (mut change, mut slope) = (Coverage::default(), Coverage::default());
    for seed in 0..DATA_SETS {
        let mut rng = generator(seed);
        let mut pairs = Vec::new();
        let mut series = Vec::new();
        for _ in 0..20 {
            let level = 70.0 + 8.0 * normal(&mut rng);
            let own = 2.0 + 4.0 * normal(&mut rng);
            pairs.push((visits(level, &mut rng), visits(level + own, &mut rng)));
            let waves = [0.0, 1.0, 2.0, 3.0].map(|t| (t, visits(level + own * t, &mut rng)));
            series.push(waves.to_vec());
        }
        change.count(wave_change(&pairs, 0.95).unwrap().change.interval.contains(2.0));
        slope.count(drift(&series, 0.95).unwrap().slope.interval.contains(2.0));
    }
    change.assert("change", 93.0, 97.0);
    slope.assert("drift", 93.0, 97.0);
}

#[test]
fn nps_is_covered_with_few_answers() {
    let mut coverage = Coverage::default();
    for seed in 0..DATA_SETS {
        let mut rng = generator(seed);
        let mut counts = [0_u64; 11];
        for _ in 0..15 {
            let u = uniform(&mut rng);
            counts[if u < 0.5 {
                9
            } else if u < 0.8 {
                7
            } else {
                3
            }] += 1;
        }
        coverage.count(nps(&counts, 0.95).unwrap().interval.contains(30.0));
    }
    coverage.assert("NPS of 15 answers", 93.0, 97.0);
}
