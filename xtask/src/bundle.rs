//! The phone's app for the browser: compiled, bound to JavaScript, shrunk, and laid out in `dist/app`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::fingerprint::{Fingerprint, unless_done};
use crate::install::{self, Policy};
use crate::process::{cargo, note, run, say};
use crate::project::{Project, copy_tree, files_below};
use crate::wasm::{self, Library, Source, TARGET};
use crate::{node, precache};

/// Size decides how long the first visit to the link takes. The benchmark prints it beside its budget;
/// here a build fails that somebody made heavy without noticing.
const WASM_LIMIT_GZIPPED: u64 = 1050 * 1000;

const WASM_OPT: &[&str] = &[
    "-Oz",
    // Which values can reach where, for the whole program: 2 % smaller.
    "--gufa",
    "-Oz",
    // By the names that xtask-bindgen gave, so that gzip sees what is alike: 6 % smaller.
    "--reorder-functions-by-name",
    "--dealign",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What to build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Quick and large: no optimization, no wasm-opt.
    pub dev: bool,
    /// Where Rust's wasm32 library may come from.
    pub source: Source,
    /// Whether missing tools may be installed.
    pub policy: Policy,
}

/// Builds `dist/app`; steps whose inputs have not changed are skipped.
///
/// # Errors
/// If a tool is missing or fails, or the wasm is over its size budget.
pub fn bundle(project: &Project, options: Options) -> Result<()> {
    install::ensure(options.policy, &[install::NATIVE, install::PHONE])?;
    let library = if options.dev {
        Library::Ready
    } else {
        Library::Small
    };
    let toolchain = wasm::toolchain(project, options.source, options.policy, library)?;

    say("Building the phone's app");
    let profile = if options.dev { "dev" } else { "phone" };
    let mut build = cargo(project);
    build.args(["build", "--profile", profile, "--target", TARGET, "--target-dir"]);
    build.arg(project.target_wasm());
    build.args([
        "-p",
        "vitrine-mobile",
        "--bin",
        "vitrine-phone",
        "--no-default-features",
        "--features",
        "web",
    ]);
    toolchain.apply(&mut build);
    run(&mut build)?;

    let folder = if options.dev { "debug" } else { "phone" };
    let wasm = project
        .target_wasm()
        .join(TARGET)
        .join(folder)
        .join("vitrine-phone.wasm");
    let stage = project.target_wasm().join("bundle").join(profile);
    let code = bind(project, &wasm, &stage, options.dev)?;
    lay_out(project, &code, &stage, options.dev, toolchain.library())
}

/// wasm-bindgen and wasm-opt; returns the folder of `app.js`, `app_bg.wasm` and `snippets/`.
fn bind(project: &Project, wasm: &Path, stage: &Path, dev: bool) -> Result<PathBuf> {
    let tools = project.root().join("xtask");
    if !dev {
        node::install(&tools)?;
    }
    let mut fingerprint = Fingerprint::new();
    fingerprint.add("wasm-opt", WASM_OPT.join(" ").as_bytes()).add(
        "wasm",
        &fs::read(wasm).with_context(|| format!("reading {}", wasm.display()))?,
    );
    for tool in ["bindgen/Cargo.toml", "bindgen/src/main.rs", "package-lock.json"] {
        fingerprint.add_file(&tools, tool)?;
    }
    let code = stage.join("code");
    fs::create_dir_all(stage)?;
    unless_done(&stage.join("code.stamp"), &fingerprint.hex(), || {
        run(cargo(project).args(["build", "--quiet", "-p", "xtask-bindgen"]))?;
        remove_tree(&code)?;
        run(Command::new(project.target().join("debug/xtask-bindgen"))
            .arg(wasm)
            .arg(&code))?;
        check_imports(&fs::read_to_string(code.join("app.js"))?)?;
        if dev {
            return Ok(());
        }
        let bound = code.join("app_bg.wasm");
        let small = stage.join("small.wasm");
        let mut opt = Command::new("node");
        opt.arg(tools.join("node_modules/binaryen/bin/wasm-opt"))
            .args(WASM_OPT);
        run(opt.arg("-o").arg(&small).arg(&bound))?;
        fs::rename(&small, &bound).context("taking wasm-opt's output")
    })?;
    Ok(code)
}

