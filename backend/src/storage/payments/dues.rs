//! What visits owe: fee, bonus and accepted expenses against what the ledger says was paid.

use sqlx::any::AnyRow;
use vitrine_shared::id::{UserId, VisitId};
use vitrine_shared::payment::Owed;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;

use crate::storage::db::Write;
use crate::storage::expenses::STANDS;
use crate::storage::row::Columns as _;
use crate::storage::scope::Scope;
use crate::storage::sql::Sql;
use crate::storage::{Result, Store};

/// A visit that is owed or was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The visit.
    pub visit: VisitId,
    /// Where it stands.
    pub state: VisitState,
    /// When it was handed in.
    pub submitted_at: Option<Timestamp>,
    /// Who did it.
    pub evaluator: UserId,
    /// The person's name.
    pub evaluator_name: String,
    /// The brand's name.
    pub brand: String,
    /// The location's name.
    pub location: String,
    /// The location's code.
    pub location_code: String,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// What is owed as the visit stands.
    pub owed: Owed,
    /// What the ledger says was paid, in the minor unit.
    pub paid_minor: i64,
}

impl Due {
    /// What is left to pay, in the minor unit; negative where too much was paid.
    pub fn due_minor(&self) -> i64 {
        self.owed.due_minor(self.paid_minor)
    }
}

/// What is owed to one person in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueSum {
    /// The person.
    pub evaluator: UserId,
    /// The person's name.
    pub evaluator_name: String,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// How many visits are not settled.
    pub open_visits: u64,
    /// What is owed, in the minor unit.
    pub owed_minor: i64,
    /// What was paid, in the minor unit.
    pub paid_minor: i64,
}

impl DueSum {
    /// What is left to pay, in the minor unit; negative where too much was paid.
    pub fn due_minor(&self) -> i64 {
        self.owed_minor.saturating_sub(self.paid_minor)
    }
}

/// Whether a visit is settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Something is due, one way or the other.
    #[default]
    Open,
    /// What is owed was paid.
    Settled,
    /// Either.
    All,
}

/// Which visits; none of the conditions: every one that is owed or was paid.
#[derive(Clone, Debug, Default)]
pub struct DueFilter {
    /// Of this evaluator.
    pub evaluator: Option<UserId>,
    /// In this currency.
    pub currency: Option<String>,
    /// Handed in at this moment or later.
    pub from: Option<Timestamp>,
    /// Handed in before this moment.
    pub until: Option<Timestamp>,
    /// Settled or not.
    pub standing: Standing,
    /// This visit.
    pub visit: Option<VisitId>,
    /// Behind this visit, in the order of ids.
    pub after: Option<VisitId>,
}

/// The columns of a visit that is owed; the conditions follow.
fn owed_visits() -> Sql {
    Sql::new(
        "SELECT v.id, v.state, v.submitted_at_ms, v.evaluator_id, u.name AS evaluator_name, c.name AS brand, \
         l.name AS location, l.code AS location_code, v.currency, v.fee_minor, ",
    )
    .push(BONUS)
    .push(
        " AS bonus_minor, COALESCE((SELECT CAST(SUM(d.accepted_minor) AS BIGINT) FROM expense_decisions d \
         WHERE d.visit_id = v.id AND ",
    )
    .push(STANDS)
    .push(
        "), 0) AS expenses_minor, COALESCE((SELECT CAST(SUM(p.amount_minor) AS BIGINT) FROM payment_lines p \
         WHERE p.visit_id = v.id), 0) AS paid_minor, CAST(CASE WHEN v.state IN ('approved', 'published', 'excluded') \
         THEN 1 ELSE 0 END AS BIGINT) AS payable FROM visits v JOIN users u ON u.id = v.evaluator_id \
         JOIN locations l ON l.id = v.location_id JOIN clients c ON c.id = v.client_id \
         WHERE (v.state IN ('approved', 'published', 'excluded') \
         OR EXISTS (SELECT 1 FROM payment_lines x WHERE x.visit_id = v.id)) AND v.agency_id = ",
    )
}

/// What the agency adds to the fee of `visits v`: by the last verdict.
const BONUS: &str = "COALESCE((SELECT b.bonus_minor FROM visit_verdicts b WHERE b.visit_id = v.id \
     AND b.number = (SELECT MAX(g.number) FROM visit_verdicts g WHERE g.visit_id = b.visit_id)), 0)";

