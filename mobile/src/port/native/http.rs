//! HTTP by `reqwest`.

use std::time::Duration;

use crate::core::platform::{MAX_REPLY_BYTES, Method, Request, Response};
use crate::core::protocol::{CoreError, Fault};

/// The client of a phone. It follows no redirect: a captive portal's is no answer of the server's.
pub fn client() -> Result<reqwest::Client, CoreError> {
    // The second phone of a process finds the first one's choice.
    #[cfg(feature = "mobile")]
    let _chosen_before = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .map_err(|error| CoreError::Storage(error.to_string()))
}

/// Sends a request and reads its whole reply.
pub async fn send(client: &reqwest::Client, request: Request) -> Result<Response, Fault> {
    let method = match request.method {
        Method::Get => reqwest::Method::GET,
        Method::Head => reqwest::Method::HEAD,
        Method::Patch => reqwest::Method::PATCH,
        Method::Post => reqwest::Method::POST,
    };
    let mut builder = client
        .request(method, &request.url)
        .timeout(Duration::from_millis(request.timeout_ms))
        .body(request.body);
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    let mut response = builder.send().await.map_err(|_| Fault::Offline)?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| Fault::Offline)? {
        if body.len() + chunk.len() > MAX_REPLY_BYTES {
            return Err(Fault::ForeignReply);
        }
        body.extend_from_slice(&chunk);
    }
    let headers = response.headers().iter();
    Ok(Response {
        status: response.status().as_u16(),
        headers: headers
            .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
            .collect(),
        body,
    })
}
