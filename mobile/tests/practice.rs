//! The dry run: everything of a visit works, and nothing of it is anywhere afterwards.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use vitrine_mobile::core::protocol::{Command, CoreError, PhotoSize, Reply, Stage, TrainingCommand};
use vitrine_shared::digest::Digest;
use vitrine_shared::id::VisitId;

use support::phone::{TestPhone, camera};
use support::server::Server;
use support::stand::{Stand, assigned};
use support::training::training;
use support::world::checklist;

/// Every file of the phone, by its digest.
fn files(folder: &Path) -> BTreeMap<String, Digest> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    files
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, Digest::of(&std::fs::read(file.path()).unwrap()))
        })
        .collect()
}

fn practise(phone: &TestPhone, visit: VisitId) -> VisitId {
    let practise = Command::Training(TrainingCommand::Practise { visit });
    match phone.call(practise).unwrap() {
        Reply::Practice { visit } => visit,
        other => panic!("{other:?}"),
    }
}

fn end(phone: &TestPhone) {
    phone
        .call(Command::Training(TrainingCommand::EndPractice))
        .unwrap();
}

#[test]
fn a_whole_visit_is_practised_and_leaves_no_trace() {
    let (server, visit) = assigned();
    // Practised before the training is passed: that is when it helps.
    server.world().publish_training(&training(&checklist()));
    let Stand {
        server,
        phone,
        folder,
        ..
    } = Stand::at(server, visit);

    let (before, asked) = (files(folder.path()), server.world().asked.clone());
    let (visits, queue, status) = (phone.visits(), phone.queue(), phone.status());
    let copy = practise(&phone, visit);
    assert_ne!(copy, visit);
    assert_eq!(phone.open_visit(copy).card.stage, Stage::ToDo);
    let done = phone.do_visit(copy);
    assert_eq!(done.stage, Stage::Submitted);
    let photo = done.photos[0].photo;
    let size = PhotoSize::Full;
    assert!(phone.call(Command::Photo { photo, size }).is_ok());
    assert_eq!(phone.visits(), visits, "the list knows nothing of it");
    assert_eq!(phone.queue(), queue, "nor does the queue");
    assert_eq!(phone.status(), status);
    assert_eq!(files(folder.path()), before, "nothing is written while it lasts");
    end(&phone);

    assert_eq!(files(folder.path()), before, "the files are the same to the byte");
    assert_eq!(
        server.world().asked,
        asked,
        "the server was not asked for anything"
    );
    for gone in [
        Command::OpenVisit { visit: copy },
        Command::Submit { visit: copy },
    ] {
        assert_eq!(phone.call(gone).err(), Some(CoreError::VisitUnknown));
    }
    let gone = phone.call(Command::Photo { photo, size });
    assert_eq!(gone.err(), Some(CoreError::PhotoUnknown));
    assert_eq!(phone.open_visit(visit).sheet.events, 0);

    // Nor does a round of sync bring anything of it out.
    phone.sync();
    let world = server.world();
    assert!(world.ledgers.is_empty() && world.uploads.is_empty() && world.deeds.is_empty());
}

#[test]
fn a_dry_run_beside_a_visit_under_way_touches_nothing_of_it() {
    let Stand {
        phone,
        visit,
        folder,
        server: _server,
    } = Stand::pulled();
    phone.check_in(visit);
    let (photo, sheet) = phone
        .photo(visit, "window_clean", camera("canon-s400.jpg"))
        .unwrap();

    let copy = practise(&phone, visit);
    phone.check_in(copy);
    phone
        .photo(copy, "window_clean", camera("nikon-d2h-gps.jpg"))
        .unwrap();
    // The pictures of both are at hand.
    let size = PhotoSize::Thumb;
    assert!(phone.call(Command::Photo { photo, size }).is_ok());
    assert_eq!(phone.open_visit(visit).sheet, sheet);
    // Another dry run takes the place of the first.
    let second = practise(&phone, visit);
    assert_eq!(
        phone.call(Command::OpenVisit { visit: copy }).err(),
        Some(CoreError::VisitUnknown)
    );
    assert_eq!(phone.open_visit(second).sheet.events, 0);
    // It does not outlive the app.
    drop(phone);
    let phone = TestPhone::open(folder.path(), 2);
    assert_eq!(
        phone.call(Command::OpenVisit { visit: second }).err(),
        Some(CoreError::VisitUnknown)
    );
    assert_eq!(phone.open_visit(visit).sheet.events, sheet.events);
}

#[test]
fn what_is_not_on_the_phone_is_not_practised() {
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    let phone = TestPhone::enrolled(folder.path(), &server);
    let visit = server.world().assign(&checklist(), 1);
    let practise = Command::Training(TrainingCommand::Practise { visit });
    assert_eq!(phone.call(practise).err(), Some(CoreError::VisitUnknown));
    end(&phone);
}
