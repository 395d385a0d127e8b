//! Sync against a server that fails in the ways of the field.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use vitrine_mobile::core::protocol::{
    Availability, Command, CoreError, Fault, PhotoSize, Reply, Stage, SyncState, Transfer,
};
use vitrine_shared::fixtures;
use vitrine_shared::problem::Code;
use vitrine_shared::signature::SecretKey;
use vitrine_shared::visit::VisitState;

use support::phone::{TestPhone, camera};
use support::server::{Fate, Server};
use support::stand::Stand;
use support::world::checklist;

/// Everything arrived, once.
fn check_arrived(stand: &Stand) {
    let world = stand.server.world();
    let ledger = &world.ledgers[&stand.visit];
    let events = stand.phone.open_visit(stand.visit).sheet.events;
    assert_eq!(ledger.records.len() as u64, events);
    assert_eq!(u64::from(ledger.accepted), events);
    assert!(ledger.sheet.submitted.is_some());
    assert_eq!(world.uploads.iter().filter(|upload| upload.is_whole()).count(), 2);
    assert_eq!(world.uploads.len(), 2);
}

#[test]
fn a_visit_done_offline_arrives_and_its_photos_stay_until_the_receipt() {
    let stand = Stand::pulled();
    stand.phone.network.switch(false);
    let sheet = stand.phone.do_visit(stand.visit);
    assert_eq!(sheet.stage, Stage::Submitted);
    assert!(matches!(
        stand.phone.sync().sync,
        SyncState::Waiting {
            fault: Fault::Offline,
            ..
        }
    ));
    assert_eq!(stand.phone.free(), 0);
    let queue = stand.phone.queue();
    assert_eq!((queue.unsent.visits, queue.unsent.photos), (1, 2));
    assert_eq!(queue.unsent.events, u32::try_from(sheet.events).unwrap());

    stand.phone.network.switch(true);
    let status = stand.phone.sync();
    assert_eq!(status.sync, SyncState::Idle);
    assert_eq!(status.unsent, Default::default());
    check_arrived(&stand);
    let open = stand.phone.open_visit(stand.visit);
    assert_eq!(open.sheet.stage, Stage::Received);
    assert!(
        open.sheet
            .photos
            .iter()
            .all(|photo| photo.transfer == Transfer::Sent && photo.on_phone)
    );
    let score = stand.server.world().ledgers[&stand.visit]
        .sheet
        .submitted
        .clone()
        .unwrap()
        .1
        .score;
    assert_eq!(score.unwrap().to_string(), fixtures::SCORE);

    let photo = open.sheet.photos[0].photo;
    assert_eq!(stand.phone.free(), status.storage.photo_bytes);
    let full = Command::Photo {
        photo,
        size: PhotoSize::Full,
    };
    assert_eq!(stand.phone.call(full), Err(CoreError::PhotoUnknown));
    assert_eq!(
        stand.phone.open_visit(stand.visit).sheet.answers,
        fixtures::answers()
    );
}

#[test]
fn every_kind_of_failure_ends_with_everything_there_once() {
    for seed in 0..12 {
        println!("seed {seed}");
        let stand = Stand::pulled();
        stand.server.storm(seed, 12);
        stand.phone.do_visit(stand.visit);
        let rounds = (1..500).find(|_| {
            let open = stand.phone.sync();
            assert!(open.storage.freeable_bytes == 0 || open.unsent.visits == 0);
            stand.phone.open_visit(stand.visit).sheet.stage == Stage::Received
        });
        println!("arrived after {rounds:?} rounds");
        assert!(rounds.is_some());
        check_arrived(&stand);
    }
}

#[test]
fn a_captive_portal_is_never_taken_for_the_server() {
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    server.fail(|_| Fate::Portal);
    let phone = TestPhone::open(folder.path(), 1);
    let refused = phone.enrol(&server.origin, "code-1");
    assert_eq!(refused.unwrap_err(), CoreError::Fault(Fault::ForeignReply));
    assert_eq!(phone.status().enrolment, None);
    server.behave();
    assert!(phone.enrol(&server.origin, "code-1").unwrap().enrolment.is_some());
    server.fail(|_| Fate::Portal);
    assert!(matches!(
        phone.sync().sync,
        SyncState::Waiting {
            fault: Fault::ForeignReply,
            ..
        }
    ));
}

