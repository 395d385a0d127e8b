//! What the machine must have beside Rust, and its installation from Debian's packages.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::process::{note, on_path, output, run, say};

/// Whether a job may install what it misses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Install it, saying so before.
    Install,
    /// Print it and fail.
    OnlyCheck,
}

/// How to see that something is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Probe {
    /// A program on the PATH.
    Program(&'static str),
    /// A program on the PATH under its plain name or with LLVM's major version behind it.
    LlvmProgram(&'static str),
    /// A file or folder.
    Path(&'static str),
    /// A package that Debian's package manager holds as installed.
    Package,
}

/// A Debian package, why it is needed and how to see that it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    package: &'static str,
    /// The package's name ends in LLVM's major version; the newest is taken.
    versioned: bool,
    why: &'static str,
    probe: Probe,
}

const fn need(package: &'static str, why: &'static str, probe: Probe) -> Need {
    Need {
        package,
        versioned: false,
        why,
        probe,
    }
}

/// For every native build.
pub const NATIVE: &[Need] = &[need(
    "build-essential",
    "SQLite is compiled from its C sources",
    Probe::Program("cc"),
)];

/// For the phone's bundle, wherever Rust's wasm32 library comes from.
pub const PHONE: &[Need] = &[
    Need {
        package: "clang",
        versioned: true,
        why: "compiles SQLite's C sources for the browser",
        probe: Probe::LlvmProgram("clang"),
    },
    need(
        "nodejs",
        "runs wasm-opt, which makes the app smaller",
        Probe::Program("node"),
    ),
    need(
        "npm",
        "installs wasm-opt at the version of the lock file",
        Probe::Program("npm"),
    ),
    need(
        "zopfli",
        "compresses the app smaller than gzip does",
        Probe::Program("zopfli"),
    ),
];

/// To build Rust's wasm32 library where rustup cannot bring it.
pub const WASM_STD: &[Need] = &[
    need(
        "rustc-web",
        "a Rust compiler whose sources Debian has too",
        Probe::Package,
    ),
    need(
        "libstd-rust-web-dev",
        "that compiler's library for build scripts",
        Probe::Package,
    ),
    need(
        "rust-web-src",
        "the sources to build Rust's wasm32 library from",
        Probe::Package,
    ),
    Need {
        package: "lld",
        versioned: true,
        why: "links wasm",
        probe: Probe::LlvmProgram("wasm-ld"),
    },
];

/// For the tests against PostgreSQL.
pub const POSTGRES: &[Need] = &[need(
    "postgresql-15",
    "the tests run on PostgreSQL as well, in a cluster of their own",
    Probe::Path("/usr/lib/postgresql/15/bin/postgres"),
)];

/// For the tests in a browser.
pub const BROWSER: &[Need] = &[
    need(
        "chromium",
        "the browser that the tests drive",
        Probe::Program("chromium"),
    ),
    need(
        "fonts-dejavu-core",
        "letters on the pages that the tests look at",
        Probe::Path("/usr/share/fonts/truetype/dejavu"),
    ),
];

/// Makes sure that every need is met.
///
/// # Errors
/// If something is missing and may not be installed, or its installation fails; the message says what to do.
pub fn ensure(policy: Policy, needs: &[&[Need]]) -> Result<()> {
    let missing = missing(needs, is_met);
    if missing.is_empty() {
        return Ok(());
    }
    say(match policy {
        Policy::Install => "Installing from Debian's packages",
        Policy::OnlyCheck => "Missing on this machine",
    });
    for need in &missing {
        let version = if need.versioned { "-NN (the newest)" } else { "" };
        note(&format!("{}{version}: {}", need.package, need.why));
    }
    let command = "apt-get install --no-install-recommends";
    if policy == Policy::OnlyCheck {
        bail!("install the packages above (`{command} …`), or leave out --no-install");
    }
    if !on_path("apt-get") {
        bail!("this machine has no apt-get: install the above by its own means and run this again");
    }
    let root = output(Command::new("id").arg("-u"))? == "0";
    if !root && !on_path("sudo") {
        bail!("run this as root or install sudo; or install the packages above and pass --no-install");
    }
    run(&mut apt(root, ["update", "-q"]))
        .context("Debian's package lists cannot be fetched: is the network up?")?;
    let packages = package_names(&missing)?;
    let mut install = apt(root, ["install", "-qy", "--no-install-recommends"]);
    run(install.args(packages)).context("see apt-get's message above; repair it, or install by hand")
}

/// The needs that `met` denies, each package once, in the order given.
fn missing(needs: &[&[Need]], met: impl Fn(&Need) -> bool) -> Vec<Need> {
    let mut seen = BTreeSet::new();
    needs
        .iter()
        .copied()
        .flatten()
        .filter(|n| seen.insert(n.package))
        .filter(|n| !met(n))
        .copied()
        .collect()
}

fn is_met(need: &Need) -> bool {
    match need.probe {
        Probe::Program(name) => on_path(name),
        Probe::LlvmProgram(name) => llvm_program(name).is_some(),
        Probe::Path(path) => Path::new(path).exists(),
        Probe::Package => {
            let mut query = Command::new("dpkg-query");
            query
                .args(["-W", "-f", "${db:Status-Status}", need.package])
                .stderr(Stdio::null());
            output(&mut query).is_ok_and(|status| status.starts_with("installed"))
        }
    }
}

/// The newest `name-NN` on the PATH, else plain `name`, else nothing.
pub fn llvm_program(name: &str) -> Option<String> {
    let path = std::env::var_os("PATH")?;
    let files = std::env::split_paths(&path)
        .filter_map(|dir| std::fs::read_dir(dir).ok())
        .flatten()
        .flatten();
    let names: Vec<String> = files.filter_map(|f| f.file_name().into_string().ok()).collect();
    match newest_version(name, names.iter().map(String::as_str)) {
        Some(version) => Some(format!("{name}-{version}")),
        None => names.iter().any(|n| n == name).then(|| name.to_owned()),
    }
}

/// The highest NN among names of the form `name-NN`.
fn newest_version<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<u32> {
    names
        .filter_map(|n| n.strip_prefix(name)?.strip_prefix('-')?.parse().ok())
        .max()
}

/// The packages to install; asks Debian's lists for the newest of those with a version in their name.
fn package_names(needs: &[Need]) -> Result<Vec<String>> {
    let newest = |need: &Need| -> Result<String> {
        let listed = output(Command::new("apt-cache").args(["pkgnames", &format!("{}-", need.package)]))?;
        let version = newest_version(need.package, listed.lines())
            .with_context(|| format!("Debian's lists have no {}-NN", need.package))?;
        Ok(format!("{}-{version}", need.package))
    };
    needs
        .iter()
        .map(|n| {
            if n.versioned {
                newest(n)
            } else {
                Ok(n.package.to_owned())
            }
        })
        .collect()
}

fn apt<const N: usize>(root: bool, arguments: [&str; N]) -> Command {
    // sudo drops the environment, so the setting travels as an argument of `env`.
    let words = [
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=300",
    ];
    let mut words = (!root).then_some("sudo").into_iter().chain(words);
    let mut command = Command::new(words.next().map_or(OsStr::new("env"), OsStr::new));
    command.args(words).args(arguments).stdin(Stdio::null());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_planned_and_once() {
        let plan = missing(&[PHONE, BROWSER, PHONE], |n| {
            n.package != "chromium" && n.package != "npm"
        });
        assert_eq!(
            plan.iter().map(|n| n.package).collect::<Vec<_>>(),
            ["npm", "chromium"]
        );
        assert!(missing(&[NATIVE, PHONE, WASM_STD, POSTGRES, BROWSER], |_| true).is_empty());
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        let names = [
            "clang-9",
            "clang-22",
            "clang-22-doc",
            "clang-tools-23",
            "clang",
            "clang-14",
        ];
        assert_eq!(newest_version("clang", names.into_iter()), Some(22));
        assert_eq!(newest_version("lld", names.into_iter()), None);
    }

    #[test]
    fn without_root_apt_goes_through_sudo() {
        let command = apt(false, ["update"]);
        assert_eq!(command.get_program(), "sudo");
        assert_eq!(command.get_args().next(), Some(OsStr::new("env")));
        assert_eq!(apt(true, ["update"]).get_program(), "env");
    }

    #[test]
    fn every_need_says_why() {
        for need in [NATIVE, PHONE, WASM_STD, POSTGRES, BROWSER].concat() {
            assert!(need.why.len() > 5, "{}", need.package);
        }
    }
}
