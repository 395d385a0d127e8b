//! What contradicts something else is refused by name, the same on both engines, and changes nothing.

use vitrine_backend::storage::agencies::Agency;
use vitrine_backend::storage::brands::{Client, Node, Ownership};
use vitrine_backend::storage::checklists::Publication;
use vitrine_backend::storage::people::User;
use vitrine_backend::storage::{Constraint, Role, StorageError, Store};
use vitrine_shared::id::{AgencyId, ClientId, NodeId, UserId};
use vitrine_shared::text::Lang;

use crate::engines::both;
use crate::phone::{at, unique};
use crate::world::{World, location, new_visit, wave};

both! {
    names_are_unique_where_the_schema_says_so,
    a_bulk_that_fails_adds_nothing,
    a_published_version_never_changes,
    roles_and_brands_go_together,
    windows_open_before_they_close,
    a_secret_is_made_once,
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, StorageError>, by: Constraint) {
    match result {
        Err(StorageError::Constraint(constraint)) => assert_eq!(constraint, by),
        other => panic!("expected {by:?}, got {other:?}"),
    }
}

async fn names_are_unique_where_the_schema_says_so(store: Store) {
    let world = World::new(&store, "Agência", 0).await;
    let agency = Agency {
        id: AgencyId::new(at(0), unique()),
        name: "Agência".to_owned(),
    };
    refused(store.found_agency(&agency, at(0)).await, Constraint::AgencyName);

    let client = Client {
        id: ClientId::new(at(0), unique()),
        name: "Marca".to_owned(),
    };
    refused(
        store.create_client(&world.operator, &client, at(0)).await,
        Constraint::ClientName,
    );

    for parent in [None, Some(world.north)] {
        let node = || Node {
            id: NodeId::new(at(0), unique()),
            parent,
            name: "Capital".to_owned(),
            level: "city".to_owned(),
        };
        store
            .create_node(&world.operator, world.client, &node(), at(0))
            .await
            .unwrap();
        let again = store
            .create_node(&world.operator, world.client, &node(), at(0))
            .await;
        refused(again, Constraint::NodeName);
    }

    let place = location(world.client, None, "N1", Ownership::Own);
    refused(
        store.create_locations(&world.operator, &[place], at(0)).await,
        Constraint::LocationCode,
    );

    let wave = wave(world.client, &world.sample);
    refused(
        store.create_wave(&world.operator, &wave, at(0)).await,
        Constraint::WaveName,
    );

    let mut person = world.person(Role::Reviewer, None).await.user;
    person.id = UserId::new(at(0), unique());
    let again = store.create_user(&world.operator, &person, None, at(0)).await;
    refused(again, Constraint::UserEmail);
}

async fn a_bulk_that_fails_adds_nothing(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let good = location(world.client, None, "X1", Ownership::Own);
    let bad = location(world.client, None, "X1", Ownership::Own);
    refused(
        store.create_locations(&world.operator, &[good, bad], at(0)).await,
        Constraint::LocationCode,
    );
    assert_eq!(
        store
            .locations(&world.operator, world.client)
            .await
            .unwrap()
            .len(),
        3
    );

    let good = new_visit(world.locations[0], world.phones[0].scope.user());
    let stranger = new_visit(world.locations[0], Some(UserId::new(at(0), unique())));
    let planned = store
        .create_visits(&world.operator, world.wave, &[good, stranger], at(0))
        .await;
    refused(planned, Constraint::Reference);
    assert_eq!(
        store
            .visits(&world.operator, Default::default(), 10)
            .await
            .unwrap(),
        []
    );
    assert_eq!(
        store.changes(&world.phones[0].scope, 0, 10).await.unwrap().cursor,
        0
    );
}

async fn a_published_version_never_changes(store: Store) {
    let world = World::new(&store, "Agência", 0).await;
    let (name, bytes) = (world.sample.name.clone(), world.sample.bytes.clone());
    let again = store
        .publish_checklist(&world.operator, &name, bytes.clone(), &[], at(5))
        .await
        .unwrap();
    assert_eq!(again, Publication::Unchanged);

    let mut other = world.sample.checklist.clone();
    other.languages.pop();
    let (other_bytes, sha256) = other.to_canonical().unwrap();
    let other_name = vitrine_shared::wire::ChecklistRef {
        sha256,
        ..name.clone()
    };
    let changed = store
        .publish_checklist(&world.operator, &other_name, other_bytes, &[], at(5))
        .await;
    refused(changed, Constraint::ChecklistVersion);
    assert_eq!(
        store.checklist(&world.operator, &name.sha256).await.unwrap(),
        bytes
    );

    let mut wave = wave(world.client, &world.sample);
    (wave.name, wave.checklist) = ("Onda 2".to_owned(), other_name);
    refused(
        store.create_wave(&world.operator, &wave, at(0)).await,
        Constraint::Reference,
    );
}

async fn roles_and_brands_go_together(store: Store) {
    let world = World::new(&store, "Agência", 0).await;
    for (role, client) in [(Role::ClientViewer, None), (Role::Reviewer, Some(world.client))] {
        let user = User {
            id: UserId::new(at(0), unique()),
            email: None,
            name: "Pessoa".to_owned(),
            role,
            lang: Lang::PtBr,
            client,
            node: None,
        };
        refused(
            store.create_user(&world.operator, &user, None, at(0)).await,
            Constraint::UserBrand,
        );
    }
}

async fn windows_open_before_they_close(store: Store) {
    let world = World::new(&store, "Agência", 0).await;
    let mut wave = wave(world.client, &world.sample);
    (wave.name, wave.closes_at) = ("Onda 2".to_owned(), wave.opens_at);
    refused(
        store.create_wave(&world.operator, &wave, at(0)).await,
        Constraint::WaveWindow,
    );

    let mut visit = new_visit(world.locations[0], None);
    visit.closes_at = visit.opens_at;
    let planned = store
        .create_visits(&world.operator, world.wave, &[visit], at(0))
        .await;
    refused(planned, Constraint::VisitWindow);
}

async fn a_secret_is_made_once(store: Store) {
    let world = World::new(&store, "Agência", 0).await;
    let secret = store.secret("receipts", vec![1; 32]).await.unwrap();
    assert_eq!(secret, vec![1; 32]);
    assert_eq!(store.secret("receipts", vec![2; 32]).await.unwrap(), secret);
    assert!(
        store
            .operator("Agência")
            .await
            .unwrap()
            .is_some_and(|scope| scope == world.operator)
    );
    assert!(store.operator("Outra").await.unwrap().is_none());
}
