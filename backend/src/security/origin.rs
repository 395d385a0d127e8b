//! Requests that other sites make in a person's browser, told from that person's own.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, before it `Origin`); what says neither
//! is no browser and has no cookies that were not given to it on purpose. Together with
//! `SameSite=Lax` cookies nothing else is needed (the same rule as Go's `CrossOriginProtection`).

use axum::http::{HeaderMap, Method, header};

/// Whether this request may change something on behalf of its cookies.
pub fn is_own(method: &Method, headers: &HeaderMap, public_url: Option<&str>) -> bool {
    if method.is_safe() {
        return true;
    }
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else {
        return true;
    };
    let host_of_origin = origin.split_once("://").map(|(_, host)| host);
    let is_public = public_url.is_some_and(|url| url.trim_end_matches('/') == origin);
    is_public || (host_of_origin.is_some() && host_of_origin == text(header::HOST.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(method: Method, headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        is_own(&method, &headers, Some("https://vitrine.example"))
    }

    #[test]
    fn another_site_may_read_nothing_into_being() {
        assert!(!own(Method::POST, &[("sec-fetch-site", "cross-site")]));
        assert!(!own(Method::DELETE, &[("sec-fetch-site", "same-site")]));
        assert!(!own(
            Method::POST,
            &[("origin", "https://evil.example"), ("host", "vitrine.example")]
        ));
        assert!(!own(Method::POST, &[("origin", "null"), ("host", "null")]));
    }

    #[test]
    fn the_persons_own_pages_and_programs_may() {
        assert!(own(Method::GET, &[("sec-fetch-site", "cross-site")]));
        assert!(own(Method::POST, &[("sec-fetch-site", "same-origin")]));
        assert!(own(
            Method::POST,
            &[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")]
        ));
        assert!(own(
            Method::POST,
            &[("origin", "https://vitrine.example"), ("host", "10.0.0.1")]
        ));
        assert!(own(Method::POST, &[]));
    }
}
