//! The ledger as it is read: payments, and what each brought for which visit.

use chrono::NaiveDate;
use sqlx::any::AnyRow;
use vitrine_shared::id::{PaymentId, UserId, VisitId};
use vitrine_shared::payment::Owed;
use vitrine_shared::time::Timestamp;

use crate::storage::row::Columns as _;
use crate::storage::scope::Scope;
use crate::storage::sql::Sql;
use crate::storage::{Result, Store};

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Its id.
    pub id: PaymentId,
    /// To whom.
    pub evaluator: UserId,
    /// The person's name.
    pub evaluator_name: String,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// How much, in the minor unit; negative where something was taken back.
    pub amount_minor: i64,
    /// The day it was paid.
    pub paid_on: NaiveDate,
    /// How to find it.
    pub reference: String,
    /// For how many visits.
    pub visits: u64,
    /// The payment that it reverses.
    pub reverses: Option<PaymentId>,
    /// Whether it was reversed.
    pub is_reversed: bool,
    /// The name of who recorded it; nobody at the server's command line.
    pub recorded_by: Option<String>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
}

/// What an entry of the ledger brought for one visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidLine {
    /// The entry.
    pub payment: PaymentId,
    /// The payment that it reverses.
    pub reverses: Option<PaymentId>,
    /// The day it was paid.
    pub paid_on: NaiveDate,
    /// How to find it.
    pub reference: String,
    /// To whom.
    pub evaluator_name: String,
    /// The visit.
    pub visit: VisitId,
    /// The brand's name.
    pub brand: String,
    /// The location's name.
    pub location: String,
    /// The location's code.
    pub location_code: String,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// What was owed for the visit then.
    pub owed: Owed,
    /// How much it brought, in the minor unit.
    pub amount_minor: i64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
}

/// Which entries; none of the conditions: all of the agency.
#[derive(Clone, Debug, Default)]
pub struct PaidFilter {
    /// To this evaluator.
    pub evaluator: Option<UserId>,
    /// In this currency.
    pub currency: Option<String>,
    /// Paid on this day or later.
    pub from: Option<NaiveDate>,
    /// Paid on this day or before.
    pub to: Option<NaiveDate>,
}

fn filtered(sql: Sql, scope: &Scope, filter: &PaidFilter) -> Sql {
    let mut sql = sql.bind(scope.agency());
    if let Some(evaluator) = filter.evaluator {
        sql = sql.push(" AND p.user_id = ").bind(evaluator);
    }
    if let Some(currency) = &filter.currency {
        sql = sql.push(" AND p.currency = ").bind(currency);
    }
    if let Some(from) = filter.from {
        sql = sql.push(" AND p.paid_on >= ").bind(from);
    }
    if let Some(to) = filter.to {
        sql = sql.push(" AND p.paid_on <= ").bind(to);
    }
    sql
}

fn payment(row: &AnyRow) -> Result<Payment> {
    Ok(Payment {
        id: row.parsed("id")?,
        evaluator: row.parsed("user_id")?,
        evaluator_name: row.text("evaluator_name")?,
        currency: row.text("currency")?,
        amount_minor: row.int("amount_minor")?,
        paid_on: row.parsed("paid_on")?,
        reference: row.text("reference")?,
        visits: row.count("visits")?,
        reverses: row.parsed_opt("reverses")?,
        is_reversed: row.flag("is_reversed")?,
        recorded_by: row.text_opt("recorded_by_name")?,
        recorded_at: row.time("recorded_at_ms")?,
    })
}

fn paid_line(row: &AnyRow) -> Result<PaidLine> {
    Ok(PaidLine {
        payment: row.parsed("id")?,
        reverses: row.parsed_opt("reverses")?,
        paid_on: row.parsed("paid_on")?,
        reference: row.text("reference")?,
        evaluator_name: row.text("evaluator_name")?,
        visit: row.parsed("visit_id")?,
        brand: row.text("brand")?,
        location: row.text("location")?,
        location_code: row.text("location_code")?,
        currency: row.text("currency")?,
        owed: Owed {
            fee_minor: row.int("fee_minor")?,
            bonus_minor: row.int("bonus_minor")?,
            expenses_minor: row.int("expenses_minor")?,
        },
        amount_minor: row.int("amount_minor")?,
        recorded_at: row.time("recorded_at_ms")?,
    })
}

impl Store {
    /// Entries of the ledger, the last first, at most `limit`. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn payments(&self, scope: &Scope, filter: &PaidFilter, limit: u32) -> Result<Vec<Payment>> {
        scope.require_staff()?;
        let sql = Sql::new(
            "SELECT p.id, p.user_id, u.name AS evaluator_name, p.currency, p.amount_minor, p.paid_on, \
             p.reference, p.reverses, b.name AS recorded_by_name, p.recorded_at_ms, \
             (SELECT CAST(COUNT(*) AS BIGINT) FROM payment_lines l WHERE l.payment_id = p.id) AS visits, \
             CAST(CASE WHEN EXISTS (SELECT 1 FROM payments r WHERE r.reverses = p.id) THEN 1 ELSE 0 END \
             AS BIGINT) AS is_reversed FROM payments p JOIN users u ON u.id = p.user_id \
             LEFT JOIN users b ON b.id = p.recorded_by WHERE p.agency_id = ",
        );
        let sql = filtered(sql, scope, filter).push(" ORDER BY p.recorded_at_ms DESC, p.id DESC LIMIT ");
        self.db.all(sql.bind(i64::from(limit)), payment).await
    }

    /// What the entries of the ledger brought for each visit, in the order of their ids, at most `limit`,
    /// behind this entry and visit. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn paid_lines(
        &self,
        scope: &Scope,
        filter: &PaidFilter,
        after: Option<(PaymentId, VisitId)>,
        limit: u32,
    ) -> Result<Vec<PaidLine>> {
        scope.require_staff()?;
        let sql = Sql::new(
            "SELECT p.id, p.reverses, p.paid_on, p.reference, u.name AS evaluator_name, l.visit_id, \
             c.name AS brand, s.name AS location, s.code AS location_code, p.currency, l.fee_minor, \
             l.bonus_minor, l.expenses_minor, l.amount_minor, p.recorded_at_ms FROM payments p \
             JOIN payment_lines l ON l.payment_id = p.id JOIN users u ON u.id = p.user_id \
             JOIN visits v ON v.id = l.visit_id JOIN locations s ON s.id = v.location_id \
             JOIN clients c ON c.id = v.client_id WHERE p.agency_id = ",
        );
        let mut sql = filtered(sql, scope, filter);
        if let Some((payment, visit)) = after {
            sql = sql
                .push(" AND (p.id > ")
                .bind(payment)
                .push(" OR (p.id = ")
                .bind(payment)
                .push(" AND l.visit_id > ")
                .bind(visit)
                .push("))");
        }
        let sql = sql.push(" ORDER BY p.id, l.visit_id LIMIT ");
        self.db.all(sql.bind(i64::from(limit)), paid_line).await
    }
}
