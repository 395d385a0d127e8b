//! The headers that every response carries.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

const CSP: HeaderName = header::CONTENT_SECURITY_POLICY;

/// Of pages and the API: everything from here, no inline code, framed by nobody else.
const SITE_CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
    media-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// Of the phone app: also its own wasm and Worker, and pictures it made itself. The console frames it.
const APP_CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; \
    style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/// Adds them; what a handler set itself stays.
pub fn add(headers: &mut HeaderMap, path: &str, is_https: bool) {
    let is_app = path == "/app" || path.starts_with("/app/");
    let mut add = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    add(CSP, if is_app { APP_CSP } else { SITE_CSP });
    add(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(header::REFERRER_POLICY, "same-origin");
    add(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    add(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    add(
        HeaderName::from_static("permissions-policy"),
        if is_app {
            "camera=(self), geolocation=(self), microphone=(self)"
        } else {
            "camera=(), geolocation=(), microphone=()"
        },
    );
    if !is_app {
        add(header::X_FRAME_OPTIONS, "DENY");
    }
    if is_https {
        add(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_phone_app_compiles_wasm() {
        let csp_of = |path| {
            let mut headers = HeaderMap::new();
            add(&mut headers, path, false);
            headers[CSP].to_str().unwrap().to_owned()
        };
        assert!(csp_of("/app/index.html").contains("'wasm-unsafe-eval'"));
        for path in ["/", "/apples", "/api/v1/sync"] {
            assert!(!csp_of(path).contains("unsafe"), "{path}");
        }
    }
}
