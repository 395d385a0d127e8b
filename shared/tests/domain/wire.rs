//! What travels arrives as it was sent.

use proptest::collection::vec;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use vitrine_shared::checklist::{Checklist, ChecklistError};
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Head};
use vitrine_shared::fixtures;
use vitrine_shared::id::{DeviceId, PhotoId, UserId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::signature::SecretKey;
use vitrine_shared::text::Lang;
use vitrine_shared::wire::{
    EnrolReply, EnrolRequest, Outcome, PushReply, PushRequest, Receipt, SignedReceipt, SyncReply, VisitStatus,
};

use crate::sent::{assignment, digest, event, id, receipt, state, time};

fn there_and_back<T: Serialize + DeserializeOwned>(sent: &T) -> T {
    serde_json::from_slice(&serde_json::to_vec(sent).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn events_in_a_push(events in vec(event(), 1..6), seed: [u8; 32], checklist in digest()) {
        let mut head = Head::empty(checklist);
        let records = events.iter().map(|event| {
            let (next, record) = head.append(event.clone()).unwrap();
            head = next;
            record
        });
        let events_sent = records.collect::<Vec<_>>();
        let signature = SecretKey::from_seed(&seed).sign(b"x");
        let push = there_and_back(&PushRequest { checklist, events: events_sent, signature });
        prop_assert_eq!(push.signature, signature);
        let mut head = Head::empty(checklist);
        for (sent, record) in events.iter().zip(&push.events) {
            let (next, arrived) = head.follow(record).unwrap();
            head = next;
            prop_assert_eq!(arrived, Event { seq: record.seq, ..sent.clone() });
        }
    }

    #[test]
    fn an_event_is_read_the_same_both_ways(event in event(), order: u64, dropped: prop::sample::Index) {
        let body = serde_json::to_value(&event).unwrap();
        let mut fields: Vec<_> = body.as_object().unwrap().iter().collect();
        let count = fields.len();
        fields.rotate_left(order as usize % count);
        let object = |fields: &[(&String, &serde_json::Value)]| {
            let fields: Vec<_> = fields.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
            format!("{{{}}}", fields.join(","))
        };
        prop_assert_eq!(Event::read(&object(&fields)).unwrap(), event);
        // Where a field is missing or comes twice, both refuse it or both read the same.
        let place = dropped.index(count);
        let twice: Vec<_> = fields.iter().chain(&fields[place..=place]).copied().collect();
        fields.remove(place);
        for text in [object(&fields), object(&twice)] {
            prop_assert_eq!(Event::read(&text).ok(), serde_json::from_str(&text).ok(), "{}", text);
        }
    }

    #[test]
    fn replies_with_their_receipts(receipt in receipt(), seed: [u8; 32], state in state(), next_seq: u64, missing in vec(id!(PhotoId), 0..4)) {
        let key = SecretKey::from_seed(&seed);
        let signed = SignedReceipt::sign(&receipt, &key).unwrap();
        let outcomes = vec![Outcome::Accepted, Outcome::Duplicate, Outcome::Rejected { code: Code::EventGap }];
        let status = VisitStatus { state, next_seq, missing_photos: missing, receipt: Some(signed) };
        let sent = PushReply { outcomes, status };
        let arrived = there_and_back(&sent);
        prop_assert_eq!(&arrived, &sent);
        let signed = arrived.status.receipt.unwrap();
        prop_assert_eq!(signed.verify(&key.public()), Some(receipt));
        prop_assert_eq!(signed.verify(&SecretKey::from_seed(&[0; 32]).public()), None);
    }

    #[test]
    fn pulls(assignments in vec(assignment(), 0..3), server_time in time(), cursor: u64, more: bool) {
        let sent = SyncReply { cursor, more, server_time, assignments, courses: Vec::new() };
        prop_assert_eq!(there_and_back(&sent), sent);
    }

    #[test]
    fn enrolments(words: (String, String, String), device in id!(DeviceId), evaluator in id!(UserId), seed: [u8; 32], lang in prop::sample::select(Lang::ALL.to_vec())) {
        let key = SecretKey::from_seed(&seed).public();
        let (code, label, token) = words;
        let sent = EnrolRequest { code, device, public_key: key, label };
        prop_assert_eq!(&there_and_back(&sent), &sent);
        let reply = EnrolReply {
            token,
            evaluator,
            evaluator_name: sent.label,
            agency_name: sent.code,
            lang,
            server_key: key,
        };
        prop_assert_eq!(there_and_back(&reply), reply);
    }
}

#[test]
fn a_receipt_changed_by_one_byte_is_no_receipt() {
    let key = SecretKey::from_seed(&[5; 32]);
    let receipt = Receipt {
        visit: VisitId::new(fixtures::at(0), [1; 10]),
        device: DeviceId::new(fixtures::at(0), [2; 10]),
        last_event: Digest::of(b"last"),
        photos: vec![Digest::of(b"photo")],
        audio: Vec::new(),
        received_at: fixtures::at(9),
    };
    let signed = SignedReceipt::sign(&receipt, &key).unwrap();
    let json = serde_json::to_string(&signed).unwrap();
    let moved = json
        .replace("Z\\\"", "Z \\\"")
        .replacen("\"photos\":[", "\"photos\": [", 1);
    assert_ne!(json, moved, "the change below is one");
    let changed: SignedReceipt = serde_json::from_str(&moved).unwrap();
    assert_eq!(
        changed.verify(&key.public()),
        None,
        "another form of the same receipt is not what was signed"
    );
}

#[test]
fn a_checklist_is_its_canonical_bytes() {
    let checklist = fixtures::checklist();
    let (bytes, digest) = checklist.to_canonical().unwrap();
    assert_eq!(Checklist::from_canonical(&bytes, &digest).unwrap(), checklist);
    assert_eq!(
        there_and_back(&checklist).to_canonical().unwrap(),
        (bytes.clone(), digest)
    );

    let refused = |bytes: &[u8], digest: &Digest| Checklist::from_canonical(bytes, digest).unwrap_err();
    assert!(matches!(
        refused(&bytes, &Digest::of(b"")),
        ChecklistError::WrongDigest(_)
    ));
    let newer = br#"{"format":3,"anything":"else"}"#;
    assert!(matches!(
        refused(newer, &Digest::of(newer)),
        ChecklistError::NewerFormat(3)
    ));
    assert!(matches!(
        refused(b"{}", &Digest::of(b"{}")),
        ChecklistError::Malformed(_)
    ));
}
