//! The events of visits as they arrive: checked one by one, acknowledged, receipted when all is there.

use vitrine_shared::checklist::Checklist;
use vitrine_shared::event::{Event, Head, Record, batch_message, genesis};
use vitrine_shared::fixtures::at;
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::sheet::Sheet;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Outcome, PushReply, PushRequest, Receipt, SignedReceipt, VisitStatus};

use super::World;
use crate::support::http::Reply;

/// A visit's events as they arrived.
#[derive(Default)]
pub struct Ledger {
    pub records: Vec<Record>,
    pub head: Option<Head>,
    pub sheet: Sheet,
    /// Accepted once each; a second time would be a duplicate event.
    pub accepted: u32,
}

impl Ledger {
    /// What the records say.
    pub fn events(&self) -> impl Iterator<Item = Event> {
        let records = self.records.iter();
        records.map(|record| serde_json::from_str(record.body.get()).unwrap())
    }
}

impl World {
    pub(super) fn push(&mut self, visit: VisitId, batch: &PushRequest) -> Reply {
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

    pub(super) fn status(&mut self, visit: VisitId) -> VisitStatus {
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
}
