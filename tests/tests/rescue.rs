//! Between a real phone and a real server: what a phone could not send arrives by its file, and one
//! person's unsent work never becomes another's.

#![allow(clippy::indexing_slicing, reason = "a test fails loudly")]

use std::time::Duration;

use anyhow::{bail, ensure};
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use vitrine_mobile::core::protocol::{
    Blob, Command, CoreError, InvitationCode, PhotoSize, Reply, RescueCommand, RescueReply, Stage, SyncState,
};
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_tests::fixtures::{HAND_WORKED, PHOTOS, photo};
use vitrine_tests::phone::{Evaluator, Play};
use vitrine_tests::process::{ADMIN_EMAIL, ADMIN_PASSWORD, Options, Server};
use vitrine_tests::staff::Staff;
use vitrine_tests::stage::{Wave, invite_evaluator, plain_location};

const WITHIN: Duration = Duration::from_secs(60);

struct Stand {
    server: Server,
    staff: Staff,
    wave: Wave,
    folder: tempfile::TempDir,
}

fn stand() -> anyhow::Result<Stand> {
    let folder = tempfile::tempdir()?;
    let options = Options::in_folder(folder.path().join("server"));
    Server::bootstrap(&options)?;
    let server = Server::start(options)?;
    let staff = Staff::log_in(&server.origin(), ADMIN_EMAIL, ADMIN_PASSWORD)?;
    let wave = Wave::plan(&staff, HAND_WORKED, &[plain_location("A")])?;
    Ok(Stand {
        server,
        staff,
        wave,
        folder,
    })
}

impl Stand {
    fn phone_folder(&self) -> std::path::PathBuf {
        self.folder.path().join("phone")
    }

    /// An evaluator with one visit, on a phone in the stand's folder, done with no network.
    fn unsent(&self) -> anyhow::Result<(Evaluator, VisitId, String)> {
        let (user, code) = invite_evaluator(&self.staff, 1)?;
        let [visit] = self.wave.assign(&self.staff, &user, 1)?[..] else {
            bail!("one visit was asked for")
        };
        let phone = Evaluator::enrol(&self.phone_folder(), &self.server.origin(), &code)?;
        phone.wait_for_visits(1, WITHIN)?;
        phone.network.switch(false);
        play(&phone, visit)?;
        Ok((phone, visit, user))
    }

    fn enrol(&self, phone: &Evaluator, code: &str) -> Result<Reply, CoreError> {
        phone.phone.call(Command::Enrol {
            server: self.server.origin(),
            code: InvitationCode(code.to_owned()),
            label: "Headless phone".to_owned(),
        })
    }
}

fn play(phone: &Evaluator, visit: VisitId) -> anyhow::Result<()> {
    let mut rng = StdRng::seed_from_u64(4);
    let mut camera = |_: &_, _: &_, count: usize| photo(PHOTOS[count % PHOTOS.len()]);
    let play = Play {
        quality: &|_, _| 0.7,
        camera: &mut camera,
        rng: &mut rng,
        position: None,
    };
    phone.play(visit, play)?;
    Ok(())
}

fn export(phone: &Evaluator, visit: VisitId) -> anyhow::Result<Vec<u8>> {
    let command = Command::Rescue(RescueCommand::Export { visit });
    let Reply::Rescue(RescueReply::File(file)) = phone.phone.call(command)? else {
        bail!("no file")
    };
    let mut bytes = file.head.0;
    for photo in file.photos {
        let size = PhotoSize::Full;
        match phone.phone.call(Command::Photo { photo, size })? {
            Reply::Photo { bytes: Blob(jpeg) } => bytes.extend(jpeg),
            other => bail!("{other:?}"),
        }
    }
    ensure!(bytes.len() as u64 == file.size_bytes);
    Ok(bytes)
}

#[test]
fn a_phones_file_is_what_the_server_takes_and_the_phone_gets_its_receipt_all_the_same() {
    let stand = stand().unwrap();
    let (phone, visit, _) = stand.unsent().unwrap();
    let bytes = export(&phone, visit).unwrap();
    let events = phone.open_visit(visit).unwrap().sheet.events;

    let reply = stand.staff.import_visit_file(bytes.clone()).unwrap();
    assert_eq!(reply.status(), 201);
    let said: Value = reply.json().unwrap();
    assert_eq!(
        (&said["events_new"], &said["complete"]),
        (&json!(events), &json!(true)),
        "{said}"
    );
    let stored: Value = stand.staff.get(&format!("/api/v1/visits/{visit}")).unwrap();
    assert_eq!(
        (&stored["state"], &stored["media_complete"]),
        (&json!("submitted"), &json!(true))
    );

    // The phone was not lost after all: it finds everything there, and deletes only by its receipt.
    phone.network.switch(true);
    phone.wait_for_receipts(WITHIN).unwrap();
    assert_eq!(phone.open_visit(visit).unwrap().sheet.stage, Stage::Received);
    let again: Value = stand.staff.import_visit_file(bytes).unwrap().json().unwrap();
    assert_eq!(
        (&again["events_new"], &again["photos_new"]),
        (&json!(0), &json!(0))
    );
    let log: Value = stand
        .staff
        .get(&format!("/api/v1/visits/{visit}/events"))
        .unwrap();
    assert_eq!(
        log["events"].as_array().map(Vec::len),
        usize::try_from(events).ok()
    );
}

