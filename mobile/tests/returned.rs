//! Visits that come back: only what was asked about is open, offline, round by round.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use vitrine_mobile::core::protocol::{
    Command, CoreError, Correction, Fault, PhotoSize, ReturnedCommand, SheetView, Stage, SyncState,
};
use vitrine_shared::answer::Answer;
use vitrine_shared::fixtures::{self, slug};
use vitrine_shared::id::DeviceId;
use vitrine_shared::problem::Code;
use vitrine_shared::text::Lang;
use vitrine_shared::visit::VisitState;

use support::phone::camera;
use support::stand::Stand;

impl Stand {
    /// A visit that was received, sent back for these questions, pulled and taken up.
    fn taken_up(questions: &[&str]) -> Self {
        let stand = Self::received();
        stand.server.world().send_back(stand.visit, questions);
        stand.phone.sync();
        stand.take_up().unwrap();
        stand
    }

    fn sheet(&self) -> SheetView {
        self.phone.open_visit(self.visit).sheet
    }

    fn correction(&self) -> Correction {
        self.sheet().correction.unwrap()
    }

    fn take_up(&self) -> Result<SheetView, CoreError> {
        let visit = self.visit;
        self.phone
            .change(Command::Returned(ReturnedCommand::TakeUp { visit }))
    }

    fn answer(&self, question: &str, answer: Answer) -> Result<SheetView, CoreError> {
        self.phone.answer(self.visit, slug(question), answer)
    }

    fn hand_in(&self) -> Result<SheetView, CoreError> {
        let (visit, lang) = (self.visit, Lang::PtBr);
        self.phone.change(Command::Declare { visit, lang })?;
        self.phone.change(Command::Submit { visit })
    }
}

#[test]
fn a_returned_visit_is_corrected_offline_and_gets_a_receipt_of_its_own() {
    let stand = Stand::received();
    assert!(stand.phone.free() > 0, "the photos are freed after the receipt");
    stand
        .server
        .world()
        .send_back(stand.visit, &["lights", "window_clean"]);
    stand.phone.sync();

    let sheet = stand.sheet();
    assert_eq!(sheet.stage, Stage::Returned);
    let asked = sheet.correction.unwrap();
    assert_eq!(asked.words.as_deref(), Some("Almost there."));
    assert_eq!(asked.words_about(&slug("lights")), Some("Look at lights again."));
    assert!(asked.open.is_empty(), "nothing is open before it is taken up");
    assert_eq!(
        stand.answer("lights", Answer::Choice(slug("all"))),
        Err(CoreError::VisitClosed)
    );

    stand.phone.network.switch(false);
    let sheet = stand.take_up().unwrap();
    assert_eq!(sheet.stage, Stage::Correcting);
    assert_eq!(sheet.received_at, None, "the receipt was for what changes now");
    assert!(!sheet.declared);
    assert_eq!(
        sheet.correction.unwrap().open,
        [slug("window_clean"), slug("lights")]
    );
    stand.answer("lights", Answer::Choice(slug("none"))).unwrap();
    assert_eq!(
        stand.answer("greeted", Answer::YesNo(false)),
        Err(CoreError::NotAsked)
    );
    let old = stand.sheet().photos[0].photo;
    let (visit, photo) = (stand.visit, old);
    stand
        .phone
        .change(Command::DiscardPhoto { visit, photo })
        .unwrap();
    let (new, _) = stand
        .phone
        .photo(visit, "window_clean", camera("iphone-4s-gps-1.jpg"))
        .unwrap();

    let correction = stand.correction();
    assert_eq!(correction.changed, [slug("window_clean"), slug("lights")]);
    let before = &correction.before[&slug("lights")];
    assert_eq!(before.answer, Some(Answer::Choice(slug("some"))));
    let photos = &correction.before[&slug("window_clean")].photos;
    assert_eq!(photos.len(), 2);
    assert!(photos.iter().all(|photo| !photo.on_phone));
    assert_eq!(stand.hand_in().unwrap().stage, Stage::Submitted);
    assert_eq!(stand.phone.free(), 0, "no receipt, nothing is deleted");

    // Everything is there after the app was closed and opened.
    let stand = stand.again(false);
    assert_eq!(stand.sheet().stage, Stage::Submitted);
    stand.phone.network.switch(true);
    assert_eq!(stand.phone.sync().sync, SyncState::Idle);
    assert_eq!(stand.sheet().stage, Stage::Received);
    let world = stand.server.world();
    let arrived = &world.ledgers[&visit].sheet;
    assert_eq!(arrived.round(), 1);
    assert_eq!(arrived.answers[&slug("lights")], Answer::Choice(slug("none")));
    assert!(arrived.photos.contains_key(&new) && !arrived.photos.contains_key(&old));
    assert!(arrived.rounds[0].photos.contains_key(&old));
    drop(world);
    assert!(stand.phone.free() > 0);
}

