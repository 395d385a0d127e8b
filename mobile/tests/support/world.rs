//! What the server knows, and how it answers.

mod ledger;
mod request;
mod upload;

use std::collections::BTreeMap;

use vitrine_shared::checklist::Checklist;
use vitrine_shared::digest::Digest;
use vitrine_shared::fixtures::{self, at, slug};
use vitrine_shared::id::{DeviceId, LocationId, UserId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::signature::{PublicKey, SecretKey};
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{
    Ask, Asked, Assignment, BoardReply, ChecklistRef, Course, EnrolReply, EnrolRequest, LocationCard, Offer,
    Rejection, RequestOutcome, Return, SyncReply,
};

use super::http::{Reply, Request};
use ledger::Ledger;
use upload::Upload;

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
}

/// The checklist of most tests.
pub fn checklist() -> Checklist {
    fixtures::checklist()
}
