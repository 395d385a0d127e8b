//! Where things are: the checkout, the build folders, the cache that outlives the checkout.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

/// The folders that every job works in.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
    target: PathBuf,
    target_wasm: PathBuf,
    cache: PathBuf,
}

impl Project {
    /// Finds the checkout that this binary was built from and the folders of the user's environment.
    ///
    /// # Errors
    /// If the checkout is gone, or neither `XDG_CACHE_HOME` nor `HOME` is set.
    pub fn locate() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies in no checkout")?
            .canonicalize()
            .context("the checkout that xtask was built from is gone; run it by `cargo xtask`")?;
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => root.join(dir),
            None => root.join("target"),
        };
        // Two compilers or flag sets in one folder would rebuild each other's work.
        let mut wasm_name = target.file_name().unwrap_or("target".as_ref()).to_os_string();
        wasm_name.push("-wasm");
        let target_wasm = target.with_file_name(wasm_name);
        let cache = match env::var_os("XDG_CACHE_HOME") {
            Some(dir) => PathBuf::from(dir),
            None => PathBuf::from(env::var_os("HOME").context("neither XDG_CACHE_HOME nor HOME is set")?)
                .join(".cache"),
        }
        .join("vitrine");
        Ok(Self {
            root,
            target,
            target_wasm,
            cache,
        })
    }

    /// The checkout.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's folder for native builds.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Cargo's folder for the phone's wasm build.
    pub fn target_wasm(&self) -> &Path {
        &self.target_wasm
    }

    /// What is worth keeping when the checkout goes: `$XDG_CACHE_HOME/vitrine`.
    pub fn cache(&self) -> &Path {
        &self.cache
    }

    /// The folder of release artifacts, `dist/` in the checkout.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The finished phone app, as the server's `--app` wants it.
    pub fn app(&self) -> PathBuf {
        self.dist().join("app")
    }
}

/// All files below `dir`, as sorted paths relative to it; none if it does not exist.
///
/// # Errors
/// If a folder cannot be read.
pub fn files_below(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut pending = vec![PathBuf::new()];
    while let Some(relative) = pending.pop() {
        let here = dir.join(&relative);
        if !here.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&here).with_context(|| format!("reading {}", here.display()))? {
            let entry = entry?;
            let path = relative.join(entry.file_name());
            if entry.path().is_dir() {
                pending.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Copies every file below `from` to the same place below `to`. A missing `from` copies nothing.
///
/// # Errors
/// If a file cannot be read or written.
pub fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    for relative in files_below(from)? {
        let target = to.join(&relative);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(from.join(&relative), &target).with_context(|| format!("copying {}", relative.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_listed_in_order_and_copied_whole() {
        let dir = tempfile::tempdir().unwrap();
        let from = dir.path().join("from");
        fs::create_dir_all(from.join("b/deep")).unwrap();
        for name in ["z", "a", "b/deep/x"] {
            fs::write(from.join(name), name).unwrap();
        }
        let to = dir.path().join("to");
        copy_tree(&from, &to).unwrap();
        assert_eq!(
            files_below(&to).unwrap(),
            ["a", "b/deep/x", "z"].map(PathBuf::from)
        );
        assert_eq!(fs::read(to.join("b/deep/x")).unwrap(), b"b/deep/x");
        assert!(files_below(&dir.path().join("missing")).unwrap().is_empty());
    }
}
