//! A retry storm: half of all requests are repeated, reordered, cut or lost. One visit comes of each.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails loudly"
)]

use std::time::Duration;

use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::Value;
use vitrine_tests::bench::load::address_of;
use vitrine_tests::chaos::{Odds, Proxy};
use vitrine_tests::demo::scene::{Scene, draw};
use vitrine_tests::fixtures::HAND_WORKED;
use vitrine_tests::handset::now;
use vitrine_tests::phone::{Evaluator, Play, wait_until};
use vitrine_tests::process::{ADMIN_EMAIL, ADMIN_PASSWORD, Options, Server};
use vitrine_tests::staff::Staff;
use vitrine_tests::stage::{Wave, invite_evaluator, plain_location};

const VISITS: usize = 6;
const WITHIN: Duration = Duration::from_secs(240);

#[test]
fn a_storm_of_repeated_and_cut_requests_leaves_each_visit_once() {
    let seed = std::env::var("VITRINE_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(rand::random);
    println!("VITRINE_SEED={seed}");
    let folder = tempfile::tempdir().unwrap();
    let options = Options::in_folder(folder.path().join("server"));
    Server::bootstrap(&options).unwrap();
    let server = Server::start(options).unwrap();
    let staff = Staff::log_in(&server.origin(), ADMIN_EMAIL, ADMIN_PASSWORD).unwrap();
    let wave = Wave::plan(&staff, HAND_WORKED, &[plain_location("A"), plain_location("B")]).unwrap();
    let (evaluator, code) = invite_evaluator(&staff, 1).unwrap();
    let visits = wave.assign(&staff, &evaluator, VISITS).unwrap();

    let proxy = Proxy::start(address_of(&server.origin()).unwrap(), seed, Odds::CALM).unwrap();
    let phone = Evaluator::enrol(&folder.path().join("phone"), &proxy.origin(), &code).unwrap();
    phone.wait_for_visits(VISITS, WITHIN).unwrap();
    phone.network.switch(false);
    let mut rng = StdRng::seed_from_u64(seed);
    let mut taken = 0u64;
    let mut expected = Vec::new();
    for visit in &visits {
        let mut camera = |_: &_, _: &_, _| {
            taken += 1;
            draw(Scene::Shelf, seed.wrapping_add(taken))
        };
        let play = Play {
            quality: &|_, _| 0.6,
            camera: &mut camera,
            rng: &mut rng,
            position: None,
        };
        let sheet = phone.play(*visit, play).unwrap();
        expected.push((sheet.events, sheet.photos.len()));
    }

    proxy.set_odds(Odds::STORM);
    phone.network.switch(true);
    wait_until(WITHIN, "the receipts", || {
        // The evaluator keeps pressing "try now"; time goes on.
        phone.clock.set(now());
        phone
            .wait_for_receipts(Duration::from_millis(50))
            .map_or(Ok(None), |()| Ok(Some(())))
    })
    .unwrap();
    let figures = proxy.figures();
    println!("{figures}");
    assert!(figures.disturbed() > 20, "the storm was no storm");

    let listed: Value = staff.get(&format!("/api/v1/waves/{}/visits", wave.wave)).unwrap();
    let lines = listed.as_array().unwrap();
    assert_eq!(lines.len(), VISITS);
    for (visit, (events, photos)) in visits.iter().zip(expected) {
        let line = lines
            .iter()
            .find(|line| line["visit"] == visit.to_string())
            .unwrap();
        assert_eq!(
            (&line["state"], &line["media_complete"]),
            (&"submitted".into(), &true.into()),
            "{line}"
        );
        assert_eq!(line["photos"], photos, "{line}");
        let log: Value = staff.get(&format!("/api/v1/visits/{visit}/events")).unwrap();
        let seqs: Vec<u64> = log["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["seq"].as_u64().unwrap())
            .collect();
        assert_eq!(
            seqs,
            (1..=events).collect::<Vec<_>>(),
            "each event once, in order"
        );
    }
}