#[test]
fn an_enrolment_whose_reply_was_lost_is_said_again_as_the_same_device() {
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    server.fail(|_| Fate::Unanswered);
    let phone = TestPhone::open(folder.path(), 1);
    assert_eq!(
        phone.enrol(&server.origin, "code-1").unwrap_err(),
        CoreError::Fault(Fault::Offline)
    );
    drop(phone);
    server.behave();
    // The server of these tests refuses another device.
    let phone = TestPhone::open(folder.path(), 2);
    phone.enrol(&server.origin, "code-1").unwrap();
}

#[test]
fn a_wrong_code_and_a_wrong_address_say_so() {
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    let phone = TestPhone::open(folder.path(), 1);
    let invalid = CoreError::Fault(Fault::Problem(Code::InvitationInvalid));
    assert_eq!(phone.enrol(&server.origin, "wrong").unwrap_err(), invalid);
    assert_eq!(
        phone.enrol("visits.example", "code-1").unwrap_err(),
        CoreError::BadServer
    );
    assert_eq!(
        phone.enrol("http://127.0.0.1:1", "code-1").unwrap_err(),
        CoreError::Fault(Fault::Offline)
    );
}

#[test]
fn what_the_server_refuses_is_kept_and_waits_for_a_person() {
    let stand = Stand::pulled();
    stand.server.world().refuse_pushes = Some(Code::VisitClosed);
    stand.phone.do_visit(stand.visit);
    let status = stand.phone.sync();
    assert_eq!((status.sync, status.unsent.attention), (SyncState::Idle, 1));
    let trouble = stand.phone.visits()[0].trouble.unwrap();
    assert_eq!(trouble.fault, Fault::Problem(Code::VisitClosed));
    let path = format!("/api/v1/visits/{}/events", stand.visit);
    let asked = stand.server.world().asked[&path];
    stand.phone.sync();
    assert_eq!(
        stand.server.world().asked[&path],
        asked,
        "not sent again by itself"
    );
    assert_eq!(stand.phone.queue().visits[0].transfer, Transfer::Attention);
    assert_eq!(stand.phone.free(), 0);

    stand.server.world().refuse_pushes = None;
    stand.phone.call(Command::RetryNow).unwrap();
    stand.phone.sync();
    check_arrived(&stand);
}

#[test]
fn a_revoked_phone_enrols_again_and_loses_nothing() {
    let stand = Stand::pulled();
    stand.phone.network.switch(false);
    stand.phone.do_visit(stand.visit);
    stand.phone.network.switch(true);
    stand.server.world().revoked = true;
    let code = Code::DeviceRevoked;
    assert_eq!(stand.phone.sync().sync, SyncState::EnrolAgain { code });
    let other = Server::start();
    assert_eq!(
        stand.phone.enrol(&other.origin, "code-2").unwrap_err(),
        CoreError::OtherEnrolment
    );
    stand.phone.enrol(&stand.server.origin, "code-2").unwrap();
    stand.phone.sync();
    check_arrived(&stand);
}

#[test]
fn work_of_one_evaluator_is_not_sent_as_another() {
    let stand = Stand::pulled();
    stand.phone.network.switch(false);
    stand.phone.do_visit(stand.visit);
    stand.phone.network.switch(true);
    stand.server.world().evaluator = vitrine_shared::id::UserId::new(fixtures::at(0), [4; 10]);
    let refused = stand.phone.enrol(&stand.server.origin, "code-2");
    assert_eq!(refused.unwrap_err(), CoreError::OtherEnrolment);
    assert_eq!(stand.phone.open_visit(stand.visit).sheet.stage, Stage::Submitted);
}

#[test]
fn only_the_enrolled_servers_receipt_counts() {
    let stand = Stand::pulled();
    stand.server.world().key = SecretKey::from_seed(&[8; 32]);
    stand.phone.do_visit(stand.visit);
    let sync = stand.phone.sync().sync;
    assert!(
        matches!(
            sync,
            SyncState::Waiting {
                fault: Fault::WrongSignature,
                ..
            }
        ),
        "{sync:?}"
    );
    assert_eq!(stand.phone.open_visit(stand.visit).sheet.stage, Stage::Submitted);
    assert_eq!(stand.phone.free(), 0);
    stand.server.world().key = SecretKey::from_seed(&[9; 32]);
    stand.phone.sync();
    check_arrived(&stand);
    assert!(stand.phone.free() > 0);
}

