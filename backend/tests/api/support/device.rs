//! A phone at the level of the wire: what it sends is chosen by the test, event by event.

use serde_json::{Value, json};
use vitrine_shared::checklist::{Checklist, authoring};
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Head, Photo, PhotoSource, Record, What, batch_message, genesis};
use vitrine_shared::id::{DeviceId, PhotoId, VisitId};
use vitrine_shared::sheet::Sheet;
use vitrine_shared::signature::{PublicKey, SecretKey};
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::{EnrolReply, PushRequest};

use super::stage::CHECKLIST;
use super::{Api, Reply};

/// An enrolled phone.
pub struct Device {
    pub api: Api,
    pub id: DeviceId,
    pub key: SecretKey,
    pub token: String,
    pub server_key: PublicKey,
}

pub fn unique() -> [u8; 10] {
    vitrine_backend::random::bytes().unwrap()
}

pub fn start() -> Timestamp {
    Timestamp::from_unix_ms(1_790_000_000_000).unwrap()
}

impl Device {
    pub fn request(code: &str, id: DeviceId, key: &SecretKey) -> Value {
        json!({ "code": code, "device": id, "public_key": key.public(), "label": "Test" })
    }

    pub async fn enrol(stranger: &Api, code: &str) -> Self {
        let id = DeviceId::new(start(), unique());
        let key = SecretKey::from_seed(&vitrine_backend::random::bytes().unwrap());
        let reply = stranger
            .post("/api/v1/enrol", &Self::request(code, id, &key))
            .await;
        let enrolment: EnrolReply = serde_json::from_value(reply.ok()).unwrap();
        Self {
            api: stranger.bearing(&enrolment.token),
            id,
            key,
            token: enrolment.token,
            server_key: enrolment.server_key,
        }
    }

    /// An empty log of this visit.
    pub fn log(&self, visit: &str) -> Log {
        Log::new(visit.parse().unwrap(), self.id)
    }

    pub async fn push(&self, log: &Log, from_seq: u64) -> Reply {
        self.push_as(log, &log.request(from_seq, &self.key)).await
    }

    pub async fn push_as(&self, log: &Log, request: &PushRequest) -> Reply {
        let path = format!("/api/v1/visits/{}/events", log.visit);
        // As bytes: a `Value` would reorder what was hashed.
        self.api.post(&path, request).await
    }

    pub async fn status(&self, visit: &str) -> Reply {
        self.api.get(&format!("/api/v1/visits/{visit}/status")).await
    }
}

/// The log of one visit as a phone writes it.
#[derive(Clone)]
pub struct Log {
    pub visit: VisitId,
    pub device: DeviceId,
    pub checklist: Checklist,
    pub digest: Digest,
    pub head: Head,
    pub sheet: Sheet,
    pub records: Vec<Record>,
}

impl Log {
    pub fn new(visit: VisitId, device: DeviceId) -> Self {
        let checklist = authoring::from_toml(CHECKLIST).unwrap();
        let (_, digest) = checklist.to_canonical().unwrap();
        Self {
            visit,
            device,
            head: Head::empty(genesis(visit, device, &digest)),
            checklist,
            digest,
            sheet: Sheet::default(),
            records: Vec::new(),
        }
    }

    /// Adds an event, whether or not it makes sense.
    pub fn write(&mut self, what: What) -> &mut Self {
        let elapsed_ms = i64::try_from(self.records.len()).unwrap() * 4_000;
        let event = Event {
            seq: 0,
            at: start().plus_ms(elapsed_ms),
            elapsed_ms,
            position: None,
            what,
        };
        // What makes no sense leaves the phone's own sheet as it is.
        let _ = self.sheet.apply(&self.checklist, None, &event);
        let (head, record) = self.head.append(event).unwrap();
        self.head = head;
        self.records.push(record);
        self
    }

    pub fn answer(&mut self, question: &str, answer: Value) -> &mut Self {
        self.write(What::Answered {
            question: question.parse().unwrap(),
            answer: serde_json::from_value(answer).unwrap(),
            comment: None,
        })
    }

    /// Checks in and answers everything: a full score.
    pub fn fill(&mut self) -> &mut Self {
        self.write(What::CheckedIn)
            .answer("greeted", json!({ "yes_no": true }))
            .answer("shelves", json!({ "choice": "full" }))
            .answer("recommend", json!({ "rating": 9 }))
    }

    /// Announces a photo with these bytes.
    pub fn photo(&mut self, jpeg: &[u8]) -> PhotoId {
        let photo = PhotoId::new(start(), unique());
        self.write(What::PhotoTaken(Photo {
            photo,
            question: "shelves".parse().unwrap(),
            sha256: Digest::of(jpeg),
            size_bytes: jpeg.len() as u64,
            width: 640,
            height: 480,
            source: PhotoSource::Camera,
            dhash: "0000000000000000".to_owned(),
            warnings: Vec::new(),
            replaces: None,
            edits: None,
            no_camera: None,
        }));
        photo
    }

    pub fn submit(&mut self) -> &mut Self {
        let statement = self.checklist.declaration.in_lang(vitrine_shared::text::Lang::En);
        let statement = Digest::of(statement.as_bytes());
        self.write(What::Declared { statement });
        let manifest = self.sheet.manifest(&self.checklist, None);
        self.write(What::Submitted(manifest))
    }

    pub fn request(&self, from_seq: u64, key: &SecretKey) -> PushRequest {
        PushRequest {
            checklist: self.digest,
            events: self
                .records
                .iter()
                .filter(|r| r.seq >= from_seq)
                .cloned()
                .collect(),
            signature: key.sign(&batch_message(self.visit, self.device, &self.head)),
        }
    }
}
