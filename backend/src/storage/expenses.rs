//! What was decided of evaluators' expenses. The claims themselves are in the visits' events.
//!
//! A brand is told nothing of what was spent: no claim, no receipt, no decision.

use std::collections::BTreeMap;

use sqlx::any::AnyRow;
use vitrine_shared::expense::{ExpenseDecision, Ruling};
use vitrine_shared::id::{ExpenseId, VisitId};
use vitrine_shared::payment::is_payable;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;

use super::error::StorageError;
use super::row::Columns as _;
use super::scope::{Caller, Scope};
use super::sql::Sql;
use super::visits::lock;
use super::{Result, Store, feed};

/// A decision with who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionLine {
    /// What was decided.
    pub decision: ExpenseDecision,
    /// Whether it still counts: the last of its claim, and the visit was not returned since.
    pub stands: bool,
    /// The name of who decided; nobody at the server's command line.
    pub by_name: Option<String>,
}

/// What is to be decided of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    /// The claim.
    pub expense: ExpenseId,
    /// What is claimed.
    pub claimed_minor: i64,
    /// What is paid of it.
    pub accepted_minor: i64,
    /// How it is decided.
    pub ruling: Ruling,
    /// Why, in words.
    pub words: Option<String>,
}

/// Whether expenses of a visit in this state are decided: it was handed in and is not with its
/// evaluator.
pub fn is_decidable(state: VisitState) -> bool {
    state == VisitState::InReview || is_payable(state)
}

const DECISION: &str = "d.visit_id, d.expense_id, d.claimed_minor, d.accepted_minor, d.ruling, d.words, \
     d.decided_at_ms";

/// That a row of `expense_decisions d` counts: no return came after it, and nothing later was decided
/// of its claim.
pub(super) const STANDS: &str = "d.round = (SELECT COUNT(*) FROM visit_returns r WHERE r.visit_id = d.visit_id) \
     AND d.seq = (SELECT MAX(n.seq) FROM expense_decisions n \
     WHERE n.visit_id = d.visit_id AND n.expense_id = d.expense_id)";

fn decision(row: &AnyRow) -> Result<ExpenseDecision> {
    Ok(ExpenseDecision {
        expense: row.parsed("expense_id")?,
        claimed_minor: row.int("claimed_minor")?,
        accepted_minor: row.int("accepted_minor")?,
        ruling: row.named("ruling", Ruling::from_name)?,
        words: row.text_opt("words")?,
        at: row.time("decided_at_ms")?,
    })
}

impl Scope {
    /// Whether what was spent exists for the caller.
    pub fn sees_expenses(&self) -> bool {
        !matches!(self.caller(), Caller::Brand { .. })
    }
}

impl Store {
    /// What was decided of a visit's claims, the first first; nothing for a brand.
    ///
    /// # Errors
    /// Only the database's; a visit out of scope has none.
    pub async fn expense_decisions(&self, scope: &Scope, visit: VisitId) -> Result<Vec<DecisionLine>> {
        if !scope.sees_expenses() {
            return Ok(Vec::new());
        }
        let sql = Sql::new("SELECT ")
            .push(DECISION)
            .push(", u.name, CAST(CASE WHEN ")
            .push(STANDS)
            .push(
                " THEN 1 ELSE 0 END AS BIGINT) AS stands FROM expense_decisions d JOIN visits v ON v.id = d.visit_id \
                 JOIN locations l ON l.id = v.location_id LEFT JOIN users u ON u.id = d.decided_by WHERE ",
            );
        let sql = scope.sees_visit(sql).push(" AND d.visit_id = ").bind(visit);
        let read = |row: &AnyRow| {
            Ok(DecisionLine {
                decision: decision(row)?,
                stands: row.flag("stands")?,
                by_name: row.text_opt("name")?,
            })
        };
        self.db.all(sql.push(" ORDER BY d.seq"), read).await
    }

    /// Adds decisions to a visit of which `known` were made before, and tells its evaluator. For staff.
    ///
    /// # Errors
    /// No such visit in scope; [`StorageError::Stale`]: more was decided meanwhile, or the visit is
    /// not where expenses are decided.
    pub async fn decide_expenses(
        &self,
        scope: &Scope,
        visit: VisitId,
        known: usize,
        new: &[NewDecision],
        at: Timestamp,
    ) -> Result<()> {
        scope.require_staff()?;
        let mut write = self.db.write().await?;
        let (held, _) = lock(&mut write, scope, visit).await?;
        let sql = Sql::new("SELECT COUNT(*) AS known FROM expense_decisions WHERE visit_id = $1");
        let before: i64 = write.one(sql.arg(visit), |row| row.int("known")).await?;
        if usize::try_from(before) != Ok(known) || !is_decidable(held.state) {
            return Err(StorageError::Stale);
        }
        for (seq, decision) in (before + 1..).zip(new) {
            let sql = Sql::new(
                "INSERT INTO expense_decisions (visit_id, seq, agency_id, expense_id, round, claimed_minor, \
                 accepted_minor, ruling, words, decided_by, decided_at_ms) \
                 SELECT $1, $2, $3, $4, COUNT(*), $5, $6, $7, $8, $9, $10 FROM visit_returns WHERE visit_id = $11",
            )
            .arg(visit)
            .arg(seq)
            .arg(scope.agency())
            .arg(decision.expense)
            .arg(decision.claimed_minor)
            .arg(decision.accepted_minor)
            .arg(decision.ruling.as_str())
            .arg(decision.words.clone())
            .arg(scope.user())
            .arg(at)
            .arg(visit);
            write.execute(sql).await?;
        }
        if let Some(evaluator) = held.evaluator {
            feed::append(&mut write, scope.agency(), evaluator, visit).await?;
        }
        write.commit().await
    }

    /// The decisions that count of an evaluator's visits whose place in the feed lies behind `after`,
    /// up to `last`.
    pub(super) async fn decisions_in_feed(
        &self,
        stretch: feed::Stretch,
    ) -> Result<BTreeMap<VisitId, Vec<ExpenseDecision>>> {
        let sql = Sql::new("SELECT ")
            .push(DECISION)
            .push(" FROM feed f JOIN expense_decisions d ON d.visit_id = f.visit_id");
        let sql = stretch
            .visits(sql)
            .push(" AND ")
            .push(STANDS)
            .push(" ORDER BY d.visit_id, d.seq");
        let read = |row: &AnyRow| Ok((row.parsed::<VisitId>("visit_id")?, decision(row)?));
        Ok(feed::by_visit(self.db.all(sql, read).await?))
    }
}
