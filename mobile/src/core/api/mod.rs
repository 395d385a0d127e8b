//! The server as the phone speaks to it. Success is only a body of the protocol's own types:
//! whatever else answers (a captive portal, a proxy) is a fault to be retried.

mod origin;
mod token;
mod tus;

use serde::Serialize;
use serde::de::DeserializeOwned;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::{self, Problem};
use vitrine_shared::wire::{
    BoardReply, EnrolReply, EnrolRequest, PushReply, PushRequest, RequestsBody, RequestsReply, SyncReply,
    VisitStatus,
};

pub use origin::origin;
pub use token::Token;
pub use tus::Upload;

use super::platform::{Method, Platform, Request, Response};
use super::protocol::Fault;

/// How long a small exchange may take.
const TIMEOUT_MS: u64 = 30_000;

/// The slowest exchange that is not given up, in bytes per millisecond: 1 KB/s.
const SLOWEST_BYTES_PER_MS: u64 = 1;

/// The server of an enrolment.
pub struct Api<'a, P> {
    platform: &'a P,
    server: &'a str,
    token: Option<&'a Token>,
}

impl<'a, P: Platform> Api<'a, P> {
    /// The server at this origin, without a token only good for [`Api::enrol`].
    pub fn new(platform: &'a P, server: &'a str, token: Option<&'a Token>) -> Self {
        Self {
            platform,
            server,
            token,
        }
    }

    /// Trades an invitation for a token.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn enrol(&self, request: &EnrolRequest) -> Result<EnrolReply, Fault> {
        self.post("/api/v1/enrol", request).await
    }

    /// The changes since the cursor.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn pull(&self, cursor: u64) -> Result<SyncReply, Fault> {
        self.get(&format!("/api/v1/sync?after={cursor}")).await
    }

    /// The job board.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn board(&self) -> Result<BoardReply, Fault> {
        self.get("/api/v1/board").await
    }

    /// Sends what is asked of the agency.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn requests(&self, body: &RequestsBody) -> Result<RequestsReply, Fault> {
        self.post("/api/v1/requests", body).await
    }

    /// The bytes of a checklist, verified.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn checklist(&self, sha256: &Digest) -> Result<Vec<u8>, Fault> {
        self.bytes(&format!("/api/v1/checklists/{sha256}"), sha256).await
    }

    /// The bytes of a training, verified.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn training(&self, sha256: &Digest) -> Result<Vec<u8>, Fault> {
        self.bytes(&format!("/api/v1/trainings/{sha256}"), sha256).await
    }

    /// The bytes of a picture of a guideline, verified. It has as long as its size takes on a slow network.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn guide(&self, sha256: &Digest, size_bytes: u64) -> Result<Vec<u8>, Fault> {
        let path = format!("/api/v1/pictures/{sha256}");
        self.bytes_of(&path, sha256, size_bytes).await
    }

    /// Sends a batch of events.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn push(&self, visit: VisitId, batch: &PushRequest) -> Result<PushReply, Fault> {
        self.post(&format!("/api/v1/visits/{visit}/events"), batch).await
    }

    /// Where the visit stands.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn status(&self, visit: VisitId) -> Result<VisitStatus, Fault> {
        self.get(&format!("/api/v1/visits/{visit}/status")).await
    }

    /// What is named by its digest: only these bytes are a success.
    async fn bytes(&self, path: &str, sha256: &Digest) -> Result<Vec<u8>, Fault> {
        self.bytes_of(path, sha256, 0).await
    }

    async fn bytes_of(&self, path: &str, sha256: &Digest, size_bytes: u64) -> Result<Vec<u8>, Fault> {
        let response = self
            .send_for(Method::Get, path, Vec::new(), Vec::new(), size_bytes)
            .await?;
        if response.status == 200 && Digest::of(&response.body) == *sha256 {
            return Ok(response.body);
        }
        Err(failure(&response))
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Fault> {
        typed(&self.send(Method::Get, path, Vec::new(), Vec::new()).await?)
    }

    async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Fault> {
        // The protocol's own types always have a JSON form.
        let body = serde_json::to_vec(body).map_err(|_| Fault::ForeignReply)?;
        let headers = vec![("content-type", "application/json".to_owned())];
        typed(&self.send(Method::Post, path, headers, body).await?)
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: Vec<(&'static str, String)>,
        body: Vec<u8>,
    ) -> Result<Response, Fault> {
        self.send_for(method, path, headers, body, 0).await
    }

    /// Sends what is answered by so many bytes.
    async fn send_for(
        &self,
        method: Method,
        path: &str,
        mut headers: Vec<(&'static str, String)>,
        body: Vec<u8>,
        answer_bytes: u64,
    ) -> Result<Response, Fault> {
        if let Some(token) = self.token {
            headers.push(("authorization", format!("Bearer {}", token.reveal())));
        }
        let request = Request {
            method,
            url: format!("{}{path}", self.server),
            headers,
            timeout_ms: TIMEOUT_MS + (body.len() as u64 + answer_bytes) / SLOWEST_BYTES_PER_MS,
            body,
        };
        self.platform.send(request).await
    }
}

fn media_type(response: &Response) -> &str {
    let value = response.header("content-type").unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim()
}

/// The body of a success.
fn typed<T: DeserializeOwned>(response: &Response) -> Result<T, Fault> {
    if (200..300).contains(&response.status)
        && media_type(response) == "application/json"
        && let Some(value) = read(&response.body)
    {
        return Ok(value);
    }
    Err(failure(response))
}

/// What a reply means that is no success.
fn failure(response: &Response) -> Fault {
    if media_type(response) == problem::CONTENT_TYPE
        && let Some(problem) = read::<Problem>(&response.body)
    {
        return Fault::Problem(problem.code);
    }
    Fault::ForeignReply
}

/// Reads JSON as text, as the rest of the phone does: one copy of each reader is enough.
fn read<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    serde_json::from_str(std::str::from_utf8(body).ok()?).ok()
}
