//! What camera, canvas and microphone are to the screens, on every device.

use vitrine_shared::event::NoCamera;

/// How the camera inside the app stands.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "the native window has no camera of its own")
)]
pub enum Viewfinder {
    /// It is being opened; the person may be asked.
    Opening,
    /// It shows what is before it.
    Open(Lens),
    /// It cannot be had.
    Closed(NoCamera),
}

/// What the open camera can do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// Whether it has a light.
    pub has_torch: bool,
    /// The smallest magnification.
    pub zoom_from: f64,
    /// The largest; the smallest where it has no zoom.
    pub zoom_to: f64,
    /// The step between two.
    pub zoom_step: f64,
    /// That of now.
    pub zoom: f64,
    /// Whether the phone has another camera.
    pub has_another: bool,
}

/// What a finger does to a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Covers a box: a badge, a name, a screen.
    Box,
    /// Covers an oval: a face.
    Oval,
    /// Draws an arrow.
    Arrow,
    /// Draws a line.
    Line,
}

impl Tool {
    /// Every tool, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::Oval, Self::Box, Self::Arrow, Self::Line];

    /// Its stable name: screens show the Fluent key `editor-<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Box => "box",
            Self::Oval => "oval",
            Self::Arrow => "arrow",
            Self::Line => "line",
        }
    }
}

/// How a recording ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "the native window has no microphone")
)]
pub enum Recorded {
    /// There is a memo.
    Memo {
        /// The recording.
        bytes: Vec<u8>,
        /// How long it plays, in milliseconds.
        duration_ms: u64,
    },
    /// It was thrown away.
    Dropped,
    /// The microphone cannot be had.
    Impossible {
        /// Whether the phone does not let the app use it.
        is_refused: bool,
    },
}
