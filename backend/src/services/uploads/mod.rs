//! Photos and voice memos on their way in, resumable after any interruption.
//!
//! A photo (what is said of photos here holds for memos) is stored in an order that survives an end at
//! any point: its bytes in the spool, verified, durable among the blobs (as another name of the same
//! file where that can be), marked as arrived in the storage, and only then forgotten by the spool.
//! Whatever comes again after that finds the photo marked, or takes the same steps once more.

mod receive;
mod spool;

use bytes::Bytes;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::AudioFormat;
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::MAX_PHOTO_BYTES;

pub use receive::{Checksum, append};
pub use spool::{Name, Part, Spool, Turn};

use super::jpeg::NotAPhoto;
use super::{Failure, Outcome, jpeg, visits};
use crate::app::App;
use crate::blobs::Form;
use crate::metrics;
use crate::storage::media::Announced;
use crate::storage::{Scope, StorageError};

/// How long an upload waits for its next bytes: a phone may be off for some days.
pub const EXPIRES_AFTER_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// An upload to be begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewUpload {
    /// Of which photo.
    pub name: Name,
    /// The SHA-256 of the whole photo.
    pub sha256: Digest,
    /// Its size.
    pub length_bytes: u64,
}

/// How far an upload has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The bytes that are stored; all of them once the photo is verified.
    pub offset_bytes: u64,
    /// The size of the whole.
    pub length_bytes: u64,
    /// The SHA-256 of the whole.
    pub sha256: Digest,
    /// When it is given up if nothing more comes; `None` once the photo has arrived.
    pub expires_at: Option<Timestamp>,
}

impl Progress {
    fn of(photo: &Announced, offset_bytes: u64, expires_at: Option<Timestamp>) -> Self {
        Self {
            offset_bytes,
            length_bytes: photo.size_bytes,
            sha256: photo.sha256,
            expires_at,
        }
    }

    fn arrived(photo: &Announced) -> Self {
        Self::of(photo, photo.size_bytes, None)
    }
}

/// Begins an upload, or finds the one that was begun.
///
/// # Errors
/// No event announced that photo, with that digest and size; it is too large.
pub async fn begin(app: &App, scope: &Scope, new: NewUpload) -> Outcome<Progress> {
    if new.length_bytes > MAX_PHOTO_BYTES {
        return Err(Code::PhotoTooLarge.into());
    }
    let photo = match app.store().announced(scope, new.name.visit, new.name.photo).await {
        Err(StorageError::NotFound) => return Err(unknown(app, scope, new.name.visit).await?),
        other => other?,
    };
    if photo.sha256 != new.sha256 {
        return Err(Failure::because(
            Code::PhotoUnknown,
            "the photo was announced with another SHA-256",
        ));
    }
    if photo.size_bytes != new.length_bytes {
        return Err(Failure::invalid(
            "Upload-Length",
            format!("the photo was announced with {} bytes", photo.size_bytes),
        ));
    }
    if photo.arrived_at.is_some() {
        return Ok(Progress::arrived(&photo));
    }
    let turn = app.spool().turn(new.name).await;
    let part = match unexpired(app, &turn).await? {
        Some(part) => part,
        None => turn.begin().await.map_err(Failure::internal)?,
    };
    standing(app, scope, &turn, &photo, part).await
}

/// Why there is no such photo: no such visit of the phone's, or nothing in it that announced it.
async fn unknown(app: &App, scope: &Scope, visit: VisitId) -> Outcome<Failure> {
    match app.store().visit(scope, visit).await {
        Err(StorageError::NotFound) => visits::absent(app, scope, visit).await,
        Err(other) => Err(other.into()),
        Ok(_) => Ok(Code::PhotoUnknown.into()),
    }
}

/// How far an upload has come; everything that is told is durable.
///
/// # Errors
/// There is no such photo in scope; the upload is gone.
pub async fn progress(app: &App, scope: &Scope, name: Name) -> Outcome<Progress> {
    let photo = app.store().announced(scope, name.visit, name.photo).await?;
    if photo.arrived_at.is_some() {
        return Ok(Progress::arrived(&photo));
    }
    let turn = app.spool().turn(name).await;
    let part = unexpired(app, &turn).await?.ok_or(Code::UploadGone)?;
    standing(app, scope, &turn, &photo, part).await
}

