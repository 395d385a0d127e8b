//! The app is killed at any moment: what it showed as saved is there, whole and once.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use rand::SeedableRng;
use rand::rngs::StdRng;
use vitrine_mobile::core::protocol::{Command, PhotoSize, Reply, SheetView, Stage};
use vitrine_shared::event::What;
use vitrine_shared::id::VisitId;

use support::doomed::{Life, Moments, Step, Work, camera, window};
use support::phone::TestPhone;
use support::server::Server;
use support::stand::assigned;

/// How often the app is killed; `VITRINE_KILLS` asks for more.
const KILLS: u64 = 100;

#[test]
fn nothing_shown_as_saved_is_lost_to_a_kill() {
    let kills = std::env::var("VITRINE_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let seed = std::env::var("VITRINE_SEED").map_or_else(|_| rand::random(), |seed| seed.parse().unwrap());
    println!("{kills} kills, VITRINE_SEED={seed}");
    let mut dice = StdRng::seed_from_u64(seed);
    let folder = tempfile::tempdir().unwrap();
    let (server, visit) = assigned();
    TestPhone::enrolled(folder.path(), &server).check_in(visit);

    let mut moments = Moments::default();
    let mut known = Work::of(&TestPhone::open(folder.path(), 0).open_visit(visit).sheet);
    let (mut kept, mut photos) = (0, 0);
    for kill in 0..kills {
        let Life { shown, begun } = Life::lead(folder.path(), visit, &mut dice, &mut moments);
        let shown = shown.unwrap_or(known);
        let phone = TestPhone::offline(folder.path(), kill);
        let found = phone.open_visit(visit).sheet;
        let work = Work::of(&found);
        // The app had one thing under way at most: either it was kept whole, or it never was.
        if work != shown {
            let step = begun.unwrap_or_else(|| panic!("kill {kill}: {shown:?} shown, {work:?} found"));
            assert!(
                step.leads(&shown, &work),
                "kill {kill}: {shown:?} shown, {step:?} begun, {work:?} found"
            );
            kept += 1;
            photos += u32::from(matches!(step, Step::Photo));
        }
        check_photos(&phone, &found);
        known = work;
    }
    println!(
        "{} steps; {}; {kept} times the last thing was kept and not yet shown, {photos} of them photos",
        known.events - 1,
        moments.told()
    );
    assert!(known.events > kills, "the app hardly got to work");

    let phone = TestPhone::open(folder.path(), kills);
    let sheet = finish(&phone, visit);
    assert_arrived_once(&server, visit, &sheet);
}

/// What the killed app does until it is killed. Not a test of its own.
#[test]
#[ignore = "run by the test above, in a process of its own"]
fn work_until_killed() {
    support::doomed::work();
}

/// Answers what is still open, hands in, and waits for the receipt.
fn finish(phone: &TestPhone, visit: VisitId) -> SheetView {
    phone.answer_all(visit);
    if phone.open_visit(visit).sheet.photos.is_empty() {
        phone.photo(visit, window().as_str(), camera(0)).unwrap();
    }
    phone.hand_in(visit);
    for _ in 0..20 {
        phone.sync();
        let sheet = phone.open_visit(visit).sheet;
        if sheet.stage == Stage::Received {
            return sheet;
        }
    }
    panic!("no receipt came: {:?}", phone.queue());
}

/// The server has each event once and in order, and exactly the photos that the phone kept, each whole.
fn assert_arrived_once(server: &Server, visit: VisitId, sheet: &SheetView) {
    let world = server.world();
    let ledger = &world.ledgers[&visit];
    let seqs: Vec<u64> = ledger.records.iter().map(|record| record.seq).collect();
    assert_eq!(seqs, (1..=sheet.events).collect::<Vec<_>>());
    assert_eq!(
        u64::from(ledger.accepted),
        sheet.events,
        "no event was taken twice"
    );
    let photos = ledger.events().filter_map(|event| match event.what {
        What::PhotoTaken(photo) => Some(photo.sha256),
        _ => None,
    });
    let mut taken: Vec<_> = photos.collect();
    let announced = taken.len();
    taken.sort_unstable();
    taken.dedup();
    assert_eq!(taken.len(), announced, "each picture was taken once");
    assert_eq!(ledger.sheet.photos.len(), sheet.photos.len());
    for card in &sheet.photos {
        let uploads: Vec<_> = world
            .uploads
            .iter()
            .filter(|upload| upload.photo == card.photo)
            .collect();
        assert!(uploads.len() == 1 && uploads[0].is_whole());
    }
}

/// Every photo that is listed is there, is a picture, and of the size that its event says.
fn check_photos(phone: &TestPhone, sheet: &SheetView) {
    for card in &sheet.photos {
        let size = PhotoSize::Full;
        let photo = card.photo;
        let reply = phone.call(Command::Photo { photo, size }).unwrap();
        let Reply::Photo { bytes } = reply else {
            panic!("{reply:?}");
        };
        assert_eq!(bytes.0.len() as u64, card.size_bytes);
        image::load_from_memory(&bytes.0).unwrap();
    }
}
