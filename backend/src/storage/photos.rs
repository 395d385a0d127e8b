//! Photos: announced by an event, arrived when their bytes were stored and verified.

use sqlx::any::AnyRow;
use vitrine_shared::event::{Photo, PhotoSource, PhotoWarning};
use vitrine_shared::id::{DeviceId, PhotoId, VisitId};
use vitrine_shared::time::Timestamp;

use super::error::StorageError;
use super::row::Columns as _;
use super::scope::Scope;
use super::sql::Sql;
use super::{Result, Store};

/// A photo of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitPhoto {
    /// What its event said, without its history: that is the log's to tell.
    pub photo: Photo,
    /// The phone that took it.
    pub device: DeviceId,
    /// When, by the phone's clock.
    pub taken_at: Timestamp,
    /// When its bytes were stored; none: not yet.
    pub arrived_at: Option<Timestamp>,
}

const PHOTO: &str = "SELECT p.photo_id, p.device_id, p.question, p.sha256, p.size_bytes, p.width, p.height, \
     p.source, p.dhash, p.warnings, p.taken_at_ms, p.arrived_at_ms FROM photos p \
     JOIN visits v ON v.id = p.visit_id JOIN locations l ON l.id = v.location_id WHERE ";

fn photo(row: &AnyRow) -> Result<VisitPhoto> {
    let warnings: Vec<PhotoWarning> = row.json("warnings")?;
    Ok(VisitPhoto {
        photo: Photo {
            photo: row.parsed("photo_id")?,
            question: row.parsed("question")?,
            sha256: row.parsed("sha256")?,
            size_bytes: row.count("size_bytes")?,
            width: row.count("width")?,
            height: row.count("height")?,
            source: row.named("source", source_from_name)?,
            dhash: row.text("dhash")?,
            warnings,
            replaces: None,
            edits: None,
            no_camera: None,
        },
        device: row.parsed("device_id")?,
        taken_at: row.time("taken_at_ms")?,
        arrived_at: row.time_opt("arrived_at_ms")?,
    })
}

/// A source's name in storage, that of the wire.
pub(super) fn source_name(source: PhotoSource) -> &'static str {
    match source {
        PhotoSource::Camera => "camera",
        PhotoSource::File => "file",
    }
}

fn source_from_name(name: &str) -> Option<PhotoSource> {
    [PhotoSource::Camera, PhotoSource::File]
        .into_iter()
        .find(|source| source_name(*source) == name)
}

impl Store {
    /// The photos of a visit that were kept, in the order they were taken; receipts are none of them.
    ///
    /// # Errors
    /// Only the database's; a visit out of scope has none.
    pub async fn photos(&self, scope: &Scope, visit: VisitId) -> Result<Vec<VisitPhoto>> {
        let sql = scope
            .sees_visit(Sql::new(PHOTO))
            .push(" AND p.media = 'photo' AND p.discarded = 0 AND p.visit_id = ")
            .bind(visit);
        self.db
            .all(sql.push(" ORDER BY p.taken_at_ms, p.photo_id"), photo)
            .await
    }

    /// A photo that was announced and kept.
    ///
    /// # Errors
    /// No such photo in scope.
    pub async fn photo(&self, scope: &Scope, visit: VisitId, id: PhotoId) -> Result<VisitPhoto> {
        let sql = scope
            .sees_visit(Sql::new(PHOTO))
            .push(" AND p.media = 'photo' AND p.discarded = 0 AND p.visit_id = ")
            .bind(visit)
            .push(" AND p.photo_id = ")
            .bind(id);
        self.db.optional(sql, photo).await?.ok_or(StorageError::NotFound)
    }

    /// The photos of a visit that were announced and thrown away. For staff: which of them may be
    /// shown, because they were handed in before, the visit's sheet says.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn discarded_photos(&self, scope: &Scope, visit: VisitId) -> Result<Vec<VisitPhoto>> {
        scope.require_staff()?;
        let sql = scope
            .sees_visit(Sql::new(PHOTO))
            .push(" AND p.media = 'photo' AND p.discarded = 1 AND p.visit_id = ")
            .bind(visit);
        self.db.all(sql, photo).await
    }

    /// The photos of a visit's receipts that were kept, in the order they were taken; none for a brand.
    ///
    /// # Errors
    /// Only the database's; a visit out of scope has none.
    pub async fn receipt_photos(&self, scope: &Scope, visit: VisitId) -> Result<Vec<VisitPhoto>> {
        if !scope.sees_expenses() {
            return Ok(Vec::new());
        }
        let sql = scope
            .sees_visit(Sql::new(PHOTO))
            .push(" AND p.media = 'receipt' AND p.discarded = 0 AND p.visit_id = ")
            .bind(visit);
        self.db
            .all(sql.push(" ORDER BY p.taken_at_ms, p.photo_id"), photo)
            .await
    }

    /// A photo of a receipt that was announced and kept.
    ///
    /// # Errors
    /// No such photo in scope; a brand has none.
    pub async fn receipt_photo(&self, scope: &Scope, visit: VisitId, id: PhotoId) -> Result<VisitPhoto> {
        if !scope.sees_expenses() {
            return Err(StorageError::NotFound);
        }
        let sql = scope
            .sees_visit(Sql::new(PHOTO))
            .push(" AND p.media = 'receipt' AND p.discarded = 0 AND p.visit_id = ")
            .bind(visit)
            .push(" AND p.photo_id = ")
            .bind(id);
        self.db.optional(sql, photo).await?.ok_or(StorageError::NotFound)
    }
}
