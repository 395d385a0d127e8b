//! Every check and test of the project, and one line that counts them.

use std::path::PathBuf;
use std::process::Command;
use std::str::FromStr;

use anyhow::{Result, bail};

use crate::bundle;
use crate::cli::Unknown;
use crate::install::{self, Need};
use crate::node;
use crate::postgres::{Cluster, Durability};
use crate::process::{cargo, note, on_path, run, run_reading, say};
use crate::project::Project;
use crate::tally::Tally;

/// One part of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Formatting, Clippy, licenses and advisories.
    Lint,
    /// The Rust tests, on SQLite and PostgreSQL.
    Rust,
    /// The app in Chromium.
    Browser,
}

impl FromStr for Part {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        match text {
            "lint" => Ok(Self::Lint),
            "rust" => Ok(Self::Rust),
            "browser" => Ok(Self::Browser),
            _ => Err(Unknown("lint, rust or browser")),
        }
    }
}

/// One line of the summary.
struct Outcome {
    name: &'static str,
    tally: Tally,
    remark: String,
}

/// The outcomes so far.
#[derive(Default)]
struct Report(Vec<Outcome>);

impl Report {
    /// Does one check; a failure is reported, counted, and does not keep the others from running.
    fn check(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> bool {
        self.tests(name, |tally| {
            work()?;
            tally.passed = 1;
            Ok(true)
        })
    }

    /// Runs a test runner that adds what it counted; `Ok(false)` is a failure that it has shown itself.
    fn tests(&mut self, name: &'static str, work: impl FnOnce(&mut Tally) -> Result<bool>) -> bool {
        say(name);
        let mut tally = Tally::default();
        let (good, remark) = match work(&mut tally) {
            Ok(true) => (true, String::new()),
            Ok(false) => (false, String::new()),
            Err(error) => (false, format!("{error:#}")),
        };
        if !good {
            note(&format!("FAILED: {name} {remark}"));
            // A runner that died before it counted anything has failed all the same.
            tally.failed = tally.failed.max(1);
        }
        self.0.push(Outcome { name, tally, remark });
        good
    }

    fn skip(&mut self, name: &'static str, why: &str) {
        say(&format!("{name}: skipped"));
        note(why);
        self.0.push(Outcome {
            name,
            tally: Tally {
                skipped: 1,
                ..Tally::default()
            },
            remark: why.to_owned(),
        });
    }
}

/// Runs the parts asked for (all, if `only` is empty), prints a summary and, last, the counts.
///
/// # Errors
/// If anything failed, or what the tests need is missing.
pub fn test(project: &Project, only: &[Part], options: bundle::Options) -> Result<()> {
    let wants = |part| only.is_empty() || only.contains(&part);
    let mut needs: Vec<&[Need]> = vec![install::NATIVE];
    if wants(Part::Rust) || wants(Part::Browser) {
        needs.push(install::PHONE);
    }
    if wants(Part::Rust) {
        needs.push(install::POSTGRES);
    }
    if wants(Part::Browser) {
        needs.push(install::BROWSER);
    }
    install::ensure(options.policy, &needs)?;

    let mut report = Report::default();
    if wants(Part::Lint) {
        lint(project, &mut report);
    }
    if wants(Part::Rust) || wants(Part::Browser) {
        let app = report.check("the phone's app", || bundle::bundle(project, options));
        let server = report.check("the server", || {
            run(cargo(project).args(["build", "-p", "vitrine-backend", "--bin", "vitrine"]))
        });
        if wants(Part::Rust) {
            rust(project, &mut report);
        }
        if wants(Part::Browser) {
            if app && server {
                report.tests("browser tests", |tally| browser(project, tally));
            } else {
                report.skip("browser tests", "the app or the server did not build");
            }
        }
    }
    summarize(&report)
}

fn lint(project: &Project, report: &mut Report) {
    let root = || cargo(project);
    report.check("Cargo.lock is complete", || {
        let arguments = ["metadata", "--locked", "--format-version", "1"];
        crate::process::output(root().args(arguments)).map(drop)
    });
    report.check("formatting", || run(root().args(["fmt", "--all", "--check"])));
    report.check("Clippy", || {
        run(root().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    });
    if on_path("cargo-deny") {
        // Advisories need the network at large: `cargo deny check advisories`, by hand or on a schedule.
        report.check("licenses and sources", || {
            run(root().args(["deny", "--all-features", "check", "bans", "licenses", "sources"]))
        });
    } else {
        report.skip(
            "licenses and sources",
            "cargo-deny is not installed: `cargo install --locked cargo-deny`",
        );
    }
}

fn rust(project: &Project, report: &mut Report) {
    let cluster = match Cluster::start(Durability::Off) {
        Ok(cluster) => cluster,
        Err(error) => {
            report.check("PostgreSQL 15", || Err(error));
            return;
        }
    };
    let nextest = on_path("cargo-nextest");
    let mut all = cargo(project);
    if nextest {
        all.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
    } else {
        all.args([
            "test",
            "--workspace",
            "--no-fail-fast",
            "--lib",
            "--bins",
            "--tests",
            "--examples",
        ]);
    }
    let mut docs = cargo(project);
    docs.args(["test", "--workspace", "--doc"]);
    for (name, mut command) in [("Rust tests", all), ("documentation tests", docs)] {
        for (variable, value) in environment(project) {
            command.env(variable, value);
        }
        command.env("VITRINE_TEST_POSTGRES", cluster.url());
        report.tests(name, |tally| counted(&mut command, tally));
    }
}

fn browser(project: &Project, tally: &mut Tally) -> Result<bool> {
    let dir = project.root().join("tests/browser");
    node::install(&dir)?;
    let mut command = Command::new("npx");
    command
        .args(["--no-install", "playwright", "test"])
        .current_dir(&dir);
    command
        .envs(environment(project))
        .env("CHROMIUM", "/usr/bin/chromium");
    counted(&mut command, tally)
}

/// Where the tests find what was built.
fn environment(project: &Project) -> [(&'static str, PathBuf); 2] {
    [
        ("VITRINE_BIN", project.target().join("debug/vitrine")),
        ("VITRINE_APP_DIR", project.app()),
    ]
}

fn counted(command: &mut Command, tally: &mut Tally) -> Result<bool> {
    let status = run_reading(command, |_, line| tally.read(line))?;
    Ok(status.success())
}

fn summarize(report: &Report) -> Result<()> {
    say("Summary");
    let mut sum = Tally::default();
    for outcome in &report.0 {
        sum += outcome.tally;
        let mark = if outcome.tally.failed > 0 { "FAILED" } else { "ok" };
        note(&format!(
            "{mark:>6}  {:<24} {}  {}",
            outcome.name, outcome.tally, outcome.remark
        ));
    }
    crate::print(&sum.to_string());
    if sum.failed > 0 {
        bail!("the tests failed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_that_dies_without_counting_has_failed() {
        let mut report = Report::default();
        assert!(!report.tests("dies", |_| Ok(false)));
        assert!(!report.check("errs", || bail!("reason")));
        assert!(report.check("works", || Ok(())));
        report.skip("left out", "why");
        assert!(!report.tests("counts", |tally| {
            tally.passed = 4;
            tally.failed = 3;
            Ok(false)
        }));
        let mut sum = Tally::default();
        for outcome in &report.0 {
            sum += outcome.tally;
        }
        assert_eq!(
            sum,
            Tally {
                passed: 5,
                failed: 5,
                skipped: 1
            }
        );
        assert!(summarize(&report).is_err());
    }
}
