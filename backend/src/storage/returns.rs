//! Visits sent back for correction: what was asked, and what happens when nobody answers in time.

use std::collections::BTreeMap;

use sqlx::any::AnyRow;
use vitrine_shared::id::{AgencyId, UserId, VisitId};
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::{Actor, VisitState};
use vitrine_shared::wire::{Asked, Return};

use super::db::Write;
use super::error::StorageError;
use super::moves::{Steps, walk};
use super::row::{Columns as _, to_json};
use super::scope::{Caller, Scope};
use super::sql::Sql;
use super::visits::{Visit, lock};
use super::{Result, Store, feed};

/// What a reviewer asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReturn {
    /// Until when it is to be handed in again.
    pub due_at: Timestamp,
    /// What is said of the visit as a whole.
    pub words: Option<String>,
    /// What is asked of each question.
    pub questions: Vec<Asked>,
}

/// A return with who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnLine {
    /// What was asked.
    pub returned: Return,
    /// Who asked; nobody at the server's command line.
    pub by: Option<UserId>,
    /// The person's name.
    pub by_name: Option<String>,
    /// The name of who stopped waiting for the correction.
    pub taken_back_by_name: Option<String>,
}

/// The columns of a return, of `visit_returns r`.
const RETURN: &str = "r.visit_id, r.round, r.device_id, r.asked_by, r.asked_at_ms, r.due_at_ms, r.words, r.questions, \
     r.taken_back_at_ms";

fn returned(row: &AnyRow) -> Result<Return> {
    Ok(Return {
        round: row.count("round")?,
        device: row.parsed("device_id")?,
        asked_at: row.time("asked_at_ms")?,
        due_at: row.time("due_at_ms")?,
        words: row.text_opt("words")?,
        questions: row.json("questions")?,
        taken_back_at: row.time_opt("taken_back_at_ms")?,
    })
}

/// Stops waiting for the correction of a visit that is held by this transaction.
pub(super) async fn take_back(write: &mut Write, scope: &Scope, visit: VisitId, at: Timestamp) -> Result<()> {
    let sql = Sql::new(
        "UPDATE visit_returns SET taken_back_at_ms = $1, taken_back_by = $2 WHERE visit_id = $3 AND agency_id = $4 \
         AND round = (SELECT MAX(latest.round) FROM visit_returns latest WHERE latest.visit_id = $5)",
    );
    let sql = sql
        .arg(at)
        .arg(scope.user())
        .arg(visit)
        .arg(scope.agency())
        .arg(visit);
    write.execute(sql).await?;
    Ok(())
}

impl Store {
    /// Sends a visit back to its evaluator and gives it as it is then. For staff.
    ///
    /// # Errors
    /// No such visit in scope; [`StorageError::Move`] says why it may not be returned from where it
    /// stands.
    pub async fn return_visit(
        &self,
        scope: &Scope,
        id: VisitId,
        new: &NewReturn,
        at: Timestamp,
    ) -> Result<Visit> {
        scope.require_staff()?;
        let actor = scope.actor().ok_or(StorageError::Forbidden)?;
        let mut write = self.db.write().await?;
        let (before, rev) = lock(&mut write, scope, id).await?;
        let steps = Steps {
            states: &[VisitState::Returned],
            actor,
            evaluator: before.evaluator,
            reason: new.words.as_deref(),
            at,
        };
        let after = walk(&mut write, scope, &before, rev, steps).await?;
        let sql = Sql::new(
            "INSERT INTO visit_returns (visit_id, round, agency_id, device_id, asked_by, asked_at_ms, due_at_ms, \
             words, questions) SELECT $1, COUNT(*) + 1, $2, $3, $4, $5, $6, $7, $8 FROM visit_returns \
             WHERE visit_id = $9",
        )
        .arg(id)
        .arg(scope.agency())
        // Only a phone brings a visit as far as review.
        .arg(before.device.ok_or(StorageError::Corrupt("device_id"))?)
        .arg(scope.user())
        .arg(at)
        .arg(new.due_at)
        .arg(new.words.clone())
        .arg(to_json(&new.questions, "visit_returns.questions")?)
        .arg(id);
        write.execute(sql).await?;
        write.commit().await?;
        Ok(after)
    }

