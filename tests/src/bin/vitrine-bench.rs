//! `cargo xtask bench`: what the server does on this machine, beside what the machine can do.

use std::time::{Duration, Instant};

use anyhow::Context;
use clap::{Parser, Subcommand};
use vitrine_tests::bench::{ingest::Crowd, load, machine, report};
use vitrine_tests::process::{ADMIN_EMAIL, ADMIN_PASSWORD, Options, Server};
use vitrine_tests::staff::Staff;
use vitrine_tests::stage::{Wave, forty_questions, plain_location};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Subcommand)]
enum Bench {
    /// Visits pushed at 1, 8 and 32 connections, with and without photos; start and memory.
    Ingest {
        /// Measure on this PostgreSQL instead of the embedded SQLite.
        #[arg(long)]
        database_url: Option<String>,
        /// How many visits each figure is taken over.
        #[arg(long, default_value_t = 10_000)]
        visits: usize,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().bench {
        Bench::Ingest { database_url, visits } => ingest(database_url, visits),
    }
}

fn ingest(database_url: Option<String>, visits: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let limits = machine::measure(folder.path())?;
    report::heading("This machine");
    report::rate(
        "4-KiB writes with fdatasync, one after the other",
        limits.fdatasync_per_s,
        None,
    );
    report::rate("sequential write, MB", limits.sequential_mb_per_s, None);

    let on_postgres = database_url.is_some();
    let options = Options {
        database_url,
        ..Options::in_folder(folder.path())
    };
    Server::bootstrap(&options)?;
    let started = Instant::now();
    let server = Server::start(options)?;
    let start = started.elapsed();
    let origin = server.origin();
    let address = load::address_of(&origin)?;
    let staff = Staff::log_in(&origin, ADMIN_EMAIL, ADMIN_PASSWORD)?;
    let locations: Vec<_> = (0..50)
        .map(|number| plain_location(&format!("L{number:03}")))
        .collect();
    let wave = Wave::plan(&staff, &forty_questions(), &locations)?;
    let with_photos = (visits / 20).max(100);
    let alone = (visits / 5).max(200);
    let planned = alone + 2 * visits + with_photos + 400;
    eprintln!("planning {planned} visits …");
    let mut crowd = Crowd::gather(&origin, &staff, &wave, 32, planned)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;

    let warm = crowd.jobs(&origin, 200, 0)?;
    runtime.block_on(load::run(address, warm, 8))?;
    let engine = if on_postgres {
        "PostgreSQL"
    } else {
        "SQLite, synchronous FULL"
    };
    report::heading(&format!("Visits of 40 answers, acknowledged durably ({engine})"));
    for (connections, count) in [(1, alone), (8, visits), (32, visits)] {
        let jobs = crowd.jobs(&origin, count, 0)?;
        let run = runtime.block_on(load::run(address, jobs, connections))?;
        let budget = match (connections, on_postgres) {
            (32, false) => Some(6_000.0),
            (32, true) => Some(4_000.0),
            _ => None,
        };
        report::rate(
            &format!("{connections} connections: visits"),
            run.per_second(),
            budget,
        );
        let p50 = (connections == 1).then_some(Duration::from_millis(1));
        report::time(&format!("{connections} connections: p50"), run.quantile(0.5), p50);
        report::time(
            &format!("{connections} connections: p99"),
            run.quantile(0.99),
            None,
        );
    }
    let after_visits = resident_bytes(server.id())?;

    report::heading("Visits of 40 answers with 4 photos of 300 KB, 8 connections");
    let jobs = crowd.jobs(&origin, with_photos, 4)?;
    let run = runtime.block_on(load::run(address, jobs, 8))?;
    report::rate("visits", run.per_second(), Some(280.0));
    report::rate("photos, MB", run.per_second() * 1.2, None);

    report::heading("The server itself");
    report::time(
        "start to first answer, data of an empty agency",
        start,
        Some(Duration::from_millis(100)),
    );
    let budget = (!on_postgres).then_some(80_000_000);
    report::megabytes(
        &format!("resident after {} visits", alone + 2 * visits),
        after_visits,
        budget,
    );
    report::megabytes("resident after the photos", resident_bytes(server.id())?, None);
    Ok(())
}

/// The resident memory of a process, as the kernel tells it.
fn resident_bytes(id: u32) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .context("no VmRSS")?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kibibytes * 1024)
}
