//! What is asked of the agency outside of a visit: kept at once, done once, visible until settled.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use vitrine_mobile::core::protocol::{
    AskedWhat, Command, CoreError, DayCommand, Fault, Reply, Stage, Transfer, VisitCard,
};
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Ask, RequestOutcome};

use support::server::{Fate, Server};
use support::stand::Stand;

impl Stand {
    fn day(&self, command: DayCommand) -> Result<Reply, CoreError> {
        self.phone.call(Command::Day(command))
    }

    fn accept(&self) {
        let visit = self.visit;
        assert_eq!(self.day(DayCommand::Accept { visit }), Ok(Reply::Done));
    }

    fn give_back(&self, reason: &str) -> Result<Reply, CoreError> {
        self.day(DayCommand::GiveBack {
            visit: self.visit,
            reason: reason.to_owned(),
        })
    }

    fn check_in(&self) -> Result<Reply, CoreError> {
        self.phone.call(Command::CheckIn {
            visit: self.visit,
            position: None,
        })
    }

    fn card(&self) -> Option<VisitCard> {
        let mut cards = self.phone.visits().into_iter();
        cards.find(|card| card.assignment.visit == self.visit)
    }
}

#[test]
fn accepted_without_a_network_waits_is_sent_and_then_comes_with_the_pull() {
    let stand = Stand::pulled();
    stand.phone.network.switch(false);
    stand.accept();
    stand.accept();
    let asked = stand.card().unwrap().asked.unwrap();
    assert_eq!((asked.what, asked.refused), (AskedWhat::Accept, None));
    let status = stand.phone.sync();
    assert_eq!((status.unsent.requests, status.unsent.attention), (1, 0));
    let queued = &stand.phone.queue().requests[0];
    assert_eq!(queued.transfer, Transfer::Waiting);
    assert_eq!(queued.location.as_deref(), Some("Loja 1"));
    assert_eq!(queued.trouble.unwrap().fault, Fault::Offline);

    stand.phone.network.switch(true);
    assert_eq!(stand.phone.sync().unsent, Default::default());
    let card = stand.card().unwrap();
    assert_eq!(card.assignment.state, VisitState::Accepted);
    assert_eq!(card.asked, None);
    assert_eq!(stand.phone.queue().requests, []);
    assert_eq!(stand.server.world().deeds, [Ask::Accept { visit: stand.visit }]);
}

#[test]
fn a_storm_of_failures_does_each_request_once() {
    for seed in 0..12 {
        println!("seed {seed}");
        let stand = Stand::pulled();
        stand.server.storm(seed, 8);
        stand.accept();
        stand.give_back("Meu carro quebrou.").unwrap();
        let rounds = (1..500).find(|_| {
            stand.phone.sync();
            stand.card().is_none()
        });
        println!("settled after {rounds:?} rounds");
        assert!(rounds.is_some());
        let visit = stand.visit;
        let reason = "Meu carro quebrou.".to_owned();
        let deeds = stand.server.world().deeds.clone();
        assert_eq!(deeds, [Ask::Accept { visit }, Ask::Release { visit, reason }]);
    }
}

#[test]
fn what_is_refused_stays_visible_with_its_reason_until_it_was_read() {
    let stand = Stand::pulled();
    let until = Timestamp::from_unix_ms(90_000_000).unwrap();
    stand.server.world().refuse_requests = Some(RequestOutcome::Refused {
        code: Code::VisitClosed,
        until: Some(until),
    });
    stand.accept();
    let status = stand.phone.sync();
    assert_eq!((status.unsent.requests, status.unsent.attention), (0, 1));
    stand.phone.sync();
    let world_asked = stand.server.world().asked["/api/v1/requests"];
    assert_eq!(world_asked, 1, "a refusal is for good");
    let queued = stand.phone.queue().requests.remove(0);
    assert_eq!(queued.transfer, Transfer::Attention);
    assert_eq!(queued.trouble.unwrap().fault, Fault::Problem(Code::VisitClosed));
    assert_eq!(queued.until, Some(until));
    let asked = stand.card().unwrap().asked.unwrap();
    assert_eq!(asked.refused, Some(Fault::Problem(Code::VisitClosed)));

    let request = queued.request;
    stand.day(DayCommand::Drop { request }).unwrap();
    assert_eq!(stand.phone.queue().requests, []);
    assert_eq!(stand.card().unwrap().asked, None);
    assert_eq!(stand.phone.status().unsent, Default::default());
}

