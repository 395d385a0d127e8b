//! A phone and the service it talks to, as the storage meets them: real events, a real chain,
//! real signatures and scores.

use std::sync::atomic::{AtomicU64, Ordering};

use vitrine_backend::storage::ingest::{PreparedBatch, PushContext, Pushed, Submission};
use vitrine_backend::storage::scores::{Measure, MeasureKind};
use vitrine_backend::storage::{Scope, Store};
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Checklist;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Head, Photo, PhotoSource, Record, What, batch_message, genesis};
use vitrine_shared::id::{DeviceId, PhotoId, VisitId};
use vitrine_shared::sheet::Sheet;
use vitrine_shared::signature::{SecretKey, Signature};
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{ChecklistRef, Receipt, SignedReceipt};

/// A time of the tests' own: `ms` after their beginning.
pub fn at(ms: i64) -> Timestamp {
    Timestamp::from_unix_ms(1_790_000_000_000 + ms).unwrap()
}

/// Ten bytes that no other call gets.
pub fn unique() -> [u8; 10] {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut bytes = [0; 10];
    bytes[2..].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    bytes
}

/// A published checklist: eight touchpoints of five graded questions, the last with an NPS.
pub struct Sample {
    pub checklist: Checklist,
    pub bytes: Vec<u8>,
    pub name: ChecklistRef,
}

pub fn sample() -> Sample {
    let text = |s: &str| serde_json::json!({ "pt-BR": s, "en": s });
    let question = |touchpoint: usize, n: usize| {
        serde_json::json!({
            "id": format!("q{touchpoint}-{n}"), "text": text("A pessoa cumprimentou em até um minuto?"),
            "kind": "single", "required": true, "weight": "1",
            "options": [
                { "id": "full", "text": text("Sim"), "points": "1" },
                { "id": "partial", "text": text("Em parte"), "points": "0.5" },
                { "id": "none", "text": text("Não"), "points": "0" },
            ],
        })
    };
    let touchpoints: Vec<_> = (0..8)
        .map(|t| {
            let mut questions: Vec<_> = (0..5).map(|n| question(t, n)).collect();
            if t == 7 {
                questions[4] = serde_json::json!({
                    "id": "recommend", "text": text("Recomendaria?"), "kind": "nps", "required": true, "weight": "1",
                });
            }
            serde_json::json!({
                "id": format!("t{t}"), "title": text("Atendimento"), "stage": "closure", "channel": "in_store",
                "touch": "high", "pillar": "people", "weight": "1", "questions": questions,
            })
        })
        .collect();
    let checklist: Checklist = serde_json::from_value(serde_json::json!({
        "format": 1, "id": "retail-store", "version": 1, "sector": "retail", "framework": "decision_journey",
        "languages": ["pt-BR", "en"], "title": text("Loja"), "briefing": text("Visite."),
        "declaration": text("Declaro."), "touchpoints": touchpoints,
    }))
    .unwrap();
    let (bytes, sha256) = checklist.to_canonical().unwrap();
    let name = ChecklistRef {
        id: checklist.id.clone(),
        version: checklist.version,
        sha256,
    };
    Sample {
        checklist,
        bytes,
        name,
    }
}

/// An enrolled phone.
pub struct Phone {
    pub scope: Scope,
    pub device: DeviceId,
    pub key: SecretKey,
}

/// A visit as a phone does it.
pub struct Errand<'a> {
    phone: &'a Phone,
    sample: &'a Sample,
    visit: VisitId,
    head: Head,
    pub sheet: Sheet,
    clock_ms: i64,
}

/// A signed batch.
#[derive(Clone)]
pub struct Batch {
    pub visit: VisitId,
    pub records: Vec<Record>,
    pub signature: Signature,
}

impl Phone {
    /// Begins a visit.
    pub fn begin<'a>(&'a self, sample: &'a Sample, visit: VisitId) -> Errand<'a> {
        let head = Head::empty(genesis(visit, self.device, &sample.name.sha256));
        Errand {
            phone: self,
            sample,
            visit,
            head,
            sheet: Sheet::default(),
            clock_ms: 0,
        }
    }

    /// A whole visit of forty answers in one batch. `quality` (0..=100) is how good the place is.
    pub fn whole_visit(&self, sample: &Sample, visit: VisitId, quality: usize) -> Batch {
        let mut errand = self.begin(sample, visit);
        let mut records = vec![errand.event(What::CheckedIn)];
        records.extend(errand.answers(quality));
        records.extend(errand.finish());
        errand.sign(records)
    }
}

