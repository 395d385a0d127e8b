//! What the server knows, and how it answers.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use vitrine_shared::checklist::Checklist;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Head, Record, What, batch_message, genesis};
use vitrine_shared::fixtures::{self, at, slug};
use vitrine_shared::id::{DeviceId, LocationId, PhotoId, UserId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::sheet::Sheet;
use vitrine_shared::signature::{PublicKey, SecretKey};
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{
    Appeal, Ask, Asked, Assignment, BoardReply, ChecklistRef, Course, EnrolReply, EnrolRequest, LocationCard,
    Offer, Outcome, PushReply, PushRequest, Receipt, Rejection, RequestOutcome, RequestsBody, RequestsReply,
    Return, SignedReceipt, SyncReply, VisitStatus,
};

use super::http::{Reply, Request};

const TUS: (&str, &str) = ("tus-resumable", "1.0.0");

pub struct World {
    pub key: SecretKey,
    pub token: String,
    pub device: Option<(DeviceId, PublicKey)>,
    pub evaluator: UserId,
    pub checklists: BTreeMap<Digest, Vec<u8>>,
    pub assignments: Vec<Assignment>,
    pub ledgers: BTreeMap<VisitId, Ledger>,
    pub uploads: Vec<Upload>,
    /// How often each path was asked for.
    pub asked: BTreeMap<String, u32>,
    /// The code that pushes are refused with.
    pub refuse_pushes: Option<Code>,
    pub revoked: bool,
    /// Requests that were answered, by their id: body and outcome.
    pub requests: BTreeMap<String, (String, RequestOutcome)>,
    /// How often something was done for a request.
    pub deeds: Vec<Ask>,
    /// The job board.
    pub board: Vec<Offer>,
    /// What requests are refused with.
    pub refuse_requests: Option<RequestOutcome>,
    pub trainings: BTreeMap<Digest, Vec<u8>>,
    /// Pictures of guidelines.
    pub pictures: BTreeMap<Digest, Vec<u8>>,
    pub courses: Vec<Course>,
}

/// A visit's events as they arrived.
#[derive(Default)]
pub struct Ledger {
    pub records: Vec<Record>,
    pub head: Option<Head>,
    pub sheet: Sheet,
    /// Accepted once each; a second time would be a duplicate event.
    pub accepted: u32,
}

pub struct Upload {
    pub visit: VisitId,
    pub photo: PhotoId,
    pub sha256: Digest,
    pub length: usize,
    pub bytes: Vec<u8>,
}

impl World {
    pub fn new() -> Self {
        Self {
            key: SecretKey::from_seed(&[9; 32]),
            token: "first-token".to_owned(),
            device: None,
            evaluator: UserId::new(at(0), [3; 10]),
            checklists: BTreeMap::new(),
            assignments: Vec::new(),
            ledgers: BTreeMap::new(),
            uploads: Vec::new(),
            asked: BTreeMap::new(),
            refuse_pushes: None,
            revoked: false,
            requests: BTreeMap::new(),
            deeds: Vec::new(),
            board: Vec::new(),
            refuse_requests: None,
            trainings: BTreeMap::new(),
            pictures: BTreeMap::new(),
            courses: Vec::new(),
        }
    }

    /// Assigns a visit by this checklist.
    pub fn assign(&mut self, checklist: &Checklist, number: u8) -> VisitId {
        let (bytes, sha256) = checklist.to_canonical().unwrap();
        self.checklists.insert(sha256, bytes);
        let visit = VisitId::new(at(0), [number; 10]);
        self.assignments.push(Assignment {
            visit,
            state: VisitState::Assigned,
            brand: "Casa Aurora".to_owned(),
            wave: "Onda 1".to_owned(),
            location: LocationCard {
                id: LocationId::new(at(0), [number; 10]),
                name: format!("Loja {number}"),
                address: "Rua XV de Novembro, 44".to_owned(),
                lat_e7: Some(-254_284_000),
                lon_e7: Some(-492_733_000),
                time_zone: "America/Sao_Paulo".to_owned(),
            },
            opens_at: at(0),
            closes_at: at(i64::from(number) * 3_600_000),
            scenario: "Procure um presente.".to_owned(),
            persona: Some(slug("self")),
            checklist: ChecklistRef {
                id: checklist.id.clone(),
                version: checklist.version,
                sha256,
            },
            fee_minor: 8500,
            currency: "BRL".to_owned(),
            expense_cap_minor: None,
            expense_decisions: Vec::new(),
            payments: Vec::new(),
            returns: Vec::new(),
            verdict: None,
            rejections: Vec::new(),
        });
        visit
    }

    /// Sends a visit back for these questions, as handed in from the enrolled phone.
    pub fn send_back(&mut self, visit: VisitId, questions: &[&str]) {
        let device = self.device.unwrap().0;
        self.send_back_to(visit, device, questions);
    }

    /// Sends a visit back that was handed in from this phone.
    pub fn send_back_to(&mut self, visit: VisitId, device: DeviceId, questions: &[&str]) {
        self.move_to(visit, VisitState::Returned);
        let assignment = self.assignments.last_mut().unwrap();
        let asked = |name: &&str| Asked {
            question: slug(name),
            words: format!("Look at {name} again."),
        };
        assignment.returns.push(Return {
            round: u32::try_from(assignment.returns.len()).unwrap() + 1,
            device,
            asked_at: at(1_000_000),
            due_at: at(200_000_000),
            words: Some("Almost there.".to_owned()),
            questions: questions.iter().map(asked).collect(),
            taken_back_at: None,
        });
    }

    /// Moves a visit: the next pull brings it.
    pub fn move_to(&mut self, visit: VisitId, state: VisitState) {
        self.change(visit, |assignment| assignment.state = state);
    }

    /// Changes an assignment: the next pull brings it.
    pub fn change(&mut self, visit: VisitId, how: impl FnOnce(&mut Assignment)) {
        let index = self.assignments.iter().rposition(|a| a.visit == visit).unwrap();
        let mut changed = self.assignments[index].clone();
        how(&mut changed);
        self.assignments.push(changed);
    }

    /// Rejects a visit.
    pub fn reject(&mut self, visit: VisitId, when: Timestamp, words: &str) {
        self.change(visit, |assignment| {
            let number = u32::try_from(assignment.rejections.len()).unwrap() + 1;
            assignment.state = VisitState::Rejected;
            assignment
                .rejections
                .push(Rejection::new(number, when, Some(words.to_owned())));
        });
    }

    pub fn answer(&mut self, request: &Request) -> Reply {
        *self.asked.entry(request.path.clone()).or_default() += 1;
        let path = request.path.split('?').next().unwrap();
        let parts: Vec<&str> = path.trim_start_matches("/api/v1/").split('/').collect();
        if parts != ["enrol"] {
            if self.revoked {
                return Reply::problem(Code::DeviceRevoked);
            }
            if request.header("authorization") != Some(&format!("Bearer {}", self.token)) {
                return Reply::problem(Code::NotAuthenticated);
            }
        }
        match (request.method.as_str(), parts.as_slice()) {
            ("POST", ["enrol"]) => self.enrol(&serde_json::from_slice(&request.body).unwrap()),
            ("GET", ["sync"]) => {
                let after: usize = request.path.rsplit('=').next().unwrap().parse().unwrap();
                self.pull(after)
            }
            ("GET", ["board"]) => Reply::json(&BoardReply {
                offers: self.board.clone(),
            }),
            ("POST", ["requests"]) => self.take_requests(&serde_json::from_slice(&request.body).unwrap()),
            ("GET", ["checklists", sha256]) => match self.checklists.get(&sha256.parse().unwrap()) {
                Some(bytes) => Reply::typed(200, "application/json", bytes.clone()),
                None => Reply::problem(Code::ChecklistUnknown),
            },
            ("GET", ["trainings", sha256]) => match self.trainings.get(&sha256.parse().unwrap()) {
                Some(bytes) => Reply::typed(200, "application/json", bytes.clone()),
                None => Reply::problem(Code::NotFound),
            },
            ("GET", ["pictures", sha256]) => match self.pictures.get(&sha256.parse().unwrap()) {
                Some(bytes) => Reply::typed(200, "image/jpeg", bytes.clone()),
                None => Reply::problem(Code::NotFound),
            },
            ("POST", ["visits", visit, "events"]) => self.push(
                visit.parse().unwrap(),
                &serde_json::from_slice(&request.body).unwrap(),
            ),
            ("GET", ["visits", visit, "status"]) => Reply::json(&self.status(visit.parse().unwrap())),
            ("POST", ["uploads"]) => self.create_upload(request),
            ("HEAD", ["uploads", id]) => self.upload_offset(id),
            ("PATCH", ["uploads", id]) => self.take_chunk(id, request),
            _ => Reply::problem(Code::NotFound),
        }
    }

    fn take_requests(&mut self, body: &RequestsBody) -> Reply {
        let mut outcomes = Vec::new();
        for raw in &body.requests {
            let request: vitrine_shared::wire::Request = serde_json::from_str(raw.get()).unwrap();
            let key = request.id.to_string();
            if let Some((known, outcome)) = self.requests.get(&key) {
                assert_eq!(known, raw.get(), "a repeated request is the same to the byte");
                outcomes.push(*outcome);
                continue;
            }
            let outcome = self.refuse_requests.unwrap_or(RequestOutcome::Done);
            if outcome == RequestOutcome::Done {
                match &request.ask {
                    Ask::Accept { visit } | Ask::Claim { visit } => {
                        self.move_to(*visit, VisitState::Accepted);
                    }
                    Ask::Decline { visit, .. } | Ask::Release { visit, .. } => {
                        self.move_to(*visit, VisitState::Released);
                    }
                    Ask::Appeal { visit, words, .. } => self.change(*visit, |assignment| {
                        assignment.rejections.last_mut().unwrap().appeal = Some(Appeal {
                            words: words.clone(),
                            made_at: request.at,
                            decision: None,
                        });
                    }),
                    Ask::Attempt(attempt) => self.take_attempt(request.id, request.at, attempt),
                }
                self.deeds.push(request.ask);
            }
            self.requests.insert(key, (raw.get().to_owned(), outcome));
            outcomes.push(outcome);
        }
        Reply::json(&RequestsReply { outcomes })
    }

    fn enrol(&mut self, request: &EnrolRequest) -> Reply {
        if !request.code.starts_with("code") {
            return Reply::problem(Code::InvitationInvalid);
        }
        let device = (request.device, request.public_key);
        assert!(
            self.device.is_none() || self.device == Some(device),
            "the phone became another"
        );
        self.device = Some(device);
        self.revoked = false;
        self.token = format!("token-of-{}", request.code);
        Reply::json(&EnrolReply {
            token: self.token.clone(),
            evaluator: self.evaluator,
            evaluator_name: "Avaliador 12".to_owned(),
            agency_name: "Agência".to_owned(),
            lang: Lang::PtBr,
            server_key: self.key.public(),
        })
    }

    fn pull(&self, after: usize) -> Reply {
        // Two at a time, so that pulls have more to come.
        let page: Vec<_> = self.assignments.iter().skip(after).take(2).cloned().collect();
        let cursor = after + page.len();
        Reply::json(&SyncReply {
            cursor: cursor as u64,
            more: cursor < self.assignments.len(),
            server_time: at(0),
            assignments: page,
            courses: self.courses.clone(),
        })
    }

    fn push(&mut self, visit: VisitId, batch: &PushRequest) -> Reply {
        let (device, key) = self.device.unwrap();
        let assignment = self
            .assignments
            .iter()
            .find(|a| a.visit == visit)
            .unwrap()
            .clone();
        let last = batch.events.last().unwrap();
        let head = Head {
            seq: last.seq,
            hash: last.hash,
        };
        assert!(
            key.verifies(&batch_message(visit, device, &head), &batch.signature),
            "signature"
        );
        assert_eq!(batch.checklist, assignment.checklist.sha256);
        let checklist =
            Checklist::from_canonical(&self.checklists[&batch.checklist], &batch.checklist).unwrap();
        let refusal = self.refuse_pushes;
        let ledger = self.ledgers.entry(visit).or_default();
        let mut outcomes = Vec::new();
        for record in &batch.events {
            let mut head = ledger
                .head
                .unwrap_or(Head::empty(genesis(visit, device, &batch.checklist)));
            let outcome = if let Some(code) = refusal {
                Outcome::Rejected { code }
            } else if let Some(known) = ledger.records.iter().find(|known| known.seq == record.seq) {
                assert_eq!(known.hash, record.hash, "another event of the same number");
                Outcome::Duplicate
            } else if record.seq != head.seq + 1 {
                Outcome::Rejected { code: Code::EventGap }
            } else {
                let (next, event): (Head, Event) = head.follow(record).unwrap();
                ledger
                    .sheet
                    .apply(&checklist, assignment.persona.as_ref(), &event)
                    .unwrap();
                head = next;
                ledger.head = Some(head);
                ledger.records.push(record.clone());
                ledger.accepted += 1;
                Outcome::Accepted
            };
            let is_rejected = matches!(outcome, Outcome::Rejected { .. });
            outcomes.push(outcome);
            if is_rejected {
                let rest = batch.events.len() - outcomes.len();
                outcomes.extend(std::iter::repeat_n(outcome, rest));
                break;
            }
        }
        let status = self.status(visit);
        Reply::json(&PushReply { outcomes, status })
    }

    fn status(&mut self, visit: VisitId) -> VisitStatus {
        let ledger = self.ledgers.entry(visit).or_default();
        let announced = ledger.sheet.photos.keys().chain(ledger.sheet.audio.keys());
        let missing_photos: Vec<PhotoId> = announced
            .filter(|id| {
                !self
                    .uploads
                    .iter()
                    .any(|upload| upload.photo == **id && upload.is_whole())
            })
            .copied()
            .collect();
        let receipt = match (&ledger.sheet.submitted, missing_photos.is_empty()) {
            (Some((_, manifest)), true) => {
                let receipt = Receipt {
                    visit,
                    device: self.device.unwrap().0,
                    last_event: ledger.head.unwrap().hash,
                    photos: manifest.photos.iter().map(|photo| photo.sha256).collect(),
                    audio: manifest.audio.iter().map(|audio| audio.sha256).collect(),
                    received_at: at(0),
                };
                Some(SignedReceipt::sign(&receipt, &self.key).unwrap())
            }
            _ => None,
        };
        VisitStatus {
            state: VisitState::InProgress,
            next_seq: ledger.head.map_or(1, |head| head.seq + 1),
            missing_photos,
            receipt,
        }
    }

    fn create_upload(&mut self, request: &Request) -> Reply {
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
        let announced = self.ledgers.get(&visit).and_then(|ledger| {
            let events = ledger
                .records
                .iter()
                .map(|record| serde_json::from_str(record.body.get()).unwrap());
            events
                .into_iter()
                .any(|event: Event| match event.what {
                    What::PhotoTaken(it) => it.photo == photo,
                    What::AudioRecorded(it) => it.audio == photo,
                    _ => false,
                })
                .then_some(())
        });
        if announced.is_none() {
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

    fn upload_offset(&self, id: &str) -> Reply {
        match self.uploads.get(id.parse::<usize>().unwrap()) {
            Some(upload) => Reply::empty(200)
                .with(TUS.0, TUS.1)
                .with("upload-offset", upload.bytes.len()),
            None => Reply::problem(Code::UploadGone).with(TUS.0, TUS.1),
        }
    }

    fn take_chunk(&mut self, id: &str, request: &Request) -> Reply {
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

impl Upload {
    pub fn is_whole(&self) -> bool {
        self.bytes.len() == self.length && Digest::of(&self.bytes) == self.sha256
    }
}

/// The checklist of most tests.
pub fn checklist() -> Checklist {
    fixtures::checklist()
}
