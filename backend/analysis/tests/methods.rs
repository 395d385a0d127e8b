//! Intervals, tests, power, drift and key drivers equal SciPy, statsmodels, pingouin and relativeImp
//! (tests/reference/methods.py).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod common;

use std::collections::BTreeMap;

use common::{assert_digits, columns, json, numbers};
use serde_json::Value;
use vitrine_analysis::dist::{noncentral_t_cdf, t_cdf, t_quantile};
use vitrine_analysis::drivers::{Correlations, lmg, relative_weights};
use vitrine_analysis::interval::{Interval, net_promoter, welch, wilson};
use vitrine_analysis::metrics::distribution;
use vitrine_analysis::multiple::benjamini_hochberg;
use vitrine_analysis::power::{further_visits, two_sample_power};
use vitrine_analysis::summary::VisitStats;
use vitrine_analysis::trend::{drift, wave_change};

const DIGITS: i32 = 8;

fn stats(list: &Value) -> VisitStats {
    VisitStats::from_scores(numbers(list)).unwrap()
}

fn assert_interval(what: &str, ours: Interval, theirs: &Value) {
    assert_digits(&format!("low of {what}"), ours.low, &theirs[0], DIGITS);
    assert_digits(&format!("high of {what}"), ours.high, &theirs[1], DIGITS);
}

#[test]
fn t_interval_equals_scipy() {
    let reference = &json("methods.json")["t_interval"];
    assert_interval(
        "t",
        stats(&reference["scores"]).t_interval(0.95).unwrap(),
        &reference["interval"],
    );
}

#[test]
fn wilson_equals_statsmodels() {
    for case in json("methods.json")["wilson"].as_array().unwrap() {
        let (x, n) = (case["x"].as_u64().unwrap(), case["n"].as_u64().unwrap());
        let ours = wilson(x, n, case["level"].as_f64().unwrap()).unwrap();
        if x == 0 {
            assert_eq!(ours.low, 0.0);
        } else {
            assert_digits("low", ours.low, &case["interval"][0], DIGITS);
        }
        assert_digits("high", ours.high, &case["interval"][1], DIGITS);
    }
}

#[test]
fn nps_has_the_multinomial_standard_error() {
    let reference = &json("methods.json")["nps"];
    let counts: Vec<u64> = numbers(&reference["counts"]).iter().map(|c| *c as u64).collect();
    let ours = net_promoter(counts[0], counts[1], counts[2], 0.95).unwrap();
    assert_digits("score", ours.score, &reference["score"], DIGITS);
    assert_digits("standard error", ours.standard_error, &reference["se"], DIGITS);
}

#[test]
fn welch_equals_statsmodels() {
    let reference = &json("methods.json")["welch"];
    let side = |list: &Value| {
        let s = stats(list);
        (s.mean, s.variance().unwrap(), s.n)
    };
    let (interval, df) = welch(side(&reference["first"]), side(&reference["second"]), 0.95).unwrap();
    assert_interval("welch", interval, &reference["interval"]);
    assert_digits("df", df, &reference["df"], DIGITS);
}

#[test]
fn wave_change_is_the_paired_t_of_scipy() {
    let reference = &json("methods.json")["paired"];
    let pairs: Vec<_> = numbers(&reference["first"])
        .into_iter()
        .zip(numbers(&reference["second"]))
        .map(|(a, b)| (stats(&Value::from(vec![a])), stats(&Value::from(vec![b]))))
        .collect();
    let ours = wave_change(&pairs, 0.95).unwrap();
    assert_interval("change", ours.change.interval, &reference["interval"]);
    assert_digits("p", ours.p_value, &reference["p"], DIGITS);
    assert!(ours.mix_effect.abs() < 1e-12);
}

#[test]
fn benjamini_hochberg_equals_statsmodels() {
    let reference = &json("methods.json")["bh"];
    for (ours, theirs) in benjamini_hochberg(&numbers(&reference["p"]))
        .iter()
        .zip(numbers(&reference["q"]))
    {
        assert!((ours - theirs).abs() < 1e-12);
    }
}

