//! Rejected work and appeals against it: each rejection is a move of the visit with its words, each
//! appeal a row of its own, decided once.

use std::collections::BTreeMap;

use sqlx::any::AnyRow;
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{
    APPEAL_GRACE_MS, Appeal, AppealDecision, AppealOutcome, Rejection, RequestOutcome,
};

use super::db::Write;
use super::error::StorageError;
use super::moves::{Steps, walk};
use super::row::Columns as _;
use super::scope::Scope;
use super::sql::Sql;
use super::visits::{Visit, lock};
use super::{Result, Store, feed};

/// A rejection with who rejected, and who decided of the appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectionLine {
    /// The rejection and its appeal.
    pub rejection: Rejection,
    /// The name of who rejected; nobody at the server's command line.
    pub by_name: Option<String>,
    /// When the appeal arrived.
    pub received_at: Option<Timestamp>,
    /// The name of who decided of the appeal.
    pub decided_by_name: Option<String>,
}

/// An appeal that nobody decided of yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenAppeal {
    /// The visit.
    pub visit: VisitId,
    /// Where.
    pub location_name: String,
    /// Who appeals.
    pub evaluator_name: String,
    /// When it arrived.
    pub received_at: Timestamp,
}

/// What is decided of an appeal.
#[derive(Clone, Copy, Debug)]
pub struct NewDecision<'a> {
    /// What.
    pub outcome: AppealOutcome,
    /// Why.
    pub words: Option<&'a str>,
    /// When.
    pub at: Timestamp,
}

/// Rejections in their order, each with its appeal, of `visit_moves m`; the `n`-th of a visit is its
/// rejection number `n`.
const REJECTION: &str = "SELECT m.visit_id, m.at_ms, m.reason, a.words, a.made_at_ms, a.received_at_ms, \
     a.outcome, a.decided_at_ms, a.decided_words, u.name AS by_name, d.name AS decided_by_name FROM visit_moves m \
     LEFT JOIN visit_appeals a ON a.visit_id = m.visit_id AND a.number = (SELECT COUNT(*) FROM visit_moves b \
     WHERE b.visit_id = m.visit_id AND b.to_state = 'rejected' AND (b.rev < m.rev OR (b.rev = m.rev AND b.step <= m.step))) \
     LEFT JOIN users u ON u.id = m.user_id LEFT JOIN users d ON d.id = a.decided_by ";

fn line(row: &AnyRow) -> Result<(VisitId, RejectionLine)> {
    let outcome: Option<AppealOutcome> = match row.text_opt("outcome")? {
        Some(name) => Some(AppealOutcome::from_name(&name).ok_or(StorageError::Corrupt("outcome"))?),
        None => None,
    };
    let decided_words = row.text_opt("decided_words")?;
    let decision = outcome
        .zip(row.time_opt("decided_at_ms")?)
        .map(|(outcome, at)| AppealDecision {
            outcome,
            at,
            words: decided_words,
        });
    let appeal = row
        .text_opt("words")?
        .zip(row.time_opt("made_at_ms")?)
        .map(|(words, made_at)| Appeal {
            words,
            made_at,
            decision,
        });
    // Its number is given where the rejections of a visit stand together.
    let mut rejection = Rejection::new(0, row.time("at_ms")?, row.text_opt("reason")?);
    rejection.appeal = appeal;
    let line = RejectionLine {
        rejection,
        by_name: row.text_opt("by_name")?,
        received_at: row.time_opt("received_at_ms")?,
        decided_by_name: row.text_opt("decided_by_name")?,
    };
    Ok((row.parsed("visit_id")?, line))
}

/// The rejections of each visit, numbered from 1.
fn numbered(rows: Vec<(VisitId, RejectionLine)>) -> BTreeMap<VisitId, Vec<RejectionLine>> {
    let mut by_visit: BTreeMap<VisitId, Vec<RejectionLine>> = BTreeMap::new();
    for (visit, mut line) in rows {
        let lines = by_visit.entry(visit).or_default();
        line.rejection.number = u32::try_from(lines.len() + 1).unwrap_or(u32::MAX);
        lines.push(line);
    }
    by_visit
}

fn of_visit(scope: &Scope, visit: VisitId) -> Sql {
    Sql::new(REJECTION)
        .push("WHERE m.to_state = 'rejected' AND m.visit_id = ")
        .bind(visit)
        .push(" AND m.agency_id = ")
        .bind(scope.agency())
        .push(" ORDER BY m.visit_id, m.rev, m.step")
}

/// The rejections of a visit that is held by this transaction.
async fn rejections(write: &mut Write, scope: &Scope, visit: VisitId) -> Result<Vec<Rejection>> {
    let mut found = numbered(write.all(of_visit(scope, visit), line).await?);
    let lines = found.remove(&visit).unwrap_or_default();
    Ok(lines.into_iter().map(|line| line.rejection).collect())
}

