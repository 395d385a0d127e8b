//! Trainings: bytes that never change, which of them holds for a version of a checklist, and which an
//! evaluator needs.

mod attempts;
mod certificates;

use sqlx::any::AnyRow;
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::UserId;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::TrainingRef;

pub(in crate::storage) use attempts::record;
pub use attempts::{GradedAttempt, QuizFacts};
pub(in crate::storage) use certificates::admitted;
pub use certificates::{Admission, Certified};

use super::checklists::Publication;
use super::error::{Constraint, StorageError};
use super::row::Columns as _;
use super::scope::{Caller, Scope};
use super::sql::Sql;
use super::{Result, Store};

/// A version of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChecklistVersion {
    /// The checklist.
    pub checklist: Slug,
    /// Its version.
    pub version: u32,
}

impl ChecklistVersion {
    /// The training that holds for it: the newest of those published for it or for a version before it.
    pub fn training<'t>(&self, trainings: &'t [TrainingRef]) -> Option<&'t TrainingRef> {
        trainings
            .iter()
            .filter(|it| it.checklist == self.checklist && it.version <= self.version)
            .max_by_key(|it| it.version)
    }
}

fn checklist_version(row: &AnyRow) -> Result<ChecklistVersion> {
    Ok(ChecklistVersion {
        checklist: row.parsed("checklist_id")?,
        version: row.count("checklist_version")?,
    })
}

impl Store {
    /// Publishes the canonical bytes of a training. For planners.
    ///
    /// # Errors
    /// [`Constraint::TrainingVersion`]: another one was published for that version;
    /// [`Constraint::Reference`]: there is no such version of that checklist.
    pub async fn publish_training(
        &self,
        scope: &Scope,
        name: &TrainingRef,
        canonical: Vec<u8>,
        at: Timestamp,
    ) -> Result<Publication> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new(
            "INSERT INTO trainings (agency_id, checklist_id, version, sha256, body, published_at_ms) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .arg(scope.agency())
        .arg(&name.checklist)
        .arg(i64::from(name.version))
        .arg(name.sha256)
        .arg(canonical)
        .arg(at);
        if write.execute(sql).await? == 1 {
            write.commit().await?;
            return Ok(Publication::New);
        }
        let sql = Sql::new(
            "SELECT sha256 FROM trainings WHERE agency_id = $1 AND checklist_id = $2 AND version = $3",
        )
        .arg(scope.agency())
        .arg(&name.checklist)
        .arg(i64::from(name.version));
        let published: Option<Digest> = write.optional(sql, |row| row.parsed("sha256")).await?;
        if published == Some(name.sha256) {
            Ok(Publication::Unchanged)
        } else {
            Err(StorageError::Constraint(Constraint::TrainingVersion))
        }
    }

    /// The canonical bytes of a training. For the agency's people, its evaluators included.
    ///
    /// # Errors
    /// No such training in scope.
    pub async fn training(&self, scope: &Scope, sha256: &Digest) -> Result<Vec<u8>> {
        let sql = Sql::new("SELECT body FROM trainings WHERE agency_id = ")
            .bind(scope.agency())
            .push(" AND sha256 = ")
            .bind(*sha256);
        let sql = of_the_agency(scope, sql);
        self.db.one(sql.push(" LIMIT 1"), |row| row.bytes("body")).await
    }

    /// Every published training, by checklist and version. For the agency's people, its evaluators
    /// included.
    ///
    /// # Errors
    /// Only the database's; a brand sees none.
    pub async fn trainings(&self, scope: &Scope) -> Result<Vec<TrainingRef>> {
        let sql = Sql::new("SELECT checklist_id, version, sha256 FROM trainings WHERE agency_id = ")
            .bind(scope.agency());
        let sql = of_the_agency(scope, sql).push(" ORDER BY checklist_id, version");
        let read = |row: &AnyRow| {
            Ok(TrainingRef {
                checklist: row.parsed("checklist_id")?,
                version: row.count("version")?,
                sha256: row.parsed("sha256")?,
            })
        };
        self.db.all(sql, read).await
    }

    /// The versions of checklists that are run by waves which are not over, or by visits that this
    /// evaluator has still to do. An evaluator asks for themselves, staff for anybody.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn checklists_to_learn(
        &self,
        scope: &Scope,
        user: UserId,
        now: Timestamp,
    ) -> Result<Vec<ChecklistVersion>> {
        require_self_or_staff(scope, user)?;
        let sql = Sql::new(
            "SELECT DISTINCT w.checklist_id, w.checklist_version FROM waves w WHERE w.agency_id = $1 \
             AND (w.closes_at_ms > $2 OR EXISTS (SELECT 1 FROM visits v WHERE v.wave_id = w.id \
             AND v.evaluator_id = $3 AND v.state IN ('assigned', 'accepted', 'in_progress', 'returned')))",
        );
        let sql = sql.arg(scope.agency()).arg(now).arg(user);
        self.db.all(sql, checklist_version).await
    }
}

/// Keeps brands out: a training is nothing that is published to them.
fn of_the_agency(scope: &Scope, sql: Sql) -> Sql {
    match scope.caller() {
        Caller::Operator | Caller::Staff { .. } | Caller::Evaluator { .. } => sql,
        Caller::Brand { .. } => sql.push(" AND 1 = 0"),
    }
}

/// What a person tried and passed is for themselves and for staff.
fn require_self_or_staff(scope: &Scope, user: UserId) -> Result<()> {
    match scope.caller() {
        Caller::Evaluator { user: own, .. } if *own == user => Ok(()),
        _ => scope.require_staff(),
    }
}