impl Errand<'_> {
    pub fn event(&mut self, what: What) -> Record {
        self.clock_ms += 1_000;
        let event = Event {
            seq: 0,
            at: at(self.clock_ms),
            elapsed_ms: self.clock_ms,
            position: None,
            what,
        };
        self.sheet.apply(&self.sample.checklist, None, &event).unwrap();
        let (head, record) = self.head.append(event).unwrap();
        self.head = head;
        record
    }

    pub fn answers(&mut self, quality: usize) -> Vec<Record> {
        let sample = self.sample;
        let questions = sample
            .checklist
            .questions()
            .map(|(_, question)| question.id.clone());
        let answer = |n: usize, question| {
            let choice = if (n * 37) % 100 < quality { "full" } else { "none" };
            let answer = match n {
                39 => Answer::Rating((quality / 10) as i64),
                _ => Answer::Choice(choice.parse().unwrap()),
            };
            What::Answered {
                question,
                answer,
                comment: None,
            }
        };
        let answered: Vec<What> = questions
            .enumerate()
            .map(|(n, question)| answer(n, question))
            .collect();
        answered.into_iter().map(|what| self.event(what)).collect()
    }

    pub fn photo(&mut self, bytes: &[u8]) -> (Record, Photo) {
        let photo = Photo {
            photo: PhotoId::new(at(self.clock_ms), unique()),
            question: "q0-0".parse().unwrap(),
            sha256: Digest::of(bytes),
            size_bytes: bytes.len() as u64,
            width: 1600,
            height: 1200,
            source: PhotoSource::Camera,
            dhash: "00ff00ff00ff00ff".to_owned(),
            warnings: Vec::new(),
            replaces: None,
            edits: None,
            no_camera: None,
        };
        (self.event(What::PhotoTaken(photo.clone())), photo)
    }

    pub fn finish(&mut self) -> Vec<Record> {
        let declared = self.event(What::Declared {
            statement: Digest::of(b"Declaro."),
        });
        let manifest = self.sheet.manifest(&self.sample.checklist, None);
        vec![declared, self.event(What::Submitted(manifest))]
    }

    /// Signs these records, the last of which is the chain's head.
    pub fn sign(&self, records: Vec<Record>) -> Batch {
        let signature = self
            .phone
            .key
            .sign(&batch_message(self.visit, self.phone.device, &self.head));
        Batch {
            visit: self.visit,
            records,
            signature,
        }
    }
}

/// What the service does between the two calls of the storage: verify, follow, project, score.
pub fn prepare(
    phone: &Phone,
    sample: &Sample,
    server: &SecretKey,
    context: PushContext,
    batch: &Batch,
    received_at: Timestamp,
) -> PreparedBatch {
    let mut head = context
        .head
        .unwrap_or_else(|| Head::empty(genesis(batch.visit, phone.device, &sample.name.sha256)));
    let mut sheet = context.sheet.clone();
    let mut events = Vec::with_capacity(batch.records.len());
    let mut moves = match context.state {
        VisitState::Assigned => vec![VisitState::Accepted, VisitState::InProgress],
        _ => Vec::new(),
    };
    let known = head.seq;
    for record in batch.records.iter().filter(|record| record.seq > known) {
        let (next, event) = head.follow(record).unwrap();
        sheet.apply(&sample.checklist, None, &event).unwrap();
        if let What::Submitted(_) = event.what {
            moves.push(VisitState::Submitted);
        }
        events.push((record.clone(), event));
        head = next;
    }
    let message = batch_message(batch.visit, phone.device, &head);
    assert!(phone.key.public().verifies(&message, &batch.signature));
    let submission = sheet.submitted.as_ref().map(|(_, manifest)| {
        let receipt = Receipt {
            visit: batch.visit,
            device: phone.device,
            last_event: head.hash,
            photos: manifest.photos.iter().map(|photo| photo.sha256).collect(),
            audio: manifest.audio.iter().map(|audio| audio.sha256).collect(),
            received_at,
        };
        Submission {
            score: sheet.score(&sample.checklist, None),
            measures: measures(&sheet),
            receipt: SignedReceipt::sign(&receipt, server).unwrap(),
        }
    });
    PreparedBatch {
        context,
        events,
        signature: Some(batch.signature),
        sheet,
        moves,
        submission,
        received_at,
    }
}

fn measures(sheet: &Sheet) -> Vec<Measure> {
    let question = "recommend".parse().unwrap();
    match sheet.answers.get(&question) {
        Some(Answer::Rating(value)) => vec![Measure {
            question,
            kind: MeasureKind::Nps,
            value: *value,
        }],
        _ => Vec::new(),
    }
}

/// Pushes as the service does: again from the start whenever the visit changed meanwhile. Gives how
/// many events were new.
pub async fn push(store: &Store, phone: &Phone, sample: &Sample, server: &SecretKey, batch: &Batch) -> usize {
    loop {
        let context = store.push_context(&phone.scope, batch.visit).await.unwrap();
        let last = batch.records.last().map_or(0, |record| record.seq);
        if context.head.is_some_and(|head| head.seq >= last) {
            return 0;
        }
        let prepared = prepare(phone, sample, server, context, batch, at(90_000));
        let fresh = prepared.events.len();
        if let Pushed::Stored(_) = store.push(prepared).await.unwrap() {
            return fresh;
        }
    }
}
