//! Many writers at once: exactly once, nothing lost, nothing half-there.

use std::sync::Arc;

use vitrine_backend::storage::Store;
use vitrine_shared::event::What;
use vitrine_shared::visit::VisitState;

use crate::engines::both;
use crate::phone::push;
use crate::world::World;

both! {
    sixteen_writers_push_the_same_visits,
    pieces_in_any_order_make_one_visit,
    readers_see_whole_visits,
}

async fn sixteen_writers_push_the_same_visits(store: Store) {
    let world = Arc::new(World::new(&store, "Agência", 1).await);
    let visits = Arc::new(world.plan(&world.phones[0], world.locations[0], 20).await);
    let tasks: Vec<_> = (0..16usize)
        .map(|n| {
            let (store, world, visits) = (store.clone(), world.clone(), visits.clone());
            tokio::spawn(async move {
                let mut fresh = 0;
                for i in 0..visits.len() {
                    let visit = visits[(i + n) % visits.len()];
                    let batch = world.phones[0].whole_visit(&world.sample, visit, 60);
                    fresh += push(&store, &world.phones[0], &world.sample, &world.server, &batch).await;
                }
                fresh
            })
        })
        .collect();
    let mut fresh = 0;
    for task in tasks {
        fresh += task.await.unwrap();
    }
    assert_eq!(fresh, 20 * 43, "each event was new to exactly one of the sixteen");
    for visit in visits.iter() {
        let records = store
            .events(&world.operator, *visit, world.phones[0].device)
            .await
            .unwrap();
        assert_eq!(
            records.iter().map(|record| record.seq).collect::<Vec<_>>(),
            (1..=43).collect::<Vec<_>>()
        );
        assert_eq!(store.visit_moves(&world.operator, *visit).await.unwrap().len(), 3);
    }
}

/// Every piece repeats all before it, as a phone does that never got an answer.
async fn pieces_in_any_order_make_one_visit(store: Store) {
    let world = Arc::new(World::new(&store, "Agência", 1).await);
    let visit = world.plan(&world.phones[0], world.locations[0], 1).await[0];
    let mut errand = world.phones[0].begin(&world.sample, visit);
    let mut records = vec![errand.event(What::CheckedIn)];
    let mut pieces = vec![errand.sign(records.clone())];
    for record in errand.answers(30) {
        records.push(record);
    }
    pieces.push(errand.sign(records.clone()));
    records.extend(errand.finish());
    pieces.push(errand.sign(records));
    let tasks: Vec<_> = (0..24)
        .map(|n| {
            let (store, world, piece) = (store.clone(), world.clone(), pieces[(n * 7) % 3].clone());
            tokio::spawn(
                async move { push(&store, &world.phones[0], &world.sample, &world.server, &piece).await },
            )
        })
        .collect();
    let mut fresh = 0;
    for task in tasks {
        fresh += task.await.unwrap();
    }
    assert_eq!(fresh, 43);
    assert_eq!(
        store.visit(&world.operator, visit).await.unwrap().state,
        VisitState::Submitted
    );
}

/// A visit that reads as submitted has its events, sheet, score and receipt.
async fn readers_see_whole_visits(store: Store) {
    let world = Arc::new(World::new(&store, "Agência", 1).await);
    let phone = &world.phones[0];
    let visits = world.plan(phone, world.locations[0], 30).await;
    let writer = {
        let (store, world, visits) = (store.clone(), world.clone(), visits.clone());
        tokio::spawn(async move {
            for visit in visits {
                let batch = world.phones[0].whole_visit(&world.sample, visit, 60);
                push(&store, &world.phones[0], &world.sample, &world.server, &batch).await;
            }
        })
    };
    let mut whole;
    loop {
        let finished = writer.is_finished();
        whole = 0;
        for visit in &visits {
            if store.visit(&world.operator, *visit).await.unwrap().state != VisitState::Submitted {
                continue;
            }
            whole += 1;
            assert!(
                store
                    .visit_score(&world.operator, *visit)
                    .await
                    .unwrap()
                    .is_some()
            );
            assert!(
                store
                    .sheet(&phone.scope, *visit)
                    .await
                    .unwrap()
                    .unwrap()
                    .1
                    .submitted
                    .is_some()
            );
            assert_eq!(
                store
                    .events(&phone.scope, *visit, phone.device)
                    .await
                    .unwrap()
                    .len(),
                43
            );
            assert!(
                store
                    .standing(&phone.scope, *visit)
                    .await
                    .unwrap()
                    .status
                    .receipt
                    .is_some()
            );
        }
        if finished {
            break;
        }
    }
    writer.await.unwrap();
    assert_eq!(whole, visits.len());
}
