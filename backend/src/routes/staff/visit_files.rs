//! `/api/v1/visit-files`: visits that come as files.

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;

use crate::app::App;
use crate::routes::extract::Staff;
use crate::services::Outcome;
use crate::services::visit_files::{self, Import};

/// `POST /api/v1/visit-files`: the file is the body.
pub async fn import_visit_file(
    State(app): State<App>,
    staff: Staff,
    body: Body,
) -> Outcome<(StatusCode, axum::Json<Import>)> {
    let import = visit_files::import(&app, staff.scope(), body.into_data_stream()).await?;
    Ok((StatusCode::CREATED, axum::Json(import)))
}
