//! Resumable uploads by tus 1.0: core, creation, checksum, expiration, termination.
//!
//! An upload's address is made of its visit and photo, so that creating it twice gives the same one.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::wire::MAX_PHOTO_BYTES;

use super::extract::{Path, Phone, has_type};
use super::tus;
use crate::app::App;
use crate::services::uploads::{self, Name, NewUpload, Progress};
use crate::services::{Failure, Outcome};

/// `POST /api/v1/uploads`
pub async fn create_upload(
    State(app): State<App>,
    phone: Phone,
    headers: HeaderMap,
) -> Outcome<impl IntoResponse> {
    let length_bytes = tus::number(&headers, tus::UPLOAD_LENGTH)?;
    let metadata = tus::Metadata::read(&headers)?;
    let name = Name::new(metadata.visit, metadata.photo);
    let new = NewUpload {
        name,
        sha256: metadata.sha256,
        length_bytes,
    };
    let progress = uploads::begin(&app, phone.scope(), new).await?;
    let location = format!("/api/v1/uploads/{}/{}", name.visit, name.photo);
    let location = HeaderValue::from_str(&location).map_err(Failure::internal)?;
    Ok((
        StatusCode::CREATED,
        [(header::LOCATION, location)],
        told(&progress),
    ))
}

/// `HEAD /api/v1/uploads/{visit}/{photo}`
pub async fn get_offset(
    State(app): State<App>,
    phone: Phone,
    Path((visit, photo)): Path<(VisitId, PhotoId)>,
) -> Outcome<impl IntoResponse> {
    let progress = uploads::progress(&app, phone.scope(), Name::new(visit, photo)).await?;
    let mut headers = told(&progress);
    let metadata = tus::Metadata {
        visit,
        photo,
        sha256: progress.sha256,
    };
    headers.insert(tus::UPLOAD_LENGTH, HeaderValue::from(progress.length_bytes));
    headers.insert(tus::UPLOAD_METADATA, metadata.write()?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok((StatusCode::OK, headers))
}

/// `PATCH /api/v1/uploads/{visit}/{photo}`
pub async fn append_upload(
    State(app): State<App>,
    phone: Phone,
    Path((visit, photo)): Path<(VisitId, PhotoId)>,
    request: Request,
) -> Outcome<impl IntoResponse> {
    let (parts, body) = request.into_parts();
    append(&app, &phone, Name::new(visit, photo), &parts.headers, body).await
}

async fn append(app: &App, phone: &Phone, name: Name, headers: &HeaderMap, body: Body) -> Outcome<Response> {
    if !has_type(headers, "application/offset+octet-stream") {
        return Err(Failure::because(
            Code::UnsupportedMediaType,
            "a chunk is application/offset+octet-stream",
        ));
    }
    let offset_bytes = tus::number(headers, tus::UPLOAD_OFFSET)?;
    let checksum = tus::checksum(headers)?;
    let chunks = body.into_data_stream();
    let progress = uploads::append(app, phone.scope(), name, offset_bytes, checksum, chunks).await?;
    Ok((StatusCode::NO_CONTENT, told(&progress)).into_response())
}

/// `DELETE /api/v1/uploads/{visit}/{photo}`
pub async fn delete_upload(
    State(app): State<App>,
    phone: Phone,
    Path((visit, photo)): Path<(VisitId, PhotoId)>,
) -> Outcome<StatusCode> {
    uploads::terminate(&app, phone.scope(), Name::new(visit, photo)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/uploads/{visit}/{photo}`: for clients behind something that lets no `PATCH` through.
pub async fn overridden(
    State(app): State<App>,
    phone: Phone,
    Path((visit, photo)): Path<(VisitId, PhotoId)>,
    request: Request,
) -> Outcome<Response> {
    let (parts, body) = request.into_parts();
    let name = Name::new(visit, photo);
    match parts.headers.get(tus::METHOD_OVERRIDE).map(HeaderValue::as_bytes) {
        Some(b"PATCH") => append(&app, &phone, name, &parts.headers, body).await,
        Some(b"DELETE") => {
            uploads::terminate(&app, phone.scope(), name).await?;
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        _ => Err(Code::MethodNotAllowed.into()),
    }
}

/// `OPTIONS`: what is spoken here.
pub async fn get_options() -> impl IntoResponse {
    let headers = [
        (tus::TUS_VERSION, HeaderValue::from_static(tus::VERSION)),
        (
            tus::TUS_EXTENSION,
            HeaderValue::from_static("creation,checksum,expiration,termination"),
        ),
        (
            tus::TUS_CHECKSUM_ALGORITHM,
            HeaderValue::from_static("sha1,sha256"),
        ),
        (tus::TUS_MAX_SIZE, HeaderValue::from(MAX_PHOTO_BYTES)),
    ];
    (StatusCode::NO_CONTENT, headers)
}

/// Around every upload route: the protocol's version is asked for and told.
pub async fn speak_tus(request: Request, next: Next) -> Response {
    let spoken = request
        .headers()
        .get(tus::TUS_RESUMABLE)
        .map(HeaderValue::as_bytes);
    let mut response = if request.method() == Method::OPTIONS || spoken == Some(tus::VERSION.as_bytes()) {
        next.run(request).await
    } else {
        let version = [(tus::TUS_VERSION, HeaderValue::from_static(tus::VERSION))];
        (version, Failure::from(Code::UploadVersion)).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(tus::TUS_RESUMABLE, HeaderValue::from_static(tus::VERSION));
    response
}

/// The headers that tell how far an upload has come.
fn told(progress: &Progress) -> HeaderMap {
    let expires = progress.expires_at.and_then(tus::http_date);
    let offset = (tus::UPLOAD_OFFSET, HeaderValue::from(progress.offset_bytes));
    let expires = expires.map(|date| (tus::UPLOAD_EXPIRES, date));
    let headers: [Option<(HeaderName, HeaderValue)>; 2] = [Some(offset), expires];
    headers.into_iter().flatten().collect()
}