/// Ends an unfinished upload. What has arrived stays: it is evidence.
///
/// # Errors
/// There is no such photo in scope; the upload is gone.
pub async fn terminate(app: &App, scope: &Scope, name: Name) -> Outcome<()> {
    let photo = app.store().announced(scope, name.visit, name.photo).await?;
    let turn = app.spool().turn(name).await;
    if photo.arrived_at.is_none() && turn.part().await.map_err(Failure::internal)?.is_none() {
        return Err(Code::UploadGone.into());
    }
    turn.remove().await.map_err(Failure::internal)
}

/// Takes in a whole photo that came another way than by an upload. Gives whether it is new here.
///
/// # Errors
/// No event announced that photo; the bytes are not its, or no photo.
pub async fn take_whole(app: &App, scope: &Scope, name: Name, bytes: Bytes) -> Outcome<bool> {
    // In its turn, so that a picture that is erased meanwhile is not put back.
    let turn = app.spool().turn(name).await;
    let photo = match app.store().announced(scope, name.visit, name.photo).await {
        Err(StorageError::NotFound) => return Err(Code::PhotoUnknown.into()),
        other => other?,
    };
    if photo.arrived_at.is_some() {
        return Ok(false);
    }
    verify(&bytes, &photo)?;
    app.blobs()
        .put(&photo.sha256, Form::Original, bytes)
        .await
        .map_err(Failure::internal)?;
    arrived(app, scope, &turn, &photo).await?;
    Ok(true)
}

/// How far the upload has come, finishing one that was cut between its last byte and its end.
async fn standing(app: &App, scope: &Scope, turn: &Turn, photo: &Announced, part: Part) -> Outcome<Progress> {
    if part.length_bytes >= photo.size_bytes {
        finish(app, scope, turn, photo).await?;
        return Ok(Progress::arrived(photo));
    }
    if part.length_bytes > 0 {
        // Of an upload without bytes nothing can be lost: where it is gone, it is begun again.
        turn.sync().await.map_err(Failure::internal)?;
    }
    let expires_at = part.touched_at.plus_ms(EXPIRES_AFTER_MS);
    Ok(Progress::of(photo, part.length_bytes, Some(expires_at)))
}

/// The upload, if there is one; an expired one is removed.
async fn unexpired(app: &App, turn: &Turn) -> Outcome<Option<Part>> {
    let part = turn.part().await.map_err(Failure::internal)?;
    if part.is_some_and(|part| part.touched_at.plus_ms(EXPIRES_AFTER_MS) <= app.now()) {
        turn.remove().await.map_err(Failure::internal)?;
        return Ok(None);
    }
    Ok(part)
}

/// Verifies the photo whose last byte has come and stores it for good. Bytes that are refused are
/// forgotten, so that the photo can be sent anew.
async fn finish(app: &App, scope: &Scope, turn: &Turn, photo: &Announced) -> Outcome<()> {
    let bytes = Bytes::from(turn.read().await.map_err(Failure::internal)?);
    if let Err(refused) = verify(&bytes, photo) {
        turn.remove().await.map_err(Failure::internal)?;
        return Err(refused);
    }
    turn.sync_bytes().await.map_err(Failure::internal)?;
    app.blobs()
        .put_file(&photo.sha256, Form::Original, turn.path(), bytes)
        .await
        .map_err(Failure::internal)?;
    arrived(app, scope, turn, photo).await
}

/// Marks a photo that is among the blobs, and forgets its upload.
async fn arrived(app: &App, scope: &Scope, turn: &Turn, photo: &Announced) -> Outcome<()> {
    let name = turn.name();
    app.store()
        .photo_arrived(scope, name.visit, name.photo, app.now())
        .await?;
    turn.remove().await.map_err(Failure::internal)?;
    metrics::photo_arrived(photo.size_bytes);
    Ok(())
}

fn verify(bytes: &[u8], announced: &Announced) -> Outcome<()> {
    if Digest::of(bytes) != announced.sha256 {
        return Err(Code::PhotoMismatch.into());
    }
    if let Some(format) = announced.audio {
        if AudioFormat::of(bytes) != Some(format) {
            let reason = format!("the recording is no {}", format.media_type());
            return Err(Failure::because(Code::AudioInvalid, reason));
        }
        return Ok(());
    }
    match jpeg::check(bytes) {
        Ok(_) => Ok(()),
        Err(NotAPhoto::TooManyPixels) => Err(Failure::because(
            Code::PhotoTooLarge,
            NotAPhoto::TooManyPixels.to_string(),
        )),
        Err(other) => Err(Failure::because(Code::PhotoInvalid, other.to_string())),
    }
}

impl Name {
    /// The upload of this photo of this visit.
    pub fn new(visit: VisitId, photo: PhotoId) -> Self {
        Self { visit, photo }
    }
}
