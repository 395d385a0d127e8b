//! Rust's library for wasm32: rustup's where it can be had, else built from Debian's sources.
//! For release it is compiled with the app in either case, from the sources that belong to the compiler.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::cli::Unknown;
use crate::fingerprint::Fingerprint;
use crate::install::{self, Policy, llvm_program};
use crate::process::{cargo, note, on_path, output, run, say, succeeds_within};
use crate::project::Project;

/// The target triple of the phone's web build.
pub const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// No texts of panics and for debugging, no places in the source; SHA-2 as loops.
const SMALL: &str = "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none \
    --cfg sha2_backend_soft=\"compact\"";

/// On a machine that reaches no Rust server, rustup hangs.
const RUSTUP_LIMIT: Duration = Duration::from_secs(20);

/// Where the wasm32 library may come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// What is there already; else rustup, and Debian's sources if rustup fails.
    Auto,
    /// Only rustup.
    Rustup,
    /// Only Debian's sources.
    Debian,
}

impl FromStr for Source {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        match text {
            "auto" => Ok(Self::Auto),
            "rustup" => Ok(Self::Rustup),
            "debian" => Ok(Self::Debian),
            _ => Err(Unknown("auto, rustup or debian")),
        }
    }
}

/// What the library is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Library {
    /// Compiled beforehand; a panic says on the browser's console where it was and why.
    Ready,
    /// Compiled with the app and as it is: for size, and a panic ends the program without a word, so
    /// that none of its texts are in the wasm.
    Small,
}

/// A compiler that can build for the browser.
#[derive(Debug, Clone)]
pub struct Toolchain {
    /// A wrapper of Debian's compiler, or nothing for the one on the PATH.
    rustc: Option<PathBuf>,
    linker: Option<String>,
    clang: String,
    library: Library,
}

impl Toolchain {
    /// Whether this is rustup's compiler, which has a Clippy of its own version.
    pub fn has_clippy(&self) -> bool {
        self.rustc.is_none()
    }

    /// What the library is like that this toolchain builds with.
    pub fn library(&self) -> Library {
        self.library
    }