/// The caller appeals against a rejection of their visit, once.
pub(super) async fn appeal(
    write: &mut Write,
    scope: &Scope,
    visit: VisitId,
    number: u32,
    words: &str,
    (made_at, received_at): (Timestamp, Timestamp),
) -> Result<RequestOutcome> {
    let (before, _) = lock(write, scope, visit).await?;
    let last = rejections(write, scope, visit).await?.pop();
    let stands = |it: &Rejection| it.number == number && it.appeal.is_none();
    let Some(rejection) = last
        .filter(stands)
        .filter(|_| before.state == VisitState::Rejected)
    else {
        return Ok(Code::AppealClosed.into());
    };
    if received_at > rejection.appeal_until.plus_ms(APPEAL_GRACE_MS) {
        return Ok(Code::AppealLate.into());
    }
    let sql = Sql::new(
        "INSERT INTO visit_appeals (visit_id, number, agency_id, words, made_at_ms, received_at_ms) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .arg(visit)
    .arg(i64::from(number))
    .arg(scope.agency())
    .arg(words.to_owned())
    .arg(made_at.min(received_at))
    .arg(received_at);
    write.execute(sql).await?;
    if let Some(evaluator) = before.evaluator {
        feed::append(write, scope.agency(), evaluator, visit).await?;
    }
    Ok(RequestOutcome::Done)
}

/// Writes down what was decided of the appeal against a visit's last rejection, if one is open.
pub(super) async fn settle(
    write: &mut Write,
    scope: &Scope,
    visit: VisitId,
    decision: NewDecision<'_>,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE visit_appeals SET outcome = $1, decided_by = $2, decided_at_ms = $3, decided_words = $4 \
         WHERE visit_id = $5 AND agency_id = $6 AND outcome IS NULL",
    )
    .arg(decision.outcome.as_str())
    .arg(scope.user())
    .arg(decision.at)
    .arg(decision.words.map(str::to_owned))
    .arg(visit)
    .arg(scope.agency());
    Ok(write.execute(sql).await? > 0)
}

impl Store {
    /// Decides of the open appeal of a visit, which goes back into review if it is taken up. For staff.
    ///
    /// # Errors
    /// No such visit in scope; [`StorageError::Stale`]: no appeal is open (any more).
    pub async fn decide_appeal(
        &self,
        scope: &Scope,
        id: VisitId,
        decision: NewDecision<'_>,
    ) -> Result<Visit> {
        scope.require_staff()?;
        let actor = scope.actor().ok_or(StorageError::Forbidden)?;
        let mut write = self.db.write().await?;
        let (before, rev) = lock(&mut write, scope, id).await?;
        if before.state != VisitState::Rejected || !settle(&mut write, scope, id, decision).await? {
            return Err(StorageError::Stale);
        }
        let after = match decision.outcome {
            AppealOutcome::TakenUp => {
                let steps = Steps {
                    states: &[VisitState::InReview],
                    actor,
                    evaluator: before.evaluator,
                    reason: None,
                    at: decision.at,
                };
                walk(&mut write, scope, &before, rev, steps).await?
            }
            AppealOutcome::Dismissed => {
                if let Some(evaluator) = before.evaluator {
                    feed::append(&mut write, scope.agency(), evaluator, id).await?;
                }
                before
            }
        };
        write.commit().await?;
        Ok(after)
    }

    /// Every rejection of a visit, the first first. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn rejections(&self, scope: &Scope, id: VisitId) -> Result<Vec<RejectionLine>> {
        scope.require_staff()?;
        let mut found = numbered(self.db.all(of_visit(scope, id), line).await?);
        Ok(found.remove(&id).unwrap_or_default())
    }

    /// The appeals that nobody decided of, the first to arrive first, at most `limit`. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn open_appeals(&self, scope: &Scope, limit: u32) -> Result<Vec<OpenAppeal>> {
        scope.require_staff()?;
        let sql = Sql::new(
            "SELECT a.visit_id, l.name AS location_name, u.name AS evaluator_name, a.received_at_ms \
             FROM visit_appeals a JOIN visits v ON v.id = a.visit_id JOIN locations l ON l.id = v.location_id \
             JOIN users u ON u.id = v.evaluator_id WHERE a.outcome IS NULL AND a.agency_id = ",
        )
        .bind(scope.agency())
        .push(" ORDER BY a.received_at_ms, a.visit_id LIMIT ")
        .bind(i64::from(limit));
        let read = |row: &AnyRow| {
            Ok(OpenAppeal {
                visit: row.parsed("visit_id")?,
                location_name: row.text("location_name")?,
                evaluator_name: row.text("evaluator_name")?,
                received_at: row.time("received_at_ms")?,
            })
        };
        self.db.all(sql, read).await
    }

    /// The rejections of an evaluator's visits whose place in the feed lies behind `after`, up to `last`;
    /// not who rejected.
    pub(super) async fn rejections_in_feed(
        &self,
        stretch: feed::Stretch,
    ) -> Result<BTreeMap<VisitId, Vec<Rejection>>> {
        let sql = Sql::new(REJECTION).push("JOIN feed f ON f.visit_id = m.visit_id");
        let sql = stretch
            .visits(sql)
            .push(" AND m.to_state = 'rejected' ORDER BY m.visit_id, m.rev, m.step");
        let found = numbered(self.db.all(sql, line).await?);
        let theirs = |lines: Vec<RejectionLine>| lines.into_iter().map(|line| line.rejection).collect();
        Ok(found
            .into_iter()
            .map(|(visit, lines)| (visit, theirs(lines)))
            .collect())
    }
}
