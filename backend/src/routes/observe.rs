//! What surrounds every request: its id, its line in the log, its metrics, the security headers, and
//! the problem document of whatever failed.

use std::fmt::Write as _;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use vitrine_shared::problem::Code;
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;

use super::pages::{Explained, lang_of, problem_page};
use super::problem::{Report, report, write, write_page};
use crate::app::App;
use crate::security::{headers, origin};
use crate::services::Failure;
use crate::{metrics, random};

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Unique to this run of the server, then counted: cheap, and it says the order.
fn next_request_id() -> String {
    static RUN: LazyLock<String> = LazyLock::new(|| hex::encode(random::bytes::<4>().unwrap_or_default()));
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut id = String::with_capacity(24);
    // Writing to a String never fails.
    let _ = write!(id, "{}-{:x}", *RUN, NEXT.fetch_add(1, Ordering::Relaxed));
    id
}

/// What is remembered of a request until its response is there.
struct Asked {
    id: String,
    method: Method,
    route: Option<MatchedPath>,
    is_page: bool,
    path: String,
    lang: Lang,
    at: Instant,
}

impl Asked {
    fn by(request: &Request) -> Self {
        let header = |name: HeaderName| request.headers().get(name);
        let path = request.uri().path();
        let wants_html = header(header::ACCEPT)
            .and_then(|accept| accept.to_str().ok())
            .is_some_and(|accept| accept.contains("text/html"));
        Self {
            id: next_request_id(),
            method: request.method().clone(),
            route: request.extensions().get::<MatchedPath>().cloned(),
            is_page: wants_html && !path.starts_with("/api/"),
            path: path.to_owned(),
            lang: lang_of(request.headers()),
            at: Instant::now(),
        }
    }

    /// The route's pattern: never ids, never what a stranger typed.
    fn route(&self) -> &str {
        self.route.as_ref().map_or("none", MatchedPath::as_str)
    }
}

/// The middleware around every route.
pub async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = Asked::by(&request);
    let is_own = origin::is_own(request.method(), request.headers(), app.public_url());
    let has_cookie = request.headers().contains_key(header::COOKIE);
    let mut response = if is_own || !has_cookie && !asked.is_page {
        next.run(request).await
    } else {
        Failure::from(Code::ForeignOrigin).into_response()
    };
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if failed && response.extensions_mut().remove::<Explained>().is_none() {
        response = explain(response, &asked, app.now()).await;
    }
    headers::add(response.headers_mut(), &asked.path, app.config().is_https());
    if let Ok(id) = HeaderValue::from_str(&asked.id) {
        response.headers_mut().insert(X_REQUEST_ID, id);
    }
    metrics::request(
        asked.route(),
        &asked.method,
        response.status(),
        asked.at.elapsed(),
    );
    tracing::debug!(
        request = asked.id,
        method = %asked.method,
        route = asked.route(),
        status = response.status().as_u16(),
        elapsed_us = u64::try_from(asked.at.elapsed().as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
    response
}

/// Puts the problem into the response: a document, or for a person's browser a page.
async fn explain(mut response: Response, asked: &Asked, now: Timestamp) -> Response {
    let Report { problem, cause } = report(&mut response, asked.lang, &asked.id).await;
    if response.status().is_server_error() {
        let cause = cause.as_deref().map(|cause| cause as &dyn std::error::Error);
        tracing::error!(
            request = asked.id,
            method = %asked.method,
            route = asked.route(),
            code = problem.code.as_str(),
            error = cause,
            "failed"
        );
    }
    if asked.is_page && problem.code == Code::NotAuthenticated {
        let login = if asked.method == Method::GET && asked.path != "/" {
            format!("/login?next={}", asked.path)
        } else {
            "/login".to_owned()
        };
        return Redirect::to(&login).into_response();
    }
    if asked.is_page {
        let page = problem_page(&problem, asked.lang, now);
        write_page(&mut response, &problem, page);
        return response;
    }
    write(&mut response, &problem);
    response
}

/// What a panic in a handler becomes.
pub fn panicked(payload: Box<dyn std::any::Any + Send>) -> Response {
    let message = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    Failure::internal(format!("a handler panicked: {message}")).into_response()
}
