//! `/api/v1/appeals`, and `/api/v1/visits/{visit}/rejections` and `/appeal`: rejected work, and what its
//! evaluators say against that.

use axum::extract::State;
use serde::Serialize;
use vitrine_shared::id::VisitId;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::Rejection;

use super::visits::VisitBody;
use crate::app::App;
use crate::routes::extract::{Json, Path, Staff};
use crate::services::Outcome;
use crate::services::appeals::{self, Decided};
use crate::storage::appeals::{OpenAppeal, RejectionLine};

/// A rejection with who decided what.
#[derive(Debug, Serialize)]
pub struct RejectionBody {
    #[serde(flatten)]
    rejection: Rejection,
    by_name: Option<String>,
    received_at: Option<Timestamp>,
    decided_by_name: Option<String>,
}

impl From<RejectionLine> for RejectionBody {
    fn from(line: RejectionLine) -> Self {
        Self {
            rejection: line.rejection,
            by_name: line.by_name,
            received_at: line.received_at,
            decided_by_name: line.decided_by_name,
        }
    }
}

/// An appeal that nobody decided of yet.
#[derive(Debug, Serialize)]
pub struct OpenAppealBody {
    visit: VisitId,
    location_name: String,
    evaluator_name: String,
    received_at: Timestamp,
}

impl From<OpenAppeal> for OpenAppealBody {
    fn from(open: OpenAppeal) -> Self {
        Self {
            visit: open.visit,
            location_name: open.location_name,
            evaluator_name: open.evaluator_name,
            received_at: open.received_at,
        }
    }
}

/// `GET /api/v1/appeals`
pub async fn list_open_appeals(
    State(app): State<App>,
    staff: Staff,
) -> Outcome<axum::Json<Vec<OpenAppealBody>>> {
    let open = appeals::open(&app, staff.scope()).await?;
    Ok(axum::Json(open.into_iter().map(OpenAppealBody::from).collect()))
}

/// `GET /api/v1/visits/{visit}/rejections`
pub async fn list_rejections(
    State(app): State<App>,
    staff: Staff,
    Path(visit): Path<VisitId>,
) -> Outcome<axum::Json<Vec<RejectionBody>>> {
    let lines = appeals::rejections(&app, staff.scope(), visit).await?;
    Ok(axum::Json(lines.into_iter().map(RejectionBody::from).collect()))
}

/// `POST /api/v1/visits/{visit}/appeal`
pub async fn decide_appeal(
    State(app): State<App>,
    staff: Staff,
    Path(visit): Path<VisitId>,
    Json(decided): Json<Decided>,
) -> Outcome<axum::Json<VisitBody>> {
    let visit = appeals::decide(&app, staff.scope(), visit, decided).await?;
    Ok(axum::Json(visit.into()))
}
