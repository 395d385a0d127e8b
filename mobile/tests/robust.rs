//! A bad day: a full disk, a clock that jumps, networks that cost, an old database. What was saved stays
//! saved, and the phone says what is the matter.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use vitrine_mobile::core::platform::Connection;
use vitrine_mobile::core::protocol::{
    Command, CoreError, PhotoNetworks, PhotoSize, PhotosWait, RescueCommand, Stage, SyncState,
};
use vitrine_mobile::port::native::{Clock, PhoneConfig, Room};
use vitrine_shared::answer::Answer;
use vitrine_shared::fixtures::{self, at};
use vitrine_shared::time::Timestamp;

use support::file;
use support::phone::{TestPhone, camera};
use support::server::Server;
use support::stand::{Stand, assigned};
use support::world::checklist;

#[test]
fn a_full_disk_says_so_loses_nothing_and_the_visit_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start();
    let (first, second) = {
        let mut world = server.world();
        (world.assign(&checklist(), 1), world.assign(&checklist(), 2))
    };
    let phone = TestPhone::enrolled(folder.path(), &server);
    phone.do_visit(first);
    phone.sync();
    assert_eq!(phone.open_visit(first).sheet.stage, Stage::Received);
    drop(phone);
    let used_bytes = std::fs::metadata(folder.path().join("phone-0.db")).unwrap().len();
    let small = || PhoneConfig {
        room: Room::Bytes(used_bytes + 120_000),
        ..PhoneConfig::default()
    };
    let phone = TestPhone::open_as(folder.path(), 2, small()).unwrap();

    phone.network.switch(false);
    phone.check_in(second);
    let mut saved = phone.open_visit(second).sheet;
    let full = (0..3).find_map(
        |_| match phone.photo(second, "window_clean", camera("nikon-d2h-gps.jpg")) {
            Ok((_, sheet)) => {
                saved = sheet;
                None
            }
            Err(error) => Some(error),
        },
    );
    println!("{} photos fitted beside the first visit's", saved.photos.len());
    assert_eq!(full, Some(CoreError::StorageFull));
    assert_eq!(
        phone.open_visit(second).sheet,
        saved,
        "nothing of the photo was half-saved"
    );

    // Closed and opened while full, everything that was saved is there.
    drop(phone);
    let phone = TestPhone::open_as(folder.path(), 3, small()).unwrap();
    phone.network.switch(false);
    assert_eq!(phone.open_visit(second).sheet, saved);
    assert_eq!(phone.status().storage.set_aside, None);
    for photo in &saved.photos {
        let size = PhotoSize::Full;
        let photo = photo.photo;
        phone.call(Command::Photo { photo, size }).unwrap();
    }
    // And it leaves as a file, which takes no room here.
    let (_, bytes) = phone.export(second).unwrap();
    let device = server.world().device.unwrap();
    assert_eq!(file::read(&bytes, device).photos.len(), saved.photos.len());

    assert!(phone.free() > 0);
    let (_, sheet) = phone
        .photo(second, "window_clean", camera("nikon-d2h-gps.jpg"))
        .unwrap();
    assert_eq!(sheet.photos.len(), saved.photos.len() + 1);
    phone.answer_all(second);
    phone.network.switch(true);
    phone.hand_in(second);
    phone.sync();
    assert_eq!(phone.open_visit(second).sheet.stage, Stage::Received);
}

/// Two clocks that the test moves apart.
struct Clocks {
    wall: AtomicI64,
    monotonic: AtomicI64,
}

impl Clock for Clocks {
    fn now(&self) -> Timestamp {
        at(self.wall.load(Ordering::SeqCst))
    }

    fn monotonic_ms(&self) -> i64 {
        self.monotonic.load(Ordering::SeqCst)
    }
}

impl Clocks {
    fn pass(&self, ms: i64) {
        self.wall.fetch_add(ms, Ordering::SeqCst);
        self.monotonic.fetch_add(ms, Ordering::SeqCst);
    }
}

