//! Styles, scripts and icons: compiled in, named by their contents, cached for ever.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use vitrine_shared::digest::Digest;

/// The style sheet of the console and the portal; `tokens.css` is the phone app's too.
const STYLES: &[&str] = &[
    include_str!("../../../assets/styles/tokens.css"),
    include_str!("../../../assets/styles/base.css"),
    include_str!("../../../assets/styles/layout.css"),
    include_str!("../../../assets/styles/components.css"),
    include_str!("../../../assets/styles/forms.css"),
    include_str!("../../../assets/styles/tables.css"),
    include_str!("../../../assets/styles/charts.css"),
    include_str!("../../../assets/styles/visit.css"),
    include_str!("../../../assets/styles/money.css"),
    include_str!("../../../assets/styles/print.css"),
];

/// A file that pages link to.
struct Asset {
    address: String,
    content_type: &'static str,
    body: Vec<u8>,
}

impl Asset {
    fn new(stem: &str, extension: &str, content_type: &'static str, body: Vec<u8>) -> Self {
        let digest = Digest::of(&body).to_string();
        let short = digest.get(..12).unwrap_or(&digest);
        Self {
            address: format!("/assets/{stem}-{short}.{extension}"),
            content_type,
            body,
        }
    }
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "vitrine",
        "css",
        "text/css; charset=utf-8",
        STYLES.concat().into_bytes(),
    )
});

static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let body = include_bytes!("../../../assets/scripts/console.js").to_vec();
    Asset::new("console", "js", "text/javascript; charset=utf-8", body)
});

static LOGO: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "logo",
        "svg",
        "image/svg+xml",
        include_bytes!("../../../assets/icons/logo.svg").to_vec(),
    )
});

static ICON: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "icon",
        "png",
        "image/png",
        include_bytes!("../../../assets/icons/icon-192.png").to_vec(),
    )
});

/// The address of the style sheet.
pub fn style() -> &'static str {
    &STYLE.address
}

/// The address of the script.
pub fn script() -> &'static str {
    &SCRIPT.address
}

/// The address of the logo.
pub fn logo() -> &'static str {
    &LOGO.address
}

/// The address of the icon that a home screen shows.
pub fn icon() -> &'static str {
    &ICON.address
}

/// Serves them under `/assets`.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{name}", get(show_asset))
}

async fn show_asset(Path(name): Path<String>) -> Response {
    let all = [&*STYLE, &*SCRIPT, &*LOGO, &*ICON];
    let found = all
        .into_iter()
        .find(|asset| asset.address.strip_prefix("/assets/") == Some(&name));
    match found {
        Some(asset) => {
            let headers = [
                (header::CONTENT_TYPE, asset.content_type),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            (headers, asset.body.as_slice()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_changes_with_its_contents() {
        let one = Asset::new("a", "css", "text/css", b"a{}".to_vec());
        let other = Asset::new("a", "css", "text/css", b"b{}".to_vec());
        assert_ne!(one.address, other.address);
    }
}
