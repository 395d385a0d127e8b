//! Benchmarks on release builds, and the folder of release artifacts.

use std::fs;

use anyhow::{Context, Result};

use crate::bundle;
use crate::install;
use crate::postgres::{Cluster, Durability};
use crate::process::{cargo, note, run, say};
use crate::project::Project;
use crate::service::StopFlag;

/// Builds everything for release and runs `vitrine-bench` with the user's arguments.
///
/// # Errors
/// If a build or the benchmark fails.
pub fn bench(project: &Project, arguments: &[String], options: bundle::Options) -> Result<()> {
    install::ensure(options.policy, &[install::NATIVE, install::POSTGRES])?;
    bundle::bundle(project, options)?;
    say("Building the server and the benchmarks");
    let packages = [
        "-p",
        "vitrine-backend",
        "-p",
        "vitrine-tests",
        "--bin",
        "vitrine",
        "--bin",
        "vitrine-bench",
    ];
    run(cargo(project).args(["build", "--release"]).args(packages))?;
    // From here on Ctrl-C ends the benchmark alone, and the cluster is put away.
    let _stop = StopFlag::listen()?;
    let cluster = Cluster::start(Durability::On)?;
    let bin = project.target().join("release");
    say("Running the benchmarks: leave this machine alone meanwhile");
    run(std::process::Command::new(bin.join("vitrine-bench"))
        .args(arguments)
        .current_dir(project.root())
        .env("VITRINE_BIN", bin.join("vitrine"))
        .env("VITRINE_APP_DIR", project.app())
        .env("VITRINE_TEST_POSTGRES", cluster.url()))
}

/// Puts the release server and the app into `dist/`.
///
/// # Errors
/// If a build fails.
pub fn dist(project: &Project, options: bundle::Options) -> Result<()> {
    install::ensure(options.policy, &[install::NATIVE])?;
    bundle::bundle(project, options)?;
    say("Building the server");
    run(cargo(project).args(["build", "--release", "-p", "vitrine-backend", "--bin", "vitrine"]))?;
    let server = project.dist().join("vitrine");
    fs::copy(project.target().join("release/vitrine"), &server)
        .with_context(|| format!("writing {}", server.display()))?;
    note(&format!("the server: {}", server.display()));
    note(&format!(
        "run it:     {} serve --data DIR --app {}",
        server.display(),
        project.app().display()
    ));
    Ok(())
}
