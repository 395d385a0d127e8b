//! Moving a visit from one state to the next: checked against the state it has inside the
//! transaction, logged, told to its evaluator's feed, and counted when it is published.

use std::collections::BTreeMap;

use sqlx::any::AnyRow;
use vitrine_shared::id::{UserId, VisitId, WaveId};
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::{Actor, VisitState, check_move};
use vitrine_shared::wire::AppealOutcome;

use super::appeals::{NewDecision, settle};
use super::db::Write;
use super::eligibility::require_eligible;
use super::error::{Constraint, StorageError};
use super::returns::take_back;
use super::row::Columns as _;
use super::scope::Scope;
use super::sql::Sql;
use super::stats::Count;
use super::visits::{Visit, actor_name, lock, require_evaluator};
use super::{Result, Store, feed, stats};

/// Where a visit is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The state it is to have.
    pub to: VisitState,
    /// Who is to do it; of a move to `assigned`, and of no other.
    pub evaluator: Option<UserId>,
}

/// A move that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveLine {
    /// Where it stood.
    pub from: VisitState,
    /// Where it went.
    pub to: VisitState,
    /// As whom it was moved (`coordinator`, `reviewer`, `evaluator`, `clock`).
    pub actor: String,
    /// By whom; nobody where the server did it by itself.
    pub user: Option<UserId>,
    /// The person's name.
    pub user_name: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Why, in the words of who moved it.
    pub reason: Option<String>,
}

impl Store {
    /// Moves a visit and gives it as it is then.
    ///
    /// # Errors
    /// No such visit in scope; [`StorageError::Move`] says why it may not go there from where it
    /// stands; [`Constraint::Reference`]: an assignment without an evaluator of the agency, and
    /// [`StorageError::NotCertified`] one to an evaluator who did not pass the checklist's training.
    pub async fn move_visit(&self, scope: &Scope, id: VisitId, to: Move, at: Timestamp) -> Result<Visit> {
        self.move_visit_because(scope, id, to, None, at).await
    }

    /// Moves a visit with words that say why, and gives it as it is then. Whoever takes a rejected visit
    /// into review again takes up the appeal that may be open; whoever takes a returned one into review
    /// stops waiting for its correction.
    ///
    /// # Errors
    /// As [`move_visit`](Self::move_visit).
    pub async fn move_visit_because(
        &self,
        scope: &Scope,
        id: VisitId,
        to: Move,
        reason: Option<&str>,
        at: Timestamp,
    ) -> Result<Visit> {
        let actor = scope.actor().ok_or(StorageError::Forbidden)?;
        let mut write = self.db.write().await?;
        let (before, rev) = lock(&mut write, scope, id).await?;
        let evaluator = match (to.to, to.evaluator) {
            (VisitState::Assigned, None) => return Err(StorageError::Constraint(Constraint::Reference)),
            (VisitState::Assigned, Some(evaluator)) => {
                require_evaluator(&mut write, scope, evaluator, &before.checklist_sha256).await?;
                require_eligible(&mut write, scope, &before, evaluator, at).await?;
                Some(evaluator)
            }
            (VisitState::Planned, _) => None,
            _ => before.evaluator,
        };
        let mut path = vec![to.to];
        let is_on = matches!(to.to, VisitState::Offered | VisitState::Assigned);
        if before.state == VisitState::Released && is_on {
            // What was given back is planned anew on its way to somebody else.
            path.insert(0, VisitState::Planned);
        }
        let steps = Steps {
            states: &path,
            actor,
            evaluator,
            reason,
            at,
        };
        let after = walk(&mut write, scope, &before, rev, steps).await?;
        match (before.state, after.state) {
            (VisitState::Rejected, VisitState::InReview) => {
                let decision = NewDecision {
                    outcome: AppealOutcome::TakenUp,
                    words: reason,
                    at,
                };
                settle(&mut write, scope, id, decision).await?;
            }
            (VisitState::Returned, VisitState::InReview) => take_back(&mut write, scope, id, at).await?,
            _ => {}
        }
        write.commit().await?;
        Ok(after)
    }

    /// Every move of a visit, the first first. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn visit_moves(&self, scope: &Scope, id: VisitId) -> Result<Vec<MoveLine>> {
        scope.require_staff()?;
        let sql = Sql::new(
            "SELECT m.from_state, m.to_state, m.actor, m.user_id, u.name, m.at_ms, m.reason FROM visit_moves m \
             LEFT JOIN users u ON u.id = m.user_id WHERE m.visit_id = $1 AND m.agency_id = $2 \
             ORDER BY m.rev, m.step",
        );
        self.db.all(sql.arg(id).arg(scope.agency()), move_line).await
    }
}

