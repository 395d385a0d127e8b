//! The server is killed again and again while a phone sends. What was acknowledged is still there.

#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails loudly"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::Value;
use vitrine_mobile::core::protocol::{Command, Transfer};
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_tests::fixtures::{HAND_WORKED, photo};
use vitrine_tests::phone::{Evaluator, Play, wait_until};
use vitrine_tests::process::{ADMIN_EMAIL, ADMIN_PASSWORD, Options, Server};
use vitrine_tests::staff::Staff;
use vitrine_tests::stage::{Wave, invite_evaluator, plain_location};

const KILLS: usize = 50;
const WITHIN: Duration = Duration::from_secs(120);

/// What the phone was told is safe: events per visit, and photos.
#[derive(Default)]
struct Acknowledged {
    events: BTreeMap<VisitId, u64>,
    photos: BTreeSet<(VisitId, PhotoId)>,
}

impl Acknowledged {
    fn of(phone: &Evaluator) -> anyhow::Result<Self> {
        let mut acknowledged = Self::default();
        for visit in phone.queue()?.visits {
            acknowledged.events.insert(visit.visit, visit.events_sent);
            let sent = visit
                .photos
                .iter()
                .filter(|photo| photo.transfer == Transfer::Sent);
            acknowledged
                .photos
                .extend(sent.map(|photo| (visit.visit, photo.photo)));
        }
        Ok(acknowledged)
    }

    /// What was not known to be safe before.
    fn since(&self, before: &Self) -> Self {
        let is_new = |(visit, sent): &(&VisitId, &u64)| before.events.get(visit) != Some(sent);
        Self {
            events: self
                .events
                .iter()
                .filter(is_new)
                .map(|(visit, sent)| (*visit, *sent))
                .collect(),
            photos: self.photos.difference(&before.photos).copied().collect(),
        }
    }

    /// All of it is on the server, whole.
    fn check(&self, staff: &Staff) -> anyhow::Result<()> {
        for (visit, sent) in &self.events {
            let log: Value = staff.get(&format!("/api/v1/visits/{visit}/events"))?;
            let kept = log["events"].as_array().map_or(0, Vec::len) as u64;
            anyhow::ensure!(
                kept >= *sent,
                "{visit}: {sent} events were acknowledged, {kept} are there"
            );
        }
        for (visit, photo) in &self.photos {
            let picture = staff.try_get(&format!("/api/v1/visits/{visit}/photos/{photo}"))?;
            anyhow::ensure!(
                picture.status().is_success(),
                "{photo} was acknowledged: {}",
                picture.status()
            );
            image::load_from_memory(&picture.bytes()?)?;
        }
        Ok(())
    }
}

#[test]
fn fifty_kills_lose_nothing_that_was_acknowledged() {
    let seed = std::env::var("VITRINE_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(rand::random);
    println!("VITRINE_SEED={seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let folder = tempfile::tempdir().unwrap();
    let options = Options::in_folder(folder.path().join("server"));
    Server::bootstrap(&options).unwrap();
    let mut server = Server::start(options).unwrap();
    let origin = server.origin();
    let staff = Staff::log_in(&origin, ADMIN_EMAIL, ADMIN_PASSWORD).unwrap();
    let wave = Wave::plan(&staff, HAND_WORKED, &[plain_location("A"), plain_location("B")]).unwrap();
    let (evaluator, code) = invite_evaluator(&staff, 1).unwrap();
    let mut to_play = wave.assign(&staff, &evaluator, 120).unwrap();
    let planned = to_play.len();
    let phone = Evaluator::enrol(&folder.path().join("phone"), &origin, &code).unwrap();
    phone.wait_for_visits(planned, WITHIN).unwrap();
    let picture = photo("canon-s400.jpg").unwrap();

    let mut checked = Acknowledged::default();
    let mut while_sending = 0;
    for _ in 0..KILLS {
        // There is always something to send when the power goes.
        if phone.queue().unwrap().unsent.visits < 3 {
            phone.network.switch(false);
            for visit in to_play.split_off(to_play.len().saturating_sub(10)) {
                let mut camera = |_: &_, _: &_, _| Ok(picture.clone());
                let play = Play {
                    quality: &|_, _| 0.5,
                    camera: &mut camera,
                    rng: &mut rng,
                    position: None,
                };
                phone.play(visit, play).unwrap();
            }
            phone.network.switch(true);
        }
        phone.phone.call(Command::RetryNow).unwrap();
        std::thread::sleep(Duration::from_millis(rng.random_range(0..60)));
        let acknowledged = Acknowledged::of(&phone).unwrap();
        while_sending += usize::from(phone.queue().unwrap().unsent.visits > 0);
        server = server.kill_and_restart().unwrap();
        acknowledged.since(&checked).check(&staff).unwrap();
        checked = acknowledged;
    }
    println!("{KILLS} kills, {while_sending} of them while visits were on their way");
    assert!(
        while_sending > KILLS / 2,
        "most kills must hit a phone that is sending"
    );

    wait_until(WITHIN, "the receipts", || {
        phone
            .wait_for_receipts(Duration::from_millis(500))
            .map_or(Ok(None), |()| Ok(Some(())))
    })
    .unwrap();
    Acknowledged::of(&phone).unwrap().check(&staff).unwrap();
    let listed: Value = staff.get(&format!("/api/v1/waves/{}/visits", wave.wave)).unwrap();
    let played = planned - to_play.len();
    let submitted = |line: &&Value| line["state"] == "submitted" && line["media_complete"] == true;
    assert_eq!(
        listed.as_array().unwrap().iter().filter(submitted).count(),
        played
    );
}
