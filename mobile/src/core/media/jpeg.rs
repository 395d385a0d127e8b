//! The header of a JPEG: how large it is, and how it lies, before anything is decoded.

/// What a JPEG says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JpegHeader {
    width: u32,
    height: u32,
    /// Whether its Exif orientation turns it by a quarter.
    lies: bool,
}

impl JpegHeader {
    /// Reads the header; `None` for what is no JPEG, or a damaged one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
        let mut lies = false;
        loop {
            let (marker, after) = next_marker(rest)?;
            let length = usize::from(be16(after, 0)?);
            let segment = after.get(2..length)?;
            match marker {
                0xE1 => lies = lies || orientation(segment).is_some_and(|turn| (5..=8).contains(&turn)),
                // Start of frame, of every coding; C4, C8 and CC are tables.
                0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                    return Some(Self {
                        height: u32::from(be16(segment, 1)?),
                        width: u32::from(be16(segment, 3)?),
                        lies,
                    });
                }
                // The picture's data: a frame would have come before.
                0xDA => return None,
                _ => {}
            }
            rest = after.get(length..)?;
        }
    }

    /// Width and height when it is turned upright.
    pub fn upright(&self) -> (u32, u32) {
        if self.lies {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        }
    }

    /// The number of its pixels.
    pub fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

/// The next marker's code and what follows it. Fill bytes may stand before it.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let after = bytes.strip_prefix(&[0xFF])?;
    let fill = after.iter().take_while(|byte| **byte == 0xFF).count();
    let (marker, rest) = after.get(fill..)?.split_first()?;
    Some((*marker, rest))
}

/// The Exif orientation, 1 to 8.
fn orientation(app1: &[u8]) -> Option<u16> {
    const ORIENTATION: u16 = 0x0112;
    let tiff = app1.strip_prefix(b"Exif\0\0")?;
    let number16: fn(&[u8], usize) -> Option<u16> = match tiff.get(..2)? {
        b"II" => le16,
        b"MM" => be16,
        _ => return None,
    };
    // Offsets are 32 bits; a segment has at most 16 of them.
    let (high, low) = if tiff.starts_with(b"MM") { (4, 6) } else { (6, 4) };
    if number16(tiff, 2)? != 42 || number16(tiff, high)? != 0 {
        return None;
    }
    let directory = usize::from(number16(tiff, low)?);
    let count = usize::from(number16(tiff, directory)?);
    let mut entries = (0..count).map(|index| directory + 2 + index * 12);
    let entry = entries.find(|at| number16(tiff, *at) == Some(ORIENTATION))?;
    number16(tiff, entry + 8)
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(name: &str) -> Vec<u8> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/photos/");
        std::fs::read(format!("{folder}{name}")).unwrap()
    }

    #[test]
    fn what_is_no_jpeg_has_no_header() {
        assert_eq!(JpegHeader::read(b""), None);
        assert_eq!(JpegHeader::read(b"\x89PNG\r\n\x1a\n"), None);
        assert_eq!(JpegHeader::read(b"\xFF\xD8\xFF\xE1\xFF"), None);
    }

    #[test]
    fn cameras_are_read_as_a_decoder_reads_them() {
        use image::{ImageDecoder, ImageReader};

        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/photos");
        let mut turned = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if !name.ends_with(".jpg") {
                continue;
            }
            let bytes = photo(&name);
            let header = JpegHeader::read(&bytes).unwrap();
            let reader = ImageReader::new(std::io::Cursor::new(&bytes))
                .with_guessed_format()
                .unwrap();
            let mut decoder = reader.into_decoder().unwrap();
            let lies = (5..=8).contains(&decoder.orientation().unwrap().to_exif());
            assert_eq!((header.width, header.height), decoder.dimensions(), "{name}");
            assert_eq!(header.lies, lies, "{name}");
            turned += u32::from(lies);
        }
        assert!(turned > 0);
    }

    #[test]
    fn a_cut_header_is_never_misread() {
        let bytes = photo("iphone-4s-gps-rotated.jpg");
        let whole = JpegHeader::read(&bytes);
        for length in 0..4096.min(bytes.len()) {
            let cut = JpegHeader::read(bytes.get(..length).unwrap());
            assert!(cut.is_none() || cut == whole, "{length}");
        }
    }
}
