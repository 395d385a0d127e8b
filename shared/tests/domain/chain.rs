//! The event chain: what was written cannot be changed, left out or moved.

use proptest::prelude::*;
use serde_json::value::RawValue;
use vitrine_shared::answer::Answer;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{ChainError, Event, Head, Record, What, batch_message, genesis};
use vitrine_shared::fixtures::{at, slug};
use vitrine_shared::id::{DeviceId, VisitId};
use vitrine_shared::signature::SecretKey;

fn ids() -> (VisitId, DeviceId) {
    (VisitId::new(at(0), [1; 10]), DeviceId::new(at(0), [2; 10]))
}

fn start() -> Head {
    let (visit, device) = ids();
    Head::empty(genesis(visit, device, &Digest::of(b"checklist")))
}

fn event(what: What) -> Event {
    Event {
        seq: 0,
        at: at(1),
        elapsed_ms: 1,
        position: None,
        what,
    }
}

fn records() -> Vec<Record> {
    let words = "Ninguém me atendeu: \"volte amanhã\" \u{1F600}\n".to_owned();
    let events = [
        What::CheckedIn,
        What::Answered {
            question: slug("greeted"),
            answer: Answer::YesNo(false),
            comment: Some(words),
        },
        What::Cleared {
            question: slug("greeted"),
        },
        What::CheckedOut,
    ];
    let mut head = start();
    let mut write = |what| {
        let (next, record) = head.append(event(what)).unwrap();
        head = next;
        record
    };
    events.map(&mut write).into()
}

fn follow(records: &[Record]) -> Result<Head, ChainError> {
    records
        .iter()
        .try_fold(start(), |head, record| Ok(head.follow(record)?.0))
}

/// The record as it travels, with the bytes of its body in place.
fn with_body(record: &Record, body: String) -> Option<Record> {
    let body = RawValue::from_string(body).ok()?;
    Some(Record {
        body,
        ..record.clone()
    })
}

#[test]
fn what_was_written_is_read_back() {
    let records = records();
    let (mut head, mut seqs) = (start(), Vec::new());
    for record in &records {
        let json = serde_json::to_string(record).unwrap();
        let (next, event) = head.follow(&serde_json::from_str(&json).unwrap()).unwrap();
        head = next;
        seqs.push(event.seq);
    }
    assert_eq!(seqs, [1, 2, 3, 4]);
    assert_eq!(head, follow(&records).unwrap());
}

proptest! {
    #[test]
    fn any_changed_byte_breaks_it(which in 0usize..4, at in 0usize..4096, bit in 0u8..7) {
        let mut records = records();
        let mut bytes = records[which].body.get().as_bytes().to_vec();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        // What is no JSON any more does not even arrive as a record.
        let changed = String::from_utf8(bytes).ok().and_then(|body| with_body(&records[which], body));
        let Some(changed) = changed else { return Ok(()) };
        records[which] = changed;
        prop_assert_eq!(follow(&records), Err(ChainError::WrongHash));
    }
}

#[test]
fn every_flipped_bit_of_a_hash_breaks_it() {
    let records = records();
    for bit in 0..256 {
        let mut changed = records.clone();
        let mut hash = *changed[1].hash.as_bytes();
        hash[bit / 8] ^= 1 << (bit % 8);
        changed[1].hash = Digest::from_bytes(hash);
        assert_eq!(follow(&changed), Err(ChainError::WrongHash));
    }
}

#[test]
fn nothing_is_left_out_repeated_or_moved() {
    let all = records();
    let of = |order: &[usize]| follow(&order.iter().map(|i| all[*i].clone()).collect::<Vec<_>>());
    assert_eq!(of(&[0, 2, 3]), Err(ChainError::Gap { expected: 2 }));
    assert_eq!(of(&[0, 0]), Err(ChainError::Gap { expected: 2 }));
    assert_eq!(of(&[1]), Err(ChainError::Gap { expected: 1 }));
    let renumbered = Record {
        seq: 2,
        ..all[2].clone()
    };
    assert_eq!(follow(&[all[0].clone(), renumbered]), Err(ChainError::WrongHash));
}

#[test]
fn a_chain_belongs_to_its_visit_device_and_checklist() {
    let (visit, device) = ids();
    let other = VisitId::new(at(0), [9; 10]);
    let checklist = Digest::of(b"checklist");
    let heads = [
        genesis(visit, device, &checklist),
        genesis(other, device, &checklist),
        genesis(visit, DeviceId::new(at(0), [9; 10]), &checklist),
        genesis(visit, device, &Digest::of(b"another")),
    ];
    let ours = records();
    let followed = heads.map(|genesis| Head::empty(genesis).follow(&ours[0]).is_ok());
    assert_eq!(followed, [true, false, false, false]);
}

/// Writes a record of these very bytes, as another version of the app would.
fn foreign(head: &Head, body: &str) -> Record {
    let hash = Digest::of_parts([&head.hash.as_bytes()[..], body.as_bytes()]);
    let body = RawValue::from_string(body.to_owned()).unwrap();
    Record {
        seq: head.seq + 1,
        body,
        hash,
    }
}

#[test]
fn fields_of_later_versions_survive_byte_for_byte() {
    let body =
        r#"{"seq":1, "at":"2026-05-04T13:00:00.000Z","elapsed_ms":0,"type":"checked_in","battery":0.70}"#;
    let record = foreign(&start(), body);
    let json = serde_json::to_string(&record).unwrap();
    let arrived: Record = serde_json::from_str(&json).unwrap();
    assert_eq!(arrived.body.get(), body);
    let (_, event) = start().follow(&arrived).unwrap();
    assert_eq!(event.what, What::CheckedIn);
}

#[test]
fn what_is_no_event_is_refused_as_such() {
    let bodies = [
        r#"{"seq":1,"at":"2026-05-04T13:00:00Z","elapsed_ms":0,"type":"teleported"}"#,
        r#"{"seq":2,"at":"2026-05-04T13:00:00Z","elapsed_ms":0,"type":"checked_in"}"#,
        r#"{"seq":1,"at":"yesterday","elapsed_ms":0,"type":"checked_in"}"#,
        r#"{"seq":1,"at":"2026-05-04T13:00:00Z","elapsed_ms":0,"type":"cleared","question":"Não"}"#,
        "[]",
    ];
    for body in bodies {
        let followed = start().follow(&foreign(&start(), body)).map(|(head, _)| head);
        assert_eq!(followed, Err(ChainError::Malformed), "{body}");
    }
}

#[test]
fn a_batch_signature_is_for_one_visit_device_and_head() {
    let (visit, device) = ids();
    let head = follow(&records()).unwrap();
    let key = SecretKey::from_seed(&[3; 32]);
    let signature = key.sign(&batch_message(visit, device, &head));
    let verifies = |visit, device, head: &Head| {
        key.public()
            .verifies(&batch_message(visit, device, head), &signature)
    };
    assert!(verifies(visit, device, &head));
    assert!(!verifies(VisitId::new(at(0), [9; 10]), device, &head));
    assert!(!verifies(visit, DeviceId::new(at(0), [9; 10]), &head));
    assert!(!verifies(visit, device, &Head { seq: 3, ..head }));
    assert!(!verifies(visit, device, &start()));
}
