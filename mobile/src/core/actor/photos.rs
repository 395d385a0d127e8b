//! Taking and discarding photos.

use vitrine_shared::checklist::{Question, Slug};
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Photo, PhotoSource, PhotoWarning, Position, What};
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::sheet::{MAX_UNASKED_PHOTOS, Sheet};

use super::Core;
use crate::core::db::NewPhoto;
use crate::core::media::{Fingerprint, MAX_FILE_BYTES, Picture, warnings};
use crate::core::platform::Platform;
use crate::core::protocol::{Blob, CoreError, PhotoSize, Reply};
use crate::core::session::Session;

impl<P: Platform> Core<P> {
    pub(super) async fn add_photo(
        &self,
        visit: VisitId,
        question: Slug,
        source: PhotoSource,
        position: Option<Position>,
        bytes: Blob,
    ) -> Result<Reply, CoreError> {
        let (_, session) = self.opened(visit)?;
        may_take(&session, &question, source)?;
        if bytes.0.len() > MAX_FILE_BYTES {
            return Err(CoreError::PhotoUnreadable);
        }
        let picture = self.platform.prepare_photo(bytes.0).await?;
        // Other commands were done meanwhile.
        let (row, session) = self.opened(visit)?;
        may_take(&session, &question, source)?;

        let photo = self.describe(&session, question, source, &picture)?;
        let file = NewPhoto {
            photo: photo.photo,
            question: photo.question.clone(),
            sha256: photo.sha256,
            jpeg: picture.jpeg,
            thumb: picture.thumb,
        };
        let (id, found) = (photo.photo, photo.warnings.clone());
        let next = self.record_with(&row, &session, What::PhotoTaken(photo), position, |record| {
            self.store.append_photo(visit, record, &file)
        })?;
        Ok(Reply::PhotoAdded {
            photo: id,
            warnings: found,
            sheet: Box::new(self.sheet_view(&row, &next)?),
        })
    }

    pub(super) fn photo(&self, photo: PhotoId, size: PhotoSize) -> Result<Reply, CoreError> {
        let bytes = self.store.photo_file(photo, size)?.into();
        Ok(Reply::Photo { bytes })
    }

    pub(super) fn discard_photo(&self, visit: VisitId, photo: PhotoId) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        let next = self.record_with(&row, &session, What::PhotoDiscarded { photo }, None, |record| {
            self.store.append_discard(visit, record, photo)
        })?;
        self.sheet_reply(&row, &next)
    }

    fn describe(
        &self,
        session: &Session,
        question: Slug,
        source: PhotoSource,
        picture: &Picture,
    ) -> Result<Photo, CoreError> {
        let mut random = [0; 10];
        self.platform.fill_random(&mut random)?;
        let print = Fingerprint::of(&picture.luma);
        let mut found = warnings(&picture.luma);
        let is_near = |photo: &Photo| photo.dhash.parse().is_ok_and(|other| print.is_near(other));
        if session.sheet().photos.values().any(is_near) {
            found.push(PhotoWarning::NearDuplicate);
        }
        Ok(Photo {
            photo: PhotoId::new(self.platform.now(), random),
            question,
            sha256: Digest::of(&picture.jpeg),
            size_bytes: picture.jpeg.len() as u64,
            width: picture.width,
            height: picture.height,
            source,
            dhash: print.to_string(),
            warnings: found,
        })
    }
}

fn may_take(session: &Session, question: &Slug, source: PhotoSource) -> Result<(), CoreError> {
    let sheet = session.sheet();
    if sheet.submitted.is_some() {
        return Err(CoreError::VisitClosed);
    }
    if sheet.checked_in.is_none() {
        return Err(CoreError::NotCheckedIn);
    }
    let question = session
        .checklist()
        .question(question)
        .ok_or(CoreError::QuestionUnknown)?;
    let rule = question.photos.as_ref();
    if rule.is_some_and(|rule| rule.camera_only) && source != PhotoSource::Camera {
        return Err(CoreError::CameraOnly);
    }
    if kept(sheet, question) >= rule.map_or(MAX_UNASKED_PHOTOS, |rule| rule.max) {
        return Err(CoreError::PhotoLimit);
    }
    Ok(())
}

/// How many photos of the question are kept.
pub(super) fn kept(sheet: &Sheet, question: &Question) -> u32 {
    let count = sheet
        .photos
        .values()
        .filter(|photo| photo.question == question.id)
        .count();
    u32::try_from(count).unwrap_or(u32::MAX)
}
