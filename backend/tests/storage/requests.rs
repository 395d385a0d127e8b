//! What evaluators ask: done once, answered for ever, and only with what is theirs.

use std::sync::Arc;

use vitrine_backend::storage::Store;
use vitrine_backend::storage::moves::Move;
use vitrine_backend::storage::requests::{Deed, NewRequest};
use vitrine_shared::id::{RequestId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::RequestOutcome;

use crate::engines::both;
use crate::phone::{at, unique};
use crate::world::{World, new_visit};

both! {
    a_storm_of_one_request_does_it_once,
    another_request_under_the_same_id_is_refused,
    of_all_who_claim_at_once_exactly_one_gets_the_visit,
    what_is_given_back_keeps_its_reason_and_goes_to_somebody_else,
    nobody_answers_for_a_colleague,
}

fn request(body: &str) -> NewRequest {
    NewRequest {
        id: RequestId::new(at(0), unique()),
        body: body.to_owned(),
        made_at: at(0),
        received_at: at(10),
    }
}

async fn states(world: &World, visit: VisitId) -> Vec<VisitState> {
    let moves = world.store.visit_moves(&world.operator, visit).await.unwrap();
    moves.iter().map(|line| line.to).collect()
}

async fn a_storm_of_one_request_does_it_once(store: Store) {
    let world = Arc::new(World::new(&store, "Agência", 1).await);
    let visit = world.plan(&world.phones[0], world.locations[0], 1).await[0];
    let new = request("{}");
    let tries: Vec<_> = (0..24)
        .map(|_| {
            let (world, new) = (Arc::clone(&world), new.clone());
            tokio::spawn(async move {
                let scope = &world.phones[0].scope;
                let deed = Deed::Accept { visit };
                world.store.answer_request(scope, &new, &deed).await.unwrap()
            })
        })
        .collect();
    for tried in tries {
        assert_eq!(tried.await.unwrap(), RequestOutcome::Done);
    }
    assert_eq!(states(&world, visit).await, [VisitState::Accepted]);
}

async fn another_request_under_the_same_id_is_refused(store: Store) {
    let world = World::new(&store, "Agência", 2).await;
    let visit = world.plan(&world.phones[0], world.locations[0], 1).await[0];
    let new = request("{}");
    let (mine, theirs) = (&world.phones[0].scope, &world.phones[1].scope);
    let accept = Deed::Accept { visit };
    let first = store.answer_request(mine, &new, &accept).await.unwrap();
    assert_eq!(first, RequestOutcome::Done);
    let give_back = Deed::GiveBack {
        visit,
        reason: "Adoeci.".to_owned(),
    };
    let other = NewRequest {
        body: "{ }".to_owned(),
        ..new.clone()
    };
    for (scope, new) in [(mine, &other), (theirs, &new)] {
        let outcome = store.answer_request(scope, new, &give_back).await.unwrap();
        assert_eq!(outcome, Code::RequestConflict.into());
    }
    assert_eq!(states(&world, visit).await, [VisitState::Accepted]);
}

async fn of_all_who_claim_at_once_exactly_one_gets_the_visit(store: Store) {
    let world = Arc::new(World::new(&store, "Agência", 8).await);
    let planned = new_visit(world.locations[0], None);
    let visit = planned.id;
    store
        .create_visits(&world.operator, world.wave, &[planned], at(0))
        .await
        .unwrap();
    let early = store
        .answer_request(&world.phones[0].scope, &request("early"), &Deed::Claim { visit })
        .await
        .unwrap();
    assert_eq!(early, Code::VisitTaken.into(), "it is not offered yet");
    let offer = Move {
        to: VisitState::Offered,
        evaluator: None,
    };
    store
        .move_visit(&world.operator, visit, offer, at(1))
        .await
        .unwrap();
    let tries: Vec<_> = (0..8)
        .map(|number| {
            let world = Arc::clone(&world);
            tokio::spawn(async move {
                let scope = &world.phones[number].scope;
                let deed = Deed::Claim { visit };
                let new = request("claim");
                world.store.answer_request(scope, &new, &deed).await.unwrap()
            })
        })
        .collect();
    let mut outcomes = Vec::new();
    for tried in tries {
        outcomes.push(tried.await.unwrap());
    }
    let winner = outcomes
        .iter()
        .position(|it| *it == RequestOutcome::Done)
        .unwrap();
    outcomes.remove(winner);
    assert!(
        outcomes.iter().all(|it| *it == Code::VisitTaken.into()),
        "{outcomes:?}"
    );
    let visit = store.visit(&world.operator, visit).await.unwrap();
    assert_eq!(visit.state, VisitState::Accepted);
    assert_eq!(visit.evaluator, world.phones[winner].scope.user());
    for (number, phone) in world.phones.iter().enumerate() {
        let feed = store.changes(&phone.scope, 0, 10).await.unwrap().assignments;
        assert_eq!(feed.len(), usize::from(number == winner));
    }
}

async fn what_is_given_back_keeps_its_reason_and_goes_to_somebody_else(store: Store) {
    let world = World::new(&store, "Agência", 2).await;
    let visit = world.plan(&world.phones[0], world.locations[0], 1).await[0];
    let mine = &world.phones[0].scope;
    let give_back = Deed::GiveBack {
        visit,
        reason: "Meu carro quebrou.".to_owned(),
    };
    for body in ["one", "again"] {
        let outcome = store.answer_request(mine, &request(body), &give_back).await;
        assert_eq!(outcome.unwrap(), RequestOutcome::Done);
    }
    let accept = Deed::Accept { visit };
    let late = store
        .answer_request(mine, &request("late"), &accept)
        .await
        .unwrap();
    assert_eq!(late, Code::VisitClosed.into());
    let moves = store.visit_moves(&world.operator, visit).await.unwrap();
    assert_eq!(moves.len(), 1);
    assert_eq!(moves[0].reason.as_deref(), Some("Meu carro quebrou."));
    assert_eq!(
        (moves[0].actor.as_str(), moves[0].user),
        ("evaluator", mine.user())
    );

    let assign = Move {
        to: VisitState::Assigned,
        evaluator: world.phones[1].scope.user(),
    };
    store
        .move_visit(&world.operator, visit, assign, at(20))
        .await
        .unwrap();
    use VisitState::{Assigned, Planned, Released};
    assert_eq!(states(&world, visit).await, [Released, Planned, Assigned]);
    let theirs = store.changes(&world.phones[1].scope, 0, 10).await.unwrap();
    assert_eq!(theirs.assignments[0].state, Assigned);
}

async fn nobody_answers_for_a_colleague(store: Store) {
    let world = World::new(&store, "Agência", 2).await;
    let visit = world.plan(&world.phones[0], world.locations[0], 1).await[0];
    let other = World::new(&store, "Outra agência", 1).await;
    let reason = "Não quero.".to_owned();
    for scope in [&world.phones[1].scope, &other.phones[0].scope] {
        let give_back = Deed::GiveBack {
            visit,
            reason: reason.clone(),
        };
        for deed in [Deed::Accept { visit }, give_back, Deed::Claim { visit }] {
            let outcome = store.answer_request(scope, &request("x"), &deed).await.unwrap();
            assert_ne!(outcome, RequestOutcome::Done, "{deed:?}");
        }
    }
    assert_eq!(states(&world, visit).await, []);
    let staff = store
        .answer_request(&world.operator, &request("x"), &Deed::Accept { visit })
        .await;
    assert!(staff.is_err(), "only a phone asks");
}
