//! Every check and test of the project, and one line that counts them.

use std::path::PathBuf;
use std::process::Command;
use std::str::FromStr;

use anyhow::Result;

use crate::bundle;
use crate::cli::Unknown;
use crate::install::{self, Need};
use crate::postgres::{Cluster, Durability};
use crate::process::{cargo, on_path, run, run_reading};
use crate::project::Project;
use crate::report::Report;
use crate::service::StopFlag;
use crate::tally::Tally;
use crate::{lint, node};

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

/// Runs the parts asked for (all, if `only` is empty), prints a summary and, last, the counts.
///
/// Returns whether all went well.
///
/// # Errors
/// If what the tests need is missing and cannot be installed.
pub fn test(project: &Project, only: &[Part], options: bundle::Options) -> Result<bool> {
    let wants = |part| only.is_empty() || only.contains(&part);
    let mut needs: Vec<&[Need]> = vec![install::NATIVE, install::PHONE];
    if wants(Part::Rust) {
        needs.push(install::POSTGRES);
    }
    if wants(Part::Browser) {
        needs.push(install::BROWSER);
    }
    install::ensure(options.policy, &needs)?;

    let mut report = Report::new(StopFlag::listen()?);
    if wants(Part::Lint) {
        lint::lint(project, &mut report, options);
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
    Ok(report.close())
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
    // The workspace leaves the screens out: they bring what draws them.
    let mut screens = cargo(project);
    let of_screens = ["-p", "vitrine-mobile", "--features", "screens", "--lib", "ui::"];
    if nextest {
        screens
            .args(["nextest", "run", "--no-fail-fast"])
            .args(of_screens);
    } else {
        screens.args(["test", "--no-fail-fast"]).args(of_screens);
    }
    let mut docs = cargo(project);
    docs.args(["test", "--workspace", "--doc"]);
    for (name, mut command) in [
        ("Rust tests", all),
        ("tests of the phone's screens", screens),
        ("documentation tests", docs),
    ] {
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
