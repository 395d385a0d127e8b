//! Pictures beside a question's guidance: what is meant, and what is not.
//!
//! A published checklist names them by digest, so what an evaluator sees cannot change under a visit
//! any more than its questions can. An app that does not know of them runs the same checklist without.

use serde::{Deserialize, Serialize};

use super::Slug;
use crate::digest::Digest;
use crate::text::Text;

/// The most pictures beside one question.
pub const MAX_PICTURES: usize = 6;

/// What all pictures of a checklist may take together, in bytes: they travel to phones on slow networks.
pub const MAX_PICTURES_BYTES: u64 = 6 * 1024 * 1024;

/// A picture beside a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The SHA-256 of its JPEG.
    pub sha256: Digest,
    /// The size of its JPEG.
    pub size_bytes: u64,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What is to be seen in it: written below it, and read to whoever does not see it.
    pub caption: Text,
    /// Whether it is a good or a bad example; none where it only explains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shows: Option<Shows>,
    /// The option that it is an example of, one of its question's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<Slug>,
}

/// What a picture is an example of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shows {
    /// This is as it should be.
    Good,
    /// This is not.
    Bad,
}

impl Shows {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Good, Self::Bad];

    /// Its name in checklist files and in text keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
        }
    }
}
