//! Whether bytes are a photo, told from their structure alone.
//!
//! Reads the markers of a JPEG from the first to the last without decoding a pixel, so that neither
//! a bomb nor a wrong file costs more than one pass over its bytes. Decoding, with limits, waits
//! until somebody looks at the photo ([`super::pictures`]).

use vitrine_shared::wire::MAX_PHOTO_PIXELS;

/// More scans than any camera or encoder writes: a file with thousands takes minutes to decode.
const MAX_SCANS: u32 = 64;

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;

/// The size of a photo in pixels, as it is stored (before orientation).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Why bytes are no photo that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPhoto {
    /// Not a JPEG, or cut off.
    #[error("the file is not a whole JPEG")]
    NotAJpeg,
    /// A form of JPEG that no camera or browser writes.
    #[error("the JPEG is of a kind that is not supported")]
    Unsupported,
    /// More pixels than allowed.
    #[error("the photo has more than {} megapixels", MAX_PHOTO_PIXELS / 1_000_000)]
    TooManyPixels,
    /// Made to take long to decode.
    #[error("the JPEG has too many scans")]
    TooManyScans,
}

/// Checks that the bytes are one whole JPEG within the limits.
///
/// # Errors
/// The first thing about them that is not.
pub fn check(bytes: &[u8]) -> Result<Size, NotAPhoto> {
    let mut reader = Reader(bytes);
    if reader.marker()? != START {
        return Err(NotAPhoto::NotAJpeg);
    }
    let (mut size, mut scans) = (None, 0);
    loop {
        match reader.marker()? {
            END => break,
            SCAN => {
                scans += 1;
                if scans > MAX_SCANS {
                    return Err(NotAPhoto::TooManyScans);
                }
                reader.segment()?;
                reader.skip_scan()?;
            }
            // Baseline, extended and progressive frames.
            0xC0..=0xC2 => {
                if size.replace(frame_size(reader.segment()?)?).is_some() {
                    return Err(NotAPhoto::NotAJpeg);
                }
            }
            // Lossless, hierarchical and arithmetic frames.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(NotAPhoto::Unsupported),
            // Markers without a segment.
            0x01 | 0xD0..=0xD7 => {}
            START | 0x00 => return Err(NotAPhoto::NotAJpeg),
            _ => {
                reader.segment()?;
            }
        }
    }
    size.filter(|_| scans > 0).ok_or(NotAPhoto::NotAJpeg)
}

fn frame_size(segment: &[u8]) -> Result<Size, NotAPhoto> {
    let [precision, h1, h0, w1, w0, components, ..] = *segment else {
        return Err(NotAPhoto::NotAJpeg);
    };
    let size = Size {
        width: u32::from(u16::from_be_bytes([w1, w0])),
        height: u32::from(u16::from_be_bytes([h1, h0])),
    };
    if precision != 8 || !matches!(components, 1 | 3 | 4) {
        return Err(NotAPhoto::Unsupported);
    }
    match u64::from(size.width) * u64::from(size.height) {
        0 => Err(NotAPhoto::NotAJpeg),
        pixels if pixels > MAX_PHOTO_PIXELS => Err(NotAPhoto::TooManyPixels),
        _ => Ok(size),
    }
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8, NotAPhoto> {
        let (first, rest) = self.0.split_first().ok_or(NotAPhoto::NotAJpeg)?;
        self.0 = rest;
        Ok(*first)
    }

    /// The next marker; any number of fill bytes may stand before it.
    fn marker(&mut self) -> Result<u8, NotAPhoto> {
        if self.byte()? != 0xFF {
            return Err(NotAPhoto::NotAJpeg);
        }
        loop {
            match self.byte()? {
                0xFF => {}
                marker => return Ok(marker),
            }
        }
    }

    /// The contents of the marker's segment.
    fn segment(&mut self) -> Result<&'a [u8], NotAPhoto> {
        let length = usize::from(u16::from_be_bytes([self.byte()?, self.byte()?]));
        let contents = length.checked_sub(2).ok_or(NotAPhoto::NotAJpeg)?;
        let (segment, rest) = self.0.split_at_checked(contents).ok_or(NotAPhoto::NotAJpeg)?;
        self.0 = rest;
        Ok(segment)
    }

    /// Goes to the marker behind the compressed data; stuffed bytes and restarts belong to the data.
    fn skip_scan(&mut self) -> Result<(), NotAPhoto> {
        loop {
            let at = self.0.iter().position(|byte| *byte == 0xFF);
            let at = at.ok_or(NotAPhoto::NotAJpeg)?;
            let rest = self.0.get(at..).unwrap_or_default();
            match rest.get(1) {
                Some(0x00 | 0xD0..=0xD7) => self.0 = rest.get(2..).unwrap_or_default(),
                Some(0xFF) => self.0 = rest.get(1..).unwrap_or_default(),
                Some(_) => {
                    self.0 = rest;
                    return Ok(());
                }
                None => return Err(NotAPhoto::NotAJpeg),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use image::codecs::jpeg::JpegEncoder;
    use proptest::prelude::*;

    use super::*;

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 9]));
        JpegEncoder::new(&mut bytes).encode_image(&picture).unwrap();
        bytes
    }

    /// The same file with another size in its frame header: what a decoder would believe.
    fn with_size(mut bytes: Vec<u8>, width: u16, height: u16) -> Vec<u8> {
        let frame = bytes.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
        bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
        bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
        bytes
    }

    #[test]
    fn a_photo_tells_its_size() {
        let size = Size {
            width: 40,
            height: 30,
        };
        assert_eq!(check(&jpeg(40, 30)), Ok(size));
    }

    #[test]
    fn what_is_not_a_whole_jpeg_is_refused() {
        let whole = jpeg(16, 16);
        for bytes in [
            &b""[..],
            b"\xFF",
            b"GIF89a",
            b"<html>",
            &whole[..whole.len() - 2],
            &whole[2..],
        ] {
            assert_eq!(check(bytes), Err(NotAPhoto::NotAJpeg), "{} bytes", bytes.len());
        }
    }

    #[test]
    fn a_decompression_bomb_is_refused_by_its_header() {
        let bomb = with_size(jpeg(16, 16), 65_000, 65_000);
        assert_eq!(check(&bomb), Err(NotAPhoto::TooManyPixels));
        assert_eq!(check(&with_size(jpeg(16, 16), 0, 9)), Err(NotAPhoto::NotAJpeg));
    }

    #[test]
    fn a_file_of_endless_scans_is_refused() {
        let whole = jpeg(16, 16);
        let scan = whole.windows(2).position(|w| w == [0xFF, SCAN]).unwrap();
        let mut bytes = whole[..scan].to_vec();
        for _ in 0..=MAX_SCANS {
            bytes.extend_from_slice(&whole[scan..whole.len() - 2]);
        }
        bytes.extend_from_slice(&[0xFF, END]);
        assert_eq!(check(&bytes), Err(NotAPhoto::TooManyScans));
    }

    proptest! {
        #[test]
        fn no_damage_makes_it_panic(at in 0usize..600, byte in any::<u8>(), cut in 0usize..600) {
            let mut bytes = jpeg(8, 8);
            if let Some(found) = bytes.get_mut(at) {
                *found = byte;
            }
            bytes.truncate(cut.max(2));
            let _ = check(&bytes);
        }
    }
}
