//! Prints how the crossed model scales: three sizes with the same locations and evaluators, up to
//! 100,000 visits of 3,000 locations by 1,000 evaluators, and one location page from stored sums.
//!
//! `cargo run --release -p vitrine-analysis --example scale`

use std::error::Error;
use std::io::Write;
use std::time::Instant;

use rand_distr::{Distribution, StandardNormal};
use vitrine_analysis::compare::{Options, compare};
use vitrine_analysis::crossed::{Cell, Design, severity};
use vitrine_analysis::random::{Generator, below, generator};
use vitrine_analysis::rank::Simulation;
use vitrine_analysis::summary::VisitStats;

const LOCATIONS: usize = 3000;
const EVALUATORS: usize = 1000;
const PAGE_LOCATIONS: usize = 2000;
const PAGE_VISITS: usize = 1_000_000;
const PAGE_REPEATS: usize = 21;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "visits     REML (s)  evaluations  ranks (s)  peak (MB)  estimates (true: 300, 64, 25)"
    )?;
    for visits in [25_000, 50_000, 100_000] {
        let cells = crossed_visits(visits);
        let start = Instant::now();
        let design = Design::new(&cells, LOCATIONS, EVALUATORS)?;
        let model = severity(&design)?;
        let fitted = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let adjusted = model.adjusted(&Simulation::default())?;
        let ranked = start.elapsed().as_secs_f64();
        writeln!(
            out,
            "{visits:<9}  {fitted:8.2}  {:11}  {ranked:9.2}  {:9}  {:.1}, {:.1}, {:.1}; {} ranks",
            model.convergence.evaluations,
            peak_memory_mb().map_or_else(|| "unknown".to_owned(), |mb| mb.to_string()),
            model.sigma2,
            model.location,
            model.evaluator,
            adjusted.ranks.len(),
        )?;
    }
    let stats = page_stats();
    let mut times = Vec::new();
    let mut runs = 0;
    for _ in 0..PAGE_REPEATS {
        let start = Instant::now();
        runs = compare(&stats, &Options::default())?.indistinguishable.len();
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    writeln!(
        out,
        "a page from stored sums, {PAGE_LOCATIONS} locations, {PAGE_VISITS} visits: median {:.1} ms, best {:.1} ms ({runs} runs)",
        times.get(PAGE_REPEATS / 2).unwrap_or(&f64::NAN),
        times.first().unwrap_or(&f64::NAN),
    )?;
    Ok(())
}

fn normal(rng: &mut Generator) -> f64 {
    StandardNormal.sample(rng)
}

/// Visits of random evaluators to random locations; every location is visited at least once.
fn crossed_visits(visits: usize) -> Vec<Cell> {
    let mut rng = generator(7);
    let quality: Vec<f64> = (0..LOCATIONS).map(|_| 8.0 * normal(&mut rng)).collect();
    let severity: Vec<f64> = (0..EVALUATORS).map(|_| 5.0 * normal(&mut rng)).collect();
    (0..visits)
        .map(|i| {
            let location = if i < LOCATIONS {
                i
            } else {
                below(&mut rng, LOCATIONS)
            };
            let evaluator = below(&mut rng, EVALUATORS);
            let level = quality.get(location).unwrap_or(&0.0) + severity.get(evaluator).unwrap_or(&0.0);
            Cell::visit(
                location,
                evaluator,
                70.0 + level + 300_f64.sqrt() * normal(&mut rng),
            )
        })
        .collect()
}

fn page_stats() -> Vec<VisitStats> {
    let mut rng = generator(11);
    let mut stats = vec![VisitStats::default(); PAGE_LOCATIONS];
    let quality: Vec<f64> = (0..PAGE_LOCATIONS).map(|_| 8.0 * normal(&mut rng)).collect();
    for i in 0..PAGE_VISITS {
        let location = if i < PAGE_LOCATIONS {
            i
        } else {
            below(&mut rng, PAGE_LOCATIONS)
        };
        if let (Some(s), Some(q)) = (stats.get_mut(location), quality.get(location)) {
            s.add(70.0 + q + 17.0 * normal(&mut rng));
        }
    }
    stats
}

/// The highest resident memory of this process so far, where the system tells.
fn peak_memory_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM"))?;
    line.split_whitespace()
        .nth(1)?
        .parse::<u64>()
        .ok()
        .map(|kb| kb / 1024)
}
