//! Published checklists: bytes that never change, named by (id, version) and by digest.

use sqlx::any::AnyRow;
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::ChecklistRef;

use super::error::{Constraint, StorageError};
use super::pictures::name_pictures;
use super::row::Columns as _;
use super::scope::{Caller, Scope};
use super::sql::Sql;
use super::{Result, Store};

/// What became of a checklist that was to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publication {
    /// It is published now.
    New,
    /// It was published before, the same to the byte.
    Unchanged,
}

pub(super) fn checklist_ref(row: &AnyRow) -> Result<ChecklistRef> {
    Ok(ChecklistRef {
        id: row.parsed::<Slug>("checklist_id")?,
        version: row.count("checklist_version")?,
        sha256: row.parsed("checklist_sha256")?,
    })
}

const REF: &str = "c.id AS checklist_id, c.version AS checklist_version, c.sha256 AS checklist_sha256";

impl Store {
    /// Publishes the canonical bytes of a checklist, and the pictures it names. For planners.
    ///
    /// # Errors
    /// [`Constraint::ChecklistVersion`]: that version was published with other contents.
    pub async fn publish_checklist(
        &self,
        scope: &Scope,
        name: &ChecklistRef,
        canonical: Vec<u8>,
        pictures: &[Digest],
        at: Timestamp,
    ) -> Result<Publication> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new(
            "INSERT INTO checklists (agency_id, id, version, sha256, body, published_at_ms) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .arg(scope.agency())
        .arg(&name.id)
        .arg(i64::from(name.version))
        .arg(name.sha256)
        .arg(canonical)
        .arg(at);
        let written = write.execute(sql).await?;
        if written == 1 {
            name_pictures(&mut write, scope, name.sha256, pictures).await?;
            write.commit().await?;
            return Ok(Publication::New);
        }
        let sql = Sql::new("SELECT sha256 FROM checklists WHERE agency_id = $1 AND id = $2 AND version = $3")
            .arg(scope.agency())
            .arg(&name.id)
            .arg(i64::from(name.version));
        let published: Option<Digest> = write.optional(sql, |row| row.parsed("sha256")).await?;
        if published == Some(name.sha256) {
            Ok(Publication::Unchanged)
        } else {
            Err(StorageError::Constraint(Constraint::ChecklistVersion))
        }
    }

    /// The canonical bytes of a checklist. For staff; for an evaluator with a visit that runs it; for
    /// a brand with a wave that runs it.
    ///
    /// # Errors
    /// No such checklist in scope.
    pub async fn checklist(&self, scope: &Scope, sha256: &Digest) -> Result<Vec<u8>> {
        let sql = Sql::new("SELECT c.body FROM checklists c WHERE c.agency_id = ")
            .bind(scope.agency())
            .push(" AND c.sha256 = ")
            .bind(*sha256);
        let sql = match scope.caller() {
            Caller::Operator | Caller::Staff { .. } => sql,
            Caller::Evaluator { user, .. } => sql
                .push(" AND EXISTS (SELECT 1 FROM visits v WHERE v.checklist_sha256 = c.sha256 AND v.evaluator_id = ")
                .bind(*user)
                .push(")"),
            Caller::Brand { client, .. } => sql
                .push(" AND EXISTS (SELECT 1 FROM waves w WHERE w.checklist_sha256 = c.sha256 AND w.client_id = ")
                .bind(*client)
                .push(")"),
        };
        self.db.one(sql, |row| row.bytes("body")).await
    }

    /// Every published checklist by id, the newest version of each first. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn checklists(&self, scope: &Scope) -> Result<Vec<ChecklistRef>> {
        scope.require_staff()?;
        let sql = Sql::new("SELECT ")
            .push(REF)
            .push(" FROM checklists c WHERE c.agency_id = ")
            .bind(scope.agency())
            .push(" ORDER BY c.id, c.version DESC");
        self.db.all(sql, checklist_ref).await
    }
}
