//! The app is killed at any moment: what it showed as saved is there, whole and once.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command as Process, Stdio};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use vitrine_mobile::core::protocol::{Command, PhotoSize, Reply, SheetView, Transfer};
use vitrine_shared::answer::Answer;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::PhotoSource;
use vitrine_shared::fixtures::slug;
use vitrine_shared::id::VisitId;
use vitrine_shared::points::Milli;

use support::phone::{TestPhone, camera};
use support::server::Server;
use support::world::checklist;

/// How often the app is killed; `VITRINE_KILLS` asks for more.
const KILLS: u64 = 100;

/// Tells the child which phone it is.
const FOLDER: &str = "VITRINE_KILL_FOLDER";

#[test]
fn nothing_shown_as_saved_is_lost_to_a_kill() {
    let kills = std::env::var("VITRINE_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let seed = std::env::var("VITRINE_SEED").map_or(1, |seed| seed.parse().unwrap());
    println!("{kills} kills, seed {seed}");
    let mut dice = StdRng::seed_from_u64(seed);
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start();
    let visit = server.world().assign(&checklist(), 1);
    begin(folder.path(), &server, visit);

    let (mut events, mut cut) = (0, 0);
    for kill in 0..kills {
        let said = run_and_kill(folder.path(), &mut dice);
        let phone = TestPhone::open(folder.path(), kill);
        let found = phone.open_visit(visit).sheet;
        // The child had one thing under way at most: either it was kept, or it never was.
        let (shown, digest) = said.unwrap_or((events, None));
        assert!(
            found.events == shown || found.events == shown + 1,
            "kill {kill}: {shown} shown, {} found",
            found.events
        );
        if found.events == shown
            && let Some(digest) = digest
        {
            assert_eq!(fingerprint(&found), digest, "kill {kill}");
        }
        cut += u32::from(found.events > shown);
        events = found.events;
        check_photos(&phone, &found);
    }
    println!("{events} events; {cut} times the last one was kept and not yet shown");
    assert!(events > kills, "the app hardly got to work");
}

/// What the killed app does until it is killed. Not a test of its own.
#[test]
#[ignore = "run by the test above, in a process of its own"]
fn work_until_killed() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let phone = TestPhone::open(Path::new(&folder), std::process::id().into());
    phone.network.switch(false);
    let visit = phone.visits()[0].assignment.visit;
    let mut dice = StdRng::seed_from_u64(std::process::id().into());
    let picture = camera("iphone-4s-gps-1.jpg");
    let mut out = std::io::stdout().lock();
    loop {
        let photos = phone.open_visit(visit).sheet.photos;
        let command = match dice.random_range(0..10) {
            0 if photos.len() < 2 => Command::AddPhoto {
                visit,
                question: slug("window_clean"),
                source: PhotoSource::Camera,
                position: None,
                bytes: picture.clone().into(),
            },
            1 if !photos.is_empty() => Command::DiscardPhoto {
                visit,
                photo: photos[0].photo,
            },
            2 => Command::Clear {
                visit,
                question: slug("total"),
            },
            _ => Command::Answer {
                visit,
                question: slug("total"),
                answer: Answer::Number(Milli::from_whole(dice.random_range(0..10_000)).unwrap()),
                comment: None,
            },
        };
        let (Reply::Sheet(sheet) | Reply::PhotoAdded { sheet, .. }) = phone.call(command).unwrap() else {
            panic!("no sheet");
        };
        writeln!(out, "saved {} {}", sheet.events, fingerprint(&sheet)).unwrap();
        out.flush().unwrap();
    }
}

fn begin(folder: &Path, server: &Server, visit: VisitId) {
    let phone = TestPhone::open(folder, 0);
    phone.enrol(&server.origin, "code-1").unwrap();
    phone.sync();
    phone
        .call(Command::CheckIn {
            visit,
            position: None,
        })
        .unwrap();
}

/// Runs the app, kills it after some of its steps and some microseconds, and tells what it showed last.
fn run_and_kill(folder: &Path, dice: &mut StdRng) -> Option<(u64, Option<Digest>)> {
    let mut child = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "work_until_killed", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let steps = dice.random_range(1..12);
    let spin = std::time::Duration::from_micros(dice.random_range(0..3000));
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let is_step = |line: &String| line.contains("saved ");
    let mut last = lines.by_ref().filter(is_step).nth(steps - 1);
    let until = std::time::Instant::now() + spin;
    while std::time::Instant::now() < until {
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // What it said before it died.
    last = lines.filter(is_step).last().or(last);
    last.map(|line| {
        let words: Vec<_> = line.split_whitespace().rev().take(2).collect();
        (words[1].parse().unwrap(), words[0].parse().ok())
    })
}

/// Of what is kept: how far photos are on their way changes by itself.
fn fingerprint(sheet: &SheetView) -> Digest {
    let mut sheet = sheet.clone();
    for photo in &mut sheet.photos {
        photo.transfer = Transfer::Waiting;
    }
    Digest::of(&serde_json::to_vec(&sheet).unwrap())
}

/// Every photo that is listed is there, and of the size that its event says.
fn check_photos(phone: &TestPhone, sheet: &SheetView) {
    for card in &sheet.photos {
        let size = PhotoSize::Full;
        let reply = phone
            .call(Command::Photo {
                photo: card.photo,
                size,
            })
            .unwrap();
        let Reply::Photo { bytes } = reply else {
            panic!("{reply:?}");
        };
        assert_eq!(bytes.0.len() as u64, card.size_bytes);
    }
}