/// Puts code, pages, styles and icons together, lists them for offline use, compresses, and checks the size.
fn lay_out(project: &Project, code: &Path, stage: &Path, dev: bool, library: Library) -> Result<()> {
    let root = project.root();
    let sources = [
        (code.to_owned(), ""),
        (root.join("mobile/web"), ""),
        (root.join("assets/icons"), "icons"),
    ];
    // What the phone shares with the server's pages.
    let shared = [
        "assets/styles/tokens.css",
        "assets/i18n/pt-BR/common.ftl",
        "assets/i18n/en/common.ftl",
        "assets/i18n/es/common.ftl",
        "assets/i18n/pt-BR/phone.ftl",
        "assets/i18n/en/phone.ftl",
        "assets/i18n/es/phone.ftl",
    ];
    let compress = root.join("xtask/compress.mjs");
    let mut fingerprint = Fingerprint::new();
    fingerprint
        .add("xtask", env!("CARGO_PKG_VERSION").as_bytes())
        .add_file(root, "xtask/compress.mjs")?;
    for file in shared {
        fingerprint.add_file(root, file)?;
    }
    for (from, to) in &sources {
        for file in files_below(from)? {
            fingerprint.add("to", to.as_bytes()).add_file(from, file)?;
        }
    }
    let app = project.app();
    let new = stage.join("app");
    fs::create_dir_all(project.dist())?;
    let stamp = project.dist().join("app.stamp");
    if !app.exists() && stamp.exists() {
        fs::remove_file(&stamp)?;
    }
    unless_done(&stamp, &fingerprint.hex(), || {
        remove_tree(&new)?;
        for (from, to) in &sources {
            copy_tree(from, &new.join(to))?;
        }
        for file in shared {
            let to = new.join(file.trim_start_matches("assets/"));
            fs::create_dir_all(to.parent().context("a file of the app has no folder")?)?;
            fs::copy(root.join(file), to).with_context(|| format!("copying {file}"))?;
        }
        precache::write(&new)?;
        let thorough = if dev { None } else { Some("--thorough") };
        run(Command::new("node").arg(&compress).arg(&new).args(thorough))?;
        // Rust's ready library is larger, and nobody's fault here.
        if library == Library::Small {
            check_size(&new)?;
        }
        remove_tree(&app)?;
        // The build folder may lie on another file system, where a rename cannot reach.
        if fs::rename(&new, &app).is_err() {
            copy_tree(&new, &app)?;
            remove_tree(&new)?;
        }
        Ok(())
    })?;
    report(&app)
}

/// C code that calls into a C library links, and then fails to load: a browser has no module `env`.
///
/// # Errors
/// If the bound module imports it.
fn check_imports(app_js: &str) -> Result<()> {
    if app_js.contains("from \"env\"") {
        bail!(
            "the wasm calls C functions that nothing brings: see CFLAGS_wasm32_unknown_unknown in .cargo/config.toml"
        );
    }
    Ok(())
}

/// # Errors
/// If the gzipped wasm is over the limit.
fn check_size(app: &Path) -> Result<()> {
    let size = fs::metadata(app.join("app_bg.wasm.gz"))?.len();
    if size > WASM_LIMIT_GZIPPED {
        bail!(
            "the wasm is {} gzipped, over its limit of {}: look for a heavy dependency with `cargo tree -p vitrine-mobile`",
            kilobytes(size),
            kilobytes(WASM_LIMIT_GZIPPED)
        );
    }
    Ok(())
}

fn report(app: &Path) -> Result<()> {
    let mut sums = [0_u64; 3];
    for file in files_below(app)? {
        let path = app.join(&file);
        let Some(extension) = path.extension().and_then(|e| e.to_str()) else {
            continue;
        };
        if extension == "gz" || extension == "br" {
            continue;
        }
        let size = |suffix: &str| -> Result<u64> {
            let beside = app.join(format!("{}{suffix}", file.display()));
            Ok(fs::metadata(if beside.exists() { &beside } else { &path })?.len())
        };
        let sizes = [size("")?, size(".gz")?, size(".br")?];
        for (sum, size) in sums.iter_mut().zip(sizes) {
            *sum += size;
        }
        if file == Path::new("app_bg.wasm") {
            note(&sized("app_bg.wasm", sizes));
        }
    }
    note(&sized("whole app", sums));
    note(&format!("in {}", app.display()));
    Ok(())
}

fn sized(name: &str, [raw, gzip, brotli]: [u64; 3]) -> String {
    format!(
        "{name}: {} raw, {} gzipped, {} brotli",
        kilobytes(raw),
        kilobytes(gzip),
        kilobytes(brotli)
    )
}

fn kilobytes(bytes: u64) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}

fn remove_tree(dir: &Path) -> Result<()> {
    if dir.exists() {
        fs::remove_dir_all(dir).with_context(|| format!("removing {}", dir.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_that_would_not_load_is_refused() {
        check_imports("import * as import1 from \"./snippets/a.js\"").unwrap();
        assert!(check_imports("import * as import2 from \"env\"").is_err());
    }

    #[test]
    fn an_app_over_its_limit_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let wasm = fs::File::create(dir.path().join("app_bg.wasm.gz")).unwrap();
        wasm.set_len(WASM_LIMIT_GZIPPED).unwrap();
        check_size(dir.path()).unwrap();
        wasm.set_len(WASM_LIMIT_GZIPPED + 1).unwrap();
        assert!(
            check_size(dir.path())
                .unwrap_err()
                .to_string()
                .contains("1051 kB")
        );
    }
}
