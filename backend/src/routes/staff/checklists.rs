//! `/api/v1/checklists`: publishing.

use axum::extract::State;
use axum::http::StatusCode;
use vitrine_shared::wire::ChecklistRef;

use crate::app::App;
use crate::routes::extract::{Staff, Words};
use crate::services::{Outcome, checklists};
use crate::storage::checklists::Publication;

/// `POST /api/v1/checklists`: the body is the checklist's TOML.
pub async fn publish_checklist(
    State(app): State<App>,
    staff: Staff,
    Words(toml): Words,
) -> Outcome<(StatusCode, axum::Json<ChecklistRef>)> {
    let published = checklists::publish(&app, staff.scope(), &toml).await?;
    let status = match published.publication {
        Publication::New => StatusCode::CREATED,
        Publication::Unchanged => StatusCode::OK,
    };
    Ok((status, axum::Json(published.name)))
}
