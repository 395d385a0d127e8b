//! Set-up, builds, demo, tests and benchmarks of Vitrine: `cargo xtask <job>`.

mod bench;
mod bundle;
mod demo;
mod fingerprint;
mod install;
mod node;
mod postgres;
mod precache;
mod process;
mod project;
mod service;
mod tally;
mod test;
mod wasm;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use crate::project::Project;

#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    about = "Set-up, builds, demo, tests and benchmarks of Vitrine."
)]
struct Cli {
    #[command(subcommand)]
    job: Job,
}

#[derive(Debug, Subcommand)]
enum Job {
    /// Build everything and serve an agency with its visits in it.
    Demo {
        /// Where to listen.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
        /// The folder of the demo's data; made and filled if it is not there [default: data/demo].
        #[arg(long)]
        data: Option<PathBuf>,
        #[command(flatten)]
        build: Build,
    },
    /// Run every check and test.
    Test {
        /// Only this part; may be given more than once.
        #[arg(long, value_enum)]
        only: Vec<test::Part>,
        #[command(flatten)]
        build: Build,
    },
    /// Build the phone's app for the browser into dist/app.
    Bundle {
        /// Quick and large: no optimization, no wasm-opt.
        #[arg(long)]
        dev: bool,
        #[command(flatten)]
        build: Build,
    },
    /// Run the benchmarks on release builds.
    Bench {
        #[command(flatten)]
        build: Build,
        /// What to run, and its options.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Put the release server and the app into dist/.
    Dist {
        #[command(flatten)]
        build: Build,
    },
    /// Keep a private PostgreSQL 15 running, print its URL, and remove it on Ctrl-C.
    Pg {
        #[command(flatten)]
        build: Build,
    },
}

#[derive(Debug, Args)]
struct Build {
    /// Install nothing: print what is missing and fail.
    #[arg(long)]
    no_install: bool,
    /// Where Rust's wasm32 library may come from.
    #[arg(long = "std", value_enum, default_value = "auto", env = "VITRINE_WASM_STD")]
    source: wasm::Source,
}

impl Build {
    fn bundle(&self, dev: bool) -> bundle::Options {
        bundle::Options {
            dev,
            source: self.source,
            policy: bench::policy(self.no_install),
        }
    }
}

/// Prints a result (not progress) on standard output.
#[allow(
    clippy::print_stdout,
    reason = "the one place where xtask's results go to standard output"
)]
fn print(text: &str) {
    println!("{text}");
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.job) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(job: Job) -> Result<()> {
    let project = Project::locate()?;
    match job {
        Job::Demo { listen, data, build } => {
            let data = match data {
                Some(data) => std::path::absolute(data)?,
                None => project.root().join("data/demo"),
            };
            demo::demo(
                &project,
                &demo::Options {
                    listen,
                    data,
                    bundle: build.bundle(false),
                },
            )
        }
        Job::Test { only, build } => test::test(&project, &only, build.bundle(false)),
        Job::Bundle { dev, build } => bundle::bundle(&project, build.bundle(dev)),
        Job::Bench { build, arguments } => bench::bench(&project, &arguments, build.bundle(false)),
        Job::Dist { build } => bench::dist(&project, build.bundle(false)),
        Job::Pg { build } => {
            install::ensure(build.bundle(false).policy, &[install::POSTGRES])?;
            postgres::keep_running(&service::StopFlag::listen()?)
        }
    }
}
