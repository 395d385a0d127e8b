//! Addresses of servers.

/// The origin of a server's address, whatever path follows it. `None` for what is no address, and
/// for plain `http` to another machine: the token would travel where anyone reads it.
pub fn origin(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let authority = rest.split(['/', '?', '#']).next()?.to_ascii_lowercase();
    let (host, port) = split_port(&authority)?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let is_v6 = host
        .strip_prefix('[')
        .and_then(|inner| inner.strip_suffix(']'))
        .is_some_and(|inner| inner.parse::<std::net::Ipv6Addr>().is_ok());
    if host.is_empty() || !(is_v6 || host.chars().all(is_name)) {
        return None;
    }
    if !port.is_empty() && port.parse::<u16>().is_err() {
        return None;
    }
    let is_here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    (scheme == "https" || (scheme == "http" && is_here)).then(|| format!("{scheme}://{authority}"))
}

fn split_port(authority: &str) -> Option<(&str, &str)> {
    match authority.rfind(':') {
        Some(colon) if !authority.get(colon..)?.contains(']') => {
            Some((authority.get(..colon)?, authority.get(colon + 1..)?))
        }
        _ => Some((authority, "")),
    }
}

/// The path of an address that the server gave, to be asked for at its own origin: wherever the
/// server thinks it is, the token goes nowhere else.
pub(super) fn path_of(location: &str) -> Option<&str> {
    if location.starts_with('/') && !location.starts_with("//") {
        return Some(location);
    }
    let (_, rest) = location.split_once("://")?;
    rest.get(rest.find('/')?..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_cut_to_its_origin() {
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(origin(address).as_deref(), expected, "{address}");
        };
        check(
            "https://visits.example/app/#/enrol/K7",
            Some("https://visits.example"),
        );
        check(
            " HTTPS://Visits.example:8443 ",
            Some("https://visits.example:8443"),
        );
        check("http://127.0.0.1:8080/app", Some("http://127.0.0.1:8080"));
        check("http://[::1]:80", Some("http://[::1]:80"));
        check("http://visits.example", None);
        check("visits.example", None);
        check("https://", None);
        check("https://me@visits.example", None);
        check("https://visits.example:x", None);
        check("javascript://visits.example", None);
    }

    #[test]
    fn an_upload_stays_at_the_origin() {
        assert_eq!(path_of("/api/v1/uploads/7"), Some("/api/v1/uploads/7"));
        assert_eq!(
            path_of("http://elsewhere/api/v1/uploads/7"),
            Some("/api/v1/uploads/7")
        );
        assert_eq!(path_of("//elsewhere/x"), None);
        assert_eq!(path_of("x"), None);
    }
}