#[test]
fn unsent_work_is_locked_away_from_another_person_and_comes_back_with_its_own() {
    let stand = stand().unwrap();
    let (phone, visit, first) = stand.unsent().unwrap();
    let (second, code) = invite_evaluator(&stand.staff, 2).unwrap();
    let [theirs] = stand.wave.assign(&stand.staff, &second, 1).unwrap()[..] else {
        panic!("one visit was asked for")
    };
    let folder = stand.phone_folder();
    let lock = Command::Rescue(RescueCommand::LockWork);
    assert_eq!(phone.phone.call(lock), Ok(Reply::Rescue(RescueReply::Restart)));
    drop(phone);

    let phone = Evaluator::open(&folder).unwrap();
    assert_eq!(phone.status().unwrap().enrolment, None);
    assert_eq!(phone.status().unwrap().storage.locked, 1);
    assert!(phone.visits().unwrap().is_empty());
    assert!(matches!(stand.enrol(&phone, &code), Ok(Reply::Status(_))));
    let seen = phone.wait_for_visits(1, WITHIN).unwrap();
    assert_eq!(seen[0].assignment.visit, theirs);
    assert_eq!(
        phone.phone.call(Command::OpenVisit { visit }),
        Err(CoreError::VisitUnknown)
    );
    // The second person begins a visit, too, and does not send it.
    phone.network.switch(false);
    phone
        .change(Command::CheckIn {
            visit: theirs,
            position: None,
        })
        .unwrap();
    drop(phone);

    // The first person is back, by a new invitation: so is the work, and the other's is locked.
    let invitation: Value = stand
        .staff
        .post(&format!("/api/v1/users/{first}/invitations"), &json!({}))
        .unwrap();
    let code = invitation["code"].as_str().unwrap();
    let phone = Evaluator::open(&folder).unwrap();
    phone.network.switch(true);
    assert_eq!(stand.enrol(&phone, code), Ok(Reply::Rescue(RescueReply::Restart)));
    drop(phone);
    let phone = Evaluator::open(&folder).unwrap();
    assert_eq!(phone.status().unwrap().storage.locked, 1);
    phone.wait_for_receipts(WITHIN).unwrap();
    assert_eq!(phone.open_visit(visit).unwrap().sheet.stage, Stage::Received);
    assert_eq!(
        phone.phone.call(Command::OpenVisit { visit: theirs }),
        Err(CoreError::VisitUnknown)
    );
}

#[test]
fn a_revoked_phone_keeps_its_work_for_its_own_person_and_refuses_a_colleague() {
    let stand = stand().unwrap();
    let (phone, visit, first) = stand.unsent().unwrap();
    let device = phone.status().unwrap().enrolment.unwrap().device;
    stand.staff.revoke_phone(&device.to_string()).unwrap();
    let invite = |user: &str| -> String {
        let path = format!("/api/v1/users/{user}/invitations");
        let invitation: Value = stand.staff.post(&path, &json!({})).unwrap();
        invitation["code"].as_str().unwrap().to_owned()
    };
    phone.network.switch(true);
    phone.phone.call(Command::SyncNow).unwrap();
    assert!(matches!(
        phone.status().unwrap().sync,
        SyncState::EnrolAgain {
            code: Code::DeviceRevoked
        }
    ));
    // Nothing left the phone, and it can still be exported.
    let bytes = export(&phone, visit).unwrap();

    let (_, code) = invite_evaluator(&stand.staff, 2).unwrap();
    assert_eq!(stand.enrol(&phone, &code), Err(CoreError::OtherEnrolment));
    // The code is not used up: the colleague's own phone takes it.
    let other = stand.folder.path().join("other phone");
    Evaluator::enrol(&other, &stand.server.origin(), &code).unwrap();

    let own = invite(&first);
    assert!(matches!(stand.enrol(&phone, &own), Ok(Reply::Status(_))));
    phone.wait_for_receipts(WITHIN).unwrap();
    assert_eq!(phone.open_visit(visit).unwrap().sheet.stage, Stage::Received);
    let again: Value = stand.staff.import_visit_file(bytes).unwrap().json().unwrap();
    assert_eq!(
        (&again["events_new"], &again["complete"]),
        (&json!(0), &json!(true))
    );
}
