//! Attempts at quizzes: recorded once each, in the order they came, within what may be tried.

use sqlx::any::AnyRow;
use vitrine_shared::id::{RequestId, UserId};
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::training::{Grade, Standing, Training, Tried, standing};
use vitrine_shared::wire::{AttemptLine, QuizAttempt, RequestOutcome};

use super::{ChecklistVersion, checklist_version, require_self_or_staff};
use crate::storage::db::Write;
use crate::storage::error::StorageError;
use crate::storage::row::{Columns as _, to_json};
use crate::storage::scope::Scope;
use crate::storage::sql::Sql;
use crate::storage::{Result, Store};

/// An attempt that the server graded.
#[derive(Clone, Debug)]
pub struct GradedAttempt {
    /// What was handed in.
    pub attempt: QuizAttempt,
    /// The training whose quiz it is.
    pub training: std::sync::Arc<Training>,
    /// What it is worth.
    pub grade: Grade,
    /// When it was handed in, by the phone's clock.
    pub made_at: Timestamp,
}

/// A person's attempts at the quiz for one version of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuizFacts {
    /// What the quiz is for.
    pub of: ChecklistVersion,
    /// The attempts in the order they came.
    pub attempts: Vec<AttemptLine>,
}

const ATTEMPTS: &str = "SELECT a.id, a.checklist_id, a.checklist_version, a.right_count, a.asked_count, \
     a.passed, a.made_at_ms, CAST(CASE WHEN a.place > COALESCE((SELECT MAX(r.after_place) FROM quiz_resets r \
     WHERE r.user_id = a.user_id AND r.checklist_id = a.checklist_id \
     AND r.checklist_version = a.checklist_version), 0) THEN 1 ELSE 0 END AS BIGINT) AS counts FROM quiz_attempts a ";

