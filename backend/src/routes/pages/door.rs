//! Coming in, going out, and the first page.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vitrine_shared::text::Lang;

use super::reader::{Reader, Visitor, form_again};
use super::typed::{Sent, blame};
use crate::app::App;
use crate::pages::context::Side;
use crate::pages::{login, staff};
use crate::routes::extract::{Address, Query};
use crate::security::cookie;
use crate::services::{Outcome, reading, sessions};

/// `GET /`
pub async fn show_home(State(app): State<App>, reader: Reader) -> Outcome<Response> {
    match reader.cx.viewer.as_ref().map(|viewer| viewer.side) {
        Some(Side::Brand(client)) => Ok(Redirect::to(&format!("/brand/{client}")).into_response()),
        Some(Side::Evaluator) => Ok(Redirect::to("/app/").into_response()),
        _ => {
            let view = reading::home::home(&app, reader.scope(), app.now()).await?;
            Ok(staff::home::page(&view, &reader.cx).into_response())
        }
    }
}

/// Where a reader wanted to go.
#[derive(Debug, Deserialize)]
pub struct Next {
    next: Option<String>,
}

/// `GET /login`
pub async fn show_login(
    reader: Option<Reader>,
    Visitor(cx): Visitor,
    Query(Next { next }): Query<Next>,
) -> Response {
    if reader.is_some() {
        return Redirect::to("/").into_response();
    }
    login::page(
        &Default::default(),
        next.as_deref().filter(|path| is_local(path)),
        &cx,
    )
    .into_response()
}

/// `POST /login`
pub async fn log_in(
    State(app): State<App>,
    Address(from): Address,
    Visitor(cx): Visitor,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let next = Some(typed.value("next").to_owned()).filter(|path| is_local(path));
    match sessions::log_in(
        &app,
        from,
        typed.value("email"),
        typed.value("password").to_owned(),
    )
    .await
    {
        Ok(opened) => {
            let cookie = cookie::give(&opened.token, app.config().is_https());
            Ok((set(cookie), Redirect::to(next.as_deref().unwrap_or("/"))).into_response())
        }
        Err(failure) => {
            blame(failure, &mut typed, &cx)?;
            Ok(form_again(login::page(&typed, next.as_deref(), &cx)))
        }
    }
}

/// `POST /logout`
pub async fn log_out(State(app): State<App>, headers: HeaderMap) -> Outcome<Response> {
    let is_https = app.config().is_https();
    if let Some(token) = cookie::token(&headers, is_https) {
        sessions::log_out(&app, token).await?;
    }
    Ok((set(cookie::take(is_https)), Redirect::to("/login")).into_response())
}

/// `POST /language`
pub async fn choose_language(Sent(typed): Sent) -> Response {
    let lang: Lang = typed.value("lang").parse().unwrap_or_default();
    let cookie = format!("lang={lang}; Path=/; Max-Age=31536000; SameSite=Lax");
    let back = if is_local(typed.value("back")) {
        typed.value("back")
    } else {
        "/"
    };
    (set(HeaderValue::from_str(&cookie).ok()), Redirect::to(back)).into_response()
}

/// Whether an address is a path of this site: what a browser would not read as another host.
fn is_local(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t'])
}

fn set(cookie: Option<HeaderValue>) -> HeaderMap {
    cookie
        .into_iter()
        .map(|value| (header::SET_COOKIE, value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_gone_to() {
        assert!(is_local("/waves?stage=open"));
        for bad in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "waves",
        ] {
            assert!(!is_local(bad), "{bad}");
        }
    }
}