#[test]
fn power_and_visits_equal_statsmodels() {
    let reference = json("methods.json");
    let number = |case: &Value, key: &str| case[key].as_f64().unwrap();
    for case in reference["power"].as_array().unwrap() {
        let (n1, n2) = (case["n1"].as_u64().unwrap(), case["n2"].as_u64().unwrap());
        let ours = two_sample_power(number(case, "difference"), number(case, "sigma"), n1, n2, 0.05).unwrap();
        assert_digits("power", ours, &case["power"], 7);
    }
    for case in reference["visits"].as_array().unwrap() {
        let needed = number(case, "n").ceil() as u64;
        let ours = further_visits(number(case, "difference"), number(case, "sigma"), 3, 3, 0.05, 0.8);
        assert_eq!(ours, Some(needed - 3));
    }
}

#[test]
fn student_distributions_equal_scipy() {
    let reference = json("methods.json");
    for case in reference["noncentral_t"].as_array().unwrap() {
        let of = |key: &str| case[key].as_f64().unwrap();
        let ours = noncentral_t_cdf(of("t"), of("df"), of("delta"));
        assert!((ours - of("p")).abs() < 1e-8, "{case}: {ours}");
    }
    for case in reference["t_cdf"].as_array().unwrap() {
        let of = |key: &str| case[key].as_f64().unwrap();
        assert_digits("probability", t_cdf(of("t"), of("df")), &case["p"], 9);
    }
    for case in reference["t_quantile"].as_array().unwrap() {
        let of = |key: &str| case[key].as_f64().unwrap();
        assert_digits("quantile", t_quantile(of("p"), of("df")), &case["t"], 9);
    }
}

#[test]
fn quantiles_and_the_median_interval_equal_numpy_and_scipy() {
    let reference = &json("methods.json")["times"];
    let ours = distribution(&numbers(&reference["values"]), 0.95).unwrap();
    let quantiles = [
        ours.lower_quartile,
        ours.median,
        ours.upper_quartile,
        ours.ninth_decile,
    ];
    for (ours, theirs) in quantiles.iter().zip(numbers(&reference["quantiles"])) {
        assert!((ours - theirs).abs() < 1e-9);
    }
    assert_interval(
        "median",
        ours.median_interval.unwrap(),
        &reference["median_interval"],
    );
}

#[test]
fn drift_equals_the_clustered_regression_of_statsmodels() {
    let reference = &json("methods.json")["drift"];
    let mut people: BTreeMap<u64, Vec<(f64, VisitStats)>> = BTreeMap::new();
    for row in columns("sleepstudy") {
        let stats = VisitStats::from_scores([row[2]]).unwrap();
        people.entry(row[0] as u64).or_default().push((row[1], stats));
    }
    let series: Vec<_> = people.into_values().collect();
    let ours = drift(&series, 0.95).unwrap();
    assert_digits("slope", ours.slope.value, &reference["slope"], DIGITS);
    assert_digits("se", ours.slope.se, &reference["se"], DIGITS);
    assert_digits("p", ours.p_value, &reference["p"], 6);
    assert_interval("slope", ours.slope.interval, &reference["interval"]);
}

/// Correlations of a data set whose first column is the outcome.
fn correlations(name: &str) -> Correlations {
    let rows: Vec<Vec<f64>> = columns(name)
        .into_iter()
        .map(|mut row| {
            row.rotate_left(1);
            row
        })
        .collect();
    Correlations::of(rows.iter().map(Vec::as_slice), rows[0].len() - 1).unwrap()
}

fn assert_shares(what: &str, ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len());
    for (a, b) in ours.iter().zip(theirs) {
        assert!((a - b).abs() < 1e-8, "{what}: {a} here, {b} in the reference");
    }
}

#[test]
fn lmg_equals_pingouin() {
    for name in ["attitude", "judges"] {
        let reference = &json("methods.json")["lmg"][name];
        let ours = lmg(&correlations(name));
        assert_shares(name, &ours, &numbers(&reference["importance"]));
        assert_digits("sum", ours.iter().sum(), &reference["r_squared"], DIGITS);
    }
}

#[test]
fn relative_weights_equal_relativeimp() {
    for name in ["attitude", "judges", "uscrime"] {
        let reference = &json("methods.json")["weights"][name];
        let ours = relative_weights(&correlations(name)).unwrap();
        assert_shares(name, &ours, &numbers(&reference["importance"]));
    }
}
