//! Files that tests read: photos out of real cameras, and small checklists.

use std::path::PathBuf;

use anyhow::Context;

/// The photos of `tests/fixtures/photos`, in a fixed order.
pub const PHOTOS: [&str; 6] = [
    "xiaomi-mi3-13mp.jpg",
    "canon-s400.jpg",
    "iphone-4s-gps-rotated.jpg",
    "iphone-4s-gps-1.jpg",
    "iphone-4s-gps-2.jpg",
    "nikon-d2h-gps.jpg",
];

/// The bytes of a photo as its camera wrote them.
///
/// # Errors
/// Fails for a name that is not there.
pub fn photo(name: &str) -> anyhow::Result<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/photos")
        .join(name);
    std::fs::read(&path).with_context(|| format!("reading {}", path.display()))
}

/// A checklist small enough to score by hand; see `tests/visit.rs` for the sum.
pub const HAND_WORKED: &str = include_str!("../fixtures/hand-worked.toml");

/// Its training: three questions, two of them enough, two attempts.
pub const HAND_WORKED_TRAINING: &str = include_str!("../fixtures/hand-worked-training.toml");
