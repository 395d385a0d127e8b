//! Variance components and predictions equal lme4's on public data (tests/reference/lme4.R).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod common;

use common::{assert_digits, data, json};
use serde_json::Value;
use vitrine_analysis::crossed::{self, Cell, Design};
use vitrine_analysis::oneway::{self, Prediction};
use vitrine_analysis::summary::VisitStats;

/// lme4's own optimiser stops about seven digits in.
const DIGITS: i32 = 5;

fn reference(name: &str) -> Value {
    let all = json("lme4.json");
    all["sets"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["name"] == name)
        .unwrap()
        .clone()
}

fn check_predictions(set: &Value, data: &common::Data, predictions: &[Prediction]) {
    let levels = set["levels"].as_array().unwrap();
    assert_eq!(levels.len(), predictions.len());
    for (i, level) in levels.iter().enumerate() {
        let name = level.as_str().unwrap();
        let prediction = predictions[data.locations[name]];
        assert_digits(
            &format!("shrunk of {name}"),
            prediction.value,
            &set["shrunk"][i],
            DIGITS,
        );
        assert_digits(&format!("se of {name}"), prediction.se, &set["se"][i], DIGITS);
        let conditional = &set["se_conditional"][i];
        assert_digits(
            &format!("conditional se of {name}"),
            prediction.se_conditional,
            conditional,
            DIGITS,
        );
    }
}

fn check_oneway(name: &str) -> oneway::OneWay {
    let (set, data) = (reference(name), data(name));
    let mut stats = vec![VisitStats::default(); data.locations.len()];
    for (location, _, score) in &data.visits {
        stats[*location].add(*score);
    }
    let model = oneway::fit(&stats).unwrap().unwrap();
    assert_digits("sigma2", model.sigma2, &set["sigma2"], DIGITS);
    assert_digits("location", model.tau2, &set["location"], DIGITS);
    assert_digits("intercept", model.intercept, &set["intercept"], DIGITS);
    assert_digits("intercept_se", model.intercept_se, &set["intercept_se"], DIGITS);
    assert_digits("reml_criterion", model.reml_criterion, &set["reml_criterion"], 9);
    let predictions: Vec<_> = stats.iter().map(|s| model.predict(s)).collect();
    check_predictions(&set, &data, &predictions);
    model
}

fn check_crossed(name: &str) {
    let (set, data) = (reference(name), data(name));
    let cells: Vec<_> = data
        .visits
        .iter()
        .map(|(l, e, score)| Cell::visit(*l, *e, *score))
        .collect();
    let design = Design::new(&cells, data.locations.len(), data.evaluators.len()).unwrap();
    let model = crossed::severity(&design).unwrap();
    assert_digits("sigma2", model.sigma2, &set["sigma2"], DIGITS);
    assert_digits("location", model.location, &set["location"], DIGITS);
    assert_digits("evaluator", model.evaluator, &set["evaluator"], DIGITS);
    assert_digits("intercept", model.intercept, &set["intercept"], DIGITS);
    assert_digits("intercept_se", model.intercept_se, &set["intercept_se"], DIGITS);
    assert_digits("reml_criterion", model.reml_criterion, &set["reml_criterion"], 9);
    check_predictions(&set, &data, &model.locations);
}

#[test]
fn dyestuff_is_balanced_and_one_way() {
    let model = check_oneway("dyestuff");
    assert!(!model.convergence.boundary);
    // Balanced: REML equals the analysis of variance, (MSB − MSW)/5 with MSB = 56357.5/5.
    assert!((model.tau2 - (56_357.5 / 5.0 - 2451.25) / 5.0).abs() < 1e-8);
}

#[test]
fn dyestuff2_has_no_variance_between_batches() {
    let model = check_oneway("dyestuff2");
    assert!(model.convergence.boundary);
    assert_eq!(model.tau2, 0.0);
}

#[test]
fn exam_has_65_schools_of_very_different_size() {
    check_oneway("exam");
}

#[test]
fn penicillin_is_fully_crossed() {
    check_crossed("penicillin");
}

#[test]
fn scotssec_is_partially_crossed() {
    check_crossed("scotssec");
}

#[test]
fn insteval_is_sparsely_crossed() {
    check_crossed("insteval");
}
