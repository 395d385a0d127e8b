//! Taking in events: what was sent comes back byte for byte, once; what is stale writes nothing.

use vitrine_backend::storage::ingest::{PreparedBatch, Pushed};
use vitrine_backend::storage::{StorageError, Store};
use vitrine_shared::event::{Head, What, genesis};
use vitrine_shared::visit::VisitState;

use crate::engines::both;
use crate::phone::{Batch, Phone, at, prepare, push};
use crate::world::World;

both! {
    a_visit_comes_back_byte_for_byte,
    a_visit_in_pieces_is_the_same_visit,
    a_stale_batch_writes_nothing,
    one_bad_batch_hurts_no_other,
    a_phone_without_the_visit_pushes_nothing,
    a_closed_store_refuses,
}

/// The batch as the service would hand it on now.
async fn ready(store: &Store, world: &World, phone: &Phone, batch: &Batch) -> PreparedBatch {
    let context = store.push_context(&phone.scope, batch.visit).await.unwrap();
    prepare(phone, &world.sample, &world.server, context, batch, at(90_000))
}

async fn a_visit_comes_back_byte_for_byte(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let phone = &world.phones[0];
    let visit = world.plan(phone, world.locations[0], 1).await[0];
    let batch = phone.whole_visit(&world.sample, visit, 60);
    let context = store.push_context(&phone.scope, visit).await.unwrap();
    assert_eq!((context.state, context.head), (VisitState::Assigned, None));
    let prepared = prepare(phone, &world.sample, &world.server, context, &batch, at(90_000));
    let (sheet, score) = (prepared.sheet.clone(), prepared.submission.clone().unwrap().score);
    let receipt = prepared.submission.clone().unwrap().receipt;
    let Pushed::Stored(stored) = store.push(prepared).await.unwrap() else {
        panic!("stale")
    };
    assert!(stored.complete && stored.missing_photos.is_empty());

    let mut head = Head::empty(genesis(visit, phone.device, &world.sample.name.sha256));
    let records = store.events(&phone.scope, visit, phone.device).await.unwrap();
    assert_eq!(records.len(), batch.records.len());
    for (stored, sent) in records.iter().zip(&batch.records) {
        assert_eq!(stored.body.get(), sent.body.get());
        (head, _) = head.follow(stored).unwrap();
    }
    let hashes = store.event_hashes(&phone.scope, visit, 2, 4).await.unwrap();
    let sent: Vec<_> = batch.records[1..4].iter().map(|record| record.hash).collect();
    assert_eq!(hashes, sent);

    assert_eq!(
        store.sheet(&phone.scope, visit).await.unwrap(),
        Some((phone.device, sheet))
    );
    let kept = store.visit_score(&world.operator, visit).await.unwrap().unwrap();
    assert_eq!(kept.score, score);
    assert_eq!(kept.measures.len(), 1);
    let standing = store.standing(&phone.scope, visit).await.unwrap();
    assert_eq!(standing.status.state, VisitState::Submitted);
    assert_eq!(standing.status.next_seq, head.seq + 1);
    assert_eq!((standing.status.receipt, standing.due), (Some(receipt), None));
    let states: Vec<_> = store
        .visit_moves(&world.operator, visit)
        .await
        .unwrap()
        .iter()
        .map(|line| line.to)
        .collect();
    assert_eq!(
        states,
        [
            VisitState::Accepted,
            VisitState::InProgress,
            VisitState::Submitted
        ]
    );
}

async fn a_visit_in_pieces_is_the_same_visit(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let phone = &world.phones[0];
    let visit = world.plan(phone, world.locations[0], 1).await[0];
    let mut errand = phone.begin(&world.sample, visit);
    let mut fresh = 0;
    let mut pieces = Vec::new();
    let mut records = vec![errand.event(What::CheckedIn)];
    pieces.push(errand.sign(records.clone()));
    records.extend(errand.answers(70));
    // This one repeats what the first brought.
    pieces.push(errand.sign(records.clone()));
    let finish = errand.finish();
    let last = errand.sign(finish);
    for piece in &pieces {
        fresh += push(&store, phone, &world.sample, &world.server, piece).await;
    }
    let between = store.push_context(&phone.scope, visit).await.unwrap();
    assert_eq!(between.state, VisitState::InProgress);
    fresh += push(&store, phone, &world.sample, &world.server, &last).await;
    assert_eq!(fresh, 43);
    let kept = store.events(&phone.scope, visit, phone.device).await.unwrap();
    assert_eq!(kept.len(), 43);
    let hashes = store.event_hashes(&phone.scope, visit, 1, 99).await.unwrap();
    assert_eq!(hashes.len(), 43);
    let (_, sheet) = store.sheet(&phone.scope, visit).await.unwrap().unwrap();
    assert_eq!(sheet, errand.sheet);
}

