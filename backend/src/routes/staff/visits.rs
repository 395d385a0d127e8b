//! `/api/v1/visits`: reading and moving them, and their photos.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::{ClientId, LocationId, PhotoId, UserId, VisitId, WaveId};
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;

use crate::app::App;
use crate::routes::extract::{Json, Member, Path, Query, Staff};
use crate::services::pictures::{self, Size};
use crate::services::visits::Wanted;
use crate::services::{Outcome, visits};
use crate::storage::visits::Visit;

/// A visit as the API tells it.
#[derive(Debug, Serialize)]
pub struct VisitBody {
    visit: VisitId,
    state: VisitState,
    media_complete: bool,
    client: ClientId,
    wave: WaveId,
    location: LocationId,
    evaluator: Option<UserId>,
    checklist: Digest,
    scenario: String,
    persona: Option<Slug>,
    opens_at: Timestamp,
    closes_at: Timestamp,
    fee_minor: i64,
    currency: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expense_cap_minor: Option<i64>,
    submitted_at: Option<Timestamp>,
    published_at: Option<Timestamp>,
}

impl From<Visit> for VisitBody {
    fn from(visit: Visit) -> Self {
        Self {
            visit: visit.id,
            state: visit.state,
            media_complete: visit.media_complete,
            client: visit.client,
            wave: visit.wave,
            location: visit.location,
            evaluator: visit.evaluator,
            checklist: visit.checklist_sha256,
            scenario: visit.scenario,
            persona: visit.persona,
            opens_at: visit.opens_at,
            closes_at: visit.closes_at,
            fee_minor: visit.fee_minor,
            currency: visit.currency,
            expense_cap_minor: visit.expense_cap_minor,
            submitted_at: visit.submitted_at,
            published_at: visit.published_at,
        }
    }
}

/// `GET /api/v1/visits/{visit}`
pub async fn get_visit(
    State(app): State<App>,
    member: Member,
    Path(visit): Path<VisitId>,
) -> Outcome<axum::Json<VisitBody>> {
    let visit = visits::visit(&app, member.scope(), visit).await?;
    Ok(axum::Json(visit.into()))
}

/// `GET /api/v1/visits/{visit}/events`
pub async fn get_log(
    State(app): State<App>,
    staff: Staff,
    Path(visit): Path<VisitId>,
) -> Outcome<axum::Json<visits::VisitLog>> {
    Ok(axum::Json(visits::log(&app, staff.scope(), visit).await?))
}

/// `POST /api/v1/visits/{visit}/moves`
pub async fn move_visit(
    State(app): State<App>,
    staff: Staff,
    Path(visit): Path<VisitId>,
    Json(wanted): Json<Wanted>,
) -> Outcome<axum::Json<VisitBody>> {
    let visit = visits::move_visit(&app, staff.scope(), visit, wanted).await?;
    Ok(axum::Json(visit.into()))
}

/// How large a picture is asked for.
#[derive(Debug, Deserialize)]
pub struct SizeQuery {
    pub(super) size: Option<SizeName>,
}

/// The name of a size.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SizeName {
    /// Small.
    Thumb,
}

/// `GET /api/v1/visits/{visit}/photos/{photo}[?size=thumb]`
pub async fn get_photo(
    State(app): State<App>,
    member: Member,
    Path((visit, photo)): Path<(VisitId, PhotoId)>,
    Query(SizeQuery { size }): Query<SizeQuery>,
) -> Outcome<impl IntoResponse> {
    let picture = pictures::picture(&app, member.scope(), visit, photo, size_of(size)).await?;
    Ok((PICTURE_HEADERS, picture))
}

/// A photo never changes; who may see it does, so nobody else keeps it.
pub(super) const PICTURE_HEADERS: [(header::HeaderName, &str); 2] = [
    (header::CONTENT_TYPE, "image/jpeg"),
    (header::CACHE_CONTROL, "private, max-age=3600"),
];

pub(super) fn size_of(name: Option<SizeName>) -> Size {
    match name {
        Some(SizeName::Thumb) => Size::Thumb,
        None => Size::Full,
    }
}
