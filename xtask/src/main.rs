//! Set-up, builds, demo, tests and benchmarks of Vitrine: `cargo xtask <job>`.

mod bench;
mod bundle;
mod cli;
mod demo;
mod fingerprint;
mod install;
mod lint;
mod node;
mod postgres;
mod precache;
mod process;
mod project;
mod report;
mod service;
mod tally;
mod test;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;

use crate::cli::{Cli, Job};
use crate::project::Project;

/// Prints a result (not progress) on standard output.
#[allow(
    clippy::print_stdout,
    reason = "the one place where xtask's results go to standard output"
)]
fn print(text: &str) {
    println!("{text}");
}

fn main() -> ExitCode {
    match Cli::parse().and_then(run) {
        Ok(true) => ExitCode::SUCCESS,
        // The job has said what failed, and its counts stay the last line.
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does the job; `false` if it ran to its end and found failures.
fn run(Cli { job, bundle }: Cli) -> Result<bool> {
    let project = Project::locate()?;
    match job {
        Job::Help => print(cli::HELP.trim_end()),
        Job::Demo { listen, data } => {
            let data = match data {
                Some(data) => std::path::absolute(data)?,
                None => project.root().join("data/demo"),
            };
            demo::demo(&project, &demo::Options { listen, data, bundle })?;
        }
        Job::Test(only) => return test::test(&project, &only, bundle),
        Job::Bundle => bundle::bundle(&project, bundle)?,
        Job::Bench(arguments) => bench::bench(&project, &arguments, bundle)?,
        Job::Dist => bench::dist(&project, bundle)?,
        Job::Pg => {
            install::ensure(bundle.policy, &[install::POSTGRES])?;
            postgres::keep_running(&service::StopFlag::listen()?)?;
        }
    }
    Ok(true)
}
