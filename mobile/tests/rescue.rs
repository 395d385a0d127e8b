//! What is left when something went wrong: a visit as a file, and what a damaged database still holds.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use vitrine_mobile::core::protocol::{
    Aside, Command, CoreError, PhotoSize, Reply, RescueCommand, RescueReply, Stage, SyncState,
};
use vitrine_shared::digest::Digest;
use vitrine_shared::event::What;
use vitrine_shared::fixtures;
use vitrine_shared::id::{DeviceId, PhotoId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::signature::PublicKey;

use support::file::{self, Contents};
use support::phone::{TestPhone, camera, whole_file};
use support::server::Server;
use support::stand::{Stand, assigned};
use support::world::checklist;

/// A phone in this folder with a visit done and not sent.
fn unsent(folder: &Path) -> (Server, TestPhone, VisitId) {
    let (server, visit) = assigned();
    server.world().assign(&checklist(), 2);
    let phone = TestPhone::enrolled(folder, &server);
    phone.network.switch(false);
    phone.do_visit(visit);
    (server, phone, visit)
}

fn device(server: &Server) -> (DeviceId, PublicKey) {
    server.world().device.unwrap()
}

#[test]
fn a_visit_with_no_network_leaves_as_one_signed_file() {
    let folder = tempfile::tempdir().unwrap();
    let (server, phone, visit) = unsent(folder.path());
    let (said, bytes) = phone.export(visit).unwrap();
    println!("{} of {} bytes", said.name, bytes.len());
    assert!(
        said.name.starts_with("vitrine-") && said.name.ends_with(".vitrine"),
        "{}",
        said.name
    );
    assert_eq!((said.photos_lacking, said.events_lacking), (0, 0));
    let contents = file::read(&bytes, device(&server));
    assert_eq!(contents.visit, visit);
    let open = phone.open_visit(visit);
    assert_eq!(contents.events.len() as u64, open.sheet.events);
    assert!(matches!(contents.events.last().unwrap().what, What::Submitted(_)));
    let kept: Vec<_> = open.sheet.photos.iter().map(|photo| photo.photo).collect();
    assert_eq!(contents.photos, kept);

    // A file is no receipt: the visit is sent as before.
    assert_eq!(open.sheet.stage, Stage::Submitted);
    phone.network.switch(true);
    assert_eq!(phone.sync().sync, SyncState::Idle);
    assert_eq!(phone.open_visit(visit).sheet.stage, Stage::Received);
}

#[test]
fn a_photo_thrown_away_is_not_in_the_file_and_one_that_is_damaged_is_counted() {
    let Stand {
        server,
        phone,
        visit,
        folder,
    } = Stand::checked_in();
    let take = |name| phone.photo(visit, "window_clean", camera(name)).unwrap().0;
    let (first, second) = (take("canon-s400.jpg"), take("nikon-d2h-gps.jpg"));
    phone.call(Command::DiscardPhoto { visit, photo: first }).unwrap();
    let third = take("iphone-4s-gps-1.jpg");
    drop(phone);
    let connection = rusqlite::Connection::open(folder.path().join("phone-0.db")).unwrap();
    let damage = "UPDATE photo_files SET jpeg = zeroblob(length(jpeg)) WHERE photo = ?1";
    assert_eq!(connection.execute(damage, [third.to_string()]).unwrap(), 1);
    drop(connection);

    let phone = TestPhone::offline(folder.path(), 2);
    let (said, bytes) = phone.export(visit).unwrap();
    assert_eq!((said.photos_lacking, said.events_lacking), (1, 0));
    let Contents { photos, lacking, .. } = file::read(&bytes, device(&server));
    assert_eq!((photos, lacking), (vec![second], vec![third]));
}

#[test]
fn a_refused_visit_and_one_of_a_revoked_phone_can_still_be_exported() {
    let folder = tempfile::tempdir().unwrap();
    let (server, phone, visit) = unsent(folder.path());
    server.world().refuse_pushes = Some(Code::VisitClosed);
    phone.network.switch(true);
    phone.sync();
    assert_eq!(phone.queue().unsent.attention, 1);
    let (_, held) = phone.export(visit).unwrap();
    file::read(&held, device(&server));

    server.world().revoked = true;
    assert!(matches!(
        phone.sync().sync,
        SyncState::EnrolAgain {
            code: Code::DeviceRevoked
        }
    ));
    let (_, revoked) = phone.export(visit).unwrap();
    assert_eq!(
        file::read(&revoked, device(&server)).events,
        file::read(&held, device(&server)).events
    );
    let untouched = server.world().assignments[1].visit;
    assert_eq!(phone.export(untouched).unwrap_err(), CoreError::VisitUnknown);
}

fn aside(phone: &TestPhone) -> Vec<Aside> {
    match phone.rescue(RescueCommand::ListAside).unwrap() {
        Reply::Rescue(RescueReply::Aside(aside)) => aside,
        other => panic!("{other:?}"),
    }
}

/// The file of a visit of a damaged database.
fn export_aside(phone: &TestPhone, file: &str, visit: VisitId) -> Result<Vec<u8>, CoreError> {
    let export = RescueCommand::ExportAside {
        file: file.to_owned(),
        visit,
    };
    let photo = |photo| {
        phone.rescue(RescueCommand::PhotoAside {
            file: file.to_owned(),
            photo,
        })
    };
    Ok(whole_file(phone.rescue(export)?, photo)?.1)
}

#[test]
fn a_damaged_database_gives_up_what_can_be_read_and_the_phone_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let (server, phone, visit) = unsent(folder.path());
    let sheet = phone.open_visit(visit).sheet;
    drop(phone);
    let path = folder.path().join("phone-0.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute("UPDATE identity SET lang = 'no such language'", [])
        .unwrap();
    drop(connection);
    let before = std::fs::read(&path).unwrap();

    let phone = TestPhone::open(folder.path(), 2);
    assert_eq!(phone.status().enrolment, None);
    assert_eq!(phone.status().storage.set_aside.as_deref(), Some("phone-0.db"));
    let found = aside(&phone);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].visits.len(), found[0].unreadable),
        (1, 0),
        "the one that was begun"
    );
    assert_eq!(found[0].visits[0].visit, visit);

    // Its key can be read or not; here the row of the identity is damaged, so only the raw file is left.
    assert!(export_aside(&phone, "phone-0.db", visit).is_err());
    let raw = RescueCommand::RawAside {
        file: "phone-0.db".to_owned(),
    };
    let Reply::Rescue(RescueReply::Raw { name, bytes }) = phone.rescue(raw).unwrap() else {
        panic!("not the raw file");
    };
    assert_eq!((name.as_str(), &bytes.0), ("phone-0.db", &before));
    let other = RescueCommand::RawAside {
        file: "../secret".to_owned(),
    };
    assert!(matches!(phone.rescue(other), Err(CoreError::Storage(_))));

    // It is said again at every start, until it is waved away, and nothing of it changes.
    drop(phone);
    let phone = TestPhone::open(folder.path(), 3);
    assert!(phone.status().storage.set_aside.is_some());
    let dismiss = RescueCommand::DismissAside {
        file: "phone-0.db".to_owned(),
    };
    phone.rescue(dismiss).unwrap();
    assert_eq!(phone.status().storage.set_aside, None);
    server.world().device = None;
    phone.enrol(&server.origin, "code-2").unwrap();
    phone.sync();
    assert_eq!(phone.visits().len(), 2, "the same visits, from the server");
    drop(phone);
    assert_eq!(Digest::of(&std::fs::read(&path).unwrap()), Digest::of(&before));
    assert_eq!(TestPhone::open(folder.path(), 4).status().storage.set_aside, None);
    assert_eq!(sheet.stage, Stage::Submitted);
}

