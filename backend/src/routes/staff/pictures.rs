//! `/api/v1/pictures`: pictures of guidelines.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;
use vitrine_shared::digest::Digest;
use vitrine_shared::wire::PictureFile;

use crate::app::App;
use crate::routes::extract::{Anybody, Path, Query, Raw, Staff};
use crate::services::{Outcome, guide_pictures};

/// The query of [`keep_picture`].
#[derive(Debug, Deserialize)]
pub struct Named {
    /// What checklist files call the picture.
    name: String,
}

/// `POST /api/v1/pictures?name=<file>`: the body is a JPEG, PNG or WebP.
pub async fn keep_picture(
    State(app): State<App>,
    staff: Staff,
    Query(Named { name }): Query<Named>,
    Raw(upload): Raw,
) -> Outcome<axum::Json<PictureFile>> {
    guide_pictures::keep(&app, staff.scope(), &name, upload)
        .await
        .map(axum::Json)
}

/// `GET /api/v1/pictures`: those that checklists may name.
pub async fn list_pictures(State(app): State<App>, staff: Staff) -> Outcome<axum::Json<Vec<PictureFile>>> {
    Ok(axum::Json(app.store().pictures(staff.scope()).await?))
}

/// `GET /api/v1/pictures/{sha256}`: the JPEG whose digest that is, for ever.
pub async fn get_picture(
    State(app): State<App>,
    anybody: Anybody,
    Path(sha256): Path<Digest>,
) -> Outcome<impl IntoResponse> {
    let jpeg = guide_pictures::picture(&app, anybody.scope(), &sha256).await?;
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CACHE_CONTROL, "private, max-age=31536000, immutable"),
    ];
    Ok((headers, jpeg))
}
