//! `/api/v1/users`, their invitations and their phones.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use vitrine_shared::id::{DeviceId, UserId};
use vitrine_shared::time::Timestamp;

use super::Made;
use crate::app::App;
use crate::routes::extract::{Json, Origin, Path, Staff};
use crate::services::people::{self, NewUser};
use crate::services::{Outcome, enrolment, phones};

/// `POST /api/v1/users`
pub async fn create_user(
    State(app): State<App>,
    staff: Staff,
    Json(new): Json<NewUser>,
) -> Outcome<(StatusCode, axum::Json<Made<UserId>>)> {
    let id = people::create_user(&app, staff.scope(), new).await?;
    Ok((StatusCode::CREATED, axum::Json(Made { id })))
}

/// An invitation as it is passed on to the evaluator. Shown once.
#[derive(Debug, Serialize)]
pub struct Invited {
    code: String,
    link: String,
    expires_at: Timestamp,
}

/// `POST /api/v1/users/{user}/invitations`
pub async fn invite_user(
    State(app): State<App>,
    staff: Staff,
    Origin(origin): Origin,
    Path(user): Path<UserId>,
) -> Outcome<(StatusCode, axum::Json<Invited>)> {
    let invitation = enrolment::invite(&app, staff.scope(), user).await?;
    let invited = Invited {
        link: invitation.link(&origin),
        code: invitation.code,
        expires_at: invitation.expires_at,
    };
    Ok((StatusCode::CREATED, axum::Json(invited)))
}

/// `DELETE /api/v1/devices/{device}`
pub async fn revoke_device(
    State(app): State<App>,
    staff: Staff,
    Path(device): Path<DeviceId>,
) -> Outcome<StatusCode> {
    phones::revoke(&app, staff.scope(), device).await?;
    Ok(StatusCode::NO_CONTENT)
}
