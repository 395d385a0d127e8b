//! The headers of the tus protocol, read and written.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::upload_metadata::{PHOTO, SHA256, VISIT};

use crate::services::uploads::Checksum;
use crate::services::{Failure, Outcome};

/// The version of the protocol.
pub const VERSION: &str = "1.0.0";

/// Of every request and response: the version that is spoken.
pub const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
/// The versions that the server speaks.
pub const TUS_VERSION: HeaderName = HeaderName::from_static("tus-version");
/// The extensions that the server speaks.
pub const TUS_EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
/// The largest upload, in bytes.
pub const TUS_MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
/// The checksums that the server verifies.
pub const TUS_CHECKSUM_ALGORITHM: HeaderName = HeaderName::from_static("tus-checksum-algorithm");
/// How far an upload has come, in bytes.
pub const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
/// The size of the whole, in bytes.
pub const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
/// What is uploaded.
pub const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
/// The checksum of a chunk.
pub const UPLOAD_CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
/// When an unfinished upload is given up.
pub const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
/// The method that is meant, where only `POST` gets through.
pub const METHOD_OVERRIDE: HeaderName = HeaderName::from_static("x-http-method-override");

fn malformed(detail: impl Into<String>) -> Failure {
    Failure::because(Code::Malformed, detail)
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// A header that is a whole number of bytes.
///
/// # Errors
/// It is missing or something else.
pub fn number(headers: &HeaderMap, name: HeaderName) -> Outcome<u64> {
    let digits = text(headers, name.clone()).unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let number = if is_number { digits.parse().ok() } else { None };
    number.ok_or_else(|| malformed(format!("{name} must be a number of bytes")))
}

/// The checksum of the chunk, if one was sent.
///
/// # Errors
/// It is of no kind that is verified here, or no checksum at all.
pub fn checksum(headers: &HeaderMap) -> Outcome<Option<Checksum>> {
    let Some(value) = headers.get(UPLOAD_CHECKSUM) else {
        return Ok(None);
    };
    let read = || {
        let (algorithm, digest) = value.to_str().ok()?.trim().split_once(' ')?;
        let digest = STANDARD.decode(digest.trim()).ok()?;
        match algorithm {
            "sha1" => digest.try_into().ok().map(Checksum::Sha1),
            "sha256" => digest.try_into().ok().map(Checksum::Sha256),
            _ => None,
        }
    };
    match read() {
        Some(checksum) => Ok(Some(checksum)),
        None => Err(malformed(
            "Upload-Checksum must be sha1 or sha256 and a digest in base64",
        )),
    }
}

/// What is uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// The visit.
    pub visit: VisitId,
    /// The photo.
    pub photo: PhotoId,
    /// The SHA-256 of the whole photo.
    pub sha256: Digest,
}

impl Metadata {
    /// Reads `Upload-Metadata`; what else a client says there is let be.
    ///
    /// # Errors
    /// The visit, the photo or the digest is missing or none.
    pub fn read(headers: &HeaderMap) -> Outcome<Self> {
        let pairs = text(headers, UPLOAD_METADATA).unwrap_or_default();
        let value = |key: &'static str| {
            pairs
                .split(',')
                .filter_map(|pair| pair.trim().split_once(' '))
                .find(|(found, _)| *found == key)
                .and_then(|(_, value)| STANDARD.decode(value.trim()).ok())
                .and_then(|bytes| String::from_utf8(bytes).ok())
        };
        let read = || {
            Some(Self {
                visit: value(VISIT)?.parse().ok()?,
                photo: value(PHOTO)?.parse().ok()?,
                sha256: value(SHA256)?.parse().ok()?,
            })
        };
        read().ok_or_else(|| malformed("Upload-Metadata must name visit, photo and sha256, each in base64"))
    }

    /// Writes `Upload-Metadata`.
    ///
    /// # Errors
    /// Never: base64 is a valid header.
    pub fn write(&self) -> Outcome<HeaderValue> {
        let encode = |value: String| STANDARD.encode(value);
        let pairs = format!(
            "{VISIT} {},{PHOTO} {},{SHA256} {}",
            encode(self.visit.to_string()),
            encode(self.photo.to_string()),
            encode(self.sha256.to_string()),
        );
        HeaderValue::from_str(&pairs).map_err(Failure::internal)
    }
}

/// The date of RFC 9110, to the second.
pub fn http_date(at: Timestamp) -> Option<HeaderValue> {
    let date = at.to_utc().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    HeaderValue::from_str(&date).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn metadata_survives_its_header() {
        let at = Timestamp::from_unix_ms(1_767_225_600_000).unwrap();
        let metadata = Metadata {
            visit: VisitId::new(at, [1; 10]),
            photo: PhotoId::new(at, [2; 10]),
            sha256: Digest::of(b"photo"),
        };
        let written = metadata.write().unwrap();
        let others = format!("filename eA==, is_private,{}", written.to_str().unwrap());
        assert_eq!(
            Metadata::read(&headers(UPLOAD_METADATA, &others)).unwrap(),
            metadata
        );
        assert!(Metadata::read(&headers(UPLOAD_METADATA, "visit x")).is_err());
        assert!(Metadata::read(&HeaderMap::new()).is_err());
    }

    #[test]
    fn offsets_are_plain_numbers() {
        assert_eq!(number(&headers(UPLOAD_OFFSET, "12"), UPLOAD_OFFSET).unwrap(), 12);
        for bad in ["", "-1", "+1", "1.5", "99999999999999999999", "0x1"] {
            assert!(
                number(&headers(UPLOAD_OFFSET, bad), UPLOAD_OFFSET).is_err(),
                "{bad}"
            );
        }
    }

    #[test]
    fn checksums_of_unknown_kinds_are_refused() {
        let sha1 = format!("sha1 {}", STANDARD.encode([7; 20]));
        let read = checksum(&headers(UPLOAD_CHECKSUM, &sha1)).unwrap();
        assert_eq!(read, Some(Checksum::Sha1([7; 20])));
        assert_eq!(checksum(&HeaderMap::new()).unwrap(), None);
        for bad in ["md5 xxxx", "sha1", "sha1 AAAA", "sha256 !!"] {
            assert!(checksum(&headers(UPLOAD_CHECKSUM, bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn dates_are_those_of_http() {
        let at = Timestamp::from_unix_ms(784_111_777_000).unwrap();
        assert_eq!(http_date(at).unwrap(), "Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
