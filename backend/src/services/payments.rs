//! Paying evaluators: what is due, recording what was paid, reversing what was recorded wrongly.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use vitrine_shared::id::{PaymentId, UserId, VisitId};
use vitrine_shared::payment::MAX_REFERENCE_CHARS;

use super::Outcome;
use super::check::Check;
use crate::app::App;
use crate::random;
use crate::storage::Scope;
use crate::storage::payments::{NewPayment, Recorded};

/// The most visits of one payment.
const MAX_VISITS: usize = 1000;

/// The first day that a payment may be dated, and how far ahead one may be: a transfer that is ordered.
const FIRST_YEAR: i32 = 2000;
const AHEAD_DAYS: i64 = 366;

/// A payment to be recorded.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Its id, made by who records it: the same again is not a second payment.
    pub payment: PaymentId,
    /// To whom.
    pub evaluator: UserId,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// The day it was paid.
    pub paid_on: NaiveDate,
    /// How to find it.
    pub reference: String,
    /// The visits, each with what was seen to be due, in the minor unit.
    pub visits: BTreeMap<VisitId, i64>,
}

/// A payment to be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reversal {
    /// The id of the reversal, made by who records it.
    pub payment: PaymentId,
    /// Why.
    pub reference: String,
}

/// The id for a payment's form.
///
/// # Errors
/// The system gives no random bytes.
pub fn new_id(app: &App) -> Outcome<PaymentId> {
    Ok(PaymentId::new(app.now(), random::bytes()?))
}

/// Records a payment. For those who plan.
///
/// # Errors
/// No such visit of that evaluator in that currency; something else is due than was seen; another payment
/// has that id; or something out of its limits.
pub async fn record(app: &App, scope: &Scope, wanted: Wanted) -> Outcome<Recorded> {
    let now = app.now();
    let reference = wanted.reference.trim().to_owned();
    let mut check = Check::default();
    check.text(&reference, MAX_REFERENCE_CHARS, "reference");
    check.require(!wanted.visits.is_empty(), "visits", "choose one visit at least");
    check.require(
        wanted.visits.len() <= MAX_VISITS,
        "visits",
        "at most 1000 visits at once",
    );
    let today = now.to_utc().date_naive();
    let days = wanted.paid_on.signed_duration_since(today).num_days();
    let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or(NaiveDate::MIN);
    check.require(
        wanted.paid_on >= first && days <= AHEAD_DAYS,
        "paid_on",
        "must be a day between 2000 and a year from now",
    );
    check.done()?;
    let new = NewPayment {
        id: wanted.payment,
        evaluator: wanted.evaluator,
        currency: wanted.currency,
        paid_on: wanted.paid_on,
        reference,
        visits: wanted.visits,
    };
    Ok(app.store().record_payment(scope, &new, now).await?)
}

/// Takes a payment back that was recorded wrongly. For those who plan.
///
/// # Errors
/// No such payment; it was reversed before or is a reversal; or no reason is given.
pub async fn reverse(app: &App, scope: &Scope, wrong: PaymentId, wanted: &Reversal) -> Outcome<Recorded> {
    let reference = wanted.reference.trim();
    let mut check = Check::default();
    check.text(reference, MAX_REFERENCE_CHARS, "reference");
    check.done()?;
    let now = app.now();
    let today = now.to_utc().date_naive();
    let done = app
        .store()
        .reverse_payment(scope, wanted.payment, wrong, reference, today, now);
    Ok(done.await?)
}
