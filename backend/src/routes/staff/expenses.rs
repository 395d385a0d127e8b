//! `/api/v1/visits/{visit}/…`: receipts, and what is decided of expenses.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Serialize;
use vitrine_shared::expense::ExpenseDecision;
use vitrine_shared::id::{PhotoId, VisitId};

use super::visits::{PICTURE_HEADERS, SizeQuery, size_of};
use crate::app::App;
use crate::routes::extract::{Json, Path, Query, Staff};
use crate::services::expenses::{self, Wanted};
use crate::services::{Outcome, pictures, visits};
use crate::storage::expenses::DecisionLine;

/// A decision with who made it.
#[derive(Debug, Serialize)]
pub struct DecisionBody {
    #[serde(flatten)]
    decision: ExpenseDecision,
    stands: bool,
    by_name: Option<String>,
}

impl From<DecisionLine> for DecisionBody {
    fn from(line: DecisionLine) -> Self {
        Self {
            decision: line.decision,
            stands: line.stands,
            by_name: line.by_name,
        }
    }
}

/// `GET /api/v1/visits/{visit}/receipts/{photo}[?size=thumb]`
pub async fn get_receipt_photo(
    State(app): State<App>,
    staff: Staff,
    Path((visit, photo)): Path<(VisitId, PhotoId)>,
    Query(SizeQuery { size }): Query<SizeQuery>,
) -> Outcome<impl IntoResponse> {
    let picture = pictures::receipt(&app, staff.scope(), visit, photo, size_of(size)).await?;
    Ok((PICTURE_HEADERS, picture))
}

/// `POST /api/v1/visits/{visit}/expense-decisions`
pub async fn decide_expense(
    State(app): State<App>,
    staff: Staff,
    Path(visit): Path<VisitId>,
    Json(wanted): Json<Wanted>,
) -> Outcome<(StatusCode, axum::Json<Vec<DecisionBody>>)> {
    expenses::decide(&app, staff.scope(), visit, &wanted).await?;
    Ok((StatusCode::CREATED, decisions(&app, &staff, visit).await?))
}

/// `GET /api/v1/visits/{visit}/expense-decisions`
pub async fn list_decisions(
    State(app): State<App>,
    staff: Staff,
    Path(visit): Path<VisitId>,
) -> Outcome<axum::Json<Vec<DecisionBody>>> {
    visits::visit(&app, staff.scope(), visit).await?;
    decisions(&app, &staff, visit).await
}

async fn decisions(app: &App, staff: &Staff, visit: VisitId) -> Outcome<axum::Json<Vec<DecisionBody>>> {
    let lines = app.store().expense_decisions(staff.scope(), visit).await?;
    Ok(axum::Json(lines.into_iter().map(DecisionBody::from).collect()))
}
