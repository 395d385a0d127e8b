//! Makes the JavaScript side of the phone's bundle: `xtask-bindgen <in.wasm> <out-dir>`.
//!
//! `app.js`, `app_bg.wasm` and `snippets/` are written to the output folder, as ES modules for the web.
//! The wasm's functions get names that say in which order they are best laid out.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(input), Some(output), None) = (args.next(), args.next(), args.next()) else {
        bail!("usage: xtask-bindgen <in.wasm> <out-dir>");
    };
    let failed = || format!("wasm-bindgen failed on {}", input.display());
    let mut bound = Bindgen::new()
        .input_path(&input)
        .out_name("app")
        .web(true)
        .context("wasm-bindgen refused the web target")?
        .typescript(false)
        .omit_default_module_path(false)
        .generate_output()
        .with_context(failed)?;
    for function in bound.wasm_mut().funcs.iter_mut() {
        function.name = function.name.as_deref().map(place);
    }
    bound.emit(&output).with_context(failed)
}

/// A name that sorts the same function for different types side by side, where a compressor sees that
/// they are alike: what is done comes first, `<Slug as Display>::fmt` as `Display::fmt`.
fn place(name: &str) -> String {
    if !name.contains("::") {
        // Of C; beside each other as well.
        return format!("c {name}");
    }
    let what = match outer(name) {
        Some((_, of, rest)) => format!("{of}{rest}"),
        None => name.to_owned(),
    };
    format!("rust {} {name}", without_brackets(&what))
}

/// Takes `<type as of>rest` and `<of>rest` apart.
fn outer(name: &str) -> Option<(&str, &str, &str)> {
    let (mut depth, mut split) = (0_u32, None);
    for (at, byte) in name.bytes().enumerate() {
        let is_arrow = at > 0 && name.as_bytes().get(at - 1) == Some(&b'-');
        match byte {
            b'<' => depth += 1,
            b'>' if !is_arrow => depth = depth.checked_sub(1)?,
            b' ' if depth == 1 && split.is_none() && name.get(at..)?.starts_with(" as ") => split = Some(at),
            _ => {}
        }
        if depth == 0 {
            let (inside, rest) = (name.get(1..at)?, name.get(at + 1..)?);
            return match split {
                Some(split) => Some((name.get(1..split)?, name.get(split + 4..at)?, rest)),
                None if at > 0 => Some(("", inside, rest)),
                None => None,
            };
        }
    }
    None
}

/// Without types it is generic over and without crates' hashes.
fn without_brackets(path: &str) -> String {
    let (mut depth, mut last) = (0_u32, ' ');
    let mut plain = String::with_capacity(path.len());
    for char in path.chars() {
        match char {
            '<' | '[' => depth += 1,
            '>' if last == '-' => {}
            '>' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(char),
            _ => {}
        }
        last = char;
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_function_for_other_types_is_beside() {
        let what = |name: &str| place(name).split(' ').take(2).collect::<Vec<_>>().join(" ");
        assert_eq!(
            what("<a[1f]::Slug as core[2e]::fmt::Display>::fmt"),
            "rust core::fmt::Display::fmt"
        );
        assert_eq!(
            what("<b::Vec<b::X> as core::Drop>::drop::<fn(u8) -> b::Y>"),
            "rust core::Drop::drop::"
        );
        assert_eq!(
            what("<alloc::vec::Vec<a::Question>>::push"),
            "rust alloc::vec::Vec::push"
        );
        assert_eq!(
            what("core::ptr::drop_in_place::<a::B>"),
            "rust core::ptr::drop_in_place::"
        );
        assert_eq!(what("sqlite3Select"), "c sqlite3Select");
    }

    #[test]
    fn no_name_is_too_strange() {
        for name in [
            "",
            "<",
            ">",
            "<::",
            "a::>",
            "<a as >::",
            "::<<",
            "<é as ü::ö>::ä",
            "-> ::",
        ] {
            assert!(place(name).ends_with(name));
        }
    }
}
