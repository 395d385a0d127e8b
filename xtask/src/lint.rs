//! Checks of the sources: formatting, Clippy, licenses and where dependencies come from.

use crate::bundle;
use crate::process::{cargo, on_path, output, run};
use crate::project::Project;
use crate::report::Report;
use crate::wasm;

/// Makes every check that this machine can make.
pub fn lint(project: &Project, report: &mut Report, options: bundle::Options) {
    let root = || cargo(project);
    report.check("Cargo.lock is complete", || {
        let arguments = ["metadata", "--locked", "--format-version", "1"];
        output(root().args(arguments)).map(drop)
    });
    report.check("formatting", || run(root().args(["fmt", "--all", "--check"])));
    report.check("Clippy", || {
        run(root().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    });
    report.check("Clippy, the phone's screens", || {
        let screens = [
            "clippy",
            "-p",
            "vitrine-mobile",
            "--features",
            "screens",
            "--all-targets",
        ];
        run(root().args(screens).args(["--", "-D", "warnings"]))
    });
    phone_clippy(project, report, options);
    if on_path("cargo-deny") {
        // Advisories need the network at large: `cargo deny check advisories`, by hand or on a schedule.
        report.check("licenses and sources", || {
            run(root().args(["deny", "--all-features", "check", "bans", "licenses", "sources"]))
        });
    } else {
        report.skip(
            "licenses and sources",
            "cargo-deny is not installed: `cargo install --locked cargo-deny`",
        );
    }
}

/// The browser's half of the phone is compiled for no other target, so it is linted on its own.
fn phone_clippy(project: &Project, report: &mut Report, options: bundle::Options) {
    let name = "Clippy, the phone in the browser";
    let toolchain = match wasm::toolchain(project, options.source, options.policy, wasm::Library::Ready) {
        Ok(toolchain) => toolchain,
        Err(error) => {
            report.check(name, || Err(error));
            return;
        }
    };
    if !toolchain.has_clippy() {
        report.skip(
            name,
            "Debian's compiler comes without Clippy; it compiles the app, with its warnings shown",
        );
        return;
    }
    report.check(name, || {
        let mut clippy = cargo(project);
        clippy
            .args(["clippy", "--target", wasm::TARGET, "--target-dir"])
            .arg(project.target_wasm());
        clippy.args([
            "-p",
            "vitrine-mobile",
            "--no-default-features",
            "--features",
            "web",
            "--",
            "-D",
            "warnings",
        ]);
        toolchain.apply(&mut clippy);
        run(&mut clippy)
    });
}
