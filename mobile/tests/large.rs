//! Far too much of everything: two hundred questions, sixty photos, thirty visits waiting.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use std::path::Path;
use std::time::Instant;

use vitrine_mobile::core::protocol::{Command, Fault, Reply, Stage, SyncState};
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Checklist, Kind};
use vitrine_shared::fixtures;
use vitrine_shared::id::VisitId;

use support::file;
use support::phone::{TestPhone, drawn};
use support::server::Server;
use support::world::checklist;

/// The small store with its questions repeated until there are so many, photos allowed everywhere.
fn large(questions: usize) -> Checklist {
    let mut checklist = checklist();
    let model = checklist
        .questions()
        .map(|(_, question)| question)
        .find(|question| question.kind != Kind::Note && question.id.as_str() == "greeted")
        .unwrap()
        .clone();
    let first = checklist.touchpoints.first_mut().unwrap();
    let have: usize = 15;
    for number in have..questions {
        let mut question = model.clone();
        question.id = format!("extra_{number}").parse().unwrap();
        question.critical = None;
        first.questions.push(question);
    }
    checklist
}

#[test]
fn two_hundred_questions_and_sixty_photos_are_one_visit_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start();
    let checklist = large(200);
    let visit = server.world().assign(&checklist, 1);
    let phone = TestPhone::enrolled(folder.path(), &server);
    phone.network.switch(false);
    phone.check_in(visit);
    let ids: Vec<_> = checklist
        .questions()
        .map(|(_, question)| question.id.clone())
        .filter(|id| id.as_str().starts_with("extra_"))
        .collect();
    let mut slowest_ms = 0;
    let mut answer = |question, answer| {
        let begun = Instant::now();
        phone.answer(visit, question, answer).unwrap();
        slowest_ms = slowest_ms.max(begun.elapsed().as_millis());
    };
    for (question, given) in fixtures::answers() {
        answer(question, given);
    }
    for question in &ids {
        answer(question.clone(), Answer::YesNo(true));
    }
    phone.photo(visit, "window_clean", drawn(0)).unwrap();
    for (number, question) in (1..60).zip(&ids) {
        phone.photo(visit, question.as_str(), drawn(number)).unwrap();
    }
    let begun = Instant::now();
    let open = phone.open_visit(visit);
    let opened_ms = begun.elapsed().as_millis();
    assert_eq!(open.sheet.photos.len(), 60);
    assert_eq!(open.sheet.missing, []);
    let begun = Instant::now();
    let (said, bytes) = phone.export(visit).unwrap();
    let exported_ms = begun.elapsed().as_millis();
    assert_eq!(said.photos.len(), 60);
    file::read(&bytes, server.world().device.unwrap());
    phone.hand_in(visit);
    phone.network.switch(true);
    let begun = Instant::now();
    phone.sync();
    println!(
        "{} questions, 60 photos: slowest answer {slowest_ms} ms, opened in {opened_ms} ms, \
         exported in {exported_ms} ms, sent in {} ms (debug build)",
        ids.len() + 15,
        begun.elapsed().as_millis()
    );
    assert_eq!(phone.open_visit(visit).sheet.stage, Stage::Received);
    let world = server.world();
    assert_eq!(u64::from(world.ledgers[&visit].accepted), open.sheet.events + 3);
    assert_eq!(world.uploads.len(), 60);
}

/// Does a visit with one small photo.
fn quick_visit(phone: &TestPhone, visit: VisitId, number: u32) {
    phone.check_in(visit);
    phone.answer_all(visit);
    phone.photo(visit, "window_clean", drawn(number)).unwrap();
    phone.hand_in(visit);
}

fn thirty(folder: &Path) -> (Server, TestPhone, Vec<VisitId>) {
    let server = Server::start();
    let visits = (1..=30)
        .map(|number| server.world().assign(&checklist(), number))
        .collect();
    let phone = TestPhone::enrolled(folder, &server);
    (server, phone, visits)
}

#[test]
fn thirty_visits_queued_all_arrive_once_and_the_phone_answers_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let (server, phone, visits) = thirty(folder.path());
    phone.network.switch(false);
    for (number, visit) in (0..).zip(&visits) {
        quick_visit(&phone, *visit, number);
    }
    let waiting = phone.sync();
    assert!(matches!(
        waiting.sync,
        SyncState::Waiting {
            fault: Fault::Offline,
            ..
        }
    ));
    assert_eq!((waiting.unsent.visits, waiting.unsent.photos), (30, 30));

    phone.network.switch(true);
    phone.call(Command::RetryNow).unwrap();
    let begun = Instant::now();
    let (mut slowest_ms, mut asked) = (0, 0);
    while phone.status().unsent.visits > 0 {
        assert!(begun.elapsed().as_secs() < 60, "not all arrived in time");
        let asking = Instant::now();
        assert_eq!(phone.queue().visits.len(), 30);
        assert_eq!(phone.visits().len(), 30);
        slowest_ms = slowest_ms.max(asking.elapsed().as_millis());
        asked += 1;
    }
    phone.sync();
    println!(
        "30 visits sent in {} ms; asked {asked} times meanwhile, slowest reply {slowest_ms} ms (debug build)",
        begun.elapsed().as_millis()
    );
    assert!(
        visits
            .iter()
            .all(|visit| phone.open_visit(*visit).sheet.stage == Stage::Received)
    );
    let world = server.world();
    for visit in &visits {
        let ledger = &world.ledgers[visit];
        assert_eq!(ledger.records.len(), ledger.accepted as usize, "nothing twice");
    }
    assert_eq!(world.uploads.len(), 30);
    assert!(asked > 1, "the phone answers while it sends");
    let Reply::Freed { bytes } = phone.call(Command::FreeSpace).unwrap() else {
        panic!("nothing was freed");
    };
    assert!(bytes > 0);
}
