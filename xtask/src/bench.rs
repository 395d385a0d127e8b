//! Benchmarks on release builds, and the folder of release artifacts.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::bundle;
use crate::install;
use crate::node;
use crate::postgres::{Cluster, Durability};
use crate::process::{cargo, note, run, say};
use crate::project::Project;
use crate::service::StopFlag;

/// Builds for release and runs `vitrine-bench` with the user's arguments, or the phone's benchmarks for `phone`;
/// without any, what the server takes in (`ingest`), on the embedded SQLite and on a PostgreSQL of its own.
///
/// # Errors
/// If a build or a benchmark fails.
pub fn bench(project: &Project, arguments: &[String], options: bundle::Options) -> Result<()> {
    if let [what] = arguments
        && what == "phone"
    {
        return phone(project, options);
    }
    install::ensure(options.policy, &[install::NATIVE, install::POSTGRES])?;
    say("Building the server and the benchmarks");
    let packages = ["-p", "vitrine-backend", "-p", "vitrine-tests"];
    let binaries = ["--bin", "vitrine", "--bin", "vitrine-bench"];
    run(cargo(project)
        .args(["build", "--release"])
        .args(packages)
        .args(binaries))?;
    // From here on Ctrl-C ends the benchmark alone, and the cluster is put away.
    let _stop = StopFlag::listen()?;
    let bin = project.target().join("release");
    let measure = |arguments: &[&str]| {
        let mut command = Command::new(bin.join("vitrine-bench"));
        run(command
            .args(arguments)
            .current_dir(project.root())
            .env("VITRINE_BIN", bin.join("vitrine")))
    };
    say("Measuring: leave this machine alone meanwhile");
    if !arguments.is_empty() {
        return measure(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    }
    measure(&["ingest"])?;
    let cluster = Cluster::start(Durability::On)?;
    measure(&["ingest", "--database-url", &cluster.url()])
}

/// Builds the app for release and measures it in Chromium. The server behind it does nothing that is measured.
fn phone(project: &Project, options: bundle::Options) -> Result<()> {
    install::ensure(
        options.policy,
        &[install::NATIVE, install::PHONE, install::BROWSER],
    )?;
    bundle::bundle(project, options)?;
    run(cargo(project).args(["build", "-p", "vitrine-backend", "--bin", "vitrine"]))?;
    let dir = project.root().join("tests/browser");
    node::install(&dir)?;
    let _stop = StopFlag::listen()?;
    say("Measuring: leave this machine alone meanwhile");
    run(Command::new("node")
        .arg("bench/phone.js")
        .current_dir(&dir)
        .env("VITRINE_BIN", project.target().join("debug/vitrine"))
        .env("VITRINE_APP_DIR", project.app())
        .env("CHROMIUM", "/usr/bin/chromium"))
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
