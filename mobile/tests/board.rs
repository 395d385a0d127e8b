//! The job board: readable without a network, and taken by whoever asks first.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use vitrine_mobile::core::protocol::{AskedWhat, BoardView, Command, DayCommand, Fault, Reply, Transfer};
use vitrine_shared::eligibility::Ineligible;
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Offer, RequestOutcome};

use support::server::Server;
use support::stand::Stand;
use support::world::checklist;

impl Stand {
    /// A phone whose board has one visit that may be taken and one that may not.
    fn with_board() -> Self {
        let server = Server::start();
        let visit = {
            let mut world = server.world();
            let visit = world.assign(&checklist(), 1);
            let refused = world.assign(&checklist(), 2);
            let mut offers = Vec::new();
            for mut assignment in std::mem::take(&mut world.assignments) {
                assignment.state = VisitState::Offered;
                let refusals = if assignment.visit == refused {
                    vec![Ineligible {
                        code: Code::RuleRotation,
                        until: Timestamp::from_unix_ms(90_000_000),
                    }]
                } else {
                    Vec::new()
                };
                let visit = assignment;
                offers.push(Offer { visit, refusals });
            }
            world.board = offers;
            visit
        };
        Self::at(server, visit)
    }

    fn board(&self) -> BoardView {
        match self.phone.call(Command::Day(DayCommand::Board)).unwrap() {
            Reply::Board(board) => *board,
            other => panic!("{other:?}"),
        }
    }

    fn claim(&self) -> bool {
        let visit = self.visit;
        match self
            .phone
            .call(Command::Day(DayCommand::Claim { visit }))
            .unwrap()
        {
            Reply::Claimed { is_yours } => is_yours,
            other => panic!("{other:?}"),
        }
    }

    /// The visit becomes the evaluator's once the server hears of it.
    fn let_it_be_taken(&self) {
        let mut world = self.server.world();
        let offered = world.board.iter().find(|offer| offer.visit.visit == self.visit);
        let mut assignment = offered.unwrap().visit.clone();
        // Known to the feed in a state that is not the evaluator's, until it is claimed.
        assignment.state = VisitState::Planned;
        world.assignments.push(assignment);
    }
}

#[test]
fn the_board_is_there_without_a_network_with_the_reasons_against() {
    let stand = Stand::with_board();
    stand.phone.network.switch(false);
    let board = stand.board();
    assert_eq!(board.offers.len(), 2);
    assert!(board.told_at.is_some());
    let refusals: Vec<_> = board
        .offers
        .iter()
        .map(|card| card.offer.refusals.len())
        .collect();
    assert_eq!(refusals, [0, 1]);
    assert_eq!(board.offers[1].offer.refusals[0].code, Code::RuleRotation);
}

#[test]
fn the_first_who_asks_gets_the_visit() {
    let stand = Stand::with_board();
    stand.let_it_be_taken();
    assert!(stand.claim());
    assert_eq!(stand.phone.visits()[0].assignment.state, VisitState::Accepted);
    let board = stand.board();
    assert_eq!(board.offers.len(), 1, "what is taken is on the board no longer");
    assert_eq!(stand.phone.status().unsent, Default::default());
    assert!(stand.claim(), "asked again, it is theirs already");
    assert_eq!(stand.server.world().deeds.len(), 1);
}

#[test]
fn who_comes_second_is_told_so() {
    let stand = Stand::with_board();
    stand.server.world().refuse_requests = Some(RequestOutcome::from(Code::VisitTaken));
    assert!(!stand.claim());
    let asked = stand.board().offers[0].asked.unwrap();
    assert_eq!(asked.refused, Some(Fault::Problem(Code::VisitTaken)));
    // Once it left the board, what became of it is shown above the others.
    stand.server.world().board.remove(0);
    stand.phone.sync();
    let board = stand.board();
    assert_eq!(board.offers.len(), 1);
    assert_eq!(board.gone[0].transfer, Transfer::Attention);
}

#[test]
fn a_claim_that_met_no_network_waits_for_its_answer() {
    let stand = Stand::with_board();
    stand.let_it_be_taken();
    stand.phone.network.switch(false);
    assert!(!stand.claim());
    let asked = stand.board().offers[0].asked.unwrap();
    assert_eq!((asked.what, asked.refused), (AskedWhat::Claim, None));
    stand.phone.network.switch(true);
    stand.phone.sync();
    assert_eq!(stand.phone.visits().len(), 1);
    assert_eq!(stand.server.world().deeds.len(), 1);
}
