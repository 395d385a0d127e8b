//! `/healthz`: the process answers. `/readyz`: so does its database.

use axum::extract::State;
use axum::http::StatusCode;

use crate::app::App;
use crate::services::Outcome;

/// Whether the process answers.
pub async fn get_health() -> &'static str {
    "ok\n"
}

/// Whether requests can be served.
pub async fn get_readiness(State(app): State<App>) -> Outcome<(StatusCode, &'static str)> {
    app.store().ping().await?;
    Ok((StatusCode::OK, "ready\n"))
}
