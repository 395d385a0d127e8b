//! Days in the field: several evaluators hand in visits with photos over a bad network. Each arrives once.
//!
//! `VITRINE_VISITS=100` does the whole of it; by default a tenth.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails loudly"
)]

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::Value;
use vitrine_mobile::core::protocol::Stage;
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_tests::bench::load::address_of;
use vitrine_tests::chaos::{Fate, Odds, Proxy};
use vitrine_tests::handset::now;
use vitrine_tests::phone::{Evaluator, Play, wait_until};
use vitrine_tests::process::{ADMIN_EMAIL, ADMIN_PASSWORD, Options, Server};
use vitrine_tests::staff::Staff;
use vitrine_tests::stage::{Wave, invite_evaluator, plain_location};

/// Visits by default.
const VISITS: usize = 10;

/// Photos of each visit.
const PHOTOS: usize = 4;

const WITHIN: Duration = Duration::from_secs(1200);

/// A visit with four photos.
const CHECKLIST: &str = r#"
format = 1
id = "field"
version = 1
sector = "retail"
framework = "decision_journey"
languages = ["en"]
title = "In the field"
briefing = "There is no signal."
declaration = "I was there and this is what I saw."

[[touchpoints]]
id = "store"
title = "Store"
stage = "active_evaluation"
channel = "in_store"
touch = "high"
pillar = "people"
weight = 1
questions = [
  { id = "greeted", kind = "yes_no", text = "Were you greeted?", points = { yes = 1, no = 0 } },
  { id = "told", kind = "text", text = "What were you told?" },
  { id = "recommend", kind = "nps", text = "Would you recommend it?" },
  { id = "shelf", kind = "yes_no", text = "Was the shelf full?", points = { yes = 1, no = 0 }, photos = { min = 4, max = 4 } },
]
"#;

/// What a phone handed in.
struct HandedIn {
    visit: VisitId,
    events: u64,
    photos: BTreeSet<PhotoId>,
}

#[test]
fn every_visit_and_photo_of_the_field_arrives_exactly_once() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let seed = number("VITRINE_SEED").unwrap_or_else(rand::random);
    let visits = number("VITRINE_VISITS").map_or(VISITS, |visits| visits as usize);
    let evaluators = (visits / 2).clamp(1, 10);
    println!("VITRINE_SEED={seed}");
    let folder = tempfile::tempdir().unwrap();
    let options = Options::in_folder(folder.path().join("server"));
    Server::bootstrap(&options).unwrap();
    let server = Server::start(options).unwrap();
    let staff = Staff::log_in(&server.origin(), ADMIN_EMAIL, ADMIN_PASSWORD).unwrap();
    let locations: Vec<_> = (0..visits)
        .map(|index| plain_location(&format!("L{index:03}")))
        .collect();
    let wave = Wave::plan(&staff, CHECKLIST, &locations).unwrap();
    let proxy = Proxy::start(address_of(&server.origin()).unwrap(), seed, Odds::CALM).unwrap();
    proxy.forget_in(server.data());

    let share = visits.div_ceil(evaluators);
    let mut people = Vec::new();
    for index in 0..evaluators {
        let (evaluator, code) = invite_evaluator(&staff, index + 1).unwrap();
        let count = share.min(visits - index * share);
        let ids = wave.assign(&staff, &evaluator, count).unwrap();
        people.push((index as u64, code, ids));
    }
    proxy.set_odds(Odds::FIELD);
    let started = Instant::now();
    let work = |(index, code, ids): &(u64, String, Vec<VisitId>)| {
        let home = folder.path().join(format!("phone-{index}"));
        a_day(&home, &proxy, code, ids, seed.wrapping_add(*index)).unwrap()
    };
    let handed_in: Vec<HandedIn> = std::thread::scope(|scope| {
        let days: Vec<_> = people
            .iter()
            .map(|person| scope.spawn(move || work(person)))
            .collect();
        days.into_iter().flat_map(|day| day.join().unwrap()).collect()
    });
    let took = started.elapsed();
    let figures = proxy.figures();

    let listed: Value = staff.get(&format!("/api/v1/waves/{}/visits", wave.wave)).unwrap();
    let lines = listed.as_array().unwrap();
    assert_eq!(lines.len(), visits);
    let (mut photos, mut payload) = (BTreeSet::new(), 0);
    for done in &handed_in {
        payload += arrived_once(&staff, lines, done, &mut photos).unwrap();
    }
    assert_eq!(
        photos.len(),
        visits * PHOTOS,
        "every photo, each with bytes of its own"
    );
    println!(
        "{visits} visits with {} photos ({:.1} MB) from {evaluators} phones, all with receipts, in {:.0} s",
        photos.len(),
        payload as f64 / 1e6,
        took.as_secs_f64()
    );
    println!("{figures}");
    assert!(
        figures.disturbed() as usize > visits * 5,
        "the field was too kind"
    );
    assert!(figures.fates.contains_key(&Fate::Forget) && figures.fates.contains_key(&Fate::Trickle));
}

