//! What the tests share: the committed public data, the reference results beside them, and normal draws.
#![allow(dead_code, reason = "every test file uses a part")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use rand_distr::{Distribution, StandardNormal};
use serde_json::Value;
use vitrine_analysis::random::Generator;

/// A public data set with its indices in order of appearance.
pub struct Data {
    /// Locations by name.
    pub locations: BTreeMap<String, usize>,
    /// Evaluators by name.
    pub evaluators: BTreeMap<String, usize>,
    /// Location, evaluator (0 if the file has none), score.
    pub visits: Vec<(usize, usize, f64)>,
}

/// Where scripts, results and data are.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/reference")
}

/// A committed result.
pub fn json(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(folder().join(name)).unwrap()).unwrap()
}

/// A public data set.
pub fn data(name: &str) -> Data {
    let mut reader = csv::Reader::from_path(folder().join("data").join(format!("{name}.csv"))).unwrap();
    let crossed = reader.headers().unwrap().len() == 3;
    let mut data = Data {
        locations: BTreeMap::new(),
        evaluators: BTreeMap::new(),
        visits: Vec::new(),
    };
    for record in reader.records() {
        let record = record.unwrap();
        let location = index(&mut data.locations, &record[0]);
        let evaluator = if crossed {
            index(&mut data.evaluators, &record[1])
        } else {
            0
        };
        let score = record[record.len() - 1].parse().unwrap();
        data.visits.push((location, evaluator, score));
    }
    data
}

fn index(known: &mut BTreeMap<String, usize>, name: &str) -> usize {
    let next = known.len();
    *known.entry(name.to_owned()).or_insert(next)
}

/// Fails unless `ours` equals the number at `theirs` to `digits` significant digits.
pub fn assert_digits(what: &str, ours: f64, theirs: &Value, digits: i32) {
    let theirs = theirs.as_f64().unwrap_or_else(|| panic!("{what}: no reference"));
    let allowed = 0.5 * 10f64.powi(-digits) * theirs.abs().max(1e-12);
    assert!(
        (ours - theirs).abs() <= allowed,
        "{what}: {ours} here, {theirs} in the reference"
    );
}

/// The numbers of a JSON list.
pub fn numbers(list: &Value) -> Vec<f64> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|v| v.as_f64().unwrap())
        .collect()
}

/// All columns of a public data set, as numbers by line.
pub fn columns(name: &str) -> Vec<Vec<f64>> {
    let mut reader = csv::Reader::from_path(folder().join("data").join(format!("{name}.csv"))).unwrap();
    reader
        .records()
        .map(|r| r.unwrap().iter().map(|cell| cell.parse().unwrap()).collect())
        .collect()
}

/// A draw from the standard normal distribution.
pub fn normal(rng: &mut Generator) -> f64 {
    StandardNormal.sample(rng)
}
