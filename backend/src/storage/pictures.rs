//! Pictures of guidelines: what authors uploaded, and which published checklist names which.

use sqlx::any::AnyRow;
use vitrine_shared::digest::Digest;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::PictureFile;

use super::db::Write;
use super::row::Columns as _;
use super::scope::{Caller, Scope};
use super::sql::Sql;
use super::{Result, Store};

fn picture_file(row: &AnyRow) -> Result<PictureFile> {
    Ok(PictureFile {
        name: row.text("name")?,
        sha256: row.parsed("sha256")?,
        size_bytes: row.count("size_bytes")?,
        width: row.count("width")?,
        height: row.count("height")?,
    })
}

/// Writes down which pictures a checklist names, in the transaction that publishes it.
pub(super) async fn name_pictures(
    write: &mut Write,
    scope: &Scope,
    checklist: Digest,
    pictures: &[Digest],
) -> Result<()> {
    for picture in pictures {
        let sql = Sql::new(
            "INSERT INTO checklist_pictures (agency_id, checklist_sha256, sha256) VALUES ($1, $2, $3) \
             ON CONFLICT DO NOTHING",
        )
        .arg(scope.agency())
        .arg(checklist)
        .arg(*picture);
        write.execute(sql).await?;
    }
    Ok(())
}

impl Store {
    /// Gives a picture its name, taking it from the one that had it. For planners.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn keep_picture(
        &self,
        scope: &Scope,
        picture: &PictureFile,
        source: Digest,
        at: Timestamp,
    ) -> Result<()> {
        scope.require_planner()?;
        let size_bytes = i64::try_from(picture.size_bytes).unwrap_or(i64::MAX);
        let sql = Sql::new(
            "INSERT INTO pictures (agency_id, name, sha256, source_sha256, size_bytes, width, height, \
             uploaded_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (agency_id, name) DO UPDATE \
             SET sha256 = excluded.sha256, source_sha256 = excluded.source_sha256, \
             size_bytes = excluded.size_bytes, width = excluded.width, height = excluded.height, \
             uploaded_at_ms = excluded.uploaded_at_ms",
        )
        .arg(scope.agency())
        .arg(&picture.name)
        .arg(picture.sha256)
        .arg(source)
        .arg(size_bytes)
        .arg(i64::from(picture.width))
        .arg(i64::from(picture.height))
        .arg(at);
        let mut write = self.db.write().await?;
        write.execute(sql).await?;
        write.commit().await
    }

    /// The pictures that checklists may name, by name. For planners.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn pictures(&self, scope: &Scope) -> Result<Vec<PictureFile>> {
        scope.require_planner()?;
        let sql = Sql::new("SELECT name, sha256, size_bytes, width, height FROM pictures WHERE agency_id = ")
            .bind(scope.agency())
            .push(" ORDER BY name");
        self.db.all(sql, picture_file).await
    }

    /// The picture that was made of the same upload before. For planners.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn picture_made_of(&self, scope: &Scope, source: Digest) -> Result<Option<PictureFile>> {
        scope.require_planner()?;
        let sql = Sql::new(
            "SELECT name, sha256, size_bytes, width, height FROM pictures WHERE agency_id = $1 \
             AND source_sha256 = $2 ORDER BY name LIMIT 1",
        )
        .arg(scope.agency())
        .arg(source);
        self.db.optional(sql, picture_file).await
    }

    /// Whether the caller may see this picture: staff every one of the agency's; an evaluator with a
    /// visit, and a brand with a wave, whose checklist names it.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn sees_picture(&self, scope: &Scope, sha256: &Digest) -> Result<bool> {
        let named = Sql::new("SELECT p.sha256 FROM checklist_pictures p WHERE p.agency_id = ")
            .bind(scope.agency())
            .push(" AND p.sha256 = ")
            .bind(*sha256);
        let sql = match scope.caller() {
            Caller::Operator | Caller::Staff { .. } => named
                .push(" UNION SELECT u.sha256 FROM pictures u WHERE u.agency_id = ")
                .bind(scope.agency())
                .push(" AND u.sha256 = ")
                .bind(*sha256),
            Caller::Evaluator { user, .. } => named
                .push(" AND EXISTS (SELECT 1 FROM visits v WHERE v.checklist_sha256 = p.checklist_sha256 AND v.evaluator_id = ")
                .bind(*user)
                .push(")"),
            Caller::Brand { client, .. } => named
                .push(" AND EXISTS (SELECT 1 FROM waves w WHERE w.checklist_sha256 = p.checklist_sha256 AND w.client_id = ")
                .bind(*client)
                .push(")"),
        };
        let found: Vec<Digest> = self.db.all(sql, |row| row.parsed("sha256")).await?;
        Ok(!found.is_empty())
    }
}