/// Keeps an attempt and what it leads to, within the request's transaction; an attempt too many is
/// refused and writes nothing.
pub(in crate::storage) async fn record(
    write: &mut Write,
    scope: &Scope,
    id: RequestId,
    new: &GradedAttempt,
    received_at: Timestamp,
) -> Result<RequestOutcome> {
    let (user, device) = scope.phone()?;
    // Two phones of one person take turns: the row is held until the commit.
    let sql = Sql::new("UPDATE users SET name = name WHERE id = $1");
    write.execute(sql.arg(user)).await?;
    let QuizAttempt {
        checklist, version, ..
    } = &new.attempt;
    let sql = Sql::new("SELECT id FROM checklists WHERE agency_id = $1 AND id = $2 AND version = $3");
    let sql = sql.arg(scope.agency()).arg(checklist).arg(i64::from(*version));
    if write.optional(sql, |_| Ok(())).await?.is_none() {
        return Ok(Code::ChecklistUnknown.into());
    }
    let of = ChecklistVersion {
        checklist: checklist.clone(),
        version: *version,
    };
    let before = write.all(of_version(scope, user, &of), attempt_line).await?;
    // A phone whose clock runs ahead wins nothing by it.
    let made_at = new.made_at.min(received_at);
    let tried: Vec<Tried> = before.iter().filter_map(AttemptLine::tried).collect();
    if let Standing::UsedUp { opens_at } = standing(&new.training, &tried, made_at) {
        return Ok(RequestOutcome::Refused {
            code: Code::AttemptsUsedUp,
            until: opens_at,
        });
    }
    let sql = Sql::new(
        "INSERT INTO quiz_attempts (id, agency_id, user_id, device_id, checklist_id, checklist_version, place, \
         training_sha256, seed, answers, right_count, asked_count, passed, made_at_ms, received_at_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .arg(id)
    .arg(scope.agency())
    .arg(user)
    .arg(device)
    .arg(checklist)
    .arg(i64::from(*version))
    .arg(i64::try_from(before.len()).unwrap_or(i64::MAX - 1) + 1)
    .arg(new.attempt.training)
    .arg(i64::from(new.attempt.seed))
    .arg(to_json(&new.attempt.answers, "quiz_attempts.answers")?)
    .arg(i64::from(new.grade.right))
    .arg(i64::from(new.grade.asked))
    .arg(i64::from(new.grade.passed))
    .arg(made_at)
    .arg(received_at);
    write.execute(sql).await?;
    if new.grade.passed {
        let sql = Sql::new(
            "INSERT INTO certificates (user_id, checklist_id, checklist_version, agency_id, attempt_id, \
             right_count, asked_count, certified_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT DO NOTHING",
        )
        .arg(user)
        .arg(checklist)
        .arg(i64::from(*version))
        .arg(scope.agency())
        .arg(id)
        .arg(i64::from(new.grade.right))
        .arg(i64::from(new.grade.asked))
        .arg(made_at);
        write.execute(sql).await?;
    }
    Ok(RequestOutcome::Done)
}

impl Store {
    /// A person's attempts, by version of a checklist. An evaluator asks for themselves, staff for
    /// anybody.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn quiz_attempts(&self, scope: &Scope, user: UserId) -> Result<Vec<QuizFacts>> {
        require_self_or_staff(scope, user)?;
        let sql = Sql::new(ATTEMPTS)
            .push("WHERE a.agency_id = ")
            .bind(scope.agency())
            .push(" AND a.user_id = ")
            .bind(user)
            .push(" ORDER BY a.checklist_id, a.checklist_version, a.place");
        let lines = self
            .db
            .all(sql, |row| Ok((checklist_version(row)?, attempt_line(row)?)))
            .await?;
        let mut facts: Vec<QuizFacts> = Vec::new();
        for (of, line) in lines {
            match facts.last_mut() {
                Some(last) if last.of == of => last.attempts.push(line),
                _ => facts.push(QuizFacts {
                    of,
                    attempts: vec![line],
                }),
            }
        }
        Ok(facts)
    }

    /// Gives a person new attempts: those made until now count no longer. Said again before another
    /// attempt it changes nothing. For planners.
    ///
    /// # Errors
    /// No such evaluator in the agency.
    pub async fn reset_attempts(
        &self,
        scope: &Scope,
        user: UserId,
        of: &ChecklistVersion,
        at: Timestamp,
    ) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new("UPDATE users SET name = name WHERE id = $1 AND agency_id = $2");
        if write.execute(sql.arg(user).arg(scope.agency())).await? == 0 {
            return Err(StorageError::NotFound);
        }
        let made = write.all(of_version(scope, user, of), attempt_line).await?.len();
        let sql = Sql::new(
            "INSERT INTO quiz_resets (user_id, checklist_id, checklist_version, after_place, agency_id, given_by, \
             given_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        )
        .arg(user)
        .arg(&of.checklist)
        .arg(i64::from(of.version))
        .arg(i64::try_from(made).unwrap_or(i64::MAX))
        .arg(scope.agency())
        .arg(scope.user())
        .arg(at);
        write.execute(sql).await?;
        write.commit().await
    }
}

fn of_version(scope: &Scope, user: UserId, of: &ChecklistVersion) -> Sql {
    Sql::new(ATTEMPTS)
        .push("WHERE a.agency_id = ")
        .bind(scope.agency())
        .push(" AND a.user_id = ")
        .bind(user)
        .push(" AND a.checklist_id = ")
        .bind(&of.checklist)
        .push(" AND a.checklist_version = ")
        .bind(i64::from(of.version))
        .push(" ORDER BY a.place")
}

fn attempt_line(row: &AnyRow) -> Result<AttemptLine> {
    Ok(AttemptLine {
        id: row.parsed("id")?,
        at: row.time("made_at_ms")?,
        grade: Grade {
            right: row.count("right_count")?,
            asked: row.count("asked_count")?,
            passed: row.flag("passed")?,
        },
        counts: row.flag("counts")?,
    })
}
