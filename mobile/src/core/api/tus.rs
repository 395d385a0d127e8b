//! Resumable uploads by tus 1.0 (core, creation, checksum).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::wire::upload_metadata;

use super::origin::path_of;
use super::{Api, failure};
use crate::core::platform::{Method, Platform, Response};
use crate::core::protocol::Fault;

const VERSION: &str = "1.0.0";

/// A photo to be uploaded.
#[derive(Clone, Copy, Debug)]
pub struct Upload {
    /// Its visit.
    pub visit: VisitId,
    /// The photo.
    pub photo: PhotoId,
    /// The digest of its bytes.
    pub sha256: Digest,
    /// Their number.
    pub size_bytes: u64,
}

impl<P: Platform> Api<'_, P> {
    /// Makes the photo's upload, or finds the one that was made before. Answers with its path.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn create_upload(&self, upload: &Upload) -> Result<String, Fault> {
        let entry = |name: &str, value: String| format!("{name} {}", STANDARD.encode(value));
        let metadata = [
            entry(upload_metadata::VISIT, upload.visit.to_string()),
            entry(upload_metadata::PHOTO, upload.photo.to_string()),
            entry(upload_metadata::SHA256, upload.sha256.to_string()),
        ];
        let headers = vec![
            ("tus-resumable", VERSION.to_owned()),
            ("upload-length", upload.size_bytes.to_string()),
            ("upload-metadata", metadata.join(",")),
        ];
        let response = self
            .send(Method::Post, "/api/v1/uploads", headers, Vec::new())
            .await?;
        if response.status == 201
            && speaks_tus(&response)
            && let Some(path) = response.header("location").and_then(path_of)
        {
            return Ok(path.to_owned());
        }
        Err(failure(&response))
    }

    /// How many bytes of the upload the server has; `None` where it knows of no such upload.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn upload_offset(&self, path: &str) -> Result<Option<u64>, Fault> {
        let headers = vec![("tus-resumable", VERSION.to_owned())];
        let response = self.send(Method::Head, path, headers, Vec::new()).await?;
        if !speaks_tus(&response) {
            // The reply to HEAD has no body: without this header nothing says whose it is.
            return Err(failure(&response));
        }
        match response.status {
            200 | 204 => offset(&response).map(Some),
            404 | 410 => Ok(None),
            _ => Err(failure(&response)),
        }
    }

    /// Sends one chunk. Answers with how many bytes of the upload the server has then.
    ///
    /// # Errors
    /// Why it did not work.
    pub async fn send_chunk(&self, path: &str, from: u64, chunk: Vec<u8>) -> Result<u64, Fault> {
        let checksum = STANDARD.encode(Digest::of(&chunk).as_bytes());
        let headers = vec![
            ("tus-resumable", VERSION.to_owned()),
            ("content-type", "application/offset+octet-stream".to_owned()),
            ("upload-offset", from.to_string()),
            ("upload-checksum", format!("sha256 {checksum}")),
        ];
        let response = self.send(Method::Patch, path, headers, chunk).await?;
        if response.status == 204 && speaks_tus(&response) {
            return offset(&response);
        }
        Err(failure(&response))
    }
}

fn speaks_tus(response: &Response) -> bool {
    response.header("tus-resumable") == Some(VERSION)
}

fn offset(response: &Response) -> Result<u64, Fault> {
    let value = response
        .header("upload-offset")
        .and_then(|value| value.parse().ok());
    value.ok_or(Fault::ForeignReply)
}
