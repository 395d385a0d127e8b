//! The command line. Parsed by hand over `lexopt`: a derived parser takes longer to compile than all of xtask,
//! and this is the first thing that a new user waits for.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt as _};

use crate::bundle;
use crate::install::Policy;
use crate::test::Part;
use crate::wasm::Source;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
Set-up, builds, demo, tests and benchmarks of Vitrine.

Usage: cargo xtask JOB [OPTIONS]

Jobs:
  demo     Build everything and serve an agency with its visits in it
             --listen ADDR   where to listen [default: 127.0.0.1:8080]
             --data DIR      the demo's data; made and filled if it is not there [default: data/demo]
  test     Run every check and test
             --only PART     only lint, rust or browser; may be given more than once
  bundle   Build the phone's app for the browser into dist/app
             --dev           quick and large: no optimization, no wasm-opt
  bench    Run the benchmarks on release builds; with `-- WHAT...`, only these;
           `bench phone` measures the app in Chromium
  dist     Put the release server and the app into dist/
  pg       Keep a private PostgreSQL 15 running, print its URL, remove it on Ctrl-C
  help     Print this

Every job takes:
  --no-install    Install no package of the system: print what is missing and fail
  --std SOURCE    Where Rust's wasm32 library comes from: auto, rustup or debian [default: auto]
";

/// One job with its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Print the help.
    Help,
    /// Build everything and serve the demo.
    Demo {
        /// Where to listen.
        listen: SocketAddr,
        /// The folder of the demo's data, if not the usual one.
        data: Option<PathBuf>,
    },
    /// Run these parts of the tests; all if there are none.
    Test(Vec<Part>),
    /// Build the phone's app.
    Bundle,
    /// Run the benchmarks with these arguments.
    Bench(Vec<String>),
    /// Fill `dist/`.
    Dist,
    /// Keep PostgreSQL running.
    Pg,
}

/// The whole command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cli {
    /// What to do.
    pub job: Job,
    /// How to build the app on the way.
    pub bundle: bundle::Options,
}

impl Cli {
    /// Reads the arguments of this process.
    ///
    /// # Errors
    /// If a job or an option is unknown, or a value is missing or malformed.
    pub fn parse() -> Result<Self> {
        Self::read(Parser::from_env()).context("see `cargo xtask help`")
    }

    fn read(mut parser: Parser) -> Result<Self> {
        let mut name = None;
        let mut listen = SocketAddr::from(([127, 0, 0, 1], 8080));
        let mut data = None;
        let mut only = Vec::new();
        let mut words = Vec::new();
        let mut options = bundle::Options {
            dev: false,
            source: Source::Auto,
            policy: Policy::Install,
        };
        while let Some(arg) = parser.next()? {
            let job = name.as_deref();
            match (arg, job) {
                (Arg::Short('h') | Arg::Long("help"), _) => {
                    return Ok(Self {
                        job: Job::Help,
                        bundle: options,
                    });
                }
                (Arg::Long("no-install"), Some(_)) => options.policy = Policy::OnlyCheck,
                (Arg::Long("std"), Some(_)) => options.source = value(&mut parser, "--std")?,
                (Arg::Long("listen"), Some("demo")) => listen = value(&mut parser, "--listen")?,
                (Arg::Long("data"), Some("demo")) => data = Some(PathBuf::from(parser.value()?)),
                (Arg::Long("only"), Some("test")) => only.push(value(&mut parser, "--only")?),
                (Arg::Long("dev"), Some("bundle")) => options.dev = true,
                (Arg::Value(word), None) => name = Some(word.string()?),
                (Arg::Value(word), Some("bench")) => words.push(word.string()?),
                (arg, _) => return Err(arg.unexpected().into()),
            }
        }
        let job = match name.as_deref() {
            None | Some("help") => Job::Help,
            Some("demo") => Job::Demo { listen, data },
            Some("test") => Job::Test(only),
            Some("bundle") => Job::Bundle,
            Some("bench") => Job::Bench(words),
            Some("dist") => Job::Dist,
            Some("pg") => Job::Pg,
            Some(other) => bail!("there is no job `{other}`"),
        };
        Ok(Self { job, bundle: options })
    }
}

/// A word that is none of the known ones, which it lists.
#[derive(Debug)]
pub struct Unknown(pub &'static str);

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it may be {}", self.0)
    }
}

impl std::error::Error for Unknown {}

fn value<T>(parser: &mut Parser, option: &str) -> Result<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let text = parser.value()?.string()?;
    text.parse()
        .with_context(|| format!("`{text}` is no value for {option}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Cli> {
        Cli::read(Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn every_job_and_option_is_read() {
        let listen = "0.0.0.0:9000".parse().unwrap();
        let demo = read("demo --listen 0.0.0.0:9000 --data /x --no-install --std debian").unwrap();
        assert_eq!(
            demo.job,
            Job::Demo {
                listen,
                data: Some("/x".into())
            }
        );
        assert_eq!(
            (demo.bundle.policy, demo.bundle.source),
            (Policy::OnlyCheck, Source::Debian)
        );
        assert_eq!(
            read("test --only lint --only=rust").unwrap().job,
            Job::Test(vec![Part::Lint, Part::Rust])
        );
        assert!(read("bundle --dev").unwrap().bundle.dev);
        assert_eq!(
            read("bench ingest -- --seconds 3").unwrap().job,
            Job::Bench(["ingest", "--seconds", "3"].map(str::to_owned).to_vec())
        );
        assert_eq!(read("dist").unwrap().job, Job::Dist);
        assert_eq!(read("pg").unwrap().job, Job::Pg);
        for line in ["", "help", "--help", "demo -h"] {
            assert_eq!(read(line).unwrap().job, Job::Help, "{line}");
        }
    }

    #[test]
    fn a_wrong_line_is_refused_and_nothing_is_guessed() {
        for line in [
            "demos",
            "demo x",
            "demo --dev",
            "demo --listen",
            "demo --listen here",
            "test --only all",
            "--std",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
