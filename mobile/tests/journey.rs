//! What goes with a visit besides its answers: where the phone was, and what evaluators note for themselves.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use vitrine_mobile::core::protocol::{Command, CoreError, SheetView};
use vitrine_shared::event::Position;
use vitrine_shared::fixtures::slug;
use vitrine_shared::id::VisitId;
use vitrine_shared::place::Standing;

use support::phone::TestPhone;
use support::stand::prepared;

fn note(phone: &TestPhone, visit: VisitId, question: &str, words: &str) -> Result<SheetView, CoreError> {
    phone.change(Command::KeepNote {
        visit,
        question: slug(question),
        words: words.to_owned(),
    })
}

#[test]
fn a_check_in_from_afar_is_taken_and_measured() {
    let folder = tempfile::tempdir().unwrap();
    let (_server, visit) = prepared(folder.path());
    let phone = TestPhone::open(folder.path(), 2);
    let location = phone.open_visit(visit).card.assignment.location;
    let position = Position {
        lat_e7: location.lat_e7.unwrap() + 100_000,
        lon_e7: location.lon_e7.unwrap(),
        accuracy_m: 30,
        mock: true,
    };
    let check_in = Command::CheckIn {
        visit,
        position: Some(position),
    };
    let begun = phone.change(check_in).unwrap();
    let arrival = begun.arrival.unwrap();
    assert_eq!(arrival.standing(), Standing::Away { distance_m: 1112 });
    assert!(arrival.mock);
    let check_out = Command::CheckOut {
        visit,
        position: None,
    };
    let left = phone.change(check_out).unwrap();
    assert_eq!(left.departure.unwrap().standing(), Standing::NoPosition);
    // Read from the events again.
    drop(phone);
    let open = TestPhone::open(folder.path(), 3).open_visit(visit);
    assert_eq!(
        (open.sheet.arrival, open.sheet.departure),
        (left.arrival, left.departure)
    );
}

#[test]
fn a_note_to_oneself_stays_on_the_phone() {
    let folder = tempfile::tempdir().unwrap();
    let (server, visit) = prepared(folder.path());
    let phone = TestPhone::open(folder.path(), 2);
    let kept = note(&phone, visit, "lights", "  ask about the lamp \n").unwrap();
    assert_eq!(kept.notes[&slug("lights")], "ask about the lamp");
    assert_eq!(kept.events, 0, "a note is no event");
    assert_eq!(
        note(&phone, visit, "no_such_question", "x"),
        Err(CoreError::QuestionUnknown)
    );
    let long = note(&phone, visit, "greeted", &"ã".repeat(3000)).unwrap();
    assert_eq!(long.notes[&slug("greeted")].chars().count(), 2000);
    drop(phone);

    let phone = TestPhone::open(folder.path(), 3);
    assert_eq!(phone.open_visit(visit).sheet.notes.len(), 2);
    let gone = note(&phone, visit, "greeted", " ").unwrap();
    assert_eq!(gone.notes.len(), 1);
    let done = phone.do_visit(visit);
    assert_eq!(
        done.notes, gone.notes,
        "what was noted before the visit began is still there"
    );
    phone.sync();
    {
        let world = server.world();
        let received = &world.ledgers[&visit].records;
        assert!(received.len() > 10);
        assert!(!received.iter().any(|record| record.body.get().contains("lamp")));
    }
    phone.sync();
    assert!(phone.free() > 0);
    assert!(
        phone.open_visit(visit).sheet.notes.is_empty(),
        "freed with the photos"
    );
}