#[test]
fn what_was_asked_survives_the_app() {
    let stand = Stand::pulled();
    stand.phone.network.switch(false);
    stand.accept();
    let stand = stand.again(true);
    assert_eq!(stand.phone.queue().requests.len(), 1);
    stand.phone.sync();
    assert_eq!(stand.server.world().deeds.len(), 1);
}

#[test]
fn a_visit_not_begun_is_declined_or_released_and_takes_no_answers_meanwhile() {
    for accepted in [false, true] {
        let stand = Stand::pulled();
        stand.phone.network.switch(false);
        if accepted {
            stand.accept();
        }
        for blank in ["", " \n"] {
            assert_eq!(stand.give_back(blank), Err(CoreError::ReasonMissing));
        }
        stand.give_back(" Adoeci. ").unwrap();
        stand.give_back("Outra vez.").unwrap();
        let what = if accepted {
            AskedWhat::Release
        } else {
            AskedWhat::Decline
        };
        assert_eq!(stand.card().unwrap().asked.unwrap().what, what);
        assert_eq!(stand.check_in(), Err(CoreError::VisitClosed));
        stand.phone.network.switch(true);
        stand.phone.sync();
        assert_eq!(stand.card(), None, "given back, it leaves the phone");
        let world = stand.server.world();
        let (visit, reason) = (stand.visit, "Adoeci.".to_owned());
        let expected = if accepted {
            vec![Ask::Accept { visit }, Ask::Release { visit, reason }]
        } else {
            vec![Ask::Decline { visit, reason }]
        };
        assert_eq!(world.deeds, expected);
    }
}

#[test]
fn a_request_that_is_wanted_no_longer_is_not_sent() {
    let stand = Stand::pulled();
    stand.phone.network.switch(false);
    stand.give_back("Engano.").unwrap();
    let request = stand.card().unwrap().asked.unwrap().request;
    stand.day(DayCommand::Drop { request }).unwrap();
    assert_eq!(stand.card().unwrap().asked, None);
    stand.check_in().unwrap();
    stand.phone.network.switch(true);
    stand.phone.sync();
    assert_eq!(stand.server.world().deeds, []);
}

#[test]
fn a_visit_that_was_begun_is_given_back_behind_what_was_done_of_it() {
    let stand = Stand::pulled();
    stand.phone.network.switch(false);
    stand.check_in().unwrap();
    stand.give_back("A loja fechou.").unwrap();
    stand.give_back("A loja fechou.").unwrap_err();
    assert_eq!(stand.card().unwrap().stage, Stage::GivenBack);
    assert_eq!(stand.phone.status().unsent.events, 2);
    let pause = Command::Pause { visit: stand.visit };
    assert_eq!(stand.phone.call(pause), Err(CoreError::VisitClosed));
    stand.phone.network.switch(true);
    stand.phone.sync();
    let world = stand.server.world();
    assert!(world.ledgers[&stand.visit].sheet.released);
    assert_eq!(world.deeds, [], "the event says it, and nothing else");
    drop(world);
    assert_eq!(stand.card().unwrap().stage, Stage::GivenBack);
    assert_eq!(stand.phone.status().unsent, Default::default());
}

#[test]
fn a_phone_with_something_to_ask_is_not_handed_to_somebody_else() {
    let stand = Stand::pulled();
    stand.phone.network.switch(false);
    stand.accept();
    let other = Server::start();
    stand.phone.network.switch(true);
    stand.server.fail(|_| Fate::Unheard);
    let refused = stand.phone.enrol(&other.origin, "code-2");
    assert_eq!(refused.unwrap_err(), CoreError::OtherEnrolment);
    stand.server.behave();
    stand.phone.sync();
    stand.phone.enrol(&other.origin, "code-2").unwrap();
}