#[test]
fn a_damaged_visit_is_found_out_and_holds_up_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let (server, phone, visit) = unsent(folder.path());
    let second = server.world().assignments[1].visit;
    phone.do_visit(second);
    drop(phone);
    let connection = rusqlite::Connection::open(folder.path().join("phone-0.db")).unwrap();
    let damage =
        "UPDATE events SET body = replace(body, '\"seq\":5', '\"seq\":6') WHERE visit = ?1 AND seq = 5";
    assert_eq!(connection.execute(damage, [visit.to_string()]).unwrap(), 1);
    drop(connection);

    let phone = TestPhone::offline(folder.path(), 2);
    assert_eq!(phone.status().storage.set_aside, None);
    assert_eq!(phone.visits().len(), 2);
    assert!(phone.call(Command::OpenVisit { visit }).is_err());
    assert_eq!(phone.queue().visits.len(), 2);
    let (said, bytes) = phone.export(visit).unwrap();
    assert!(said.events_lacking > 0);
    let contents = file::read(&bytes, device(&server));
    assert_eq!(contents.events.len(), 4, "the events before the damage");
    assert_eq!(phone.open_visit(second).sheet.stage, Stage::Submitted);
}

/// What a phone that opened a flipped database may say: everything it shows is what was saved.
fn check_flipped(folder: &Path, seed: u64, saved: &Saved) -> &'static str {
    let phone = match TestPhone::try_offline(folder, seed) {
        // Said in words, nothing touched.
        Err(CoreError::UpdateNeeded | CoreError::Storage(_)) => return "refused",
        Err(error) => panic!("{error:?}"),
        Ok(phone) => phone,
    };
    if phone.status().storage.set_aside.is_some() {
        // What can be read of it is what was saved; a file that is given is whole.
        for found in aside(&phone) {
            for visit in found.visits {
                if let Ok(bytes) = export_aside(&phone, &found.file, visit.visit) {
                    let events = file::read(&bytes, saved.device).events;
                    assert!(events.len() <= saved.events);
                }
            }
        }
        return "set aside";
    }
    let opened = phone.call(Command::OpenVisit { visit: saved.visit });
    let Ok(Reply::Visit(open)) = opened else {
        return "the visit is damaged";
    };
    assert_eq!(
        open.sheet.events as usize, saved.events,
        "an event is missing without a word"
    );
    assert_eq!(open.sheet.answers, fixtures::answers());
    let mut verdict = "whole";
    for (photo, digest) in &saved.photos {
        let listed = open.sheet.photos.iter().any(|card| card.photo == *photo);
        let full = Command::Photo {
            photo: *photo,
            size: PhotoSize::Full,
        };
        match phone.call(full) {
            Ok(Reply::Photo { bytes }) if Digest::of(&bytes.0) == *digest => {}
            // Its export counts it as lacking, its upload is refused by its digest.
            _ => verdict = "a photo is damaged",
        }
        if !listed {
            verdict = "a photo is damaged";
        }
    }
    if let Ok((said, bytes)) = phone.export(saved.visit) {
        let contents = file::read(&bytes, saved.device);
        assert_eq!(contents.events.len(), saved.events);
        assert_eq!(
            contents.photos.len() + said.photos_lacking as usize,
            saved.photos.len()
        );
        assert_eq!(said.photos_lacking > 0, verdict != "whole");
    }
    verdict
}

