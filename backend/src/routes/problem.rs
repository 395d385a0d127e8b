//! Failures as RFC 9457 problem documents.
//!
//! A handler's failure becomes a response with a status and the failure beside it; the one place
//! that writes the document is [`write`], called for every response of 400 and above.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use vitrine_shared::problem::{CONTENT_TYPE, Code, Problem};
use vitrine_shared::text::Lang;

use crate::i18n;
use crate::services::{Failure, Refusal};

/// The longest rejection text of the framework that is passed on, in bytes.
const MAX_DETAIL_BYTES: usize = 1024;

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = status_of(self.code());
        let mut response = status.into_response();
        if let Self::Refused(refusal) = &self
            && let Some(wait) = refusal.retry_after
        {
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        }
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// The status of a code.
pub fn status_of(code: Code) -> StatusCode {
    // Every code has a valid status; 460 is the upload protocol's own.
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The code of a response that the framework made by itself.
fn code_of(status: StatusCode) -> Code {
    match status {
        StatusCode::NOT_FOUND => Code::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedMediaType,
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => Code::Unavailable,
        status if status.is_server_error() => Code::Internal,
        _ => Code::Malformed,
    }
}

/// What is known of a failed response: the problem, and the reason that only the log may tell.
pub struct Report {
    /// For the caller.
    pub problem: Problem,
    /// For the log.
    pub cause: Option<Arc<Failure>>,
}

/// Reads the failure out of a response of 400 and above.
pub async fn report(response: &mut Response, lang: Lang, request_id: &str) -> Report {
    let cause = response.extensions_mut().remove::<Arc<Failure>>();
    let refusal = match cause.as_deref() {
        Some(Failure::Refused(refusal)) => Refusal::clone(refusal),
        Some(Failure::Internal(_)) => Code::Internal.into(),
        None => {
            let code = code_of(response.status());
            let text = to_bytes(std::mem::take(response.body_mut()), MAX_DETAIL_BYTES)
                .await
                .ok()
                .and_then(|bytes| String::from_utf8(bytes.to_vec()).ok())
                .filter(|text| code == Code::Malformed && !text.is_empty());
            Refusal {
                detail: text,
                ..code.into()
            }
        }
    };
    let mut problem = Problem::new(refusal.code);
    problem.detail = refusal
        .detail
        .or_else(|| Some(i18n::catalog(lang).problem(refusal.code)));
    problem.findings = refusal.findings;
    problem.until = refusal.until;
    problem.instance = Some(request_id.to_owned());
    Report { problem, cause }
}

/// Makes the response's body the problem document; its headers stay.
pub fn write(response: &mut Response, problem: &Problem) {
    // A problem always has a JSON form.
    let body = serde_json::to_vec(problem).unwrap_or_default();
    replace(
        response,
        problem,
        body.into(),
        HeaderValue::from_static(CONTENT_TYPE),
    );
}

/// Makes the response's body the page of the problem; its headers stay.
pub fn write_page(response: &mut Response, problem: &Problem, page: Markup) {
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    replace(response, problem, page.into_string().into(), html);
}

fn replace(response: &mut Response, problem: &Problem, body: Body, content_type: HeaderValue) {
    *response.status_mut() = status_of(problem.code);
    *response.body_mut() = body;
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}