#[test]
fn a_clock_that_is_moved_shows_and_never_turns_time_back() {
    const HOUR_MS: i64 = 3_600_000;
    let folder = tempfile::tempdir().unwrap();
    let (server, visit) = assigned();
    let clocks = Arc::new(Clocks {
        wall: AtomicI64::new(0),
        monotonic: AtomicI64::new(5_000),
    });
    let config = || PhoneConfig {
        clock: Arc::<Clocks>::clone(&clocks),
        ..PhoneConfig::default()
    };
    let answer = |phone: &TestPhone, yes: bool| {
        let question = fixtures::slug("window_clean");
        phone.answer(visit, question, Answer::YesNo(yes)).unwrap();
    };
    let phone = TestPhone::open_as(folder.path(), 1, config()).unwrap();
    phone.enrol(&server.origin, "code-1").unwrap();
    phone.sync();
    phone.check_in(visit);
    clocks.pass(60_000);
    answer(&phone, true);
    // Moved back two hours in the middle of the visit.
    clocks.wall.fetch_add(-2 * HOUR_MS, Ordering::SeqCst);
    clocks.pass(60_000);
    answer(&phone, false);
    // Moved ahead a day.
    clocks.wall.fetch_add(24 * HOUR_MS, Ordering::SeqCst);
    clocks.pass(60_000);
    answer(&phone, true);
    // The app starts again: another monotonic clock, and the wall clock moved back while it was off.
    drop(phone);
    clocks.wall.fetch_add(-24 * HOUR_MS, Ordering::SeqCst);
    clocks.monotonic.store(7, Ordering::SeqCst);
    let phone = TestPhone::open_as(folder.path(), 2, config()).unwrap();
    phone.open_visit(visit);
    clocks.pass(60_000);
    answer(&phone, false);
    phone.sync();

    let events: Vec<_> = server.world().ledgers[&visit].events().collect();
    let elapsed: Vec<_> = events.iter().map(|event| event.elapsed_ms).collect();
    assert_eq!(elapsed, [0, 60_000, 120_000, 180_000, 240_000]);
    let wall = |index: usize| events[index].at.unix_ms() - events[0].at.unix_ms();
    let shows: Vec<_> = (0..events.len())
        .map(|index| wall(index) - elapsed[index])
        .collect();
    assert_eq!(shows, [0, 0, -2 * HOUR_MS, 22 * HOUR_MS, -2 * HOUR_MS]);
}

/// A phone that sends photos over Wi-Fi alone.
fn on_wifi_only() -> Stand {
    let stand = Stand::pulled();
    let networks = PhotoNetworks::WifiOnly;
    let choice = RescueCommand::SendPhotosOn { networks };
    stand.phone.rescue(choice).unwrap();
    stand
}

#[test]
fn photos_wait_for_a_network_that_costs_nothing_and_events_never_do() {
    let Stand {
        server,
        phone,
        visit,
        folder,
    } = on_wifi_only();
    let arrived = || {
        server
            .world()
            .uploads
            .iter()
            .filter(|upload| upload.is_whole())
            .count()
    };

    phone.network.join(Connection::Metered);
    phone.do_visit(visit);
    assert_eq!(phone.sync().sync, SyncState::Idle);
    let queue = phone.queue();
    assert_eq!(queue.photos_wait, Some(PhotosWait::Wifi));
    assert_eq!(
        (queue.unsent.events, queue.unsent.photos),
        (0, 2),
        "events are small"
    );
    assert_eq!(arrived(), 0);
    assert_eq!(phone.free(), 0);

    phone.network.join(Connection::Unknown);
    phone.sync();
    assert_eq!(phone.queue().photos_wait, Some(PhotosWait::Word));
    assert_eq!(arrived(), 0);
    // The choice is kept over a restart.
    drop(phone);
    let phone = TestPhone::open(folder.path(), 2);
    phone.network.join(Connection::Unknown);
    phone.sync();
    assert_eq!(phone.queue().photo_networks, PhotoNetworks::WifiOnly);
    assert_eq!(arrived(), 0);

    phone.rescue(RescueCommand::SendPhotosNow).unwrap();
    phone.sync();
    assert_eq!((phone.queue().photos_wait, arrived()), (None, 2));
    assert_eq!(phone.open_visit(visit).sheet.stage, Stage::Received);
}

#[test]
fn on_wifi_photos_go_by_themselves() {
    let stand = on_wifi_only();
    stand.phone.do_visit(stand.visit);
    stand.phone.sync();
    assert_eq!(stand.phone.open_visit(stand.visit).sheet.stage, Stage::Received);
}

#[test]
fn the_database_of_the_first_version_opens_with_everything_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/phone-0001.db");
    std::fs::copy(shipped, folder.path().join("phone-0.db")).unwrap();
    let mut hashes = Vec::new();
    for seed in 1..=2 {
        let phone = TestPhone::offline(folder.path(), seed);
        let status = phone.status();
        assert_eq!(status.enrolment.unwrap().evaluator_name, "Avaliador 12");
        assert_eq!(status.storage.set_aside, None);
        assert_eq!((status.unsent.visits, status.unsent.photos), (1, 1));
        let visits = phone.visits();
        assert_eq!(visits.len(), 2);
        let begun = visits
            .iter()
            .find(|card| card.stage == Stage::InProgress)
            .unwrap();
        let open = phone.open_visit(begun.assignment.visit);
        assert_eq!(open.sheet.answers, fixtures::answers());
        let photo = open.sheet.photos[0].photo;
        let size = PhotoSize::Full;
        phone.call(Command::Photo { photo, size }).unwrap();
        // Its events still read and hash the same: the chain is followed to its end.
        let (said, _) = phone.export(begun.assignment.visit).unwrap();
        assert_eq!((said.events_lacking, said.photos_lacking), (0, 0));
        hashes.push(open.sheet.events);
        // And the visit goes on in this version.
        phone.hand_in(begun.assignment.visit);
        let handed_in = phone.open_visit(begun.assignment.visit).sheet;
        assert_eq!(handed_in.stage, Stage::Submitted);
        if seed == 1 {
            drop(phone);
            std::fs::copy(shipped, folder.path().join("phone-0.db")).unwrap();
        }
    }
    assert_eq!(hashes[0], hashes[1]);
}
