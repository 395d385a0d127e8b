//! One real visit: offline on a headless phone with camera photos, to the page that compares stores.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails loudly"
)]

use std::time::Duration;

use anyhow::Context;
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use vitrine_mobile::core::protocol::{Command, PhotoSize, Reply, Stage};
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Slug;
use vitrine_shared::event::{PhotoSource, Position};
use vitrine_shared::id::VisitId;
use vitrine_shared::score::Exact;
use vitrine_shared::text::Lang;
use vitrine_tests::fixtures::{HAND_WORKED, PHOTOS, photo};
use vitrine_tests::phone::Evaluator;
use vitrine_tests::postgres::{Database, VARIABLE};
use vitrine_tests::process::{ADMIN_EMAIL, ADMIN_PASSWORD, Options, Server};
use vitrine_tests::staff::Staff;
use vitrine_tests::stage::{Wave, invite_evaluator, plain_location};

const WITHIN: Duration = Duration::from_secs(60);

/// The sum, by hand:
///
/// | touchpoint | earned | possible | score |
/// |---|---|---|---|
/// | facade (weight 1) | lit yes 2 + litter yes 0 = 2 | 2 + 1 = 3 | 2/3 |
/// | service (weight 3) | greeting partial 2 · 1.5 = 3, bonus 0.5, no fitting room: out | 2 · 3 = 6 | 3.5/6 = 7/12 |
/// | checkout (weight 2.5) | queue of 200 s 1 + (exchange 1 + pressure −1 = 0) | 3 + (1 + 1) = 5 | 1/5 |
///
/// Visit: (1 · 2/3 + 3 · 7/12 + 2.5 · 1/5) ÷ 6.5 = (8/12 + 21/12 + 6/12) ÷ 13/2 = 35/12 · 2/13 = 35/78.
const BY_HAND: [(&str, &str); 3] = [("facade", "2/3"), ("service", "7/12"), ("checkout", "1/5")];
const VISIT_BY_HAND: &str = "35/78";

fn answers() -> anyhow::Result<Vec<(&'static str, Answer)>> {
    let choice = |option: &str| option.parse::<Slug>().map(Answer::Choice);
    Ok(vec![
        ("lit", Answer::YesNo(true)),
        ("litter", Answer::YesNo(true)),
        ("greeting", choice("partial")?),
        ("fitting", choice("no-room")?),
        ("offered-water", Answer::YesNo(true)),
        ("queue", Answer::ElapsedMs(200_000)),
        (
            "explained",
            Answer::Choices(["exchange".parse()?, "pressure".parse()?].into()),
        ),
        ("recommend", Answer::Rating(8)),
    ])
}

/// Does the visit with no network, and checks that the phone forgets nothing when it is closed in the middle.
fn visit_offline(
    folder: &std::path::Path,
    mut evaluator: Evaluator,
    visit: VisitId,
) -> anyhow::Result<Evaluator> {
    evaluator.network.switch(false);
    let position = Some(Position {
        lat_e7: -235_617_000,
        lon_e7: -466_560_000,
        accuracy_m: 14,
        mock: false,
    });
    evaluator.change(Command::CheckIn { visit, position })?;
    let answers = answers()?;
    let (before, after) = answers.split_at(4);
    let answer = |evaluator: &Evaluator, (question, answer): &(&str, Answer)| {
        let question: Slug = question.parse()?;
        evaluator.clock.pass(7_000);
        evaluator.change(Command::Answer {
            visit,
            question,
            answer: answer.clone(),
            comment: None,
        })
    };
    for given in before {
        answer(&evaluator, given)?;
    }
    drop(evaluator);
    evaluator = Evaluator::open(folder)?;
    evaluator.network.switch(false);
    let reopened = evaluator.open_visit(visit)?.sheet;
    assert_eq!(
        reopened.answers.len(),
        4,
        "the phone was closed after four answers"
    );
    for given in after {
        answer(&evaluator, given)?;
    }
    let places = ["lit", "lit", "greeting", "greeting", "explained", "explained"];
    for (name, question) in PHOTOS.iter().zip(places) {
        evaluator.clock.pass(11_000);
        let bytes = photo(name)?.into();
        let (question, source) = (question.parse()?, PhotoSource::File);
        let reply = evaluator.phone.call(Command::AddPhoto {
            visit,
            question,
            source,
            position,
            bytes,
        })?;
        let Reply::PhotoAdded { photo, .. } = reply else {
            anyhow::bail!("{reply:?}")
        };
        check_saved_photo(&evaluator, name, photo)?;
    }
    evaluator.change(Command::CheckOut { visit, position })?;
    evaluator.change(Command::Declare {
        visit,
        lang: Lang::PtBr,
    })?;
    let sheet = evaluator.change(Command::Submit { visit })?;
    assert_eq!(sheet.stage, Stage::Submitted);
    Ok(evaluator)
}

/// Upright, at most 1600 pixels long, and without the camera's EXIF.
fn check_saved_photo(
    evaluator: &Evaluator,
    name: &str,
    photo: vitrine_shared::id::PhotoId,
) -> anyhow::Result<()> {
    let reply = evaluator.phone.call(Command::Photo {
        photo,
        size: PhotoSize::Full,
    })?;
    let Reply::Photo { bytes } = reply else {
        anyhow::bail!("{reply:?}")
    };
    let picture = image::load_from_memory(&bytes.0)?;
    let size = (picture.width(), picture.height());
    let expected = match name {
        "xiaomi-mi3-13mp.jpg" => (1600, 1186),
        "iphone-4s-gps-rotated.jpg" => (102, 205),
        "canon-s400.jpg" => (640, 480),
        "nikon-d2h-gps.jpg" => (500, 375),
        _ => (180, 135),
    };
    assert_eq!(size, expected, "{name}");
    let has = |needle: &[u8]| bytes.0.windows(needle.len()).any(|window| window == needle);
    assert!(!has(b"Exif") && !has(b"GPS"), "{name} still carries its EXIF");
    Ok(())
}

