//! Photos: a visit is complete when it is submitted and every announced photo arrived, whichever
//! comes last.

use vitrine_backend::storage::{StorageError, Store};
use vitrine_shared::event::{Photo, What};
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::SignedReceipt;

use crate::engines::both;
use crate::phone::{Phone, at, push, unique};
use crate::world::World;

both! {
    photos_after_the_submission_complete_it,
    photos_before_the_submission_complete_it,
    a_discarded_photo_is_not_waited_for,
    the_last_photo_and_the_submission_at_once,
    an_unannounced_photo_never_arrives,
    photos_that_arrive_together_are_answered_apart,
}

/// A visit with two kept photos and a discarded one: its batch before the submission, and the rest.
async fn with_photos(world: &World, visit: VisitId) -> ([crate::phone::Batch; 2], Vec<Photo>) {
    let phone = &world.phones[0];
    let mut errand = phone.begin(&world.sample, visit);
    let mut records = vec![errand.event(What::CheckedIn)];
    records.extend(errand.answers(80));
    let mut photos = Vec::new();
    for bytes in [b"one", b"two", b"bad"] {
        let (record, photo) = errand.photo(bytes);
        records.push(record);
        photos.push(photo);
    }
    let bad = photos.pop().unwrap();
    records.push(errand.event(What::PhotoDiscarded { photo: bad.photo }));
    let first = errand.sign(records);
    let rest = errand.finish();
    ([first, errand.sign(rest)], photos)
}

async fn complete(world: &World, visit: VisitId) -> bool {
    world
        .store
        .visit(&world.operator, visit)
        .await
        .unwrap()
        .media_complete
}

async fn keep_due_receipt(world: &World, phone: &Phone, visit: VisitId) -> SignedReceipt {
    let standing = world.store.standing(&phone.scope, visit).await.unwrap();
    assert_eq!(standing.status.missing_photos, []);
    let due = standing.due.expect("a receipt is due");
    let signed = SignedReceipt::sign(&due.receipt, &world.server).unwrap();
    let kept = world
        .store
        .keep_receipt(&phone.scope, visit, due.round, &signed, at(99_000))
        .await
        .unwrap();
    assert_eq!(
        world
            .store
            .standing(&phone.scope, visit)
            .await
            .unwrap()
            .status
            .receipt,
        Some(kept.clone())
    );
    kept
}

async fn photos_after_the_submission_complete_it(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let phone = &world.phones[0];
    let visit = world.plan(phone, world.locations[0], 1).await[0];
    let (batches, photos) = with_photos(&world, visit).await;
    for batch in &batches {
        push(&store, phone, &world.sample, &world.server, batch).await;
    }
    let standing = store.standing(&phone.scope, visit).await.unwrap();
    let mut ids: Vec<_> = photos.iter().map(|photo| photo.photo).collect();
    ids.sort();
    assert_eq!(standing.status.missing_photos, ids);
    assert_eq!((standing.status.receipt, standing.due), (None, None));
    assert!(
        !store
            .photo_arrived(&phone.scope, visit, ids[0], at(95_000))
            .await
            .unwrap()
    );
    assert!(!complete(&world, visit).await);
    assert!(
        store
            .photo_arrived(&phone.scope, visit, ids[1], at(96_000))
            .await
            .unwrap()
    );
    assert!(
        store
            .photo_arrived(&phone.scope, visit, ids[1], at(97_000))
            .await
            .unwrap(),
        "again is no harm"
    );
    assert!(complete(&world, visit).await);
    let receipt = keep_due_receipt(&world, phone, visit)
        .await
        .verify(&world.server.public())
        .unwrap();
    assert_eq!(receipt.received_at, at(96_000));
    assert_eq!(receipt.photos.len(), 2);
    assert_eq!(store.photos(&world.operator, visit).await.unwrap().len(), 2);
}

async fn photos_before_the_submission_complete_it(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let phone = &world.phones[0];
    let visit = world.plan(phone, world.locations[0], 1).await[0];
    let ([first, last], photos) = with_photos(&world, visit).await;
    push(&store, phone, &world.sample, &world.server, &first).await;
    for photo in &photos {
        assert!(
            !store
                .photo_arrived(&phone.scope, visit, photo.photo, at(50_000))
                .await
                .unwrap()
        );
    }
    push(&store, phone, &world.sample, &world.server, &last).await;
    assert!(complete(&world, visit).await);
    let standing = store.standing(&phone.scope, visit).await.unwrap();
    assert!(
        standing.status.receipt.is_some(),
        "signed in advance, kept with the submission"
    );
}

