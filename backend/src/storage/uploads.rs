//! Uploads of photos (tus): how far each has come. The bytes themselves are not here.

use sqlx::any::AnyRow;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::{AgencyId, DeviceId, PhotoId, VisitId};
use vitrine_shared::time::Timestamp;

use super::db::Write;
use super::error::StorageError;
use super::row::Columns as _;
use super::scope::Scope;
use super::sql::Sql;
use super::{Result, Store, feed};

/// An upload to be begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUpload {
    /// What it is called in its URL.
    pub id: String,
    /// The visit.
    pub visit: VisitId,
    /// The photo.
    pub photo: PhotoId,
    /// The SHA-256 that the whole photo will have; the announced one.
    pub sha256: Digest,
    /// Its size.
    pub length_bytes: u64,
    /// When it begins.
    pub created_at: Timestamp,
    /// When it is given up if nothing more comes.
    pub expires_at: Timestamp,
}

/// An upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// What it is called in its URL.
    pub id: String,
    /// The visit.
    pub visit: VisitId,
    /// The photo.
    pub photo: PhotoId,
    /// The phone that uploads.
    pub device: DeviceId,
    /// The SHA-256 that the whole photo will have.
    pub sha256: Digest,
    /// Its size.
    pub length_bytes: u64,
    /// How much of it is stored.
    pub offset_bytes: u64,
    /// When it is given up if nothing more comes.
    pub expires_at: Timestamp,
    /// When the photo was verified; none: unfinished.
    pub finished_at: Option<Timestamp>,
}

/// What came of beginning an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The upload: the new one, or the one that the photo had.
    pub upload: Upload,
    /// An expired upload that this one takes the place of: its bytes are to be thrown away.
    pub replaced: Option<String>,
}

const UPLOAD: &str = "SELECT p.id, p.visit_id, p.photo_id, p.device_id, p.sha256, p.length_bytes, p.offset_bytes, \
     p.expires_at_ms, p.finished_at_ms FROM uploads p \
     JOIN visits v ON v.id = p.visit_id JOIN locations l ON l.id = v.location_id WHERE ";

fn upload(row: &AnyRow) -> Result<Upload> {
    Ok(Upload {
        id: row.text("id")?,
        visit: row.parsed("visit_id")?,
        photo: row.parsed("photo_id")?,
        device: row.parsed("device_id")?,
        sha256: row.parsed("sha256")?,
        length_bytes: row.count("length_bytes")?,
        offset_bytes: row.count("offset_bytes")?,
        expires_at: row.time("expires_at_ms")?,
        finished_at: row.time_opt("finished_at_ms")?,
    })
}

