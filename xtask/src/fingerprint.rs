//! Content hashes: of one file for the precache list, of many inputs to see whether work can be skipped.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest, Sha256};

/// A running hash over named parts; the same parts in another order give another fingerprint.
#[derive(Clone, Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a named part. Lengths are hashed too, so that parts never run into each other.
    pub fn add(&mut self, name: &str, content: &[u8]) -> &mut Self {
        for part in [name.as_bytes(), content] {
            self.0.update((part.len() as u64).to_be_bytes());
            self.0.update(part);
        }
        self
    }

    /// Adds a file's content under its path in `base`; where `base` lies does not count.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn add_file(&mut self, base: &Path, relative: impl AsRef<Path>) -> Result<&mut Self> {
        let relative = relative.as_ref();
        let path = base.join(relative);
        let content = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        Ok(self.add(&relative.to_string_lossy(), &content))
    }

    /// The hash so far, in lower-case hex.
    pub fn hex(&self) -> String {
        self.0
            .clone()
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// The value of an HTML `integrity` attribute for this content.
pub fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content)))
}

/// Runs `work` unless `stamp` already holds `fingerprint`; writes the stamp after success.
/// Returns whether the work was done.
///
/// # Errors
/// What `work` returns, or if the stamp cannot be written.
pub fn unless_done(stamp: &Path, fingerprint: &str, work: impl FnOnce() -> Result<()>) -> Result<bool> {
    if fs::read_to_string(stamp).is_ok_and(|old| old == fingerprint) {
        return Ok(false);
    }
    // Work that is cut in the middle must not look done.
    if stamp.exists() {
        fs::remove_file(stamp)?;
    }
    work()?;
    fs::write(stamp, fingerprint).with_context(|| format!("writing {}", stamp.display()))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[(&str, &str)]) -> String {
        let mut fingerprint = Fingerprint::new();
        for (name, content) in parts {
            fingerprint.add(name, content.as_bytes());
        }
        fingerprint.hex()
    }

    #[test]
    fn names_contents_order_and_borders_all_count() {
        let base = of(&[("a", "1"), ("b", "2")]);
        assert_eq!(base, of(&[("a", "1"), ("b", "2")]));
        for other in [
            of(&[("a", "1"), ("b", "3")]),
            of(&[("a", "1"), ("c", "2")]),
            of(&[("b", "2"), ("a", "1")]),
            of(&[("a", "1b"), ("", "2")]),
            of(&[("a", "1")]),
        ] {
            assert_ne!(base, other);
        }
    }

    #[test]
    fn integrity_is_what_browsers_compute() {
        // printf '' | openssl dgst -sha256 -binary | base64
        assert_eq!(
            integrity(b""),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
    }

    #[test]
    fn work_is_skipped_only_after_success_with_the_same_inputs() {
        let dir = tempfile::tempdir().unwrap();
        let stamp = dir.path().join("stamp");
        assert!(unless_done(&stamp, "one", || Ok(())).unwrap());
        assert!(!unless_done(&stamp, "one", || panic!("must be skipped")).unwrap());
        assert!(unless_done(&stamp, "two", || anyhow::bail!("cut")).is_err());
        assert!(
            unless_done(&stamp, "one", || Ok(())).unwrap(),
            "a failure forgets the old stamp"
        );
    }
}