/// What is owed of a row of [`owed_visits`]: that of [`Owed::of`].
const OWED: &str = "o.payable * (o.fee_minor + o.bonus_minor + o.expenses_minor)";

fn filtered(scope: &Scope, filter: &DueFilter) -> Sql {
    let mut sql = owed_visits().bind(scope.agency());
    if let Some(evaluator) = filter.evaluator {
        sql = sql.push(" AND v.evaluator_id = ").bind(evaluator);
    }
    if let Some(currency) = &filter.currency {
        sql = sql.push(" AND v.currency = ").bind(currency);
    }
    if let Some(from) = filter.from {
        sql = sql.push(" AND v.submitted_at_ms >= ").bind(from);
    }
    if let Some(until) = filter.until {
        sql = sql.push(" AND v.submitted_at_ms < ").bind(until);
    }
    if let Some(visit) = filter.visit {
        sql = sql.push(" AND v.id = ").bind(visit);
    }
    if let Some(after) = filter.after {
        sql = sql.push(" AND v.id > ").bind(after);
    }
    sql
}

fn standing(sql: Sql, standing: Standing) -> Sql {
    match standing {
        Standing::Open => sql.push(" WHERE ").push(OWED).push(" <> o.paid_minor"),
        Standing::Settled => sql.push(" WHERE ").push(OWED).push(" = o.paid_minor"),
        Standing::All => sql,
    }
}

fn due(row: &AnyRow) -> Result<Due> {
    let state = row.state("state")?;
    let owed = Owed::of(
        state,
        row.int("fee_minor")?,
        row.int("bonus_minor")?,
        row.int("expenses_minor")?,
    );
    Ok(Due {
        visit: row.parsed("id")?,
        state,
        submitted_at: row.time_opt("submitted_at_ms")?,
        evaluator: row.parsed("evaluator_id")?,
        evaluator_name: row.text("evaluator_name")?,
        brand: row.text("brand")?,
        location: row.text("location")?,
        location_code: row.text("location_code")?,
        currency: row.text("currency")?,
        owed,
        paid_minor: row.int("paid_minor")?,
    })
}

impl Store {
    /// Visits that are owed or were paid, in the order of their ids, at most `limit`. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn dues(&self, scope: &Scope, filter: &DueFilter, limit: u32) -> Result<Vec<Due>> {
        scope.require_staff()?;
        let sql = Sql::around("SELECT * FROM (", filtered(scope, filter), ") o");
        let sql = standing(sql, filter.standing).push(" ORDER BY o.id LIMIT ");
        self.db.all(sql.bind(i64::from(limit)), due).await
    }

    /// The sums of those visits by person and currency, in the order of names. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn due_sums(&self, scope: &Scope, filter: &DueFilter) -> Result<Vec<DueSum>> {
        scope.require_staff()?;
        let sql = Sql::around(
            "SELECT o.evaluator_id, o.evaluator_name, o.currency, CAST(SUM(CASE WHEN o.payable * (o.fee_minor \
             + o.bonus_minor + o.expenses_minor) <> o.paid_minor THEN 1 ELSE 0 END) AS BIGINT) AS open_visits, \
             CAST(SUM(o.payable * (o.fee_minor + o.bonus_minor + o.expenses_minor)) AS BIGINT) AS owed_minor, \
             CAST(SUM(o.paid_minor) AS BIGINT) AS paid_minor FROM (",
            filtered(scope, filter),
            ") o",
        );
        let sql = standing(sql, filter.standing).push(
            " GROUP BY o.evaluator_id, o.evaluator_name, o.currency \
             ORDER BY o.evaluator_name, o.evaluator_id, o.currency",
        );
        let read = |row: &AnyRow| {
            Ok(DueSum {
                evaluator: row.parsed("evaluator_id")?,
                evaluator_name: row.text("evaluator_name")?,
                currency: row.text("currency")?,
                open_visits: row.count("open_visits")?,
                owed_minor: row.int("owed_minor")?,
                paid_minor: row.int("paid_minor")?,
            })
        };
        self.db.all(sql, read).await
    }

    /// What is owed of a visit that this transaction holds.
    pub(super) async fn due_of(write: &mut Write, scope: &Scope, visit: VisitId) -> Result<Due> {
        let filter = DueFilter {
            visit: Some(visit),
            standing: Standing::All,
            ..DueFilter::default()
        };
        write.one(filtered(scope, &filter), due).await
    }
}
