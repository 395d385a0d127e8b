//! Makes the JavaScript side of the phone's bundle: `xtask-bindgen <in.wasm> <out-dir>`.
//!
//! `app.js`, `app_bg.wasm` and `snippets/` are written to the output folder, as ES modules for the web.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(input), Some(output), None) = (args.next(), args.next(), args.next()) else {
        bail!("usage: xtask-bindgen <in.wasm> <out-dir>");
    };
    Bindgen::new()
        .input_path(&input)
        .out_name("app")
        .web(true)
        .context("wasm-bindgen refused the web target")?
        .typescript(false)
        .omit_default_module_path(false)
        .generate(&output)
        .with_context(|| format!("wasm-bindgen failed on {}", input.display()))
}
