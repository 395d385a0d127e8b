//! The `analyze` command: a file of visits on the command line, a table or JSON on the output.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args as ClapArgs;
use thiserror::Error;

use crate::analyze::read::{Columns, read};
use crate::analyze::{AnalyzeError, analyze, table};
use crate::compare::Options;
use crate::rank::Simulation;

/// Analyse a CSV file of visits: columns location and score, and where they exist evaluator, wave and
/// touchpoint.
#[derive(Debug, Clone, ClapArgs)]
pub struct Args {
    /// The file; its first line names the columns.
    pub file: PathBuf,
    /// Column with the location.
    #[arg(long, default_value = "location")]
    pub location: String,
    /// Column with the score.
    #[arg(long, default_value = "score")]
    pub score: String,
    /// Column with the evaluator [default: evaluator, if the file has it].
    #[arg(long)]
    pub evaluator: Option<String>,
    /// Column with the wave [default: wave, if the file has it].
    #[arg(long)]
    pub wave: Option<String>,
    /// Column with the touchpoint [default: touchpoint, if the file has it].
    #[arg(long)]
    pub touchpoint: Option<String>,
    /// Column with the overall metric of a visit, for key drivers.
    #[arg(long)]
    pub outcome: Option<String>,
    /// Print JSON instead of a table.
    #[arg(long)]
    pub json: bool,
    /// Seed of the simulations.
    #[arg(long, default_value_t = Simulation::default().seed)]
    pub seed: u64,
    /// Draws of the simulations.
    #[arg(long, default_value_t = 4000)]
    pub draws: usize,
}

/// Why the command failed.
#[derive(Debug, Error)]
pub enum CommandError {
    /// The file cannot be opened.
    #[error("{}: {source}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file cannot be analysed.
    #[error(transparent)]
    Analyze(#[from] AnalyzeError),
    /// The output cannot be written.
    #[error("the output cannot be written: {0}")]
    Output(#[from] io::Error),
    /// The report cannot be written as JSON.
    #[error("the report cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Runs the command.
///
/// # Errors
/// [`CommandError`], worded for the person at the terminal.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), CommandError> {
    let open = |source| CommandError::Open {
        path: args.file.clone(),
        source,
    };
    let input = fs::File::open(&args.file).map_err(open)?;
    let columns = Columns {
        location: args.location.clone(),
        score: args.score.clone(),
        evaluator: args.evaluator.clone(),
        wave: args.wave.clone(),
        touchpoint: args.touchpoint.clone(),
        outcome: args.outcome.clone(),
    };
    let file = read(input, &columns).map_err(AnalyzeError::from)?;
    let simulation = Simulation {
        seed: args.seed,
        draws: args.draws,
        ..Simulation::default()
    };
    let options = Options {
        simulation,
        ..Options::default()
    };
    let report = analyze(&file, &options).map_err(AnalyzeError::from)?;
    if args.json {
        serde_json::to_writer_pretty(&mut *out, &report)?;
        writeln!(out)?;
    } else {
        table::write(&report, out)?;
    }
    Ok(())
}
