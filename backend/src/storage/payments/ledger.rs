//! Recording payments and reversing what was recorded wrongly. Nothing in the ledger is ever changed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sqlx::any::AnyRow;
use vitrine_shared::id::{PaymentId, UserId, VisitId};
use vitrine_shared::payment::{Owed, PaymentLine};
use vitrine_shared::time::Timestamp;

use crate::storage::db::Write;
use crate::storage::error::StorageError;
use crate::storage::row::Columns as _;
use crate::storage::scope::Scope;
use crate::storage::sql::Sql;
use crate::storage::visits::lock;
use crate::storage::{Constraint, Result, Store, feed};

/// A payment to one evaluator, to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPayment {
    /// Its id; the same id is the same payment.
    pub id: PaymentId,
    /// To whom.
    pub evaluator: UserId,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// The day it was paid.
    pub paid_on: NaiveDate,
    /// How to find it.
    pub reference: String,
    /// The visits that it pays, each with what was seen to be due, in the minor unit.
    pub visits: BTreeMap<VisitId, i64>,
}

/// What became of a payment that was to be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// It is in the ledger now.
    Now,
    /// It was in the ledger before, the same.
    Before,
}

/// The head of a ledger entry.
struct Head<'a> {
    id: PaymentId,
    evaluator: UserId,
    currency: &'a str,
    amount_minor: i64,
    paid_on: NaiveDate,
    reference: &'a str,
    reverses: Option<PaymentId>,
}

/// One visit of a ledger entry.
struct Line {
    visit: VisitId,
    owed: Owed,
    amount_minor: i64,
}

impl Store {
    /// Records a payment: each visit is paid what is due for it, and its evaluator is told. For planners.
    ///
    /// # Errors
    /// No such visit of that evaluator, in that currency; [`StorageError::DueChanged`]: something else
    /// is due for a visit than was seen; [`Constraint::Payment`]: another payment has that id.
    pub async fn record_payment(&self, scope: &Scope, new: &NewPayment, at: Timestamp) -> Result<Recorded> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let head = Head {
            id: new.id,
            evaluator: new.evaluator,
            currency: &new.currency,
            amount_minor: new.visits.values().fold(0, |sum, due| sum.saturating_add(*due)),
            paid_on: new.paid_on,
            reference: &new.reference,
            reverses: None,
        };
        if !insert_head(&mut write, scope, &head, at).await? {
            return repeated(&mut write, scope, &head, Some(&new.visits)).await;
        }
        // In the order of ids: locks are taken in one order everywhere.
        for (visit, seen_minor) in &new.visits {
            lock(&mut write, scope, *visit).await?;
            let due = Self::due_of(&mut write, scope, *visit).await?;
            if due.evaluator != new.evaluator || due.currency != new.currency {
                return Err(StorageError::NotFound);
            }
            if due.due_minor() != *seen_minor || *seen_minor == 0 {
                return Err(StorageError::DueChanged);
            }
            let line = Line {
                visit: *visit,
                owed: due.owed,
                amount_minor: *seen_minor,
            };
            insert_line(&mut write, scope, new.id, &line).await?;
        }
        for visit in new.visits.keys() {
            feed::append(&mut write, scope.agency(), new.evaluator, *visit).await?;
        }
        write.commit().await?;
        Ok(Recorded::Now)
    }

    /// Takes a payment back that was recorded wrongly, by an entry of its own: what it paid is due
    /// again. For planners.
    ///
    /// # Errors
    /// No such payment in the agency; [`Constraint::Payment`]: another payment has that id;
    /// [`Constraint::PaymentReversed`]: it was reversed before, or is itself a reversal.
    pub async fn reverse_payment(
        &self,
        scope: &Scope,
        id: PaymentId,
        wrong: PaymentId,
        reference: &str,
        paid_on: NaiveDate,
        at: Timestamp,
    ) -> Result<Recorded> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new(
            "SELECT user_id, currency, amount_minor, reverses FROM payments WHERE id = $1 AND agency_id = $2",
        );
        let read = |row: &AnyRow| {
            Ok((
                row.parsed::<UserId>("user_id")?,
                row.text("currency")?,
                row.int("amount_minor")?,
                row.text_opt("reverses")?,
            ))
        };
        let found = write.one(sql.arg(wrong).arg(scope.agency()), read).await?;
        let (evaluator, currency, amount_minor, reverses) = found;
        if reverses.is_some() {
            return Err(StorageError::Constraint(Constraint::PaymentReversed));
        }
        let head = Head {
            id,
            evaluator,
            currency: &currency,
            amount_minor: amount_minor.saturating_neg(),
            paid_on,
            reference,
            reverses: Some(wrong),
        };
        if !insert_head(&mut write, scope, &head, at).await? {
            return repeated(&mut write, scope, &head, None).await;
        }
        let sql = Sql::new(
            "SELECT visit_id, fee_minor, bonus_minor, expenses_minor, amount_minor FROM payment_lines \
             WHERE payment_id = $1 AND agency_id = $2 ORDER BY visit_id",
        );
        let read = |row: &AnyRow| {
            Ok(Line {
                visit: row.parsed("visit_id")?,
                owed: Owed {
                    fee_minor: row.int("fee_minor")?,
                    bonus_minor: row.int("bonus_minor")?,
                    expenses_minor: row.int("expenses_minor")?,
                },
                amount_minor: row.int("amount_minor")?.saturating_neg(),
            })
        };
        let lines = write.all(sql.arg(wrong).arg(scope.agency()), read).await?;
        for line in &lines {
            lock(&mut write, scope, line.visit).await?;
            insert_line(&mut write, scope, id, line).await?;
        }
        for line in &lines {
            feed::append(&mut write, scope.agency(), evaluator, line.visit).await?;
        }
        write.commit().await?;
        Ok(Recorded::Now)
    }

    /// What the ledger says of an evaluator's visits whose place in the feed lies behind `after`, up to
    /// `last`.
    pub(in crate::storage) async fn payments_in_feed(
        &self,
        stretch: feed::Stretch,
    ) -> Result<BTreeMap<VisitId, Vec<PaymentLine>>> {
        let sql = Sql::new(
            "SELECT l.visit_id, l.amount_minor, p.id, p.paid_on, p.reference, p.reverses FROM feed f \
             JOIN payment_lines l ON l.visit_id = f.visit_id JOIN payments p ON p.id = l.payment_id \
             AND p.user_id = f.user_id",
        );
        let sql = stretch.narrow(sql).push(" ORDER BY p.recorded_at_ms, p.id");
        let read = |row: &AnyRow| {
            let line = PaymentLine {
                payment: row.parsed("id")?,
                amount_minor: row.int("amount_minor")?,
                paid_on: row.parsed("paid_on")?,
                reference: row.text("reference")?,
                reverses: row.parsed_opt("reverses")?,
            };
            Ok((row.parsed::<VisitId>("visit_id")?, line))
        };
        Ok(feed::by_visit(self.db.all(sql, read).await?))
    }
}

