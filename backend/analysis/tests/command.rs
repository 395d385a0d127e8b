//! The command on public files: JSON with the fields that scripts read, and a table for people.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod common;

use clap::Parser;
use common::{assert_digits, folder, json};
use serde_json::Value;
use vitrine_analysis::command::{Args, CommandError, run};

#[derive(Parser)]
struct Program {
    #[command(flatten)]
    args: Args,
}

fn command(arguments: &[&str]) -> Result<String, CommandError> {
    let args = Program::parse_from(std::iter::once("analyze").chain(arguments.iter().copied())).args;
    let mut out = Vec::new();
    run(&args, &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

fn file(name: &str) -> String {
    folder()
        .join("data")
        .join(format!("{name}.csv"))
        .display()
        .to_string()
}

#[test]
fn json_has_the_numbers_of_the_reference() {
    let all = json("lme4.json");
    for (name, model) in [
        ("dyestuff", "one_way"),
        ("penicillin", "crossed"),
        ("scotssec", "crossed"),
    ] {
        let reference = all["sets"]
            .as_array()
            .unwrap()
            .iter()
            .find(|s| s["name"] == name)
            .unwrap();
        let report: Value = serde_json::from_str(&command(&[&file(name), "--json"]).unwrap()).unwrap();
        assert_eq!(report["model"], model);
        let components = &report["variance_components"];
        for key in ["sigma2", "location"] {
            assert_digits(key, components[key].as_f64().unwrap(), &reference[key], 5);
        }
        for key in ["intercept", "intercept_se", "reml_criterion"] {
            assert_digits(key, report[key].as_f64().unwrap(), &reference[key], 5);
        }
        for row in report["locations"].as_array().unwrap() {
            let levels = reference["levels"].as_array().unwrap();
            let i = levels.iter().position(|l| *l == row["location"]).unwrap();
            for key in ["n", "raw", "shrunk", "se", "se_conditional"] {
                assert_digits(key, row[key].as_f64().unwrap(), &reference[key][i], 5);
            }
            let (low, high) = (
                row["rank_low"].as_u64().unwrap(),
                row["rank_high"].as_u64().unwrap(),
            );
            assert!(1 <= low && low <= high && high <= levels.len() as u64);
            assert_eq!(row["adjusted"].is_null(), model == "one_way");
        }
    }
}

#[test]
fn equal_seeds_give_equal_answers() {
    let one = command(&[&file("penicillin"), "--json", "--seed", "4"]).unwrap();
    assert_eq!(
        one,
        command(&[&file("penicillin"), "--json", "--seed", "4"]).unwrap()
    );
}

#[test]
fn the_table_says_when_there_is_no_difference() {
    let table = command(&[&file("dyestuff2")]).unwrap();
    assert!(
        table.contains("The variance of locations is estimated as zero"),
        "{table}"
    );
    assert!(table.contains("this order is not a ranking"), "{table}");
}

#[test]
fn a_missing_file_is_named() {
    let error = command(&["/nowhere/visits.csv"]).unwrap_err().to_string();
    assert!(error.starts_with("/nowhere/visits.csv: "), "{error}");
}
