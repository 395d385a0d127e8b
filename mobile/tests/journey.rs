//! What goes with a visit besides its answers: where the phone was, and what evaluators note for themselves.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use vitrine_mobile::core::protocol::{Command, CoreError, Reply, SheetView};
use vitrine_shared::event::Position;
use vitrine_shared::fixtures::slug;
use vitrine_shared::id::VisitId;
use vitrine_shared::place::Standing;

use support::phone::TestPhone;
use support::server::Server;
use support::world::checklist;

fn prepared(folder: &std::path::Path) -> (VisitId, Server) {
    let server = Server::start();
    let visit = server.world().assign(&checklist(), 1);
    let phone = TestPhone::open(folder, 1);
    phone.enrol(&server.origin, "code-1").unwrap();
    phone.sync();
    (visit, server)
}

fn sheet(reply: Result<Reply, CoreError>) -> SheetView {
    match reply.unwrap() {
        Reply::Sheet(sheet) => *sheet,
        other => panic!("{other:?}"),
    }
}

fn note(phone: &TestPhone, visit: VisitId, question: &str, words: &str) -> Result<Reply, CoreError> {
    phone.call(Command::KeepNote {
        visit,
        question: slug(question),
        words: words.to_owned(),
    })
}

#[test]
fn a_check_in_from_afar_is_taken_and_measured() {
    let folder = tempfile::tempdir().unwrap();
    let (visit, _server) = prepared(folder.path());
    let phone = TestPhone::open(folder.path(), 2);
    let location = phone.open_visit(visit).card.assignment.location;
    let position = Position {
        lat_e7: location.lat_e7.unwrap() + 100_000,
        lon_e7: location.lon_e7.unwrap(),
        accuracy_m: 30,
        mock: true,
    };
    let begun = sheet(phone.call(Command::CheckIn {
        visit,
        position: Some(position),
    }));
    let arrival = begun.arrival.unwrap();
    assert_eq!(arrival.standing(), Standing::Away { distance_m: 1112 });
    assert!(arrival.mock);
    let left = sheet(phone.call(Command::CheckOut {
        visit,
        position: None,
    }));
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
    let (visit, server) = prepared(folder.path());
    let phone = TestPhone::open(folder.path(), 2);
    let kept = sheet(note(&phone, visit, "lights", "  ask about the lamp \n"));
    assert_eq!(kept.notes[&slug("lights")], "ask about the lamp");
    assert_eq!(kept.events, 0, "a note is no event");
    assert_eq!(
        note(&phone, visit, "no_such_question", "x"),
        Err(CoreError::QuestionUnknown)
    );
    let long = sheet(note(&phone, visit, "greeted", &"ã".repeat(3000)));
    assert_eq!(long.notes[&slug("greeted")].chars().count(), 2000);
    drop(phone);

    let phone = TestPhone::open(folder.path(), 3);
    assert_eq!(phone.open_visit(visit).sheet.notes.len(), 2);
    let gone = sheet(note(&phone, visit, "greeted", " "));
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
