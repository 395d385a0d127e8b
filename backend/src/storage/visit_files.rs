//! Visits that came as files: the phones that made them, and the trail of who brought them in.

use vitrine_shared::digest::Digest;
use vitrine_shared::id::{DeviceId, ImportId, VisitId};
use vitrine_shared::time::Timestamp;

use super::access::DeviceLogin;
use super::row::Columns as _;
use super::scope::{Caller, Scope};
use super::sql::Sql;
use super::{Result, Store};

/// A file that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitFile {
    /// Its id.
    pub id: ImportId,
    /// The visit.
    pub visit: VisitId,
    /// The phone that made it.
    pub device: DeviceId,
    /// The SHA-256 of the file.
    pub sha256: Digest,
    /// Its size.
    pub size_bytes: u64,
    /// When it was made, by the phone's clock.
    pub made_at: Timestamp,
    /// When it was taken in.
    pub imported_at: Timestamp,
    /// Events that were not here before.
    pub events_new: u64,
    /// Photos that were not here before.
    pub photos_new: u64,
}

/// A file that was taken in, as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitFileLine {
    /// The file.
    pub file: VisitFile,
    /// The name of the visit's location.
    pub location: String,
    /// Who brought it in; none at the command line.
    pub by: Option<String>,
}

impl Store {
    /// The phone that signed a file, as if it called itself: a phone whose token was taken away too,
    /// because what it signed before is no less its evaluator's. For planners.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn device_on_record(&self, scope: &Scope, device: DeviceId) -> Result<Option<DeviceLogin>> {
        scope.require_planner()?;
        let sql = Sql::new("SELECT user_id, public_key, revoked_at_ms FROM devices WHERE id = ")
            .bind(device)
            .push(" AND agency_id = ")
            .bind(scope.agency());
        let read = |row: &sqlx::any::AnyRow| {
            let user = row.parsed("user_id")?;
            let caller = Caller::Evaluator {
                user,
                device: Some(device),
            };
            Ok(DeviceLogin {
                scope: Scope::new(scope.agency(), caller),
                device,
                user,
                public_key: row.parsed("public_key")?,
                revoked: row.int_opt("revoked_at_ms")?.is_some(),
            })
        };
        self.db.optional(sql, read).await
    }

    /// Writes down that a file was taken in. For planners.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn keep_visit_file(&self, scope: &Scope, file: &VisitFile) -> Result<()> {
        scope.require_planner()?;
        let bound = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let mut write = self.db.write().await?;
        let sql = Sql::new(
            "INSERT INTO visit_files (id, agency_id, visit_id, device_id, user_id, sha256, size_bytes, \
             made_at_ms, imported_at_ms, events_new, photos_new) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .arg(file.id)
        .arg(scope.agency())
        .arg(file.visit)
        .arg(file.device)
        .arg(scope.user())
        .arg(file.sha256)
        .arg(bound(file.size_bytes))
        .arg(file.made_at)
        .arg(file.imported_at)
        .arg(bound(file.events_new))
        .arg(bound(file.photos_new));
        write.execute(sql).await?;
        write.commit().await
    }

    /// The files that were taken in last, newest first. For planners.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn visit_files(&self, scope: &Scope, limit: u32) -> Result<Vec<VisitFileLine>> {
        scope.require_planner()?;
        let sql = Sql::new(
            "SELECT f.id, f.visit_id, f.device_id, f.sha256, f.size_bytes, f.made_at_ms, f.imported_at_ms, \
             f.events_new, f.photos_new, l.name AS location_name, u.name AS user_name FROM visit_files f \
             JOIN visits v ON v.id = f.visit_id JOIN locations l ON l.id = v.location_id \
             LEFT JOIN users u ON u.id = f.user_id WHERE f.agency_id = ",
        )
        .bind(scope.agency())
        .push(" ORDER BY f.imported_at_ms DESC, f.id DESC LIMIT ")
        .bind(i64::from(limit));
        let read = |row: &sqlx::any::AnyRow| {
            Ok(VisitFileLine {
                file: VisitFile {
                    id: row.parsed("id")?,
                    visit: row.parsed("visit_id")?,
                    device: row.parsed("device_id")?,
                    sha256: row.parsed("sha256")?,
                    size_bytes: row.count("size_bytes")?,
                    made_at: row.time("made_at_ms")?,
                    imported_at: row.time("imported_at_ms")?,
                    events_new: row.count("events_new")?,
                    photos_new: row.count("photos_new")?,
                },
                location: row.text("location_name")?,
                by: row.text_opt("user_name")?,
            })
        };
        self.db.all(sql, read).await
    }
}
