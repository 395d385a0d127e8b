//! What phones ask for.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::IntoResponse;
use serde::Deserialize;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::wire::{
    BoardReply, EnrolReply, EnrolRequest, PushReply, RequestsBody, RequestsReply, SyncReply, VisitStatus,
};

use super::extract::{Address, Json, Path, Phone, Query, has_type};
use crate::app::App;
use crate::services::{Failure, Outcome, checklists, enrolment, ingest, offers, requests, sync, training};

/// `POST /api/v1/enrol`
pub async fn enrol_phone(
    State(app): State<App>,
    Address(from): Address,
    Json(request): Json<EnrolRequest>,
) -> Outcome<axum::Json<EnrolReply>> {
    enrolment::enrol(&app, from, request).await.map(axum::Json)
}

/// The query of [`get_sync`].
#[derive(Debug, Deserialize)]
pub struct After {
    /// The cursor of the last reply; 0 before the first.
    #[serde(default)]
    after: u64,
}

/// `GET /api/v1/sync?after=<cursor>`
pub async fn get_sync(
    State(app): State<App>,
    phone: Phone,
    Query(After { after }): Query<After>,
) -> Outcome<axum::Json<SyncReply>> {
    sync::changes(&app, phone.scope(), after).await.map(axum::Json)
}

/// `GET /api/v1/board`
pub async fn get_board(State(app): State<App>, phone: Phone) -> Outcome<axum::Json<BoardReply>> {
    offers::board(&app, phone.scope()).await.map(axum::Json)
}

/// `POST /api/v1/requests`
pub async fn answer_requests(
    State(app): State<App>,
    Phone(phone): Phone,
    Json(body): Json<RequestsBody>,
) -> Outcome<axum::Json<RequestsReply>> {
    requests::answer(&app, &phone, body).await.map(axum::Json)
}

/// `GET /api/v1/checklists/{sha256}`: the bytes whose digest that is, for ever.
pub async fn get_checklist(
    State(app): State<App>,
    phone: Phone,
    Path(digest): Path<Digest>,
) -> Outcome<impl IntoResponse> {
    let canonical = checklists::canonical(&app, phone.scope(), &digest).await?;
    Ok((FOR_EVER, canonical))
}

/// `GET /api/v1/trainings/{sha256}`: the bytes whose digest that is, for ever.
pub async fn get_training(
    State(app): State<App>,
    phone: Phone,
    Path(digest): Path<Digest>,
) -> Outcome<impl IntoResponse> {
    let canonical = training::canonical(&app, phone.scope(), &digest).await?;
    Ok((FOR_EVER, canonical))
}

/// The headers of what never changes.
const FOR_EVER: [(HeaderName, &str); 2] = [
    (header::CONTENT_TYPE, "application/json"),
    (header::CACHE_CONTROL, "private, max-age=31536000, immutable"),
];

/// `POST /api/v1/visits/{visit}/events`
pub async fn push_events(
    State(app): State<App>,
    Phone(phone): Phone,
    Path(visit): Path<VisitId>,
    headers: HeaderMap,
    body: Bytes,
) -> Outcome<axum::Json<PushReply>> {
    if !has_type(&headers, "application/json") {
        return Err(Failure::because(
            Code::UnsupportedMediaType,
            "the body must be application/json",
        ));
    }
    ingest::push(&app, &phone, visit, &body).await.map(axum::Json)
}

/// `GET /api/v1/visits/{visit}/status`
pub async fn get_status(
    State(app): State<App>,
    Phone(phone): Phone,
    Path(visit): Path<VisitId>,
) -> Outcome<axum::Json<VisitStatus>> {
    ingest::status(&app, &phone, visit).await.map(axum::Json)
}
