//! Logging in and out of people with a password.

use std::net::IpAddr;

use vitrine_shared::problem::Code;

use super::{Failure, Outcome, Refusal};
use crate::app::App;
use crate::security::rate_limit::Exceeded;
use crate::security::{cookie, password, token};
use crate::storage::access::{NewSession, Session};

/// A new session, with the token that is told once.
pub struct LoggedIn {
    /// The secret that opens it.
    pub token: String,
    /// The session.
    pub session: Session,
}

/// Opens a session for whoever knows the password.
///
/// # Errors
/// Wrong address or password, which take equally long; too many tries.
pub async fn log_in(app: &App, from: IpAddr, email: &str, password: String) -> Outcome<LoggedIn> {
    limit(app, from, email)?;
    if password.len() > password::MAX_BYTES {
        return Err(Code::WrongCredentials.into());
    }
    let login = app.store().login(&canonical_email(email)).await?;
    let stored = login.as_ref().and_then(|login| login.password_hash.clone());
    let matches = app
        .passwords()
        .verify(password, stored)
        .await
        .map_err(Failure::internal)?;
    let Some(login) = login.filter(|_| matches) else {
        return Err(Code::WrongCredentials.into());
    };
    let (token, token_sha256) = token::make()?;
    let now = app.now();
    let new = NewSession {
        token_sha256,
        created_at: now,
        expires_at: now.plus_ms(cookie::SESSION_MS),
    };
    let session = app.store().open_session(&login, &new).await?;
    Ok(LoggedIn { token, session })
}

/// The open session of this token.
///
/// # Errors
/// There is none, or it has ended.
pub async fn session(app: &App, token: &str) -> Outcome<Session> {
    let found = app.store().session(&token::digest(token), app.now()).await?;
    found.ok_or_else(|| Code::NotAuthenticated.into())
}

/// Ends the session of this token, if there is one.
///
/// # Errors
/// Only the storage's.
pub async fn log_out(app: &App, token: &str) -> Outcome<()> {
    Ok(app.store().end_session(&token::digest(token)).await?)
}

/// Counts a try to get in.
///
/// # Errors
/// There were too many.
pub(super) fn limit(app: &App, from: IpAddr, account: &str) -> Outcome<()> {
    app.rate_limits()
        .check(from, account)
        .map_err(|Exceeded { wait }| {
            Refusal {
                retry_after: Some(wait),
                ..Code::RateLimited.into()
            }
            .into()
        })
}

/// An address as it is kept and looked up.
pub fn canonical_email(typed: &str) -> String {
    typed.trim().to_lowercase()
}
