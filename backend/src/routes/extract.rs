//! What handlers take out of a request: who asks, and the checked contents of path, query and body.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::body::Bytes;
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use vitrine_shared::problem::Code;

use crate::app::App;
use crate::security::{cookie, token};
use crate::services::{Failure, phones, sessions};
use crate::storage::access::{DeviceLogin, Session};
use crate::storage::{Caller, Scope};

/// Somebody who is logged in: of the agency or of a brand.
pub struct Member(pub Session);

impl Member {
    /// What they may see.
    pub fn scope(&self) -> &Scope {
        &self.0.scope
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let token = cookie::token(&parts.headers, app.config().is_https()).ok_or(Code::NotAuthenticated)?;
        sessions::session(app, token).await.map(Self)
    }
}

/// Somebody of the agency who is logged in: admin, coordinator or reviewer.
pub struct Staff(pub Session);

impl Staff {
    /// What they may see.
    pub fn scope(&self) -> &Scope {
        &self.0.scope
    }
}

impl FromRequestParts<App> for Staff {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Member(session) = Member::from_request_parts(parts, app).await?;
        match session.scope.caller() {
            Caller::Staff { .. } => Ok(Self(session)),
            _ => Err(Code::Forbidden.into()),
        }
    }
}

/// An evaluator's phone that holds its token.
pub struct Phone(pub DeviceLogin);

impl Phone {
    /// What its evaluator may see.
    pub fn scope(&self) -> &Scope {
        &self.0.scope
    }
}

impl FromRequestParts<App> for Phone {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let token = bearer(&parts.headers).ok_or(Code::NotAuthenticated)?;
        phones::log_in(app, &token::digest(token)).await.map(Self)
    }
}

/// Whoever is known: a phone by its token, else somebody by their session.
pub struct Anybody(Scope);

impl Anybody {
    /// What they may see.
    pub fn scope(&self) -> &Scope {
        &self.0
    }
}

impl FromRequestParts<App> for Anybody {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        if bearer(&parts.headers).is_some() {
            let Phone(phone) = Phone::from_request_parts(parts, app).await?;
            return Ok(Self(phone.scope));
        }
        let Member(session) = Member::from_request_parts(parts, app).await?;
        Ok(Self(session.scope))
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The address that a request comes from.
pub struct Address(pub IpAddr);

impl FromRequestParts<App> for Address {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let forwarded = parts
            .headers
            .get("x-forwarded-for")
            .filter(|_| app.config().behind_proxy)
            .and_then(|list| list.to_str().ok())
            .and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = forwarded.or_else(|| peer.map(|ConnectInfo(peer)| peer.ip()));
        Ok(Self(address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}

/// The address by which people reach this server, without a slash at its end: as it was told, else
/// as it was asked.
pub struct Origin(pub String);

impl FromRequestParts<App> for Origin {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        if let Some(url) = app.public_url() {
            return Ok(Self(url.trim_end_matches('/').to_owned()));
        }
        let host = parts
            .headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        let host = host.ok_or_else(|| Failure::because(Code::Malformed, "the request names no host"))?;
        Ok(Self(format!("http://{host}")))
    }
}

/// Ids in the path. What is no id names nothing.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        match axum::extract::Path::from_request_parts(parts, app).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(Code::NotFound.into()),
        }
    }
}

/// The query.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        match axum::extract::Query::from_request_parts(parts, app).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(Failure::because(Code::Malformed, rejection.body_text())),
        }
    }
}

/// A JSON body.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        if !has_type(request.headers(), "application/json") {
            return Err(Failure::because(
                Code::UnsupportedMediaType,
                "the body must be application/json",
            ));
        }
        let bytes = body(request, app).await?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|error| Failure::because(Code::Malformed, error.to_string()))
    }
}

/// A text body, such as a checklist's TOML.
pub struct Words(pub String);

impl FromRequest<App> for Words {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let bytes = body(request, app).await?;
        String::from_utf8(bytes.into())
            .map(Self)
            .map_err(|_| Failure::because(Code::Malformed, "the body is not UTF-8 text"))
    }
}

/// The bytes of a body, whatever they are.
pub struct Raw(pub Bytes);

impl FromRequest<App> for Raw {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        body(request, app).await.map(Self)
    }
}

async fn body(request: Request, app: &App) -> Result<Bytes, Failure> {
    Bytes::from_request(request, app).await.map_err(|rejection| {
        if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            Code::TooLarge.into()
        } else {
            Failure::because(Code::Malformed, "the body did not arrive whole")
        }
    })
}

/// Whether the body is said to be of this media type, whatever its parameters.
pub fn has_type(headers: &HeaderMap, media_type: &str) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|found| found.trim().eq_ignore_ascii_case(media_type))
}
