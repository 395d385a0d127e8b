//! `/api/v1/waves` and their visits.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use vitrine_shared::id::{LocationId, UserId, VisitId, WaveId};
use vitrine_shared::score::Exact;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;

use super::Made;
use crate::app::App;
use crate::routes::extract::{Json, Member, Path, Query, Staff};
use crate::services::Outcome;
use crate::services::waves::{self, NewWave, PlannedVisit};
use crate::storage::visits::VisitLine;

/// `POST /api/v1/waves`
pub async fn create_wave(
    State(app): State<App>,
    staff: Staff,
    Json(new): Json<NewWave>,
) -> Outcome<(StatusCode, axum::Json<Made<WaveId>>)> {
    let id = waves::create_wave(&app, staff.scope(), new).await?;
    Ok((StatusCode::CREATED, axum::Json(Made { id })))
}

/// `POST /api/v1/waves/{wave}/visits`
pub async fn create_visits(
    State(app): State<App>,
    staff: Staff,
    Path(wave): Path<WaveId>,
    Json(planned): Json<Vec<PlannedVisit>>,
) -> Outcome<(StatusCode, axum::Json<Vec<Made<VisitId>>>)> {
    let ids = waves::create_visits(&app, staff.scope(), wave, planned).await?;
    Ok((StatusCode::CREATED, axum::Json(Made::each(ids))))
}

/// Which page of a wave's visits.
#[derive(Debug, Deserialize)]
pub struct Page {
    /// The last visit of the page before.
    after: Option<VisitId>,
}

/// A visit in a list.
#[derive(Debug, Serialize)]
pub struct Line {
    visit: VisitId,
    state: VisitState,
    location: LocationId,
    location_code: String,
    location_name: String,
    evaluator: Option<UserId>,
    evaluator_name: Option<String>,
    score: Option<Exact>,
    media_complete: bool,
    photos: u32,
    photos_missing: u32,
    submitted_at: Option<Timestamp>,
    published_at: Option<Timestamp>,
}

impl From<VisitLine> for Line {
    fn from(line: VisitLine) -> Self {
        Self {
            visit: line.visit.id,
            state: line.visit.state,
            location: line.visit.location,
            location_code: line.location_code,
            location_name: line.location_name,
            evaluator: line.visit.evaluator,
            evaluator_name: line.evaluator_name,
            score: line.score,
            media_complete: line.visit.media_complete,
            photos: line.photos,
            photos_missing: line.photos_missing,
            submitted_at: line.visit.submitted_at,
            published_at: line.visit.published_at,
        }
    }
}

/// `GET /api/v1/waves/{wave}/visits?after=<visit>`: in the order of their ids, a page at a time.
pub async fn list_visits(
    State(app): State<App>,
    member: Member,
    Path(wave): Path<WaveId>,
    Query(page): Query<Page>,
) -> Outcome<axum::Json<Vec<Line>>> {
    let visits = waves::visits(&app, member.scope(), wave, page.after).await?;
    Ok(axum::Json(visits.into_iter().map(Line::from).collect()))
}