/// One evaluator: enrols, does the visits out of reach of any network, and sends them over a bad one.
fn a_day(
    home: &Path,
    proxy: &Proxy,
    code: &str,
    visits: &[VisitId],
    seed: u64,
) -> anyhow::Result<Vec<HandedIn>> {
    let mut rng = StdRng::seed_from_u64(seed);
    // Enrolment is tried until it works, as a person would.
    let origin = proxy.origin();
    let phone = wait_until(WITHIN, "enrolment", || {
        Ok(Evaluator::enrol(home, &origin, code).ok())
    })?;
    keep_trying(&phone, "the visits", || {
        use vitrine_mobile::core::protocol::Availability::Ready;
        let ready = phone
            .visits()?
            .iter()
            .filter(|visit| visit.availability == Ready)
            .count();
        Ok(ready == visits.len())
    })?;
    phone.network.switch(false);
    let mut handed_in = Vec::new();
    for visit in visits {
        let mut pictures = StdRng::seed_from_u64(rng.random());
        let mut camera = |_: &_, _: &_, index| picture(&mut pictures, index == 0);
        let play = Play {
            quality: &|_, _| 0.6,
            camera: &mut camera,
            rng: &mut rng,
            position: None,
        };
        let sheet = phone.play(*visit, play)?;
        handed_in.push(HandedIn {
            visit: *visit,
            events: sheet.events,
            photos: sheet.photos.iter().map(|photo| photo.photo).collect(),
        });
    }
    phone.network.switch(true);
    keep_trying(&phone, "the receipts", || {
        Ok(!phone
            .visits()?
            .iter()
            .any(|visit| visit.stage == Stage::Submitted))
    })?;
    Ok(handed_in)
}

/// The evaluator presses "try now" every few seconds until it is so.
fn keep_trying(
    phone: &Evaluator,
    what: &str,
    mut is_so: impl FnMut() -> anyhow::Result<bool>,
) -> anyhow::Result<()> {
    use vitrine_mobile::core::protocol::Command;
    let mut pressed = None::<Instant>;
    wait_until(WITHIN, what, || {
        if pressed.is_none_or(|at| at.elapsed() > Duration::from_millis(500)) {
            phone.clock.set(now());
            phone.phone.call(Command::RetryNow)?;
            pressed = Some(Instant::now());
        }
        Ok(is_so()?.then_some(()))
    })
    .with_context(|| format!("{:?}", phone.queue().map(|queue| (queue.sync, queue.unsent))))
}

/// A picture like no other; a large one is sent in several chunks.
fn picture(rng: &mut StdRng, is_large: bool) -> anyhow::Result<Vec<u8>> {
    let (width, height, noise) = if is_large {
        (1400, 1050, 90)
    } else {
        (320, 240, 12)
    };
    let shade: u8 = rng.random_range(60..120);
    let image = image::GrayImage::from_fn(width, height, |x, y| {
        let ramp = ((x + y) * 60 / (width + height)) as u8;
        image::Luma([shade + ramp / 2 + rng.random_range(0..noise)])
    });
    let mut jpeg = Cursor::new(Vec::new());
    image.write_to(&mut jpeg, image::ImageFormat::Jpeg)?;
    Ok(jpeg.into_inner())
}

/// The server has the visit as it was handed in; gives the bytes of its photos.
fn arrived_once(
    staff: &Staff,
    lines: &[Value],
    done: &HandedIn,
    photos: &mut BTreeSet<String>,
) -> anyhow::Result<u64> {
    let visit = done.visit;
    let line = lines
        .iter()
        .find(|line| line["visit"] == visit.to_string())
        .context("a visit is missing")?;
    assert_eq!(
        (&line["state"], &line["media_complete"], &line["photos"]),
        (&"submitted".into(), &true.into(), &PHOTOS.into()),
        "{line}"
    );
    let log: Value = staff.get(&format!("/api/v1/visits/{visit}/events"))?;
    let events = log["events"].as_array().context("no log")?;
    let mut seqs = Vec::new();
    let mut taken = BTreeSet::new();
    let mut bytes = 0;
    for event in events {
        seqs.push(event["seq"].as_u64().context("no number")?);
        let body: Value = match &event["body"] {
            Value::String(text) => serde_json::from_str(text)?,
            body => body.clone(),
        };
        if body["type"] == "photo_taken" {
            taken.insert(body["photo"].as_str().unwrap_or_default().parse::<PhotoId>()?);
            photos.insert(body["sha256"].to_string());
            bytes += body["size_bytes"].as_u64().unwrap_or(0);
        }
    }
    assert_eq!(
        seqs,
        (1..=done.events).collect::<Vec<_>>(),
        "each event once, in order"
    );
    assert_eq!(taken, done.photos);
    for photo in &taken {
        let picture = staff.try_get(&format!("/api/v1/visits/{visit}/photos/{photo}"))?;
        anyhow::ensure!(picture.status().is_success(), "{photo}: {}", picture.status());
        image::load_from_memory(&picture.bytes()?)?;
    }
    Ok(bytes)
}
