//! The session cookie: unreadable for scripts, not sent along by other sites' forms.

use axum::http::{HeaderMap, HeaderValue, header};

/// How long a session lasts.
pub const SESSION_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// Over TLS the name's prefix makes browsers refuse the cookie from anyone but this very host.
fn name(is_https: bool) -> &'static str {
    if is_https {
        "__Host-vitrine_session"
    } else {
        "vitrine_session"
    }
}

/// The session token that came with a request.
pub fn token(headers: &HeaderMap, is_https: bool) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(found, token)| (found == name(is_https)).then_some(token))
}

/// The header that gives a browser its token.
pub fn give(token: &str, is_https: bool) -> Option<HeaderValue> {
    set(token, SESSION_MS / 1000, is_https)
}

/// The header that takes a browser's token away.
pub fn take(is_https: bool) -> Option<HeaderValue> {
    set("", 0, is_https)
}

fn set(token: &str, max_age_seconds: i64, is_https: bool) -> Option<HeaderValue> {
    let secure = if is_https { "; Secure" } else { "" };
    let cookie = format!(
        "{}={token}; Path=/; Max-Age={max_age_seconds}; HttpOnly; SameSite=Lax{secure}",
        name(is_https)
    );
    HeaderValue::from_str(&cookie).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "lang=en; vitrine_session=abc".parse().unwrap());
        assert_eq!(token(&headers, false), Some("abc"));
        assert_eq!(token(&headers, true), None, "a cookie of the plain site");
    }

    #[test]
    fn scripts_never_read_it_and_tls_is_required_where_there_is_any() {
        let cookie = give("abc", true).unwrap();
        let cookie = cookie.to_str().unwrap();
        for part in ["__Host-", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
    }
}