    /// Every return of a visit, the first first; who asked is for staff alone.
    ///
    /// # Errors
    /// Only the database's; a visit out of scope has none.
    pub async fn visit_returns(&self, scope: &Scope, id: VisitId) -> Result<Vec<ReturnLine>> {
        let is_staff = matches!(scope.caller(), Caller::Operator | Caller::Staff { .. });
        let sql = Sql::new("SELECT ").push(RETURN).push(
            ", u.name, t.name AS taken_back_by_name FROM visit_returns r JOIN visits v ON v.id = r.visit_id \
             JOIN locations l ON l.id = v.location_id LEFT JOIN users u ON u.id = r.asked_by \
             LEFT JOIN users t ON t.id = r.taken_back_by WHERE ",
        );
        let sql = scope.sees_visit(sql).push(" AND r.visit_id = ").bind(id);
        let read = |row: &AnyRow| {
            Ok(ReturnLine {
                returned: returned(row)?,
                by: row.parsed_opt("asked_by")?.filter(|_| is_staff),
                by_name: row.text_opt("name")?.filter(|_| is_staff),
                taken_back_by_name: row.text_opt("taken_back_by_name")?.filter(|_| is_staff),
            })
        };
        self.db.all(sql.push(" ORDER BY r.round"), read).await
    }

    /// The returns of an evaluator's visits whose place in the feed lies behind `after`, up to `last`.
    pub(super) async fn returns_in_feed(
        &self,
        stretch: feed::Stretch,
    ) -> Result<BTreeMap<VisitId, Vec<Return>>> {
        let sql = Sql::new("SELECT ")
            .push(RETURN)
            .push(" FROM feed f JOIN visit_returns r ON r.visit_id = f.visit_id");
        let sql = stretch.visits(sql).push(" ORDER BY r.visit_id, r.round");
        let read = |row: &AnyRow| Ok((row.parsed::<VisitId>("visit_id")?, returned(row)?));
        Ok(feed::by_visit(self.db.all(sql, read).await?))
    }

    /// Lets every returned visit expire that was due before this moment; says how many there were.
    /// The server's own clock does it, for every agency.
    ///
    /// # Errors
    /// Only the database's; what expired before stays so.
    pub async fn expire_returned(&self, due_before: Timestamp, at: Timestamp) -> Result<u32> {
        let sql = Sql::new(
            "SELECT v.id, v.agency_id FROM visit_returns r JOIN visits v ON v.id = r.visit_id \
             WHERE r.due_at_ms < $1 AND v.state = 'returned' AND r.round = \
             (SELECT MAX(latest.round) FROM visit_returns latest WHERE latest.visit_id = v.id) ORDER BY v.id",
        );
        let read = |row: &AnyRow| Ok((row.parsed::<VisitId>("id")?, row.parsed::<AgencyId>("agency_id")?));
        let mut expired = 0;
        for (visit, agency) in self.db.all(sql.arg(due_before), read).await? {
            let scope = Scope::new(agency, Caller::Operator);
            let mut write = self.db.write().await?;
            let (before, rev) = lock(&mut write, &scope, visit).await?;
            // Handed in again between the look and the lock.
            if before.state != VisitState::Returned {
                continue;
            }
            let steps = Steps {
                states: &[VisitState::Expired],
                actor: Actor::Clock,
                evaluator: before.evaluator,
                reason: None,
                at,
            };
            walk(&mut write, &scope, &before, rev, steps).await?;
            write.commit().await?;
            expired += 1;
        }
        Ok(expired)
    }
}
