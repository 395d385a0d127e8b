//! Nothing of one agency exists for another, whoever asks and however exactly they know its ids.

use vitrine_backend::storage::brands::{Client, Node, Ownership};
use vitrine_backend::storage::moves::Move;
use vitrine_backend::storage::visits::VisitFilter;
use vitrine_backend::storage::{Constraint, Role, StorageError, Store};
use vitrine_shared::id::{ClientId, NodeId};
use vitrine_shared::visit::VisitState;

use crate::engines::both;
use crate::phone::{at, push, unique};
use crate::world::{World, location, new_visit, wave};

both! { one_agency_reads_nothing_of_another, one_agency_writes_nothing_into_another }

#[track_caller]
fn absent<T: std::fmt::Debug>(result: Result<T, StorageError>) {
    assert!(matches!(result, Err(StorageError::NotFound)), "{result:?}");
}

async fn one_agency_reads_nothing_of_another(store: Store) {
    let ours = World::new(&store, "Nossa", 1).await;
    let theirs = World::new(&store, "Deles", 1).await;
    let phone = &theirs.phones[0];
    let visit = theirs.plan(phone, theirs.locations[0], 1).await[0];
    let batch = phone.whole_visit(&theirs.sample, visit, 50);
    push(&store, phone, &theirs.sample, &theirs.server, &batch).await;

    let coordinator = ours.scope_of(Role::Coordinator, None).await;
    let viewer = ours.scope_of(Role::ClientViewer, None).await;
    for scope in [&ours.operator, &coordinator, &viewer, &ours.phones[0].scope] {
        absent(store.visit(scope, visit).await);
        absent(store.client(scope, theirs.client).await);
        absent(store.location(scope, theirs.locations[0]).await);
        absent(store.wave(scope, theirs.wave).await);
        absent(store.user(scope, phone.scope.user().unwrap()).await);
        absent(store.sheet(scope, visit).await);
        absent(store.read_events(scope, visit, phone.device).await);
        absent(store.comparison(scope, theirs.client, None).await);
        assert_eq!(store.visit_score(scope, visit).await.unwrap(), None);
        assert_eq!(store.photos(scope, visit).await.unwrap(), []);
        assert_eq!(store.locations(scope, theirs.client).await.unwrap(), []);
        assert_eq!(store.nodes(scope, theirs.client).await.unwrap(), []);
        assert_eq!(store.waves(scope, Some(theirs.client)).await.unwrap(), []);
        let filter = VisitFilter {
            wave: Some(theirs.wave),
            ..Default::default()
        };
        assert_eq!(store.visits(scope, filter, 10).await.unwrap(), []);
    }
    for scope in [&ours.operator, &coordinator, &ours.phones[0].scope] {
        absent(store.events(scope, visit, phone.device).await);
    }
    // A brand is told nothing of what is there and what is not.
    let events = store.events(&viewer, visit, phone.device).await;
    assert!(matches!(events, Err(StorageError::Forbidden)), "{events:?}");
    assert_eq!(store.visit_moves(&coordinator, visit).await.unwrap(), []);
    assert_eq!(store.wave_progress(&coordinator, theirs.wave).await.unwrap(), []);
    assert!(
        store
            .users(&coordinator, None)
            .await
            .unwrap()
            .iter()
            .all(|user| user.id != phone.scope.user().unwrap())
    );
    absent(store.push_context(&ours.phones[0].scope, visit).await.map(|_| ()));
    absent(store.standing(&ours.phones[0].scope, visit).await);
}

async fn one_agency_writes_nothing_into_another(store: Store) {
    let ours = World::new(&store, "Nossa", 1).await;
    let theirs = World::new(&store, "Deles", 1).await;
    let visit = theirs.plan(&theirs.phones[0], theirs.locations[0], 1).await[0];
    let scope = ours.scope_of(Role::Coordinator, None).await;

    let node = |parent| Node {
        id: NodeId::new(at(0), unique()),
        parent,
        name: "Leste".to_owned(),
        level: "region".to_owned(),
    };
    absent(store.create_node(&scope, theirs.client, &node(None), at(0)).await);
    absent(
        store
            .create_node(&scope, ours.client, &node(Some(theirs.north)), at(0))
            .await,
    );
    let foreign = location(theirs.client, None, "X", Ownership::Own);
    absent(store.create_locations(&scope, &[foreign], at(0)).await);
    let foreign = location(ours.client, Some(theirs.north), "X", Ownership::Own);
    absent(store.create_locations(&scope, &[foreign], at(0)).await);
    absent(
        store
            .create_wave(&scope, &wave(theirs.client, &ours.sample), at(0))
            .await,
    );

    let by = ours.phones[0].scope.user();
    let own = new_visit(ours.locations[0], by);
    absent(store.create_visits(&scope, theirs.wave, &[own], at(0)).await);
    let foreign_place = new_visit(theirs.locations[0], by);
    let foreign_person = new_visit(ours.locations[0], theirs.phones[0].scope.user());
    for foreign in [foreign_place, foreign_person] {
        let planned = store.create_visits(&scope, ours.wave, &[foreign], at(0)).await;
        assert!(
            matches!(planned, Err(StorageError::Constraint(Constraint::Reference))),
            "{planned:?}"
        );
    }
    let cancel = Move {
        to: VisitState::Cancelled,
        evaluator: None,
    };
    absent(store.move_visit(&scope, visit, cancel, at(0)).await);
    absent(store.revoke_device(&scope, theirs.phones[0].device, at(0)).await);
    absent(
        store
            .set_password(&scope, theirs.phones[0].scope.user().unwrap(), "x".to_owned())
            .await,
    );
    absent(store.rebuild_stats(&scope, theirs.client).await);

    let same_name = Client {
        id: ClientId::new(at(0), unique()),
        name: "Outra".to_owned(),
    };
    store.create_client(&scope, &same_name, at(0)).await.unwrap();
    assert!(matches!(
        store.client(&theirs.operator, same_name.id).await,
        Err(StorageError::NotFound)
    ));
}