fn one_visit_from_phone_to_comparison(options: Options) -> anyhow::Result<()> {
    Server::bootstrap(&options)?;
    let server = Server::start(options)?;
    let origin = server.origin();
    let staff = Staff::log_in(&origin, ADMIN_EMAIL, ADMIN_PASSWORD)?;
    let locations = [plain_location("A"), plain_location("B")];
    let wave = Wave::plan(&staff, HAND_WORKED, &locations)?;
    let (evaluator, code) = invite_evaluator(&staff, 1)?;
    let [visit] = wave.assign(&staff, &evaluator, 1)?[..] else {
        anyhow::bail!("one visit was asked for")
    };

    let folder = tempfile::tempdir()?;
    let phone = Evaluator::enrol(folder.path(), &origin, &code)?;
    phone.wait_for_visits(1, WITHIN)?;
    let phone = visit_offline(folder.path(), phone, visit)?;
    let said: Value = staff.get(&format!("/api/v1/visits/{visit}"))?;
    assert_eq!(
        said["state"], "assigned",
        "nothing left the phone while it was offline"
    );

    phone.network.switch(true);
    phone.wait_for_receipts(WITHIN)?;
    let said: Value = staff.get(&format!("/api/v1/visits/{visit}"))?;
    assert_eq!(
        (&said["state"], &said["media_complete"]),
        (&json!("submitted"), &json!(true))
    );

    staff.move_visit(&visit.to_string(), &["in_review", "approved", "published"])?;
    let line: Value = staff.get(&format!("/api/v1/waves/{}/visits", wave.wave))?;
    let listed = line.to_string();
    assert!(
        listed.contains(&format!("\"score\":\"{VISIT_BY_HAND}\"")),
        "the server's score: {listed}"
    );

    // The phone's own sum, from its own answers, by the shared function.
    let open = phone.open_visit(visit)?;
    let on_phone = vitrine_shared::score::score(&open.checklist, None, &open.sheet.answers);
    assert_eq!(on_phone.visit, Some(VISIT_BY_HAND.parse::<Exact>()?));
    for (touchpoint, by_hand) in BY_HAND {
        let score = on_phone
            .touchpoints
            .iter()
            .find(|score| score.touchpoint.as_str() == touchpoint);
        let score = score
            .and_then(|score| score.score.clone())
            .with_context(|| touchpoint.to_owned())?;
        assert_eq!(score.to_string(), by_hand, "{touchpoint}");
    }

    let comparison: Value = staff.get(&format!("/api/v1/clients/{}/comparison", wave.client))?;
    let row = &comparison["rows"][0];
    let percent = VISIT_BY_HAND.parse::<Exact>()?.ppm() as f64 / 10_000.0;
    assert_eq!(
        (&row["result"]["n"], &row["result"]["raw"]),
        (&json!(1), &json!(percent)),
        "{comparison}"
    );
    assert_eq!(
        row["result"]["raw_interval"],
        Value::Null,
        "one visit has no interval"
    );

    let page = staff.try_get(&format!("/brand/{}", wave.client))?.text()?;
    assert!(page.contains("44,9"), "35/78 is shown as 44,9 %");
    Ok(())
}

#[test]
fn a_visit_done_offline_is_compared_with_its_exact_score() {
    let folder = tempfile::tempdir().unwrap();
    one_visit_from_phone_to_comparison(Options::in_folder(folder.path())).unwrap();
}

#[test]
fn a_visit_done_offline_is_compared_with_its_exact_score_on_postgresql() {
    let Some(database) = Database::create().unwrap() else {
        println!("skipped: {VARIABLE} names no PostgreSQL");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        database_url: Some(database.url()),
        ..Options::in_folder(folder.path())
    };
    one_visit_from_phone_to_comparison(options).unwrap();
}

#[test]
fn a_played_visit_of_the_shipped_checklist_arrives() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options::in_folder(folder.path().join("server"));
    Server::bootstrap(&options).unwrap();
    let server = Server::start(options).unwrap();
    let staff = Staff::log_in(&server.origin(), ADMIN_EMAIL, ADMIN_PASSWORD).unwrap();
    let retail = include_str!("../../checklists/retail/retail-store.toml");
    let wave = Wave::plan(&staff, retail, &[plain_location("A")]).unwrap();
    let (evaluator, code) = invite_evaluator(&staff, 1).unwrap();
    let [visit] = wave.assign(&staff, &evaluator, 1).unwrap()[..] else {
        panic!("one visit was asked for")
    };
    let phone = Evaluator::enrol(&folder.path().join("phone"), &server.origin(), &code).unwrap();
    phone.wait_for_visits(1, WITHIN).unwrap();
    let mut rng = StdRng::seed_from_u64(4);
    let mut camera = |_: &_, _: &_, count: usize| photo(PHOTOS[count % PHOTOS.len()]);
    let play = vitrine_tests::phone::Play {
        quality: &|_, _| 0.7,
        camera: &mut camera,
        rng: &mut rng,
        position: None,
    };
    phone.play(visit, play).unwrap();
    phone.wait_for_receipts(WITHIN).unwrap();
    staff
        .move_visit(&visit.to_string(), &["in_review", "approved", "published"])
        .unwrap();
}