impl Store {
    /// Why the visits of a wave were given back last, in their evaluators' words. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn release_reasons(&self, scope: &Scope, wave: WaveId) -> Result<BTreeMap<VisitId, String>> {
        scope.require_staff()?;
        let sql = Sql::new(
            "SELECT m.visit_id, m.reason FROM visit_moves m JOIN visits v ON v.id = m.visit_id \
             WHERE v.wave_id = $1 AND v.agency_id = $2 AND m.to_state = 'released' AND m.reason IS NOT NULL \
             ORDER BY m.rev, m.step",
        );
        let read = |row: &AnyRow| Ok((row.parsed("visit_id")?, row.text("reason")?));
        let reasons = self.db.all(sql.arg(wave).arg(scope.agency()), read).await?;
        Ok(reasons.into_iter().collect())
    }
}

fn move_line(row: &AnyRow) -> Result<MoveLine> {
    Ok(MoveLine {
        from: row.state("from_state")?,
        to: row.state("to_state")?,
        actor: row.text("actor")?,
        user: row.parsed_opt("user_id")?,
        user_name: row.text_opt("name")?,
        at: row.time("at_ms")?,
        reason: row.text_opt("reason")?,
    })
}

/// How a visit is moved, perhaps through several states at once.
pub(super) struct Steps<'a> {
    /// The states in order; the last is where it stands after them.
    pub states: &'a [VisitState],
    /// As whom it is moved.
    pub actor: Actor,
    /// Whose it is afterwards.
    pub evaluator: Option<UserId>,
    /// Why, in the words of who moves it.
    pub reason: Option<&'a str>,
    /// When.
    pub at: Timestamp,
}

/// Moves a visit that is held by this transaction and stood as `before` at `rev`, and gives it as it
/// is then: each step checked and logged, the visit counted, everybody's feed told.
pub(super) async fn walk(
    write: &mut Write,
    scope: &Scope,
    before: &Visit,
    rev: i64,
    steps: Steps<'_>,
) -> Result<Visit> {
    let mut after = before.clone();
    for to in steps.states {
        check_move(after.state, *to, steps.actor, before.media_complete)?;
        after.state = *to;
    }
    after.evaluator = steps.evaluator;
    after.published_at = match after.state {
        VisitState::Published => Some(steps.at),
        VisitState::InReview => None,
        _ => before.published_at,
    };
    let sql = Sql::new(
        "UPDATE visits SET state = $1, evaluator_id = $2, published_at_ms = $3, rev = $4 WHERE id = $5",
    )
    .arg(after.state)
    .arg(after.evaluator)
    .arg(after.published_at)
    .arg(rev + 1)
    .arg(after.id);
    write.execute(sql).await?;
    log(write, scope, before, rev + 1, &steps).await?;
    match (before.state.counts(), after.state.counts()) {
        (false, true) => stats::count(write, scope.agency(), &after, Count::In).await?,
        (true, false) => stats::count(write, scope.agency(), &after, Count::Out).await?,
        _ => {}
    }
    let mut told: Vec<UserId> = [before.evaluator, after.evaluator]
        .into_iter()
        .flatten()
        .collect();
    told.sort_unstable();
    told.dedup();
    for evaluator in told {
        feed::append(write, scope.agency(), evaluator, after.id).await?;
    }
    Ok(after)
}

async fn log(write: &mut Write, scope: &Scope, before: &Visit, rev: i64, steps: &Steps<'_>) -> Result<()> {
    let mut from = before.state;
    for (step, to) in (0_i64..).zip(steps.states) {
        let sql = Sql::new(
            "INSERT INTO visit_moves (visit_id, rev, step, agency_id, from_state, to_state, actor, user_id, \
             at_ms, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .arg(before.id)
        .arg(rev)
        .arg(step)
        .arg(scope.agency())
        .arg(from)
        .arg(*to)
        .arg(actor_name(steps.actor))
        .arg(scope.user())
        .arg(steps.at)
        .arg(steps.reason.map(str::to_owned));
        write.execute(sql).await?;
        from = *to;
    }
    Ok(())
}