async fn a_stale_batch_writes_nothing(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let phone = &world.phones[0];
    let visit = world.plan(phone, world.locations[0], 1).await[0];
    let batch = phone.whole_visit(&world.sample, visit, 60);
    let twice = ready(&store, &world, phone, &batch).await;
    assert!(matches!(
        store.push(twice.clone()).await.unwrap(),
        Pushed::Stored(_)
    ));
    assert_eq!(store.push(twice).await.unwrap(), Pushed::Stale);
    let kept = store.events(&phone.scope, visit, phone.device).await.unwrap();
    assert_eq!(kept.len(), 43);
    assert_eq!(
        store.changes(&phone.scope, 0, 10).await.unwrap().cursor,
        2,
        "once planned, once done"
    );
}

/// A photo's id that was used before is refused by the schema, not by the service's checks: in one
/// group with good batches it is the bad one.
async fn one_bad_batch_hurts_no_other(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let phone = &world.phones[0];
    let second = world.enrol(phone.scope.user().unwrap()).await;
    let disputed = world.plan(phone, world.locations[0], 1).await[0];
    let visits = world.plan(phone, world.locations[1], 20).await;

    let mut first = phone.begin(&world.sample, disputed);
    let begun = first.event(What::CheckedIn);
    let (taken, photo) = first.photo(b"photo");
    push(
        &store,
        phone,
        &world.sample,
        &world.server,
        &first.sign(vec![begun, taken]),
    )
    .await;
    let mut other = second.begin(&world.sample, disputed);
    let records = vec![other.event(What::CheckedIn), other.event(What::PhotoTaken(photo))];
    let bad = other.sign(records);

    let bad = ready(&store, &world, &second, &bad).await;
    let mut tasks = Vec::new();
    for (n, visit) in visits.iter().enumerate() {
        let batch = phone.whole_visit(&world.sample, *visit, n);
        let good = ready(&store, &world, phone, &batch).await;
        let (store, bad) = (store.clone(), bad.clone());
        tasks.push(tokio::spawn(async move {
            (store.push(good).await, store.push(bad).await)
        }));
    }
    for task in tasks {
        let (good, bad) = task.await.unwrap();
        assert!(matches!(good, Ok(Pushed::Stored(_))), "{good:?}");
        assert!(matches!(bad, Err(StorageError::Constraint(_))), "{bad:?}");
    }
    for visit in visits {
        assert_eq!(
            store.visit(&world.operator, visit).await.unwrap().state,
            VisitState::Submitted
        );
    }
    let kept = store
        .events(&world.operator, disputed, second.device)
        .await
        .unwrap();
    assert_eq!(kept.len(), 0);
}

async fn a_phone_without_the_visit_pushes_nothing(store: Store) {
    let world = World::new(&store, "Agência", 2).await;
    let [one, other] = &world.phones[..] else {
        panic!("two phones")
    };
    let visit = world.plan(one, world.locations[0], 1).await[0];
    let batch = one.whole_visit(&world.sample, visit, 60);
    let prepared = ready(&store, &world, one, &batch).await;
    let reassign = vitrine_backend::storage::moves::Move {
        to: VisitState::Assigned,
        evaluator: other.scope.user(),
    };
    store
        .move_visit(&world.operator, visit, reassign, at(1))
        .await
        .unwrap();
    assert_eq!(
        store.push(prepared).await.unwrap(),
        Pushed::Stale,
        "given away between read and write"
    );
    assert!(matches!(
        store.push_context(&one.scope, visit).await,
        Err(StorageError::NotFound)
    ));
    let kept = store.events(&world.operator, visit, one.device).await.unwrap();
    assert_eq!(kept.len(), 0);
}

async fn a_closed_store_refuses(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let phone = &world.phones[0];
    let visit = world.plan(phone, world.locations[0], 1).await[0];
    let batch = phone.whole_visit(&world.sample, visit, 60);
    let prepared = ready(&store, &world, phone, &batch).await;
    store.close().await;
    assert!(matches!(store.push(prepared).await, Err(StorageError::Closed)));
    assert!(matches!(store.ping().await, Err(StorageError::Closed)));
}
