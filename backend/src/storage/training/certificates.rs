//! Certificates: who passed, for which version of a checklist.

use sqlx::any::AnyRow;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::UserId;
use vitrine_shared::wire::Certificate;

use super::{ChecklistVersion, checklist_version, require_self_or_staff};
use crate::storage::db::Write;
use crate::storage::row::Columns as _;
use crate::storage::scope::Scope;
use crate::storage::sql::Sql;
use crate::storage::{Result, Store};

/// That somebody passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certified {
    /// Who.
    pub user: UserId,
    /// For what.
    pub of: ChecklistVersion,
    /// With which attempt.
    pub certificate: Certificate,
}

/// Whether visits by a checklist are open to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// The checklist has no training.
    Free,
    /// They passed.
    Certified,
    /// They have still to pass.
    Lacking,
}

impl Store {
    /// The certificates of the agency's evaluators, or of one of them. An evaluator asks for
    /// themselves, staff for anybody.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn certificates(&self, scope: &Scope, of: Option<UserId>) -> Result<Vec<Certified>> {
        match of {
            Some(user) => require_self_or_staff(scope, user)?,
            None => scope.require_staff()?,
        }
        let mut sql = Sql::new(
            "SELECT user_id, checklist_id, checklist_version, attempt_id, right_count, asked_count, \
             certified_at_ms FROM certificates WHERE agency_id = ",
        )
        .bind(scope.agency());
        if let Some(user) = of {
            sql = sql.push(" AND user_id = ").bind(user);
        }
        self.db
            .all(
                sql.push(" ORDER BY user_id, checklist_id, checklist_version"),
                certified,
            )
            .await
    }

    /// Whether visits by this checklist are open to the person. An evaluator asks for themselves,
    /// staff for anybody.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn admission(&self, scope: &Scope, user: UserId, checklist: &Digest) -> Result<Admission> {
        require_self_or_staff(scope, user)?;
        let found = self
            .db
            .optional(admission(scope, user, checklist), is_certified)
            .await?;
        Ok(Admission::of(found))
    }
}

/// The same within a transaction that gives a visit to the person.
pub(in crate::storage) async fn admitted(
    write: &mut Write,
    scope: &Scope,
    user: UserId,
    checklist: &Digest,
) -> Result<Admission> {
    let found = write
        .optional(admission(scope, user, checklist), is_certified)
        .await?;
    Ok(Admission::of(found))
}

impl Admission {
    fn of(certified: Option<bool>) -> Self {
        match certified {
            None => Self::Free,
            Some(true) => Self::Certified,
            Some(false) => Self::Lacking,
        }
    }
}

/// A row where a training holds for the checklist, saying whether the person passed.
fn admission(scope: &Scope, user: UserId, checklist: &Digest) -> Sql {
    Sql::new(
        "SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM certificates q WHERE q.user_id = $1 \
         AND q.checklist_id = c.id AND q.checklist_version = c.version) THEN 1 ELSE 0 END AS BIGINT) AS certified \
         FROM checklists c JOIN trainings t ON t.agency_id = c.agency_id AND t.checklist_id = c.id \
         AND t.version <= c.version WHERE c.agency_id = $2 AND c.sha256 = $3 LIMIT 1",
    )
    .arg(user)
    .arg(scope.agency())
    .arg(*checklist)
}

fn is_certified(row: &AnyRow) -> Result<bool> {
    row.flag("certified")
}

fn certified(row: &AnyRow) -> Result<Certified> {
    Ok(Certified {
        user: row.parsed("user_id")?,
        of: checklist_version(row)?,
        certificate: Certificate {
            attempt: row.parsed("attempt_id")?,
            at: row.time("certified_at_ms")?,
            right: row.count("right_count")?,
            asked: row.count("asked_count")?,
        },
    })
}
