//! Pictures of guidelines: what authors upload is decoded within limits and made into a small JPEG
//! without metadata, which is kept under its own digest. Only that JPEG is ever shown or sent.

use std::io::Cursor;
use std::sync::LazyLock;

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage, Rgba};
use tokio::sync::Semaphore;
use vitrine_shared::digest::Digest;
use vitrine_shared::problem::Code;
use vitrine_shared::wire::{
    MAX_PHOTO_PIXELS, MAX_PICTURE_BYTES, MAX_PICTURE_NAME, MAX_PICTURE_SIDE, PictureFile,
};

use super::{Failure, Outcome};
use crate::app::App;
use crate::blobs::Form;
use crate::storage::Scope;

/// The largest upload, in bytes.
pub const MAX_UPLOAD_BYTES: usize = 8 * 1024 * 1024;

/// What is read: pictures that a browser or an office program saves.
const FORMATS: [ImageFormat; 3] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];

/// Long side and quality, tried until the JPEG is small enough.
const ATTEMPTS: [(u32, u8); 3] = [(MAX_PICTURE_SIDE, 82), (MAX_PICTURE_SIDE, 65), (960, 60)];

/// The shortest side of a picture on which anything can be seen.
const MIN_SIDE: u32 = 32;

/// A decoded picture takes up to 160 MB: one at a time.
static TURN: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// A picture as phones receive it.
struct Made {
    jpeg: Vec<u8>,
    width: u32,
    height: u32,
}

/// Keeps a picture for checklists to name. The same upload gives the same picture for ever, under
/// whatever name; another one under a name that is taken takes it over.
///
/// # Errors
/// The name is none, the upload is no picture, or it cannot be made small enough; or not for the
/// caller's role.
pub async fn keep(app: &App, scope: &Scope, name: &str, upload: Bytes) -> Outcome<PictureFile> {
    check_name(name)?;
    let source = Digest::of(&upload);
    let known = app.store().picture_made_of(scope, source).await?;
    let picture = match known {
        Some(known) => PictureFile {
            name: name.to_owned(),
            ..known
        },
        None => make(app, name, upload).await?,
    };
    app.store()
        .keep_picture(scope, &picture, source, app.now())
        .await?;
    Ok(picture)
}

async fn make(app: &App, name: &str, upload: Bytes) -> Outcome<PictureFile> {
    let _turn = TURN.acquire().await.map_err(Failure::internal)?;
    let made = tokio::task::spawn_blocking(move || redraw(&upload))
        .await
        .map_err(Failure::internal)??;
    let sha256 = Digest::of(&made.jpeg);
    let size_bytes = made.jpeg.len() as u64;
    // The bytes first: a row never names what is not there.
    app.blobs()
        .put(&sha256, Form::Guide, Bytes::from(made.jpeg))
        .await
        .map_err(Failure::internal)?;
    Ok(PictureFile {
        name: name.to_owned(),
        sha256,
        size_bytes,
        width: made.width,
        height: made.height,
    })
}

/// The JPEG of a picture in scope.
///
/// # Errors
/// No such picture in scope.
pub async fn picture(app: &App, scope: &Scope, sha256: &Digest) -> Outcome<Bytes> {
    if !app.store().sees_picture(scope, sha256).await? {
        return Err(Code::NotFound.into());
    }
    let found = app
        .blobs()
        .get(sha256, Form::Guide)
        .await
        .map_err(Failure::internal)?;
    found.ok_or_else(|| Failure::internal(format!("the picture {sha256} is not in the store")))
}

fn check_name(name: &str) -> Outcome<()> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.is_empty() || name.len() > MAX_PICTURE_NAME || !name.chars().all(is_plain) {
        let message = format!("1 to {MAX_PICTURE_NAME} characters of a-z, A-Z, 0-9, `-`, `_` and `.`");
        return Err(Failure::invalid("name", message));
    }
    Ok(())
}

