//! Node packages, installed exactly as their lock file says.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::fingerprint::{Fingerprint, unless_done};
use crate::process::run;

/// Installs the packages of `dir/package-lock.json` into `dir/node_modules`, unless they are there.
///
/// # Errors
/// If the lock file is missing, or npm fails.
pub fn install(dir: &Path) -> Result<()> {
    let mut fingerprint = Fingerprint::new();
    fingerprint
        .add_file(dir, "package.json")?
        .add_file(dir, "package-lock.json")?;
    unless_done(
        &dir.join("node_modules/.installed-from"),
        &fingerprint.hex(),
        || run(npm("ci", dir).args(["--no-audit", "--no-fund"])).context("npm ci failed: is the network up?"),
    )?;
    Ok(())
}

/// An npm command in `dir`, without a proxy's or a user's surprises: browsers are never downloaded.
fn npm(verb: &str, dir: &Path) -> Command {
    let mut command = Command::new("npm");
    command
        .arg(verb)
        .current_dir(dir)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}
