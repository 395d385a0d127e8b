//! The sync feed: a cursor never skips a change, whoever writes at the same time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use vitrine_backend::storage::Store;
use vitrine_backend::storage::moves::Move;
use vitrine_shared::id::VisitId;
use vitrine_shared::visit::VisitState;

use crate::engines::both;
use crate::phone::{at, push};
use crate::world::World;

both! { a_feed_comes_in_pages, a_cursor_never_skips_under_concurrent_writers }

async fn a_feed_comes_in_pages(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let phone = &world.phones[0];
    let mut visits = world.plan(phone, world.locations[0], 5).await;
    let first = store.changes(&phone.scope, 0, 3).await.unwrap();
    assert_eq!((first.assignments.len(), first.more, first.cursor), (3, true, 3));
    let second = store.changes(&phone.scope, first.cursor, 3).await.unwrap();
    assert_eq!(
        (second.assignments.len(), second.more, second.cursor),
        (2, false, 5)
    );
    let got: Vec<VisitId> = first
        .assignments
        .iter()
        .chain(&second.assignments)
        .map(|a| a.visit)
        .collect();
    assert_eq!(got, visits);
    let card = &first.assignments[0];
    assert_eq!(
        (card.brand.as_str(), card.wave.as_str(), card.fee_minor),
        ("Marca", "Onda 1", 5_000)
    );
    assert_eq!(
        (card.location.id, &card.checklist),
        (world.locations[0], &world.sample.name)
    );

    let cancel = Move {
        to: VisitState::Cancelled,
        evaluator: None,
    };
    store
        .move_visit(&world.operator, visits.remove(1), cancel, at(5))
        .await
        .unwrap();
    let third = store.changes(&phone.scope, second.cursor, 3).await.unwrap();
    assert_eq!(
        (third.assignments.len(), third.cursor),
        (1, 6),
        "what changed comes once more"
    );
    assert_eq!(third.assignments[0].state, VisitState::Cancelled);
    assert_eq!(
        store.changes(&phone.scope, third.cursor, 3).await.unwrap().cursor,
        6
    );
}

/// Coordinators plan and cancel, the phone submits, and a reader follows all the while: what it saw
/// must be all there is.
async fn a_cursor_never_skips_under_concurrent_writers(store: Store) {
    let world = Arc::new(World::new(&store, "Agência", 1).await);
    let mut writers = Vec::new();
    for n in 0..6 {
        let (store, world) = (store.clone(), world.clone());
        writers.push(tokio::spawn(async move {
            for _ in 0..10 {
                let phone = &world.phones[0];
                let visit = world.plan(phone, world.locations[n % 3], 1).await[0];
                if n % 2 == 0 {
                    let batch = phone.whole_visit(&world.sample, visit, 60);
                    push(&store, phone, &world.sample, &world.server, &batch).await;
                } else {
                    let cancel = Move {
                        to: VisitState::Cancelled,
                        evaluator: None,
                    };
                    store
                        .move_visit(&world.operator, visit, cancel, at(5))
                        .await
                        .unwrap();
                }
            }
        }));
    }
    let scope = &world.phones[0].scope;
    let (mut cursor, mut last_seen) = (0, BTreeMap::new());
    loop {
        let finished = writers.iter().all(|writer| writer.is_finished());
        let changes = store.changes(scope, cursor, 7).await.unwrap();
        cursor = changes.cursor;
        last_seen.extend(changes.assignments.into_iter().map(|a| (a.visit, a.state)));
        if finished && !changes.more {
            break;
        }
        tokio::task::yield_now().await;
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let all = store.changes(scope, 0, 1_000).await.unwrap();
    assert_eq!(all.cursor, cursor);
    let truth: BTreeSet<_> = all.assignments.iter().map(|a| (a.visit, a.state)).collect();
    assert_eq!(truth.len(), 60);
    assert_eq!(last_seen.into_iter().collect::<BTreeSet<_>>(), truth);
}
