//! Who reads a page, taken out of the request.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use vitrine_shared::problem::{Code, Problem};
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;

use crate::app::App;
use crate::i18n;
use crate::pages::context::{Done, PageContext, Side, Viewer};
use crate::pages::error;
use crate::routes::extract::Member;
use crate::services::Failure;
use crate::storage::access::Session;
use crate::storage::{Caller, Scope};

/// Marks a response of 400 and above whose page says itself what is wrong.
#[derive(Clone, Copy)]
pub struct Explained;

/// A person of the agency or of a brand, with what their pages need.
pub struct Reader {
    session: Session,
    /// What page functions take.
    pub cx: PageContext,
}

impl Reader {
    /// What they may see.
    pub fn scope(&self) -> &Scope {
        &self.session.scope
    }
}

impl FromRequestParts<App> for Reader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Member(session) = Member::from_request_parts(parts, app).await?;
        let side = match session.scope.caller() {
            Caller::Staff { .. } | Caller::Operator => Side::Agency,
            Caller::Brand { client, .. } => Side::Brand(*client),
            Caller::Evaluator { .. } => Side::Evaluator,
        };
        let viewer = Viewer {
            name: session.user.name.clone(),
            side,
        };
        let lang = cookie_lang(&parts.headers).unwrap_or(session.user.lang);
        let cx = context(parts, lang, Some(viewer), app.now());
        Ok(Self { session, cx })
    }
}

/// A person of the agency, with what their pages need.
pub struct StaffReader(pub Reader);

impl StaffReader {
    /// What they may see.
    pub fn scope(&self) -> &Scope {
        self.0.scope()
    }

    /// What page functions take.
    pub fn cx(&self) -> &PageContext {
        &self.0.cx
    }
}

impl FromRequestParts<App> for StaffReader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let reader = <Reader as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        match reader.scope().caller() {
            Caller::Staff { .. } => Ok(Self(reader)),
            _ => Err(Code::Forbidden.into()),
        }
    }
}

impl OptionalFromRequestParts<App> for Reader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Failure> {
        match <Self as FromRequestParts<App>>::from_request_parts(parts, app).await {
            Ok(reader) => Ok(Some(reader)),
            Err(failure) if failure.code() == Code::NotAuthenticated => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

/// Anybody at the door.
pub struct Visitor(pub PageContext);

impl FromRequestParts<App> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let lang = lang_of(&parts.headers);
        Ok(Self(context(parts, lang, None, app.now())))
    }
}

fn context(parts: &Parts, lang: Lang, viewer: Option<Viewer>, now: Timestamp) -> PageContext {
    let address = parts.uri.path_and_query().map_or("/", |address| address.as_str());
    let done = parts.uri.query().and_then(|query| {
        query
            .split('&')
            .find_map(|pair| Done::from_name(pair.strip_prefix("done=")?))
    });
    PageContext {
        lang,
        viewer,
        now,
        address: address.to_owned(),
        done,
    }
}

/// The language that a reader without a log-in chose, else the one that their browser asks for.
pub fn lang_of(headers: &HeaderMap) -> Lang {
    let asked = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    cookie_lang(headers)
        .or_else(|| asked.and_then(i18n::negotiate))
        .unwrap_or_default()
}

fn cookie_lang(headers: &HeaderMap) -> Option<Lang> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix("lang=")?.parse().ok())
}

/// A form that comes back with what is wrong.
pub fn form_again(page: Markup) -> Response {
    let mut response = (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
    response.extensions_mut().insert(Explained);
    response
}

/// The page of a problem, for a person's browser.
pub fn problem_page(problem: &Problem, lang: Lang, now: Timestamp) -> Markup {
    let cx = PageContext {
        lang,
        viewer: None,
        now,
        address: "/".to_owned(),
        done: None,
    };
    error::page(problem.code, problem.instance.as_deref(), &cx)
}