    /// Makes a cargo command build with this toolchain.
    pub fn apply(&self, command: &mut Command) {
        if let Some(rustc) = &self.rustc {
            command.env("RUSTC", rustc);
        }
        if let Some(linker) = &self.linker {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command.env("CC_wasm32_unknown_unknown", &self.clang);
        if self.library == Library::Small {
            command
                .args([
                    "-Zbuild-std=std,panic_abort",
                    "-Zbuild-std-features=optimize_for_size",
                ])
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", SMALL)
                .env("RUSTC_BOOTSTRAP", "1");
        }
    }
}

/// Finds or makes a toolchain for the browser. Where rustup brings no sources, its library is a ready one.
///
/// # Errors
/// If the source asked for cannot be had; the message says what to do.
pub fn toolchain(project: &Project, source: Source, policy: Policy, library: Library) -> Result<Toolchain> {
    let clang = llvm_program("clang").context("clang is missing: run without --no-install")?;
    let rustup = Toolchain {
        rustc: None,
        linker: None,
        clang,
        library: Library::Ready,
    };
    if source != Source::Debian {
        if rustup_has_target(project)? {
            return with_sources(project, rustup, policy, library);
        }
        let built = debian_sysroot(project).is_ok_and(|dir| dir.exists());
        let may_try = policy == Policy::Install && on_path("rustup");
        if may_try && (source == Source::Rustup || !built) {
            say("Asking rustup for Rust's wasm32 library");
            let mut add = Command::new("rustup");
            add.args(["target", "add", TARGET]).current_dir(project.root());
            if succeeds_within(&mut add, RUSTUP_LIMIT)? && rustup_has_target(project)? {
                return with_sources(project, rustup, policy, library);
            }
        }
        if source == Source::Rustup {
            bail!("rustup has no {TARGET}: run `rustup target add {TARGET}`, or choose --std debian");
        }
        if !built {
            note("rustup cannot bring it; Debian's sources can");
        }
    }
    install::ensure(policy, &[install::WASM_STD])?;
    let linker = Some(llvm_program("wasm-ld").context("wasm-ld is missing: run without --no-install")?);
    if library == Library::Small {
        return Ok(Toolchain {
            rustc: Some(PathBuf::from(DEBIAN_RUSTC)),
            linker,
            library,
            ..rustup
        });
    }
    let sysroot = debian_sysroot(project)?;
    if !sysroot.exists() {
        build_std(project, &sysroot)?;
    }
    Ok(Toolchain {
        rustc: Some(sysroot.join("rustc")),
        linker,
        ..rustup
    })
}

/// rustup's compiler with the sources of its library, where a small one is to be compiled from them.
fn with_sources(project: &Project, rustup: Toolchain, policy: Policy, library: Library) -> Result<Toolchain> {
    let sources = || -> Result<bool> {
        let sources = rustup_sysroot(project)?.join("lib/rustlib/src/rust/library/Cargo.lock");
        Ok(sources.exists())
    };
    if library == Library::Small && !sources()? && policy == Policy::Install {
        say("Asking rustup for the sources of Rust's library");
        let mut add = Command::new("rustup");
        add.args(["component", "add", "rust-src"])
            .current_dir(project.root());
        if !succeeds_within(&mut add, RUSTUP_LIMIT)? {
            note("they cannot be had: the app becomes larger");
        }
    }
    let library = if sources()? { library } else { Library::Ready };
    Ok(Toolchain { library, ..rustup })
}

fn rustup_sysroot(project: &Project) -> Result<PathBuf> {
    let sysroot = output(
        Command::new("rustc")
            .args(["--print", "sysroot"])
            .current_dir(project.root()),
    )?;
    Ok(PathBuf::from(sysroot))
}

fn rustup_has_target(project: &Project) -> Result<bool> {
    let lib = rustup_sysroot(project)?
        .join("lib/rustlib")
        .join(TARGET)
        .join("lib");
    Ok(fs::read_dir(lib).is_ok_and(|dir| {
        dir.flatten().any(|file| {
            let name = file.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    }))
}

/// Where the library for Debian's compiler of this very version lies, or would lie.
fn debian_sysroot(project: &Project) -> Result<PathBuf> {
    let version = output(Command::new(DEBIAN_RUSTC).arg("-vV"))?;
    let key: String = Fingerprint::new()
        .add("rustc", version.as_bytes())
        .hex()
        .chars()
        .take(16)
        .collect();
    Ok(project.cache().join("wasm-std").join(key))
}

/// Builds the library with Debian's compiler, from Debian's sources, into a sysroot of its own.
fn build_std(project: &Project, sysroot: &Path) -> Result<()> {
    say("Building Rust's wasm32 library from Debian's sources (once, about a minute)");
    let parent = sysroot.parent().context("the cache has no parent folder")?;
    fs::create_dir_all(parent)?;
    // Built aside and moved at the end, so that a cut leaves nothing half-made.
    let work = tempfile::tempdir_in(parent)?;
    let krate = work.path().join("std");
    fs::create_dir_all(krate.join("src"))?;
    fs::write(krate.join("src/lib.rs"), "#![no_std]\n")?;
    fs::write(
        krate.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n",
    )?;
    run(cargo(project)
        .current_dir(&krate)
        .args([
            "build",
            "--release",
            "-Zbuild-std=std,panic_abort",
            "--target",
            TARGET,
            "--target-dir",
            "target",
        ])
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes"))
    .context(
        "Debian's sources do not build: are rustc-web, libstd-rust-web-dev and rust-web-src of one version?",
    )?;

    let made = work.path().join("sysroot");
    let lib = made.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&lib)?;
    let deps = krate.join("target").join(TARGET).join("release/deps");
    for entry in fs::read_dir(&deps)? {
        let name = entry?.file_name();
        let text = name.to_string_lossy();
        if text.ends_with(".rlib") && !text.starts_with("libempty-") {
            fs::copy(deps.join(&name), lib.join(&name))?;
        }
    }
    let host = host_triple()?;
    symlink(
        format!("/usr/lib/rustlib/{host}"),
        made.join("lib/rustlib").join(&host),
    )?;
    let wrapper = made.join("rustc");
    fs::write(
        &wrapper,
        format!(
            "#!/bin/sh\nexec {DEBIAN_RUSTC} --sysroot '{}' \"$@\"\n",
            sysroot.display()
        ),
    )?;
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755))?;
    fs::rename(&made, sysroot).with_context(|| format!("moving the library to {}", sysroot.display()))
}

fn host_triple() -> Result<String> {
    let version = output(Command::new(DEBIAN_RUSTC).arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("Debian's rustc names no host")?.to_owned())
}