fn size(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

impl Store {
    /// Begins the upload of an announced photo, or gives the upload that it has. For phones.
    ///
    /// # Errors
    /// [`StorageError::NotFound`]: no event of a visit in scope announced that photo with that digest.
    pub async fn begin_upload(&self, scope: &Scope, new: &NewUpload) -> Result<Begun> {
        let (_, device) = scope.phone()?;
        let mut write = self.db.write().await?;
        super::visits::lock(&mut write, scope, new.visit).await?;
        let sql = Sql::new(
            "SELECT arrived_at_ms FROM photos WHERE visit_id = $1 AND photo_id = $2 AND sha256 = $3 \
             AND discarded = 0",
        )
        .arg(new.visit)
        .arg(new.photo)
        .arg(new.sha256);
        let arrived_at: Option<Timestamp> = write.one(sql, |row| row.time_opt("arrived_at_ms")).await?;
        let of_photo = scope
            .sees_visit(Sql::new(UPLOAD))
            .push(" AND p.visit_id = ")
            .bind(new.visit)
            .push(" AND p.photo_id = ")
            .bind(new.photo);
        let existing = write.optional(of_photo, upload).await?;
        let mut replaced = None;
        if let Some(existing) = existing {
            if existing.finished_at.is_some() || existing.expires_at > new.created_at {
                return Ok(Begun {
                    upload: existing,
                    replaced,
                });
            }
            write
                .execute(Sql::new("DELETE FROM uploads WHERE id = $1").arg(&existing.id))
                .await?;
            replaced = Some(existing.id);
        }
        let upload = Upload {
            id: new.id.clone(),
            visit: new.visit,
            photo: new.photo,
            device,
            sha256: new.sha256,
            length_bytes: new.length_bytes,
            // A photo whose finished upload was forgotten is still there.
            offset_bytes: if arrived_at.is_some() { new.length_bytes } else { 0 },
            expires_at: new.expires_at,
            finished_at: arrived_at,
        };
        insert(&mut write, scope.agency(), &upload, new.created_at).await?;
        write.commit().await?;
        Ok(Begun { upload, replaced })
    }

    /// An upload.
    ///
    /// # Errors
    /// No such upload in scope.
    pub async fn upload(&self, scope: &Scope, id: &str) -> Result<Upload> {
        let sql = scope.sees_visit(Sql::new(UPLOAD)).push(" AND p.id = ").bind(id);
        self.db.one(sql, upload).await
    }

    /// Says that `to - from` bytes more are stored, and puts off the upload's end. For phones.
    ///
    /// # Errors
    /// [`StorageError::Stale`]: the upload does not stand at `from`, or is gone.
    pub async fn advance_upload(
        &self,
        scope: &Scope,
        id: &str,
        from: u64,
        to: u64,
        expires_at: Timestamp,
    ) -> Result<()> {
        scope.phone()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new(
            "UPDATE uploads SET offset_bytes = $1, expires_at_ms = $2 \
             WHERE id = $3 AND agency_id = $4 AND offset_bytes = $5 AND finished_at_ms IS NULL",
        )
        .arg(size(to))
        .arg(expires_at)
        .arg(id)
        .arg(scope.agency())
        .arg(size(from));
        if write.execute(sql).await? == 0 {
            return Err(StorageError::Stale);
        }
        write.commit().await
    }

    /// Says that the photo's bytes are stored for good and have the announced digest. Gives whether
    /// the visit is now complete: submitted, and every photo there. Again is no harm. For phones.
    ///
    /// # Errors
    /// No such upload in scope.
    pub async fn finish_upload(&self, scope: &Scope, id: &str, at: Timestamp) -> Result<bool> {
        let (evaluator, _) = scope.phone()?;
        let found = self.upload(scope, id).await?;
        let mut write = self.db.write().await?;
        // The same lock as the submission's: one of the two sees the other's work.
        super::visits::lock(&mut write, scope, found.visit).await?;
        let sql = Sql::new(
            "UPDATE uploads SET finished_at_ms = COALESCE(finished_at_ms, $1), offset_bytes = length_bytes \
             WHERE id = $2 AND agency_id = $3",
        );
        if write.execute(sql.arg(at).arg(id).arg(scope.agency())).await? == 0 {
            return Err(StorageError::NotFound);
        }
        let sql = Sql::new(
            "UPDATE photos SET arrived_at_ms = COALESCE(arrived_at_ms, $1) WHERE visit_id = $2 AND photo_id = $3 \
             AND sha256 = $4",
        );
        write
            .execute(sql.arg(at).arg(found.visit).arg(found.photo).arg(found.sha256))
            .await?;
        let became = complete_media(&mut write, found.visit).await?;
        if became {
            feed::append(&mut write, scope.agency(), evaluator, found.visit).await?;
        }
        let sql = Sql::new("SELECT media_complete FROM visits WHERE id = $1").arg(found.visit);
        let complete = write.one(sql, |row| row.flag("media_complete")).await?;
        write.commit().await?;
        Ok(complete)
    }

    /// Forgets an upload: ended by the phone, or its bytes were not the announced ones. What a
    /// finished one brought stays. For phones.
    ///
    /// # Errors
    /// No such upload in scope.
    pub async fn delete_upload(&self, scope: &Scope, id: &str) -> Result<()> {
        scope.phone()?;
        let found = self.upload(scope, id).await?;
        let mut write = self.db.write().await?;
        write
            .execute(Sql::new("DELETE FROM uploads WHERE id = $1").arg(&found.id))
            .await?;
        write.commit().await
    }

    /// Forgets uploads whose time is over, at most `limit`, and gives those unfinished: their bytes are
    /// to be thrown away. The server's own housekeeping; it reads nothing of any tenant.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn expire_uploads(&self, now: Timestamp, limit: u32) -> Result<Vec<String>> {
        let mut write = self.db.write().await?;
        let sql = Sql::new(
            "DELETE FROM uploads WHERE id IN \
             (SELECT id FROM uploads WHERE expires_at_ms <= $1 ORDER BY expires_at_ms LIMIT $2) \
             AND expires_at_ms <= $3 RETURNING id, finished_at_ms",
        )
        .arg(now)
        .arg(i64::from(limit))
        .arg(now);
        let expired = write
            .all(sql, |row| Ok((row.text("id")?, row.int_opt("finished_at_ms")?)))
            .await?;
        write.commit().await?;
        Ok(expired
            .into_iter()
            .filter(|(_, finished)| finished.is_none())
            .map(|(id, _)| id)
            .collect())
    }
}

async fn insert(write: &mut Write, agency: AgencyId, new: &Upload, at: Timestamp) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO uploads (id, agency_id, visit_id, photo_id, device_id, sha256, length_bytes, offset_bytes, \
         created_at_ms, expires_at_ms, finished_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .arg(&new.id)
    .arg(agency)
    .arg(new.visit)
    .arg(new.photo)
    .arg(new.device)
    .arg(new.sha256)
    .arg(size(new.length_bytes))
    .arg(size(new.offset_bytes))
    .arg(at)
    .arg(new.expires_at)
    .arg(new.finished_at);
    write.execute(sql).await?;
    Ok(())
}

/// Marks a submitted visit as complete once every photo of its phone arrived; says whether that is
/// new. The caller holds the visit's lock.
async fn complete_media(write: &mut Write, visit: VisitId) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE visits SET media_complete = 1, rev = rev + 1 WHERE id = $1 AND media_complete = 0 \
         AND submitted_at_ms IS NOT NULL AND NOT EXISTS (SELECT 1 FROM photos p WHERE p.visit_id = visits.id \
         AND p.device_id = visits.device_id AND p.discarded = 0 AND p.arrived_at_ms IS NULL)",
    );
    Ok(write.execute(sql.arg(visit)).await? == 1)
}
