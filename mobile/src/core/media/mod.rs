//! What the core knows about pictures. Decoding is the platform's; judging is here, on a small
//! grey copy, so that a photo is judged the same on every device.

mod fingerprint;
mod jpeg;
mod luma;
mod quality;

pub use fingerprint::Fingerprint;
pub use jpeg::JpegHeader;
pub use luma::Luma;
pub use quality::warnings;

/// The long side of a photo as it is uploaded, in pixels.
pub const LONG_SIDE: u32 = 1600;

/// The long side of a thumbnail, in pixels.
pub const THUMB_SIDE: u32 = 320;

/// The long side of the grey copy that photos are judged on, in pixels.
pub const LUMA_SIDE: u32 = 512;

/// The quality of uploaded JPEGs, of 100.
pub const JPEG_QUALITY: u8 = 80;

/// The quality of thumbnails, of 100.
pub const THUMB_QUALITY: u8 = 70;

/// The largest file that is read as a picture, in bytes.
pub const MAX_FILE_BYTES: usize = 64 * 1024 * 1024;

/// The largest picture that is read, in pixels.
pub const MAX_FILE_PIXELS: u64 = 120_000_000;

/// A photo made ready: upright, at most [`LONG_SIDE`] long, without metadata.
#[derive(Debug)]
pub struct Picture {
    /// The JPEG to be uploaded.
    pub jpeg: Vec<u8>,
    /// A JPEG at most [`THUMB_SIDE`] long.
    pub thumb: Vec<u8>,
    /// The width of the JPEG in pixels.
    pub width: u32,
    /// The height of the JPEG in pixels.
    pub height: u32,
    /// A grey copy at most [`LUMA_SIDE`] long.
    pub luma: Luma,
}

/// The size of a picture made to fit a square of this side; never made larger, never 0.
pub fn fit(width: u32, height: u32, side: u32) -> (u32, u32) {
    let long = width.max(height).max(1);
    if long <= side {
        return (width.max(1), height.max(1));
    }
    let scale = |length: u32| {
        let scaled = (u64::from(length) * u64::from(side) + u64::from(long) / 2) / u64::from(long);
        u32::try_from(scaled).unwrap_or(side).clamp(1, side)
    };
    (scale(width), scale(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_side_fits_and_the_shape_stays() {
        assert_eq!(fit(4000, 3000, 1600), (1600, 1200));
        assert_eq!(fit(3000, 4000, 1600), (1200, 1600));
        assert_eq!(fit(800, 600, 1600), (800, 600));
        assert_eq!(fit(100_000, 1, 1600), (1600, 1));
    }
}
