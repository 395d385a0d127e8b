//! `/api/v1/session`: logging in and out.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use vitrine_shared::id::UserId;
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;

use crate::app::App;
use crate::routes::extract::{Address, Json};
use crate::security::cookie;
use crate::services::{Outcome, sessions};
use crate::storage::Role;

/// Who logs in.
#[derive(Deserialize)]
pub struct Credentials {
    email: String,
    password: String,
}

/// Who logged in.
#[derive(Debug, Serialize)]
pub struct Opened {
    user: UserId,
    name: String,
    role: Role,
    lang: Lang,
    expires_at: Timestamp,
}

/// `POST /api/v1/session`
pub async fn log_in(
    State(app): State<App>,
    Address(from): Address,
    Json(credentials): Json<Credentials>,
) -> Outcome<impl IntoResponse> {
    let Credentials { email, password } = credentials;
    let opened = sessions::log_in(&app, from, &email, password).await?;
    let user = opened.session.user;
    let body = Opened {
        user: user.id,
        name: user.name,
        role: user.role,
        lang: user.lang,
        expires_at: opened.session.expires_at,
    };
    let cookie = cookie::give(&opened.token, app.config().is_https());
    Ok((StatusCode::CREATED, set(cookie), axum::Json(body)))
}

/// `DELETE /api/v1/session`
pub async fn log_out(State(app): State<App>, headers: HeaderMap) -> Outcome<impl IntoResponse> {
    let is_https = app.config().is_https();
    if let Some(token) = cookie::token(&headers, is_https) {
        sessions::log_out(&app, token).await?;
    }
    Ok((StatusCode::NO_CONTENT, set(cookie::take(is_https))))
}

fn set(cookie: Option<HeaderValue>) -> HeaderMap {
    cookie
        .into_iter()
        .map(|value| (header::SET_COOKIE, value))
        .collect()
}