#[test]
fn what_the_server_lost_before_its_receipt_is_sent_again() {
    let stand = Stand::pulled();
    // All is sent but the receipt.
    stand.server.fail(|request| {
        if request.path.ends_with("/status") {
            Fate::Broken
        } else {
            Fate::Answered
        }
    });
    stand.phone.do_visit(stand.visit);
    stand.phone.sync();
    {
        let mut world = stand.server.world();
        world.ledgers.clear();
        world.uploads.clear();
    }
    stand.server.behave();
    let arrived = (0..10).any(|_| {
        stand.phone.sync();
        stand.phone.open_visit(stand.visit).sheet.stage == Stage::Received
    });
    assert!(arrived);
    check_arrived(&stand);
}

#[test]
fn a_visit_taken_away_goes_unless_something_was_done_of_it() {
    let stand = Stand::pulled();
    let other = stand.server.world().assign(&checklist(), 2);
    stand.phone.sync();
    assert_eq!(stand.phone.visits().len(), 2);
    stand.phone.network.switch(false);
    stand.phone.check_in(stand.visit);
    for visit in [stand.visit, other] {
        stand.server.world().move_to(visit, VisitState::Cancelled);
    }
    stand.server.world().refuse_pushes = Some(Code::VisitClosed);
    stand.phone.network.switch(true);
    stand.phone.sync();
    let visits = stand.phone.visits();
    assert_eq!(visits.len(), 1);
    assert_eq!(
        (visits[0].assignment.visit, visits[0].stage),
        (stand.visit, Stage::TakenAway)
    );
    let late = stand.phone.call(Command::Pause { visit: stand.visit });
    assert_eq!(late.unwrap_err(), CoreError::VisitClosed);
}

#[test]
fn a_checklist_of_a_newer_format_asks_for_an_update_and_blocks_no_other() {
    let stand = Stand::pulled();
    let mut newer = checklist();
    newer.format = vitrine_shared::checklist::FORMAT + 1;
    let visit = stand.server.world().assign(&newer, 2);
    stand.phone.sync();
    let visits = stand.phone.visits();
    assert_eq!(visits[1].availability, Availability::UpdateNeeded);
    let opened = stand.phone.call(Command::OpenVisit { visit });
    assert_eq!(opened.unwrap_err(), CoreError::UpdateNeeded);
    stand.phone.do_visit(stand.visit);
    stand.phone.sync();
    check_arrived(&stand);
}

#[test]
fn a_checklist_with_other_bytes_than_its_digest_is_not_kept() {
    let stand = Stand::pulled();
    let mut second = checklist();
    second.version = 2;
    stand.server.world().assign(&second, 2);
    for bytes in stand.server.world().checklists.values_mut() {
        bytes.push(b' ');
    }
    let sync = stand.phone.sync().sync;
    assert!(
        matches!(
            sync,
            SyncState::Waiting {
                fault: Fault::ForeignReply,
                ..
            }
        ),
        "{sync:?}"
    );
    assert_eq!(
        stand.phone.visits()[1].availability,
        Availability::ChecklistMissing
    );
}

#[test]
fn a_photo_thrown_away_is_not_sent() {
    let stand = Stand::pulled();
    stand.phone.network.switch(false);
    stand.phone.check_in(stand.visit);
    let (photo, _) = stand
        .phone
        .photo(stand.visit, "lights", camera("iphone-4s-gps-1.jpg"))
        .unwrap();
    let visit = stand.visit;
    let reply = stand.phone.call(Command::DiscardPhoto { visit, photo }).unwrap();
    assert!(matches!(reply, Reply::Sheet(sheet) if sheet.photos.is_empty()));
    stand.phone.network.switch(true);
    stand.phone.do_visit(stand.visit);
    stand.phone.sync();
    check_arrived(&stand);
}

#[test]
fn the_token_is_shown_nowhere() {
    let stand = Stand::pulled();
    let token = stand.server.world().token.clone();
    assert!(!format!("{:?}", stand.phone.status()).contains(&token));
    let code = vitrine_mobile::core::protocol::InvitationCode("code-1".to_owned());
    assert!(!format!("{code:?}").contains("code-1"));
}
