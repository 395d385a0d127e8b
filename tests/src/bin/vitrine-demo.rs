//! Makes the demo agency on a running server and prints its addresses and log-ins.

#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Parser;
use vitrine_tests::demo::{LOG_INS, PASSWORD, load};

/// Makes the demo agency on a running server.
#[derive(Parser)]
struct Arguments {
    /// Where the server is reached, such as `http://127.0.0.1:8080`.
    #[arg(long)]
    server: String,
    /// The server's data folder, for its first administrator.
    #[arg(long)]
    data: PathBuf,
    /// The checklist that the demo's visits run.
    #[arg(long, default_value = "checklists/retail/retail-store.toml")]
    checklist: PathBuf,
    /// Its training, which the demo's evaluators pass.
    #[arg(long, default_value = "checklists/training/retail-store.toml")]
    training: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let Arguments {
        server,
        data,
        checklist,
        training,
    } = Arguments::parse();
    let read =
        |path: &Path| std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()));
    let demo = load(&server, &data, &read(&checklist)?, &read(&training)?)?;
    println!("Vitrine's demo agency: {} visits published.\n", demo.published);
    println!("  console and brand portal   {server}/");
    for log_in in LOG_INS {
        println!(
            "  {:<26} {}   {PASSWORD}",
            format!("log in as {}", log_in.role),
            log_in.email
        );
    }
    println!("  evaluator's phone          {}", demo.enrolment_link);
    Ok(())
}
