//! From the untrained evaluator to the visit that arrives, with a real phone at a real server.

#![allow(clippy::indexing_slicing, reason = "a test fails loudly")]

use std::time::Duration;

use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use vitrine_mobile::core::protocol::{Command, CoreError};
use vitrine_tests::fixtures::{HAND_WORKED, HAND_WORKED_TRAINING, photo};
use vitrine_tests::phone::{Evaluator, Play};
use vitrine_tests::process::{ADMIN_EMAIL, ADMIN_PASSWORD, Options, Server};
use vitrine_tests::staff::Staff;
use vitrine_tests::stage::{Wave, invite_evaluator, plain_location};

const WITHIN: Duration = Duration::from_secs(60);

#[test]
fn the_untrained_are_given_no_visit_and_the_trained_do_it() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let options = Options::in_folder(folder.path().join("server"));
    Server::bootstrap(&options)?;
    let server = Server::start(options)?;
    let staff = Staff::log_in(&server.origin(), ADMIN_EMAIL, ADMIN_PASSWORD)?;
    let wave = Wave::plan(&staff, HAND_WORKED, &[plain_location("A")])?;
    let (evaluator, code) = invite_evaluator(&staff, 1)?;
    // Given before there was a training: the phone learns of both.
    let early = wave.assign(&staff, &evaluator, 1)?[0];
    staff.publish_training(HAND_WORKED_TRAINING)?;
    let refused = wave.assign(&staff, &evaluator, 1).unwrap_err().to_string();
    assert!(refused.contains("not-certified"), "{refused}");

    let phone = Evaluator::enrol(&folder.path().join("phone"), &server.origin(), &code)?;
    phone.wait_for_visits(1, WITHIN)?;
    let position = None;
    let too_early = phone.phone.call(Command::CheckIn {
        visit: early,
        position,
    });
    assert_eq!(too_early, Err(CoreError::TrainingNeeded));
    phone.pass_trainings(WITHIN)?;
    let late = wave.assign(&staff, &evaluator, 1)?[0];
    phone.wait_for_visits(2, WITHIN)?;
    let mut rng = StdRng::seed_from_u64(11);
    for visit in [early, late] {
        let play = Play {
            quality: &|_, _| 0.7,
            camera: &mut |_, _, _| photo("canon-s400.jpg"),
            rng: &mut rng,
            position: None,
        };
        phone.play(visit, play)?;
    }
    phone.wait_for_receipts(WITHIN)?;

    let courses: Value = staff.get(&format!("/api/v1/users/{evaluator}/courses"))?;
    assert_eq!(courses[0]["certificate"]["right"], 3);
    let of = json!({ "checklist": "hand-worked", "version": 1 });
    let reset: Value = staff.post(&format!("/api/v1/users/{evaluator}/quiz-resets"), &of)?;
    assert_eq!(reset, Value::Null, "new attempts take no certificate back");
    let courses: Value = staff.get(&format!("/api/v1/users/{evaluator}/courses"))?;
    assert_eq!(courses[0]["certificate"]["right"], 3);
    Ok(())
}
