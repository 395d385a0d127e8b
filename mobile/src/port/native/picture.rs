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