struct Saved {
    visit: VisitId,
    device: (DeviceId, PublicKey),
    events: usize,
    photos: BTreeMap<PhotoId, Digest>,
}

#[test]
fn flipped_bytes_never_panic_and_never_lose_anything_without_a_word() {
    let seed = std::env::var("VITRINE_SEED").map_or(1, |seed| seed.parse().unwrap());
    let rounds = std::env::var("VITRINE_FLIPS").map_or(120, |rounds| rounds.parse().unwrap());
    println!("seed {seed}, {rounds} rounds");
    let folder = tempfile::tempdir().unwrap();
    let (server, phone, visit) = unsent(folder.path());
    let open = phone.open_visit(visit);
    let photos = open.sheet.photos.iter().map(|card| card.photo);
    let digest = |photo| match phone.call(Command::Photo {
        photo,
        size: PhotoSize::Full,
    }) {
        Ok(Reply::Photo { bytes }) => Digest::of(&bytes.0),
        other => panic!("{other:?}"),
    };
    let saved = Saved {
        visit,
        device: device(&server),
        events: open.sheet.events.try_into().unwrap(),
        photos: photos.map(|photo| (photo, digest(photo))).collect(),
    };
    drop(phone);
    let whole = std::fs::read(folder.path().join("phone-0.db")).unwrap();
    let mut dice = StdRng::seed_from_u64(seed);
    let mut verdicts = BTreeMap::<_, u32>::new();
    for round in 0..rounds {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = whole.clone();
        // Most of the file is photos; every other round hits the tables before them.
        let reach = if round % 2 == 0 {
            bytes.len()
        } else {
            bytes.len().min(160_000)
        };
        for _ in 0..dice.random_range(1..=16) {
            let at = dice.random_range(0..reach);
            bytes[at] ^= 1 << dice.random_range(0..8);
        }
        std::fs::write(folder.path().join("phone-0.db"), &bytes).unwrap();
        *verdicts
            .entry(check_flipped(folder.path(), round, &saved))
            .or_default() += 1;
    }
    println!("{verdicts:?}");
    assert!(verdicts.len() > 2, "the flips hit nothing");
}
