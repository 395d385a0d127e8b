//! `/api/v1/waves/{wave}/offers` and `/rules`, `/api/v1/clients/{client}/conflicts`.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use vitrine_shared::eligibility::Rules;
use vitrine_shared::id::{ClientId, UserId, WaveId};
use vitrine_shared::time::Timestamp;

use crate::app::App;
use crate::routes::extract::{Json, Path, Staff};
use crate::services::Outcome;
use crate::services::offers::{self, Offering};

/// `POST /api/v1/waves/{wave}/offers`
pub async fn offer_visits(
    State(app): State<App>,
    staff: Staff,
    Path(wave): Path<WaveId>,
    Json(offering): Json<Offering>,
) -> Outcome<StatusCode> {
    offers::offer(&app, staff.scope(), wave, offering).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/waves/{wave}/rules`
pub async fn get_rules(
    State(app): State<App>,
    staff: Staff,
    Path(wave): Path<WaveId>,
) -> Outcome<axum::Json<Rules>> {
    Ok(axum::Json(offers::rules(&app, staff.scope(), wave).await?))
}

/// `PUT /api/v1/waves/{wave}/rules`
pub async fn set_rules(
    State(app): State<App>,
    staff: Staff,
    Path(wave): Path<WaveId>,
    Json(rules): Json<Rules>,
) -> Outcome<StatusCode> {
    offers::set_rules(&app, staff.scope(), wave, rules).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Until when an evaluator has an interest in a brand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConflictBody {
    /// Until when; for ever without it.
    #[serde(default)]
    until: Option<Timestamp>,
}

/// `PUT /api/v1/clients/{client}/conflicts/{user}`
pub async fn set_conflict(
    State(app): State<App>,
    staff: Staff,
    Path((client, user)): Path<(ClientId, UserId)>,
    Json(body): Json<ConflictBody>,
) -> Outcome<StatusCode> {
    offers::set_conflict(&app, staff.scope(), client, user, body.until).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /api/v1/clients/{client}/conflicts/{user}`
pub async fn clear_conflict(
    State(app): State<App>,
    staff: Staff,
    Path((client, user)): Path<(ClientId, UserId)>,
) -> Outcome<StatusCode> {
    offers::clear_conflict(&app, staff.scope(), client, user).await?;
    Ok(StatusCode::NO_CONTENT)
}
