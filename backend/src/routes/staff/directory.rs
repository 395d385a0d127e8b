//! `/api/v1/clients` and what belongs to them.

use axum::extract::State;
use axum::http::StatusCode;
use vitrine_shared::id::{ClientId, LocationId, NodeId};

use super::Made;
use crate::app::App;
use crate::routes::extract::{Json, Path, Staff};
use crate::services::Outcome;
use crate::services::directory::{self, NewClient, NewLocation, NewNode};

/// `POST /api/v1/clients`
pub async fn create_client(
    State(app): State<App>,
    staff: Staff,
    Json(new): Json<NewClient>,
) -> Outcome<(StatusCode, axum::Json<Made<ClientId>>)> {
    let id = directory::create_client(&app, staff.scope(), new).await?;
    Ok((StatusCode::CREATED, axum::Json(Made { id })))
}

/// `POST /api/v1/clients/{client}/nodes`
pub async fn create_node(
    State(app): State<App>,
    staff: Staff,
    Path(client): Path<ClientId>,
    Json(new): Json<NewNode>,
) -> Outcome<(StatusCode, axum::Json<Made<NodeId>>)> {
    let id = directory::create_node(&app, staff.scope(), client, new).await?;
    Ok((StatusCode::CREATED, axum::Json(Made { id })))
}

/// `POST /api/v1/clients/{client}/locations`
pub async fn create_locations(
    State(app): State<App>,
    staff: Staff,
    Path(client): Path<ClientId>,
    Json(new): Json<Vec<NewLocation>>,
) -> Outcome<(StatusCode, axum::Json<Vec<Made<LocationId>>>)> {
    let ids = directory::create_locations(&app, staff.scope(), client, new).await?;
    Ok((StatusCode::CREATED, axum::Json(Made::each(ids))))
}
