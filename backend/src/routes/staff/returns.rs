//! `/api/v1/visits/{visit}/returns`: sending a visit back for correction.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use vitrine_shared::id::{UserId, VisitId};
use vitrine_shared::wire::Return;

use super::visits::VisitBody;
use crate::app::App;
use crate::routes::extract::{Json, Path, Staff};
use crate::services::Outcome;
use crate::services::returns::{self, Wanted};
use crate::storage::returns::ReturnLine;

/// A return with who asked.
#[derive(Debug, Serialize)]
pub struct ReturnBody {
    #[serde(flatten)]
    returned: Return,
    by: Option<UserId>,
    by_name: Option<String>,
}

impl From<ReturnLine> for ReturnBody {
    fn from(line: ReturnLine) -> Self {
        Self {
            returned: line.returned,
            by: line.by,
            by_name: line.by_name,
        }
    }
}

/// `POST /api/v1/visits/{visit}/returns`
pub async fn return_visit(
    State(app): State<App>,
    staff: Staff,
    Path(visit): Path<VisitId>,
    Json(wanted): Json<Wanted>,
) -> Outcome<(StatusCode, axum::Json<VisitBody>)> {
    let visit = returns::return_visit(&app, staff.scope(), visit, wanted).await?;
    Ok((StatusCode::CREATED, axum::Json(visit.into())))
}

/// `GET /api/v1/visits/{visit}/returns`
pub async fn list_returns(
    State(app): State<App>,
    staff: Staff,
    Path(visit): Path<VisitId>,
) -> Outcome<axum::Json<Vec<ReturnBody>>> {
    let lines = returns::returns(&app, staff.scope(), visit).await?;
    Ok(axum::Json(lines.into_iter().map(ReturnBody::from).collect()))
}
