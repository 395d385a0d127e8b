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

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// The major version of Debian 12's own Node.
    const DEBIANS: u32 = 18;

    /// The lowest major version in a range such as ">=18" or "^18.19.0 || >=20".
    fn lowest(range: &str) -> Option<u32> {
        let digits = range.trim_start_matches(|c: char| !c.is_ascii_digit());
        digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    }

    #[test]
    fn every_package_runs_on_debians_own_node() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut ranges = 0;
        for lock in ["xtask/package-lock.json", "tests/browser/package-lock.json"] {
            let text = std::fs::read_to_string(root.join(lock)).unwrap();
            for line in text.lines() {
                let Some(range) = line.trim().strip_prefix("\"node\": \"") else {
                    continue;
                };
                ranges += 1;
                assert!(
                    lowest(range).is_none_or(|major| major <= DEBIANS),
                    "{lock}: {range}"
                );
            }
        }
        assert!(ranges > 100, "{ranges} packages say what they need");
    }
}