/// Puts the entry into the ledger; says no where its id is there already. On PostgreSQL it waits for
/// another transaction that is about to write the same id.
async fn insert_head(write: &mut Write, scope: &Scope, head: &Head<'_>, at: Timestamp) -> Result<bool> {
    let sql = Sql::new(
        "INSERT INTO payments (id, agency_id, user_id, currency, amount_minor, paid_on, reference, reverses, \
         recorded_by, recorded_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
         ON CONFLICT (id) DO NOTHING",
    )
    .arg(head.id)
    .arg(scope.agency())
    .arg(head.evaluator)
    .arg(head.currency)
    .arg(head.amount_minor)
    .arg(head.paid_on)
    .arg(head.reference)
    .arg(head.reverses)
    .arg(scope.user())
    .arg(at);
    Ok(write.execute(sql).await? > 0)
}

async fn insert_line(write: &mut Write, scope: &Scope, payment: PaymentId, line: &Line) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO payment_lines (payment_id, visit_id, agency_id, fee_minor, bonus_minor, expenses_minor, \
         amount_minor) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .arg(payment)
    .arg(line.visit)
    .arg(scope.agency())
    .arg(line.owed.fee_minor)
    .arg(line.owed.bonus_minor)
    .arg(line.owed.expenses_minor)
    .arg(line.amount_minor);
    write.execute(sql).await?;
    Ok(())
}

/// Whether what has this id in the ledger is the same entry.
async fn repeated(
    write: &mut Write,
    scope: &Scope,
    head: &Head<'_>,
    visits: Option<&BTreeMap<VisitId, i64>>,
) -> Result<Recorded> {
    let sql = Sql::new(
        "SELECT user_id, currency, amount_minor, paid_on, reference, reverses FROM payments \
         WHERE id = $1 AND agency_id = $2",
    );
    let is_same = |row: &AnyRow| {
        Ok(row.parsed::<UserId>("user_id")? == head.evaluator
            && row.text("currency")? == head.currency
            && row.int("amount_minor")? == head.amount_minor
            && row.parsed::<NaiveDate>("paid_on")? == head.paid_on
            && row.text("reference")? == head.reference
            && row.parsed_opt("reverses")? == head.reverses)
    };
    let found = write
        .optional(sql.arg(head.id).arg(scope.agency()), is_same)
        .await?;
    let sql = Sql::new("SELECT visit_id, amount_minor FROM payment_lines WHERE payment_id = $1");
    let read = |row: &AnyRow| Ok((row.parsed::<VisitId>("visit_id")?, row.int("amount_minor")?));
    let lines: BTreeMap<_, _> = write.all(sql.arg(head.id), read).await?.into_iter().collect();
    if found == Some(true) && visits.is_none_or(|visits| *visits == lines) {
        Ok(Recorded::Before)
    } else {
        Err(StorageError::Constraint(Constraint::Payment))
    }
}
