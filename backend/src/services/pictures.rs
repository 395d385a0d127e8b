//! Photos as people look at them: decoded within limits and encoded anew, so that neither metadata
//! nor anything hidden in a file reaches a browser. Made when first asked for, then kept.

use std::io::Cursor;
use std::sync::LazyLock;

use bytes::Bytes;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits};
use tokio::sync::Semaphore;
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::wire::MAX_PHOTO_PIXELS;

use super::{Failure, Outcome};
use crate::app::App;
use crate::blobs::Form;
use crate::storage::photos::VisitPhoto;
use crate::storage::{Role, Scope, StorageError};

/// The long side of a small picture, in pixels.
const THUMB_PIXELS: u32 = 320;

const QUALITY: u8 = 82;

/// A decoded photo takes up to 120 MB: one at a time.
static TURN: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// How large a picture is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// As large as it was taken.
    Full,
    /// For lists.
    Thumb,
}

/// A JPEG of a photo in scope.
///
/// # Errors
/// No such photo in scope, it has not arrived, or its pixels cannot be decoded.
pub async fn picture(app: &App, scope: &Scope, visit: VisitId, photo: PhotoId, size: Size) -> Outcome<Bytes> {
    let photo = match app.store().photo(scope, visit, photo).await {
        Err(StorageError::NotFound) => replaced(app, scope, visit, photo).await?,
        found => found?,
    };
    shown(app, &photo, size).await
}

/// A JPEG of the photo of a receipt in scope. A brand has none.
///
/// # Errors
/// No such photo in scope, it has not arrived, or its pixels cannot be decoded.
pub async fn receipt(app: &App, scope: &Scope, visit: VisitId, photo: PhotoId, size: Size) -> Outcome<Bytes> {
    let photo = app.store().receipt_photo(scope, visit, photo).await?;
    shown(app, &photo, size).await
}

async fn shown(app: &App, photo: &VisitPhoto, size: Size) -> Outcome<Bytes> {
    if photo.arrived_at.is_none() {
        return Err(Code::NotFound.into());
    }
    let digest = &photo.photo.sha256;
    let form = match size {
        Size::Full => Form::Shown,
        Size::Thumb => Form::Thumb,
    };
    if let Some(made) = app.blobs().get(digest, form).await.map_err(Failure::internal)? {
        return Ok(made);
    }
    let original = app
        .blobs()
        .get(digest, Form::Original)
        .await
        .map_err(Failure::internal)?;
    let original =
        original.ok_or_else(|| Failure::internal(format!("the photo {digest} is not in the store")))?;
    let _turn = TURN.acquire().await.map_err(Failure::internal)?;
    let made = tokio::task::spawn_blocking(move || redraw(&original, size))
        .await
        .map_err(Failure::internal)?
        .map_err(|error| Failure::because(Code::PhotoInvalid, error.to_string()))?;
    let made = Bytes::from(made);
    app.blobs()
        .put(digest, form, made.clone())
        .await
        .map_err(Failure::internal)?;
    Ok(made)
}

/// A photo that was handed in once and replaced when the visit was returned: staff see both. What was
/// thrown away before anything was handed in is nobody's business.
async fn replaced(app: &App, scope: &Scope, visit: VisitId, photo: PhotoId) -> Outcome<VisitPhoto> {
    let sheet = match scope.role() {
        Role::Admin | Role::Coordinator | Role::Reviewer => app.store().sheet(scope, visit).await?,
        _ => None,
    };
    let was_handed_in = sheet.is_some_and(|(_, sheet)| {
        let mut rounds = sheet.rounds.iter();
        rounds.any(|back| back.photos.contains_key(&photo))
    });
    if !was_handed_in {
        return Err(Code::NotFound.into());
    }
    let discarded = app.store().discarded_photos(scope, visit).await?;
    let found = discarded.into_iter().find(|it| it.photo.photo == photo);
    found.ok_or_else(|| Code::NotFound.into())
}

/// Decodes within limits, turns upright, and encodes without metadata.
fn redraw(jpeg: &[u8], size: Size) -> Result<Vec<u8>, ImageError> {
    let mut decoder = JpegDecoder::new(Cursor::new(jpeg))?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(u32::from(u16::MAX));
    limits.max_image_height = Some(u32::from(u16::MAX));
    limits.max_alloc = Some(MAX_PHOTO_PIXELS * 4);
    decoder.set_limits(limits)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    if size == Size::Thumb {
        picture = picture.thumbnail(THUMB_PIXELS, THUMB_PIXELS);
    }
    picture.apply_orientation(orientation);
    let mut bytes = Vec::new();
    picture
        .into_rgb8()
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Taken upside down by its camera, with a position in its metadata.
    const PHOTO: &[u8] = include_bytes!("../../../tests/fixtures/photos/iphone-4s-gps-rotated.jpg");

    #[test]
    fn what_is_shown_is_upright_and_without_metadata() {
        let stored = crate::services::jpeg::check(PHOTO).unwrap();
        let orientation = JpegDecoder::new(Cursor::new(PHOTO))
            .unwrap()
            .orientation()
            .unwrap();
        assert_ne!(orientation, Orientation::NoTransforms, "the fixture is rotated");
        let shown = redraw(PHOTO, Size::Full).unwrap();
        assert!(!shown.windows(4).any(|w| w == b"Exif"));
        let size = crate::services::jpeg::check(&shown).unwrap();
        let turned = matches!(
            orientation,
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        );
        let expected = if turned {
            (stored.height, stored.width)
        } else {
            (stored.width, stored.height)
        };
        assert_eq!((size.width, size.height), expected);
    }

    #[test]
    fn a_thumb_fits_its_square() {
        let thumb = redraw(PHOTO, Size::Thumb).unwrap();
        let size = crate::services::jpeg::check(&thumb).unwrap();
        assert_eq!(size.width.max(size.height), THUMB_PIXELS);
    }

    #[test]
    fn what_cannot_be_decoded_is_refused() {
        assert!(redraw(b"not a picture", Size::Full).is_err());
    }
}
