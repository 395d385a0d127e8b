//! Photos by the `image` crate.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use crate::core::media::{
    JPEG_QUALITY, LONG_SIDE, LUMA_SIDE, Luma, MAX_FILE_PIXELS, Picture, THUMB_QUALITY, THUMB_SIDE, fit,
};
use crate::core::protocol::CoreError;

/// The most memory that decoding may take, in bytes.
const MAX_DECODED_BYTES: u64 = 512 * 1024 * 1024;

/// Decodes a picture, turns it upright and makes it small. Its metadata stays behind.
pub fn prepare(bytes: &[u8]) -> Result<Picture, CoreError> {
    read(bytes).ok_or(CoreError::PhotoUnreadable)
}

fn read(bytes: &[u8]) -> Option<Picture> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_FILE_PIXELS {
        return None;
    }
    // A picture that does not say is upright.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let decoded = DynamicImage::from_decoder(decoder).ok()?;
    let (to_width, to_height) = fit(width, height, LONG_SIDE);
    let mut image = if (to_width, to_height) == (width, height) {
        decoded
    } else {
        decoded.resize_exact(to_width, to_height, FilterType::Triangle)
    };
    image.apply_orientation(orientation);
    let image = DynamicImage::ImageRgb8(image.into_rgb8());

    let (thumb_width, thumb_height) = fit(image.width(), image.height(), THUMB_SIDE);
    let (luma_width, luma_height) = fit(image.width(), image.height(), LUMA_SIDE);
    let luma = image.thumbnail_exact(luma_width, luma_height).into_luma8();
    Some(Picture {
        jpeg: encode(&image, JPEG_QUALITY)?,
        thumb: encode(&image.thumbnail_exact(thumb_width, thumb_height), THUMB_QUALITY)?,
        width: image.width(),
        height: image.height(),
        luma: Luma::new(luma_width as usize, luma_height as usize, luma.into_raw())?,
    })
}

fn encode(image: &DynamicImage, quality: u8) -> Option<Vec<u8>> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, quality)
        .encode_image(image)
        .ok()?;
    Some(jpeg)
}

#[cfg(test)]
mod tests {
    use vitrine_shared::event::PhotoWarning;

    use super::*;
    use crate::core::media::{JpegHeader, warnings};

    #[test]
    fn cameras_pictures_come_out_upright_and_small_and_only_the_shaken_one_is_warned_of() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/photos");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "jpg") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let (width, height) = JpegHeader::read(&bytes).unwrap().upright();
            let picture = prepare(&bytes).unwrap();
            let name = path.display();
            assert_eq!(
                (picture.width, picture.height),
                fit(width, height, LONG_SIDE),
                "{name}"
            );
            // A hand before the lens, lit by the flash.
            let is_shaken = path.ends_with("xiaomi-mi3-13mp.jpg");
            let expected: &[_] = if is_shaken { &[PhotoWarning::Blurred] } else { &[] };
            assert_eq!(warnings(&picture.luma), expected, "{name}");
            let header = JpegHeader::read(&picture.jpeg).unwrap();
            assert_eq!(header.upright(), (picture.width, picture.height), "{name}");
            let thumb = JpegHeader::read(&picture.thumb).unwrap().upright();
            assert_eq!(thumb, fit(picture.width, picture.height, THUMB_SIDE), "{name}");
        }
    }

    #[test]
    fn a_picture_out_of_focus_is_warned_of() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../tests/fixtures/photos/xiaomi-mi3-13mp.jpg"
        );
        let sharp = image::open(path)
            .unwrap()
            .resize(1600, 1600, FilterType::Triangle);
        let blurred = encode(&sharp.fast_blur(4.0), 90).unwrap();
        let picture = prepare(&blurred).unwrap();
        assert_eq!(warnings(&picture.luma), [PhotoWarning::Blurred]);
    }

    #[test]
    fn what_cannot_be_decoded_is_refused() {
        for bytes in [&b""[..], b"GIF89a", b"\xFF\xD8\xFF\xE0\x00\x10JFIF"] {
            assert!(prepare(bytes).is_err());
        }
    }
}
