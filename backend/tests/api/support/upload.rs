//! A photo that a phone announced, and the requests that bring its bytes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::PhotoId;

use super::{Device, Reply, Stage};

pub const PHOTO: &[u8] = include_bytes!("../../../../tests/fixtures/photos/canon-s400.jpg");

/// A phone that announced a photo with these bytes in its first visit.
pub struct Announced {
    pub phone: Device,
    pub visit: String,
    pub photo: PhotoId,
    pub bytes: Vec<u8>,
}

pub async fn announce(stage: &Stage, bytes: &[u8]) -> Announced {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let visit = visits[0].clone();
    let mut log = phone.log(&visit);
    let photo = log.fill().photo(bytes);
    phone.push(log.submit(), 1).await.ok();
    let bytes = bytes.to_vec();
    Announced {
        phone,
        visit,
        photo,
        bytes,
    }
}

impl Announced {
    pub fn photo(&self) -> PhotoId {
        self.photo
    }

    pub fn metadata(&self, sha256: &Digest) -> String {
        let encode = |value: &dyn ToString| STANDARD.encode(value.to_string());
        format!(
            "visit {},photo {},sha256 {}",
            encode(&self.visit),
            encode(&self.photo),
            encode(sha256)
        )
    }

    pub async fn send(&self, method: &str, path: &str, more: &[(&str, &str)], body: &[u8]) -> Reply {
        let mut headers = vec![("tus-resumable", "1.0.0")];
        headers.extend_from_slice(more);
        let reply = self.phone.api.send(method, path, &headers, body.to_vec()).await;
        assert_eq!(reply.header("tus-resumable"), Some("1.0.0"));
        reply
    }

    pub async fn create(&self) -> Reply {
        let (length, metadata) = (
            self.bytes.len().to_string(),
            self.metadata(&Digest::of(&self.bytes)),
        );
        let headers = [
            ("upload-length", length.as_str()),
            ("upload-metadata", metadata.as_str()),
        ];
        self.send("POST", "/api/v1/uploads", &headers, b"").await
    }

    /// Creates the upload; gives its address.
    pub async fn created(&self) -> String {
        let reply = self.create().await;
        assert_eq!(reply.status, 201, "{}", reply.shown());
        reply.header("location").unwrap().to_owned()
    }

    pub async fn patch(&self, url: &str, offset: usize, chunk: &[u8], more: &[(&str, &str)]) -> Reply {
        let offset = offset.to_string();
        let mut headers = vec![
            ("content-type", "application/offset+octet-stream"),
            ("upload-offset", offset.as_str()),
        ];
        headers.extend_from_slice(more);
        self.send("PATCH", url, &headers, chunk).await
    }

    pub async fn offset(&self, url: &str) -> Result<u64, u16> {
        let reply = self.send("HEAD", url, &[], b"").await;
        match reply.header("upload-offset") {
            Some(offset) => Ok(offset.parse().unwrap()),
            None => Err(reply.status.as_u16()),
        }
    }

    pub async fn upload(&self) -> Reply {
        let url = self.created().await;
        self.patch(&url, 0, &self.bytes, &[]).await
    }

    pub async fn missing(&self) -> usize {
        let status = self.phone.status(&self.visit).await.ok();
        status["missing_photos"].as_array().unwrap().len()
    }
}
