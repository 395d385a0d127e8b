//! `/api/v1/visits/{visit}/verdicts`: grades and bonuses of approved work.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use vitrine_shared::id::{UserId, VisitId};
use vitrine_shared::wire::Verdict;

use crate::app::App;
use crate::routes::extract::{Json, Path, Staff};
use crate::services::Outcome;
use crate::services::verdicts::{self, Given};
use crate::storage::verdicts::VerdictLine;

/// A verdict with who gave it.
#[derive(Debug, Serialize)]
pub struct VerdictBody {
    #[serde(flatten)]
    verdict: Verdict,
    by: Option<UserId>,
    by_name: Option<String>,
}

impl From<VerdictLine> for VerdictBody {
    fn from(line: VerdictLine) -> Self {
        Self {
            verdict: line.verdict,
            by: line.by,
            by_name: line.by_name,
        }
    }
}

/// `POST /api/v1/visits/{visit}/verdicts`
pub async fn give_verdict(
    State(app): State<App>,
    staff: Staff,
    Path(visit): Path<VisitId>,
    Json(given): Json<Given>,
) -> Outcome<StatusCode> {
    verdicts::give(&app, staff.scope(), visit, given).await?;
    Ok(StatusCode::CREATED)
}

/// `GET /api/v1/visits/{visit}/verdicts`
pub async fn list_verdicts(
    State(app): State<App>,
    staff: Staff,
    Path(visit): Path<VisitId>,
) -> Outcome<axum::Json<Vec<VerdictBody>>> {
    let lines = verdicts::verdicts(&app, staff.scope(), visit).await?;
    Ok(axum::Json(lines.into_iter().map(VerdictBody::from).collect()))
}
