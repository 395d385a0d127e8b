//! How figures are printed: what was measured, the budget, and whether it is met.

#![allow(clippy::print_stdout, reason = "printing is what a report does")]

use std::time::Duration;

/// Prints the heading of a group of figures.
pub fn heading(text: &str) {
    println!("\n{text}");
}

/// Prints a rate against the least it should be.
pub fn rate(what: &str, per_second: f64, at_least: Option<f64>) {
    let verdict = at_least.map_or(String::new(), |budget| {
        verdict(per_second >= budget, &format!("≥ {budget:.0}/s"))
    });
    println!("  {what:<58} {per_second:>10.0}/s  {verdict}");
}

/// Prints a time against the most it should be.
pub fn time(what: &str, took: Duration, at_most: Option<Duration>) {
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let verdict = at_most.map_or(String::new(), |budget| {
        verdict(took <= budget, &format!("≤ {} ms", ms(budget)))
    });
    println!("  {what:<58} {:>10.2} ms {verdict}", ms(took));
}

/// Prints a size in megabytes against the most it should be.
pub fn megabytes(what: &str, bytes: u64, at_most: Option<u64>) {
    let mb = |bytes: u64| bytes as f64 / 1e6;
    let verdict = at_most.map_or(String::new(), |budget| {
        verdict(bytes <= budget, &format!("≤ {:.0} MB", mb(budget)))
    });
    println!("  {what:<58} {:>10.1} MB {verdict}", mb(bytes));
}

fn verdict(met: bool, budget: &str) -> String {
    format!("{} budget {budget}", if met { "met   " } else { "MISSED" })
}
