//! `POST /api/v1/pictures?name=<file>`: a picture for checklists to name, before they are published.
//!
//! `GET /api/v1/pictures/{sha256}` gives the JPEG that a published checklist names.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// The largest picture of a guideline, in bytes, as phones receive it.
pub const MAX_PICTURE_BYTES: u64 = 400 * 1024;

/// The long side of the largest picture of a guideline, in pixels, as phones receive it.
pub const MAX_PICTURE_SIDE: u32 = 1280;

/// The longest name of a picture, in characters.
pub const MAX_PICTURE_NAME: usize = 80;

/// A picture that was uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureFile {
    /// What checklist files call it.
    pub name: String,
    /// The SHA-256 of its JPEG, which was made of what was uploaded.
    pub sha256: Digest,
    /// The size of that JPEG.
    pub size_bytes: u64,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}
