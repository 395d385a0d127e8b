//! `/api/v1/trainings`: publishing; and how evaluators stand with them.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::UserId;
use vitrine_shared::wire::{Course, TrainingRef};

use crate::app::App;
use crate::routes::extract::{Json, Path, Staff, Words};
use crate::services::{Outcome, training};
use crate::storage::checklists::Publication;

/// `POST /api/v1/trainings`: the body is the training's TOML.
pub async fn publish_training(
    State(app): State<App>,
    staff: Staff,
    Words(toml): Words,
) -> Outcome<(StatusCode, axum::Json<TrainingRef>)> {
    let published = training::publish(&app, staff.scope(), &toml).await?;
    let status = match published.publication {
        Publication::New => StatusCode::CREATED,
        Publication::Unchanged => StatusCode::OK,
    };
    Ok((status, axum::Json(published.name)))
}

/// `GET /api/v1/users/{user}/courses`: what an evaluator has to learn, tried and passed.
pub async fn list_courses(
    State(app): State<App>,
    staff: Staff,
    Path(user): Path<UserId>,
) -> Outcome<axum::Json<Vec<Course>>> {
    let user = app.store().user(staff.scope(), user).await?;
    training::courses(&app, staff.scope(), user.id)
        .await
        .map(axum::Json)
}

/// The body of [`give_attempts`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForVersion {
    /// The checklist.
    checklist: Slug,
    /// Its version.
    version: u32,
}

/// `POST /api/v1/users/{user}/quiz-resets`: gives an evaluator new attempts at a quiz.
pub async fn give_attempts(
    State(app): State<App>,
    staff: Staff,
    Path(user): Path<UserId>,
    Json(of): Json<ForVersion>,
) -> Outcome<StatusCode> {
    training::give_attempts(&app, staff.scope(), user, of.checklist, of.version).await?;
    Ok(StatusCode::NO_CONTENT)
}
