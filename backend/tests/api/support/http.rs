//! A caller of the API, and what comes back.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method, StatusCode};
use serde_json::Value;

/// A caller: nobody, somebody with a session, or a phone with its token.
#[derive(Clone)]
pub struct Api {
    http: Client,
    origin: String,
    token: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Api {
    pub fn new(origin: &str) -> Self {
        Self {
            http: Client::builder().cookie_store(true).build().unwrap(),
            origin: origin.to_owned(),
            token: None,
        }
    }

    pub fn bearing(&self, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..Self::new(&self.origin)
        }
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Reply {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| {
                let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
                (name, HeaderValue::from_str(value).unwrap())
            })
            .collect();
        let mut request = self.http.request(method, format!("{}{path}", self.origin));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let response = request.headers(headers).body(body).send().await.unwrap();
        Reply {
            status: response.status(),
            headers: response.headers().clone(),
            bytes: response.bytes().await.unwrap().to_vec(),
        }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], Vec::new()).await
    }

    pub async fn post(&self, path: &str, body: &impl serde::Serialize) -> Reply {
        let headers = [("content-type", "application/json"), ("accept-language", "en")];
        self.send("POST", path, &headers, serde_json::to_vec(body).unwrap())
            .await
    }
}

impl Reply {
    /// The JSON body of a success.
    pub fn ok(&self) -> Value {
        assert!(self.status.is_success(), "{}", self.shown());
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// The body of a success, byte for byte: a `Value` would reorder what was signed.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{}", self.shown());
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// The code of a problem document; checks what every document must have.
    pub fn code(&self) -> String {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{}",
            self.shown()
        );
        let problem: Value = serde_json::from_slice(&self.bytes).unwrap();
        assert_eq!(problem["status"], self.status.as_u16());
        assert_eq!(problem["instance"].as_str(), self.header("x-request-id"));
        problem["code"].as_str().unwrap().to_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The status and the body, with what differs from run to run redacted.
    pub fn shown(&self) -> String {
        let body = match serde_json::from_slice::<Value>(&self.bytes) {
            Ok(json) => serde_json::to_string_pretty(&redacted(json)).unwrap(),
            Err(_) => String::from_utf8_lossy(&self.bytes).into_owned(),
        };
        format!("{}\n{body}", self.status)
    }
}

/// The same with ids, times, digests and secrets replaced by what they are.
pub fn redacted(json: Value) -> Value {
    match json {
        Value::Array(items) => items.into_iter().map(redacted).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| match name.as_str() {
                "instance" | "token" | "code" if value.as_str().is_some_and(is_secret) => {
                    let what = format!("[{name}]");
                    (name, what.into())
                }
                _ => (name, redacted(value)),
            })
            .collect(),
        Value::String(text) => redacted_text(text).into(),
        other => other,
    }
}

/// Problem codes are words; these are not.
fn is_secret(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

fn redacted_text(text: String) -> String {
    let is_hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    match text.len() {
        36 if is_hex(&text) => "[id]".to_owned(),
        64 if is_hex(&text) => "[digest]".to_owned(),
        24 if text.ends_with('Z') && text.contains('T') => "[time]".to_owned(),
        43 | 86 if !text.contains(' ') => "[key]".to_owned(),
        _ => match text.split_once("/enrol/") {
            Some(_) => "[link]".to_owned(),
            None => text,
        },
    }
}