async fn a_discarded_photo_is_not_waited_for(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let phone = &world.phones[0];
    let visit = world.plan(phone, world.locations[0], 1).await[0];
    let mut errand = phone.begin(&world.sample, visit);
    let mut records = vec![errand.event(What::CheckedIn)];
    let (record, photo) = errand.photo(b"bad");
    records.push(record);
    push(&store, phone, &world.sample, &world.server, &errand.sign(records)).await;
    assert_eq!(
        store
            .photo(&world.operator, visit, photo.photo)
            .await
            .unwrap()
            .photo,
        photo
    );
    let mut rest = vec![errand.event(What::PhotoDiscarded { photo: photo.photo })];
    rest.extend(errand.answers(50));
    rest.extend(errand.finish());
    push(&store, phone, &world.sample, &world.server, &errand.sign(rest)).await;
    assert!(complete(&world, visit).await);
    assert_eq!(store.photos(&world.operator, visit).await.unwrap(), []);
    let arrived = store
        .photo_arrived(&phone.scope, visit, photo.photo, at(99_000))
        .await;
    assert!(matches!(arrived, Err(StorageError::NotFound)), "{arrived:?}");
}

/// Whichever of the two commits last sees the other: no visit is left waiting for ever.
async fn the_last_photo_and_the_submission_at_once(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let phone = &world.phones[0];
    for visit in world.plan(phone, world.locations[0], 10).await {
        let ([first, last], photos) = with_photos(&world, visit).await;
        push(&store, phone, &world.sample, &world.server, &first).await;
        let arrive = async {
            for photo in &photos {
                store
                    .photo_arrived(&phone.scope, visit, photo.photo, at(95_000))
                    .await
                    .unwrap();
            }
        };
        tokio::join!(arrive, push(&store, phone, &world.sample, &world.server, &last));
        assert!(complete(&world, visit).await);
        assert_eq!(
            store.visit(&world.operator, visit).await.unwrap().state,
            VisitState::Submitted
        );
    }
}

async fn an_unannounced_photo_never_arrives(store: Store) {
    let world = World::new(&store, "Agência", 2).await;
    let [phone, other] = &world.phones[..] else {
        panic!("two phones")
    };
    let visit = world.plan(phone, world.locations[0], 1).await[0];
    let ([first, _], photos) = with_photos(&world, visit).await;
    let unknown = PhotoId::new(at(0), unique());
    for (scope, photo) in [(&phone.scope, unknown), (&other.scope, photos[0].photo)] {
        let arrived = store.photo_arrived(scope, visit, photo, at(1)).await;
        assert!(matches!(arrived, Err(StorageError::NotFound)), "{arrived:?}");
    }
    push(&store, phone, &world.sample, &world.server, &first).await;
    assert!(matches!(
        store.photo(&other.scope, visit, photos[0].photo).await,
        Err(StorageError::NotFound)
    ));
}

/// Photos that wait at the same time are written together: what is wrong with one hurts no other.
async fn photos_that_arrive_together_are_answered_apart(store: Store) {
    let world = World::new(&store, "Agência", 2).await;
    let [phone, other] = &world.phones[..] else {
        panic!("two phones")
    };
    for visit in world.plan(phone, world.locations[0], 10).await {
        let (batches, photos) = with_photos(&world, visit).await;
        for batch in &batches {
            push(&store, phone, &world.sample, &world.server, batch).await;
        }
        let unknown = PhotoId::new(at(0), unique());
        let arrive = |scope, photo| store.photo_arrived(scope, visit, photo, at(95_000));
        let (first, foreign, second, again, nowhere) = tokio::join!(
            arrive(&phone.scope, photos[0].photo),
            arrive(&other.scope, photos[1].photo),
            arrive(&phone.scope, photos[1].photo),
            arrive(&phone.scope, photos[0].photo),
            arrive(&phone.scope, unknown),
        );
        // Whichever came last completed the visit; of those in one group each may say so.
        let answers = [first, second, again].map(Result::unwrap);
        assert!(answers.contains(&true), "{answers:?}");
        for refused in [foreign, nowhere] {
            assert!(matches!(refused, Err(StorageError::NotFound)), "{refused:?}");
        }
        assert!(complete(&world, visit).await);
    }
}
