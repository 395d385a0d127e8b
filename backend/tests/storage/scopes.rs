//! What each role sees of its own agency.

use vitrine_backend::storage::moves::Move;
use vitrine_backend::storage::visits::VisitFilter;
use vitrine_backend::storage::{Role, Scope, StorageError, Store};
use vitrine_shared::id::VisitId;
use vitrine_shared::visit::{MoveError, VisitState};

use crate::engines::both;
use crate::phone::{at, push};
use crate::world::World;

both! {
    an_evaluator_sees_their_own_visits_alone,
    a_brand_sees_what_was_published_of_its_own_places,
    a_brands_part_sees_itself_and_the_anonymous_rest,
    planning_is_for_planners,
    a_move_is_checked_against_the_state_it_meets,
}

async fn move_to(store: &Store, scope: &Scope, visit: VisitId, to: VisitState) {
    store
        .move_visit(scope, visit, Move { to, evaluator: None }, at(100_000))
        .await
        .unwrap();
}

/// Does a visit to each location and takes it to the given states.
async fn visited(world: &World, states: &[VisitState]) -> Vec<VisitId> {
    let phone = &world.phones[0];
    let mut visits = Vec::new();
    for location in &world.locations {
        let visit = world.plan(phone, *location, 1).await[0];
        let batch = phone.whole_visit(&world.sample, visit, 60);
        push(&world.store, phone, &world.sample, &world.server, &batch).await;
        for state in states {
            move_to(&world.store, &world.operator, visit, *state).await;
        }
        visits.push(visit);
    }
    visits
}

const PUBLISH: &[VisitState] = &[VisitState::InReview, VisitState::Approved, VisitState::Published];

async fn seen(store: &Store, scope: &Scope) -> Vec<VisitId> {
    let lines = store.visits(scope, VisitFilter::default(), 100).await.unwrap();
    lines.into_iter().map(|line| line.visit.id).collect()
}

async fn an_evaluator_sees_their_own_visits_alone(store: Store) {
    let world = World::new(&store, "Agência", 2).await;
    let [one, other] = &world.phones[..] else {
        panic!("two phones")
    };
    let own = world.plan(one, world.locations[0], 2).await;
    let colleagues = world.plan(other, world.locations[1], 1).await[0];
    assert_eq!(seen(&store, &one.scope).await, own);
    assert!(matches!(
        store.visit(&one.scope, colleagues).await,
        Err(StorageError::NotFound)
    ));
    assert!(matches!(
        store.push_context(&one.scope, colleagues).await,
        Err(StorageError::NotFound)
    ));
    let places = store.locations(&one.scope, world.client).await.unwrap();
    assert_eq!(
        places.iter().map(|place| place.id).collect::<Vec<_>>(),
        [world.locations[0]]
    );
    assert_eq!(store.clients(&one.scope).await.unwrap(), []);
    assert!(matches!(
        store.users(&one.scope, None).await,
        Err(StorageError::Forbidden)
    ));
    assert!(matches!(
        store.visit_moves(&one.scope, own[0]).await,
        Err(StorageError::Forbidden)
    ));
    store
        .checklist(&one.scope, &world.sample.name.sha256)
        .await
        .unwrap();
}

async fn a_brand_sees_what_was_published_of_its_own_places(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let viewer = world.scope_of(Role::ClientViewer, None).await;
    let unpublished = visited(&world, &[VisitState::InReview, VisitState::Approved]).await;
    assert_eq!(seen(&store, &viewer).await, []);
    assert!(matches!(
        store.visit(&viewer, unpublished[0]).await,
        Err(StorageError::NotFound)
    ));

    let published = visited(&world, PUBLISH).await;
    let [north, south, competitor] = published[..] else {
        panic!("three places")
    };
    assert_eq!(seen(&store, &viewer).await, [north, south]);
    assert!(matches!(
        store.visit(&viewer, competitor).await,
        Err(StorageError::NotFound)
    ));
    assert!(matches!(
        store.sheet(&viewer, competitor).await,
        Err(StorageError::NotFound)
    ));
    assert_eq!(store.visit_score(&viewer, competitor).await.unwrap(), None);
    let score = store.visit_score(&viewer, north).await.unwrap().unwrap();
    assert_eq!(
        score.score,
        store
            .visit_score(&world.operator, north)
            .await
            .unwrap()
            .unwrap()
            .score
    );

    let visit = store.visit(&viewer, north).await.unwrap();
    assert_eq!(
        (visit.evaluator, visit.fee_minor, visit.expense_cap_minor),
        (None, 0, None),
        "brands are not told who, nor for how much"
    );
    let line = store
        .visits(&viewer, VisitFilter::default(), 1)
        .await
        .unwrap()
        .remove(0);
    assert_eq!(line.evaluator_name, None);
    let staff = store.visit(&world.operator, north).await.unwrap();
    assert_eq!(
        (staff.evaluator, staff.fee_minor, staff.expense_cap_minor),
        (world.phones[0].scope.user(), 5_000, Some(2_000))
    );

    let compared = store.comparison(&viewer, world.client, None).await.unwrap();
    assert_eq!(compared.len(), 3, "competitors are compared with");
    assert!(compared.iter().all(|it| it.place.is_some()));
    let forbidden = store
        .move_visit(
            &viewer,
            north,
            Move {
                to: VisitState::InReview,
                evaluator: None,
            },
            at(0),
        )
        .await;
    assert!(matches!(forbidden, Err(StorageError::Forbidden)), "{forbidden:?}");
}

