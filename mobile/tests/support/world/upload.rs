//! Photos and recordings as they arrive, by tus.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::What;
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::problem::Code;

use super::World;
use crate::support::http::{Reply, Request};

const TUS: (&str, &str) = ("tus-resumable", "1.0.0");

pub struct Upload {
    pub visit: VisitId,
    pub photo: PhotoId,
    pub sha256: Digest,
    pub length: usize,
    pub bytes: Vec<u8>,
}

impl Upload {
    pub fn is_whole(&self) -> bool {
        self.bytes.len() == self.length && Digest::of(&self.bytes) == self.sha256
    }
}

impl World {
    pub(super) fn create_upload(&mut self, request: &Request) -> Reply {
        let metadata: BTreeMap<String, String> = request
            .header("upload-metadata")
            .unwrap()
            .split(',')
            .map(|pair| {
                let (name, value) = pair.split_once(' ').unwrap();
                (
                    name.to_owned(),
                    String::from_utf8(STANDARD.decode(value).unwrap()).unwrap(),
                )
            })
            .collect();
        let visit: VisitId = metadata["visit"].parse().unwrap();
        let photo: PhotoId = metadata["photo"].parse().unwrap();
        let sha256 = metadata["sha256"].parse().unwrap();
        let is_announced = self.ledgers.get(&visit).is_some_and(|ledger| {
            ledger.events().any(|event| match event.what {
                What::PhotoTaken(it) => it.photo == photo,
                What::AudioRecorded(it) => it.audio == photo,
                _ => false,
            })
        });
        if !is_announced {
            return Reply::problem(Code::PhotoUnknown);
        }
        let known = self.uploads.iter().position(|upload| upload.photo == photo);
        let index = known.unwrap_or_else(|| {
            self.uploads.push(Upload {
                visit,
                photo,
                sha256,
                length: request.header("upload-length").unwrap().parse().unwrap(),
                bytes: Vec::new(),
            });
            self.uploads.len() - 1
        });
        // Not where the server is reached: the phone must keep to its own origin.
        let location = format!("https://elsewhere.invalid/api/v1/uploads/{index}");
        Reply::empty(201).with(TUS.0, TUS.1).with("location", location)
    }

    pub(super) fn upload_offset(&self, id: &str) -> Reply {
        match self.uploads.get(id.parse::<usize>().unwrap()) {
            Some(upload) => Reply::empty(200)
                .with(TUS.0, TUS.1)
                .with("upload-offset", upload.bytes.len()),
            None => Reply::problem(Code::UploadGone).with(TUS.0, TUS.1),
        }
    }

    pub(super) fn take_chunk(&mut self, id: &str, request: &Request) -> Reply {
        let Some(upload) = self.uploads.get_mut(id.parse::<usize>().unwrap()) else {
            return Reply::problem(Code::UploadGone).with(TUS.0, TUS.1);
        };
        let from: usize = request.header("upload-offset").unwrap().parse().unwrap();
        if from != upload.bytes.len() {
            return Reply::problem(Code::UploadOffset).with(TUS.0, TUS.1);
        }
        let checksum = STANDARD.encode(Digest::of(&request.body).as_bytes());
        assert_eq!(
            request.header("upload-checksum").unwrap(),
            format!("sha256 {checksum}")
        );
        upload.bytes.extend(&request.body);
        if upload.bytes.len() == upload.length {
            assert!(upload.is_whole(), "the photo's bytes are not those announced");
        }
        Reply::empty(204)
            .with(TUS.0, TUS.1)
            .with("upload-offset", upload.bytes.len())
    }
}
