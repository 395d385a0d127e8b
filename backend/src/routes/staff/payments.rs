//! `/api/v1/dues` and `/api/v1/payments`: what evaluators are owed, and the ledger of what was paid.

use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use vitrine_shared::id::{PaymentId, UserId, VisitId};
use vitrine_shared::payment::Owed;
use vitrine_shared::visit::VisitState;

use super::Made;
use crate::app::App;
use crate::routes::extract::{Json, Path, Query, Staff};
use crate::services::Outcome;
use crate::services::payments::{self, Reversal, Wanted};
use crate::storage::payments::{Due, DueFilter, PaidFilter, Payment, Recorded};

/// The most rows of a page.
const PAGE: u32 = 500;

/// A visit that is owed.
#[derive(Debug, Serialize)]
pub struct DueBody {
    visit: VisitId,
    state: VisitState,
    evaluator: UserId,
    currency: String,
    owed: Owed,
    paid_minor: i64,
    due_minor: i64,
}

impl From<Due> for DueBody {
    fn from(due: Due) -> Self {
        Self {
            due_minor: due.due_minor(),
            visit: due.visit,
            state: due.state,
            evaluator: due.evaluator,
            currency: due.currency,
            owed: due.owed,
            paid_minor: due.paid_minor,
        }
    }
}

/// An entry of the ledger.
#[derive(Debug, Serialize)]
pub struct PaymentBody {
    payment: PaymentId,
    evaluator: UserId,
    currency: String,
    amount_minor: i64,
    paid_on: NaiveDate,
    reference: String,
    visits: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reverses: Option<PaymentId>,
    is_reversed: bool,
}

impl From<Payment> for PaymentBody {
    fn from(payment: Payment) -> Self {
        Self {
            payment: payment.id,
            evaluator: payment.evaluator,
            currency: payment.currency,
            amount_minor: payment.amount_minor,
            paid_on: payment.paid_on,
            reference: payment.reference,
            visits: payment.visits,
            reverses: payment.reverses,
            is_reversed: payment.is_reversed,
        }
    }
}

/// Whose, and behind which visit.
#[derive(Debug, Deserialize)]
pub struct DuesQuery {
    evaluator: Option<UserId>,
    after: Option<VisitId>,
}

/// `GET /api/v1/dues[?evaluator=…][&after=…]`
pub async fn list_dues(
    State(app): State<App>,
    staff: Staff,
    Query(DuesQuery { evaluator, after }): Query<DuesQuery>,
) -> Outcome<axum::Json<Vec<DueBody>>> {
    let filter = DueFilter {
        evaluator,
        after,
        ..DueFilter::default()
    };
    let dues = app.store().dues(staff.scope(), &filter, PAGE).await?;
    Ok(axum::Json(dues.into_iter().map(DueBody::from).collect()))
}

/// Whose payments.
#[derive(Debug, Deserialize)]
pub struct PaymentsQuery {
    evaluator: Option<UserId>,
}

/// `GET /api/v1/payments[?evaluator=…]`: the last first.
pub async fn list_payments(
    State(app): State<App>,
    staff: Staff,
    Query(PaymentsQuery { evaluator }): Query<PaymentsQuery>,
) -> Outcome<axum::Json<Vec<PaymentBody>>> {
    let filter = PaidFilter {
        evaluator,
        ..PaidFilter::default()
    };
    let payments = app.store().payments(staff.scope(), &filter, PAGE).await?;
    Ok(axum::Json(payments.into_iter().map(PaymentBody::from).collect()))
}

/// `POST /api/v1/payments`: 201 where it was recorded now, 200 where it had been before.
pub async fn record_payment(
    State(app): State<App>,
    staff: Staff,
    Json(wanted): Json<Wanted>,
) -> Outcome<(StatusCode, axum::Json<Made<PaymentId>>)> {
    let id = wanted.payment;
    let recorded = payments::record(&app, staff.scope(), wanted).await?;
    Ok((status(recorded), axum::Json(Made { id })))
}

/// `POST /api/v1/payments/{payment}/reversal`
pub async fn reverse_payment(
    State(app): State<App>,
    staff: Staff,
    Path(wrong): Path<PaymentId>,
    Json(wanted): Json<Reversal>,
) -> Outcome<(StatusCode, axum::Json<Made<PaymentId>>)> {
    let recorded = payments::reverse(&app, staff.scope(), wrong, &wanted).await?;
    Ok((status(recorded), axum::Json(Made { id: wanted.payment })))
}

fn status(recorded: Recorded) -> StatusCode {
    match recorded {
        Recorded::Now => StatusCode::CREATED,
        Recorded::Before => StatusCode::OK,
    }
}