#[test]
fn what_a_changed_answer_brings_up_is_asked_too() {
    let stand = Stand::taken_up(&["greeted", "receipt"]);
    let sheet = stand.answer("greeted", Answer::YesNo(false)).unwrap();
    let open = sheet.correction.unwrap().open;
    assert_eq!(open, [slug("greeted"), slug("why_not_greeted"), slug("receipt")]);
    assert_eq!(stand.hand_in(), Err(CoreError::Incomplete));
    stand
        .answer("why_not_greeted", Answer::Text("They talked.".to_owned()))
        .unwrap();
    stand.answer("receipt", Answer::YesNo(false)).unwrap();
    assert_eq!(stand.hand_in(), Err(CoreError::Incomplete));
    stand
        .phone
        .photo(stand.visit, "receipt", camera("canon-s400.jpg"))
        .unwrap();
    assert_eq!(stand.hand_in().unwrap().stage, Stage::Submitted);
    stand.phone.sync();
    assert_eq!(stand.sheet().stage, Stage::Received);
}

#[test]
fn several_rounds_are_taken_one_after_the_other() {
    let stand = Stand::taken_up(&["lights"]);
    stand.answer("lights", Answer::Choice(slug("all"))).unwrap();
    stand.phone.network.switch(false);
    stand.hand_in().unwrap();
    // The agency's word that it was handed in has not come yet: there is nothing new to take up.
    assert_eq!(stand.sheet().stage, Stage::Submitted);
    assert_eq!(stand.take_up(), Err(CoreError::VisitClosed));
    stand.phone.network.switch(true);
    stand.phone.sync();
    stand.server.world().move_to(stand.visit, VisitState::InReview);
    stand.phone.sync();
    assert_eq!(stand.sheet().stage, Stage::Received);

    stand.server.world().send_back(stand.visit, &["nps"]);
    stand.phone.sync();
    assert_eq!(stand.sheet().stage, Stage::Returned);
    stand.take_up().unwrap();
    assert_eq!(
        stand.answer("lights", Answer::Choice(slug("none"))),
        Err(CoreError::NotAsked)
    );
    stand.answer("nps", Answer::Rating(2)).unwrap();
    stand.hand_in().unwrap();
    stand.phone.sync();
    assert_eq!(stand.sheet().stage, Stage::Received);
    assert_eq!(stand.server.world().ledgers[&stand.visit].sheet.round(), 2);
}

#[test]
fn a_storm_of_failures_ends_with_one_correction() {
    for seed in 0..6 {
        println!("seed {seed}");
        let stand = Stand::taken_up(&["window_clean", "lights"]);
        stand.server.storm(seed, 10);
        stand.answer("lights", Answer::Choice(slug("all"))).unwrap();
        stand.phone.sync();
        // Taken up twice, it is taken up once.
        stand.take_up().unwrap();
        stand
            .phone
            .photo(stand.visit, "window_clean", camera("iphone-4s-gps-1.jpg"))
            .unwrap();
        let events = stand.hand_in().unwrap().events;
        let rounds = (1..500).find(|_| {
            stand.phone.sync();
            stand.sheet().stage == Stage::Received
        });
        assert!(rounds.is_some());
        let world = stand.server.world();
        let ledger = &world.ledgers[&stand.visit];
        assert_eq!(ledger.records.len() as u64, events);
        assert_eq!(ledger.sheet.rounds.len(), 1);
    }
}

#[test]
fn the_other_phone_of_the_evaluator_says_so_and_begins_nothing() {
    let Stand {
        server, phone, visit, ..
    } = &Stand::pulled();
    let (visit, other) = (*visit, DeviceId::new(fixtures::at(0), [8; 10]));
    server.world().send_back_to(visit, other, &["lights"]);
    phone.sync();
    let open = phone.open_visit(visit);
    assert_eq!(open.sheet.stage, Stage::Elsewhere);
    assert_eq!(open.sheet.correction, None);
    let position = None;
    for refused in [
        Command::Returned(ReturnedCommand::TakeUp { visit }),
        Command::CheckIn { visit, position },
    ] {
        assert_eq!(phone.call(refused), Err(CoreError::OtherPhone));
    }
}

#[test]
fn a_correction_that_came_too_late_is_kept_and_says_why() {
    let stand = Stand::taken_up(&["lights"]);
    stand.phone.network.switch(false);
    stand.answer("lights", Answer::Choice(slug("all"))).unwrap();
    stand.hand_in().unwrap();
    stand.server.world().refuse_pushes = Some(Code::VisitClosed);
    stand.server.world().move_to(stand.visit, VisitState::Expired);
    stand.phone.network.switch(true);
    stand.phone.sync();
    let trouble = stand.phone.visits()[0].trouble.unwrap();
    assert_eq!(trouble.fault, Fault::Problem(Code::VisitClosed));
    assert_eq!(
        stand.sheet().answers[&slug("lights")],
        Answer::Choice(slug("all"))
    );
    let full = |photo| Command::Photo {
        photo,
        size: PhotoSize::Full,
    };
    assert_eq!(stand.phone.free(), 0);
    let photo = stand.sheet().photos[0].photo;
    assert!(stand.phone.call(full(photo)).is_ok());
}
