//! What is recorded in a visit besides words: what was done to photos, and voice memos.

use serde::{Deserialize, Serialize};

use crate::checklist::Slug;
use crate::digest::Digest;
use crate::id::MediaId;

/// What the evaluator changed in a picture by hand, all its edits together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edits {
    /// Areas made unrecognisable (a face, a badge).
    pub covered: u32,
    /// Arrows and lines drawn.
    pub drawn: u32,
}

impl Edits {
    /// These and later ones together.
    #[must_use]
    pub fn and(self, later: Self) -> Self {
        Self {
            covered: self.covered.saturating_add(later.covered),
            drawn: self.drawn.saturating_add(later.drawn),
        }
    }
}

/// Why the camera in the app could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoCamera {
    /// The phone does not let the app use it.
    Refused,
    /// The phone has none, or gives the app none.
    Missing,
    /// Another app holds it, or it does not start.
    Busy,
}

/// A voice memo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audio {
    /// The memo.
    pub audio: MediaId,
    /// The question it belongs to.
    pub question: Slug,
    /// The SHA-256 of the recording that will be uploaded.
    pub sha256: Digest,
    /// Its size.
    pub size_bytes: u64,
    /// How long it plays, in milliseconds.
    pub duration_ms: u64,
    /// What it is recorded in.
    pub format: AudioFormat,
}

/// The containers that phones record in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AudioFormat {
    /// WebM, as Chromium and Firefox record.
    Webm,
    /// MP4, as Safari records.
    Mp4,
    /// Ogg, as older Firefox records.
    Ogg,
}

impl AudioFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Webm, Self::Mp4, Self::Ogg];

    /// Its name, that of the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Webm => "webm",
            Self::Mp4 => "mp4",
            Self::Ogg => "ogg",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Webm => "audio/webm",
            Self::Mp4 => "audio/mp4",
            Self::Ogg => "audio/ogg",
        }
    }

    /// What these bytes begin as; `None` for what is none of them.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        const EBML: [u8; 4] = [0x1A, 0x45, 0xDF, 0xA3];
        /// The document type stands in the first element, which is short.
        const HEADER_BYTES: usize = 64;
        let head = bytes.get(..HEADER_BYTES.min(bytes.len())).unwrap_or_default();
        if head.starts_with(&EBML) {
            let is_webm = head.windows(5).any(|word| word == b"\x84webm");
            return is_webm.then_some(Self::Webm);
        }
        if head.starts_with(b"OggS\0") {
            return Some(Self::Ogg);
        }
        (head.get(4..8) == Some(b"ftyp".as_slice())).then_some(Self::Mp4)
    }
}

/// A voice memo of the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestAudio {
    /// The memo.
    pub audio: MediaId,
    /// The SHA-256 of its recording.
    pub sha256: Digest,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_told_by_how_it_begins() {
        let webm = b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\x82\x84webm\x42\x87";
        assert_eq!(AudioFormat::of(webm), Some(AudioFormat::Webm));
        assert_eq!(AudioFormat::of(b"OggS\0\x02\0\0"), Some(AudioFormat::Ogg));
        assert_eq!(AudioFormat::of(b"\0\0\0\x18ftypmp42"), Some(AudioFormat::Mp4));
        let matroska = b"\x1A\x45\xDF\xA3\xA3\x42\x82\x88matroska";
        for other in [
            &matroska[..],
            b"",
            b"Ogg",
            b"<html>",
            b"\xFF\xD8\xFF\xE0",
            b"RIFF\0\0\0\0WAVE",
        ] {
            assert_eq!(AudioFormat::of(other), None, "{other:?}");
        }
    }
}