async fn a_brands_part_sees_itself_and_the_anonymous_rest(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let manager = world.scope_of(Role::ClientManager, Some(world.south)).await;
    let published = visited(&world, PUBLISH).await;
    assert_eq!(seen(&store, &manager).await, [published[1]]);
    let places = store.locations(&manager, world.client).await.unwrap();
    assert_eq!(
        places.iter().map(|place| place.id).collect::<Vec<_>>(),
        [world.locations[1]]
    );
    assert!(matches!(
        store.location(&manager, world.locations[0]).await,
        Err(StorageError::NotFound)
    ));
    let nodes = store.nodes(&manager, world.client).await.unwrap();
    assert_eq!(
        nodes.iter().map(|node| node.id).collect::<Vec<_>>(),
        [world.south]
    );

    let compared = store.comparison(&manager, world.client, None).await.unwrap();
    let named: Vec<_> = compared
        .iter()
        .map(|it| it.place.as_ref().map(|place| place.id))
        .collect();
    assert_eq!(named, [Some(world.locations[1]), None, None]);
}

async fn planning_is_for_planners(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let phone = &world.phones[0];
    let visit = world.plan(phone, world.locations[0], 1).await[0];
    for role in [Role::Reviewer, Role::ClientViewer, Role::ClientManager] {
        let scope = world.scope_of(role, None).await;
        let planned = store.create_visits(&scope, world.wave, &[], at(0)).await;
        assert!(matches!(planned, Err(StorageError::Forbidden)), "{role:?}");
        let revoked = store.revoke_device(&scope, phone.device, at(0)).await;
        assert!(matches!(revoked, Err(StorageError::Forbidden)), "{role:?}");
    }
    let reviewer = world.scope_of(Role::Reviewer, None).await;
    let cancel = Move {
        to: VisitState::Cancelled,
        evaluator: None,
    };
    let moved = store.move_visit(&reviewer, visit, cancel, at(0)).await;
    assert!(
        matches!(moved, Err(StorageError::Move(MoveError::NotYours { .. }))),
        "{moved:?}"
    );
}

async fn a_move_is_checked_against_the_state_it_meets(store: Store) {
    let world = World::new(&store, "Agência", 2).await;
    let [one, other] = &world.phones[..] else {
        panic!("two phones")
    };
    let visit = world.plan(one, world.locations[0], 1).await[0];
    let early = Move {
        to: VisitState::Published,
        evaluator: None,
    };
    let moved = store.move_visit(&world.operator, visit, early, at(1)).await;
    assert!(
        matches!(moved, Err(StorageError::Move(MoveError::NoSuchMove { .. }))),
        "{moved:?}"
    );
    assert_eq!(
        store.visit_moves(&world.operator, visit).await.unwrap(),
        [],
        "a refusal leaves no trace"
    );

    let reassign = Move {
        to: VisitState::Assigned,
        evaluator: other.scope.user(),
    };
    let after = store
        .move_visit(&world.operator, visit, reassign, at(2))
        .await
        .unwrap();
    assert_eq!(
        (after.state, after.evaluator),
        (VisitState::Assigned, other.scope.user())
    );
    assert_eq!(seen(&store, &one.scope).await, []);
    let taken_away = store.changes(&one.scope, 1, 10).await.unwrap();
    assert_eq!(taken_away.assignments[0].state, VisitState::Released);

    // Two coordinators at once: one of them comes too late.
    let tries: Vec<_> = (0..8)
        .map(|_| {
            let (store, scope) = (store.clone(), world.operator.clone());
            let cancel = Move {
                to: VisitState::Cancelled,
                evaluator: None,
            };
            tokio::spawn(async move { store.move_visit(&scope, visit, cancel, at(3)).await.is_ok() })
        })
        .collect();
    let mut done = 0;
    for one in tries {
        done += usize::from(one.await.unwrap());
    }
    assert_eq!(done, 1);
    let log = store.visit_moves(&world.operator, visit).await.unwrap();
    let steps: Vec<_> = log
        .iter()
        .map(|line| (line.from, line.to, line.actor.as_str()))
        .collect();
    assert_eq!(
        steps,
        [
            (VisitState::Assigned, VisitState::Assigned, "coordinator"),
            (VisitState::Assigned, VisitState::Cancelled, "coordinator"),
        ]
    );
}
