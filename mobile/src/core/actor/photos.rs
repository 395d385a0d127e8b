//! Taking photos, in a place of their own or in another's, and discarding them.

use vitrine_shared::checklist::{Question, Slug};
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Edits, NoCamera, Photo, PhotoSource, PhotoWarning, Position, What};
use vitrine_shared::expense::{ClaimError, MAX_RECEIPT_PHOTOS, expense_of};
use vitrine_shared::id::{MediaId, PhotoId, VisitId};
use vitrine_shared::sheet::{MAX_UNASKED_PHOTOS, Sheet};

use super::Core;
use crate::core::db::{Medium, NewMedium};
use crate::core::media::{Fingerprint, MAX_FILE_BYTES, Picture, warnings};
use crate::core::platform::Platform;
use crate::core::protocol::{Blob, CoreError, NewPicture, PhotoSize, Reply};
use crate::core::session::Session;

/// Where a photo belongs, and how it came to be.
#[derive(Clone, Debug)]
pub(super) struct Place {
    question: Slug,
    source: PhotoSource,
    replaces: Option<PhotoId>,
    edits: Option<Edits>,
    no_camera: Option<NoCamera>,
}

impl Place {
    /// One more photo of the question.
    pub(super) fn of(question: Slug, source: PhotoSource) -> Self {
        Self {
            question,
            source,
            replaces: None,
            edits: None,
            no_camera: None,
        }
    }

    /// One more photo of the question, which the app's camera could not take.
    pub(super) fn elsewhere(question: Slug, reason: NoCamera) -> Self {
        Self {
            no_camera: Some(reason),
            ..Self::of(question, PhotoSource::File)
        }
    }

    /// In this photo's place.
    fn instead_of(old: &Photo, with: NewPicture) -> Self {
        let (source, edits, no_camera) = match with {
            NewPicture::Retaken { source, no_camera } => (source, None, no_camera),
            NewPicture::Edited(edits) => {
                let edits = old.edits.unwrap_or_default().and(edits);
                (old.source, Some(edits), old.no_camera)
            }
        };
        Self {
            question: old.question.clone(),
            source,
            replaces: Some(old.photo),
            edits,
            no_camera,
        }
    }
}

impl<P: Platform> Core<P> {
    pub(super) fn place_of(
        &self,
        visit: VisitId,
        photo: PhotoId,
        with: NewPicture,
    ) -> Result<Place, CoreError> {
        let (_, session) = self.opened(visit)?;
        let old = session.sheet().photos.get(&photo);
        Ok(Place::instead_of(old.ok_or(CoreError::PhotoUnknown)?, with))
    }

    pub(super) async fn keep_photo(
        &self,
        visit: VisitId,
        place: Place,
        position: Option<Position>,
        bytes: Blob,
    ) -> Result<Reply, CoreError> {
        let (_, session) = self.opened(visit)?;
        may_take(&session, &place)?;
        if bytes.0.len() > MAX_FILE_BYTES {
            return Err(CoreError::PhotoUnreadable);
        }
        let picture = self.platform.prepare_photo(bytes.0).await?;
        // Other commands were done meanwhile.
        let (row, session) = self.opened(visit)?;
        may_take(&session, &place)?;

        let replaces = place.replaces;
        let photo = self.describe(&session, place, &picture)?;
        let file = NewMedium {
            id: photo.photo,
            question: photo.question.clone(),
            sha256: photo.sha256,
            bytes: picture.jpeg,
            medium: Medium::Photo { thumb: picture.thumb },
        };
        let (id, found) = (photo.photo, photo.warnings.clone());
        // What was handed in and taken anew is shown beside the new one; what was covered by hand goes.
        let replaces = match photo.edits {
            None => replaces.filter(|old| !was_handed_in(&session, old)),
            Some(_) => replaces,
        };
        let next = self.record_with(&row, &session, What::PhotoTaken(photo), position, |record| {
            self.store.append_medium(visit, record, &file, replaces)
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
        let was_handed_in = was_handed_in(&session, &photo);
        let next = self.record_with(&row, &session, What::PhotoDiscarded { photo }, None, |record| {
            if was_handed_in {
                // The agency has it, and its old form is shown beside the new one.
                self.store.append(visit, record)
            } else {
                self.store.append_discard(visit, record, photo)
            }
        })?;
        self.sheet_reply(&row, &next)
    }

    pub(super) fn new_media_id(&self) -> Result<MediaId, CoreError> {
        let mut random = [0; 10];
        self.platform.fill_random(&mut random)?;
        Ok(MediaId::new(self.platform.now(), random))
    }

    fn describe(&self, session: &Session, place: Place, picture: &Picture) -> Result<Photo, CoreError> {
        let print = Fingerprint::of(&picture.luma);
        let mut found = warnings(&picture.luma);
        let is_near = |photo: &Photo| {
            Some(photo.photo) != place.replaces && photo.dhash.parse().is_ok_and(|other| print.is_near(other))
        };
        if session.sheet().photos.values().any(is_near) {
            found.push(PhotoWarning::NearDuplicate);
        }
        Ok(Photo {
            photo: self.new_media_id()?,
            question: place.question,
            sha256: Digest::of(&picture.jpeg),
            size_bytes: picture.jpeg.len() as u64,
            width: picture.width,
            height: picture.height,
            source: place.source,
            dhash: print.to_string(),
            warnings: found,
            replaces: place.replaces,
            edits: place.edits,
            no_camera: place.no_camera,
        })
    }
}

/// Whether the agency got this photo before it sent the visit back.
pub(super) fn was_handed_in(session: &Session, photo: &PhotoId) -> bool {
    let before = session.sheet().correction();
    before.is_some_and(|before| before.photos.contains_key(photo))
}

fn may_take(session: &Session, place: &Place) -> Result<(), CoreError> {
    let sheet = session.sheet();
    if sheet.submitted.is_some() {
        return Err(CoreError::VisitClosed);
    }
    if sheet.checked_in.is_none() {
        return Err(CoreError::NotCheckedIn);
    }
    let (rule, most) = match expense_of(&place.question) {
        Some(expense) if !sheet.claims.contains_key(&expense) => {
            return Err(CoreError::Claim(ClaimError::Unknown));
        }
        Some(_) => (None, MAX_RECEIPT_PHOTOS),
        None => {
            let question = session.checklist().question(&place.question);
            let rule = question.ok_or(CoreError::QuestionUnknown)?.photos.as_ref();
            (rule, rule.map_or(MAX_UNASKED_PHOTOS, |rule| rule.max))
        }
    };
    let is_camera_only = rule.is_some_and(|rule| rule.camera_only);
    if is_camera_only && place.source != PhotoSource::Camera && place.no_camera.is_none() {
        return Err(CoreError::CameraOnly);
    }
    match place.replaces {
        // Thrown away, or replaced by another picture meanwhile.
        Some(old) if !sheet.photos.contains_key(&old) => Err(CoreError::PhotoUnknown),
        Some(_) => Ok(()),
        None if kept_of(sheet, &place.question) >= most => Err(CoreError::PhotoLimit),
        None => Ok(()),
    }
}

/// How many photos of the question are kept.
pub(super) fn kept(sheet: &Sheet, question: &Question) -> u32 {
    kept_of(sheet, &question.id)
}

fn kept_of(sheet: &Sheet, place: &Slug) -> u32 {
    let of_place = sheet.photos.values().filter(|photo| photo.question == *place);
    u32::try_from(of_place.count()).unwrap_or(u32::MAX)
}