/// Decodes within limits, turns upright, lays on white, makes smaller, and encodes without metadata.
fn redraw(upload: &[u8]) -> Outcome<Made> {
    let picture = decode(upload).map_err(|error| Failure::because(Code::PhotoInvalid, error.to_string()))?;
    if picture.width().min(picture.height()) < MIN_SIDE {
        let message = format!("a picture has at least {MIN_SIDE} × {MIN_SIDE} pixels");
        return Err(Failure::because(Code::PhotoInvalid, message));
    }
    let picture = on_white(picture);
    for (side, quality) in ATTEMPTS {
        let picture = match picture.width().max(picture.height()) {
            long if long > side => picture.resize(side, side, FilterType::Triangle),
            _ => picture.clone(),
        };
        let mut jpeg = Vec::new();
        picture
            .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, quality))
            .map_err(Failure::internal)?;
        if jpeg.len() as u64 <= MAX_PICTURE_BYTES {
            let (width, height) = (picture.width(), picture.height());
            return Ok(Made { jpeg, width, height });
        }
    }
    let message = format!("it cannot be made smaller than {} KB", MAX_PICTURE_BYTES / 1024);
    Err(Failure::because(Code::PhotoTooLarge, message))
}

fn decode(upload: &[u8]) -> Result<DynamicImage, ImageError> {
    let mut reader = ImageReader::new(Cursor::new(upload)).with_guessed_format()?;
    let Some(format) = reader.format().filter(|format| FORMATS.contains(format)) else {
        let error = "it is no JPEG, PNG or WebP".to_owned();
        return Err(ImageError::IoError(std::io::Error::other(error)));
    };
    reader.set_format(format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(u32::from(u16::MAX));
    limits.max_image_height = Some(u32::from(u16::MAX));
    limits.max_alloc = Some(MAX_PHOTO_PIXELS * 4);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PHOTO_PIXELS {
        let error = format!("it has more than {MAX_PHOTO_PIXELS} pixels");
        return Err(ImageError::IoError(std::io::Error::other(error)));
    }
    decoder.set_limits(limits)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// What is transparent becomes white, as on the paper that it was drawn for.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8().into();
    }
    let picture = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let Rgba([red, green, blue, alpha]) = *picture.get_pixel(x, y);
        let blend = |channel: u8| {
            let (channel, alpha) = (u32::from(channel), u32::from(alpha));
            u8::try_from((channel * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([blend(red), blend(green), blend(blue)])
    })
    .into()
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, Luma, RgbaImage};

    use super::*;

    /// Taken upside down by its camera, with a position in its metadata.
    const PHOTO: &[u8] = include_bytes!("../../../tests/fixtures/photos/iphone-4s-gps-rotated.jpg");

    fn png(picture: &DynamicImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_photo_loses_its_metadata_and_fits() {
        let made = redraw(PHOTO).unwrap();
        assert!(!made.jpeg.windows(4).any(|w| w == b"Exif"));
        assert!(made.jpeg.len() as u64 <= MAX_PICTURE_BYTES);
        assert!(made.width.max(made.height) <= MAX_PICTURE_SIDE);
        let size = crate::services::jpeg::check(&made.jpeg).unwrap();
        assert_eq!((size.width, size.height), (made.width, made.height));
    }

    #[test]
    fn what_is_transparent_is_white() {
        let clear = RgbaImage::from_pixel(64, 48, Rgba([0, 0, 0, 0]));
        let made = redraw(&png(&clear.into())).unwrap();
        let shown = image::load_from_memory(&made.jpeg).unwrap().into_rgb8();
        assert_eq!(shown.get_pixel(10, 10).0, [255, 255, 255]);
    }

    #[test]
    fn noise_is_made_small_enough_or_refused_but_never_sent_as_it_is() {
        let mut state = 7_u32;
        let noise = RgbImage::from_fn(1280, 1280, |_, _| {
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            };
            image::Rgb([next(), next(), next()])
        });
        match redraw(&png(&noise.into())) {
            Ok(made) => assert!(made.jpeg.len() as u64 <= MAX_PICTURE_BYTES),
            Err(failure) => assert_eq!(failure.code(), Code::PhotoTooLarge),
        }
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let dot = png(&GrayImage::from_pixel(8, 8, Luma([0])).into());
        let cut = &PHOTO[..PHOTO.len() / 3];
        let gif = b"GIF89a\x01\x00\x01\x00\x00\xff\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00;";
        let script = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        for hostile in [&dot[..], &cut[..2000], gif, script, b""] {
            let refused = redraw(hostile).err().map(|failure| failure.code());
            assert_eq!(refused, Some(Code::PhotoInvalid));
        }
    }

    #[test]
    fn a_picture_that_would_fill_the_memory_is_refused_by_its_head() {
        // A PNG whose head claims 60,000 × 60,000 pixels.
        let mut bomb = png(&GrayImage::from_pixel(64, 64, Luma([0])).into());
        bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        assert_eq!(redraw(&bomb).err().map(|f| f.code()), Some(Code::PhotoInvalid));
    }
}
