//! The phone app's files under `/app`, as they were built: compressed beforehand, cached for ever
//! where their name tells their contents, asked for anew where it does not.

use std::path::{Component, Path as FilePath, PathBuf};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use tokio::fs;
use vitrine_shared::problem::Code;

use super::extract::Path;
use crate::app::App;
use crate::services::{Failure, Outcome};

/// Compressed copies beside a file, the best first.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

/// `GET /app`
pub async fn redirect_to_folder() -> Redirect {
    Redirect::permanent("/app/")
}

/// `GET /app/`
pub async fn get_index(State(app): State<App>, headers: HeaderMap) -> Outcome<Response> {
    file(&app, "index.html", &headers).await
}

/// `GET /app/{path}`
pub async fn get_file(
    State(app): State<App>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Outcome<Response> {
    file(&app, &path, &headers).await
}

async fn file(app: &App, name: &str, asked: &HeaderMap) -> Outcome<Response> {
    let is_plain = FilePath::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !is_plain {
        return Err(Code::NotFound.into());
    }
    let path = app.config().app.join(name);
    let meta = match fs::metadata(&path).await {
        Ok(meta) if meta.is_file() => meta,
        _ if name == "index.html" => {
            return Err(Failure::because(
                Code::NotFound,
                "the phone app is not installed on this server: build it and name its folder with --app",
            ));
        }
        _ => return Err(Code::NotFound.into()),
    };
    // The bundle is replaced as a whole: size and age tell one build's file from another's.
    let modified = meta.modified().ok().and_then(|at| {
        let since_1970 = at.duration_since(std::time::SystemTime::UNIX_EPOCH).ok()?;
        Some(since_1970.as_micros())
    });
    let (coding, found) = best(&path, asked).await;
    let etag = format!("\"{:x}-{:x}{coding}\"", meta.len(), modified.unwrap_or_default());
    let mut headers = HeaderMap::new();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::ETAG, &etag);
    set(header::VARY, "accept-encoding");
    set(header::CACHE_CONTROL, cache_control(name));
    set(header::CONTENT_TYPE, content_type(&path));
    if !coding.is_empty() {
        set(header::CONTENT_ENCODING, coding);
    }
    if is_known(asked, &etag) {
        headers.remove(header::CONTENT_TYPE);
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let bytes = fs::read(&found).await.map_err(Failure::internal)?;
    Ok((headers, Body::from(bytes)).into_response())
}

/// The best form of the file that the browser takes: the coding's name (empty: as it is) and path.
async fn best(path: &FilePath, asked: &HeaderMap) -> (&'static str, PathBuf) {
    let accepted = asked
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    for (coding, extension) in ENCODINGS {
        let mut entries = accepted.split(',').map(str::trim);
        let takes = entries.any(|entry| {
            let (name, quality) = entry.split_once(';').unwrap_or((entry, ""));
            name.trim() == coding && !matches!(quality.trim(), "q=0" | "q=0.0")
        });
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(extension);
        let copy = PathBuf::from(name);
        if takes && fs::try_exists(&copy).await.unwrap_or(false) {
            return (coding, copy);
        }
    }
    ("", path.to_owned())
}

fn is_known(asked: &HeaderMap, etag: &str) -> bool {
    asked
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|known| {
            known
                .split(',')
                .any(|one| one.trim().trim_start_matches("W/") == etag)
        })
}

/// A name that holds a digest of the contents never means anything else.
fn cache_control(name: &str) -> &'static str {
    let is_hash = |part: &str| part.len() >= 8 && part.bytes().all(|b| b.is_ascii_hexdigit());
    let stem = name.rsplit('/').next().unwrap_or_default();
    if stem.split(['-', '.', '_']).skip(1).any(is_hash) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

fn content_type(path: &FilePath) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("ftl" | "txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_tell_their_contents_are_kept_for_ever() {
        for name in ["phone-0a1b2c3d4e5f.js", "assets/phone_bg-deadbeef01.wasm"] {
            assert!(cache_control(name).contains("immutable"), "{name}");
        }
        for name in ["index.html", "sw.js", "manifest.webmanifest", "icon-512.png"] {
            assert_eq!(cache_control(name), "no-cache", "{name}");
        }
    }

    #[test]
    fn wasm_is_served_as_what_browsers_compile_while_loading() {
        assert_eq!(content_type(FilePath::new("a/phone.wasm")), "application/wasm");
    }
}
