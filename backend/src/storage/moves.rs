//! Moving a visit from one state to the next: checked against the state it has inside the
//! transaction, logged, told to its evaluator's feed, and counted when it is published.

use sqlx::any::AnyRow;
use vitrine_shared::id::{AgencyId, UserId, VisitId};
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::{Actor, VisitState, check_move};

use super::db::Write;
use super::error::{Constraint, StorageError};
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
}

impl Store {
    /// Moves a visit and gives it as it is then.
    ///
    /// # Errors
    /// No such visit in scope; [`StorageError::Move`] says why it may not go there from where it
    /// stands; [`Constraint::Reference`]: an assignment without an evaluator of the agency.
    pub async fn move_visit(&self, scope: &Scope, id: VisitId, to: Move, at: Timestamp) -> Result<Visit> {
        let actor = scope.actor().ok_or(StorageError::Forbidden)?;
        let mut write = self.db.write().await?;
        let (before, rev) = lock(&mut write, scope, id).await?;
        check_move(before.state, to.to, actor, before.media_complete)?;
        let evaluator = match (to.to, to.evaluator) {
            (VisitState::Assigned, None) => return Err(StorageError::Constraint(Constraint::Reference)),
            (VisitState::Assigned, Some(evaluator)) => {
                require_evaluator(&mut write, scope, evaluator).await?;
                Some(evaluator)
            }
            (VisitState::Planned, _) => None,
            _ => before.evaluator,
        };
        let mut after = before.clone();
        after.state = to.to;
        after.evaluator = evaluator;
        after.published_at = match to.to {
            VisitState::Published => Some(at),
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
        .arg(id);
        write.execute(sql).await?;
        let entry = Entry {
            visit: id,
            rev: rev + 1,
            from: before.state,
            to: to.to,
            actor,
            user: scope.user(),
            at,
        };
        log(&mut write, scope.agency(), &entry).await?;
        match (before.state.counts(), after.state.counts()) {
            (false, true) => stats::count(&mut write, scope.agency(), &after, Count::In).await?,
            (true, false) => stats::count(&mut write, scope.agency(), &after, Count::Out).await?,
            _ => {}
        }
        let mut told: Vec<UserId> = [before.evaluator, after.evaluator]
            .into_iter()
            .flatten()
            .collect();
        told.sort_unstable();
        told.dedup();
        for evaluator in told {
            feed::append(&mut write, scope.agency(), evaluator, id).await?;
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
            "SELECT m.from_state, m.to_state, m.actor, m.user_id, u.name, m.at_ms FROM visit_moves m \
             LEFT JOIN users u ON u.id = m.user_id WHERE m.visit_id = $1 AND m.agency_id = $2 \
             ORDER BY m.rev, m.step",
        );
        self.db.all(sql.arg(id).arg(scope.agency()), move_line).await
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
    })
}

struct Entry {
    visit: VisitId,
    rev: i64,
    from: VisitState,
    to: VisitState,
    actor: Actor,
    user: Option<UserId>,
    at: Timestamp,
}

async fn log(write: &mut Write, agency: AgencyId, entry: &Entry) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO visit_moves (visit_id, rev, step, agency_id, from_state, to_state, actor, user_id, at_ms) \
         VALUES ($1, $2, 0, $3, $4, $5, $6, $7, $8)",
    )
    .arg(entry.visit)
    .arg(entry.rev)
    .arg(agency)
    .arg(entry.from)
    .arg(entry.to)
    .arg(actor_name(entry.actor))
    .arg(entry.user)
    .arg(entry.at);
    write.execute(sql).await?;
    Ok(())
}
