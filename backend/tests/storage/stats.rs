//! The comparison's statistics: kept up while visits are published and taken back, the same as if
//! they were counted anew.

use std::sync::Arc;

use vitrine_backend::storage::moves::Move;
use vitrine_backend::storage::stats::Moments;
use vitrine_backend::storage::{Scope, Store};
use vitrine_shared::id::VisitId;
use vitrine_shared::visit::VisitState;

use crate::engines::both;
use crate::phone::{at, push};
use crate::world::World;

both! { statistics_are_what_the_visits_add_up_to, statistics_survive_concurrent_publishing }

const PUBLISH: &[VisitState] = &[VisitState::InReview, VisitState::Approved, VisitState::Published];

async fn done(world: &World, location: usize, quality: usize) -> VisitId {
    let phone = &world.phones[0];
    let visit = world.plan(phone, world.locations[location], 1).await[0];
    let batch = phone.whole_visit(&world.sample, visit, quality);
    push(&world.store, phone, &world.sample, &world.server, &batch).await;
    visit
}

async fn move_through(store: &Store, scope: &Scope, visit: VisitId, states: &[VisitState]) {
    for to in states {
        store
            .move_visit(
                scope,
                visit,
                Move {
                    to: *to,
                    evaluator: None,
                },
                at(100_000),
            )
            .await
            .unwrap();
    }
}

/// As counted on the way, and as counted anew.
async fn both_counts(world: &World) -> [Vec<vitrine_backend::storage::stats::LocationStats>; 2] {
    let kept = world
        .store
        .comparison(&world.operator, world.client, None)
        .await
        .unwrap();
    let of_wave = world
        .store
        .comparison(&world.operator, world.client, Some(world.wave))
        .await
        .unwrap();
    assert_eq!(kept, of_wave, "there is one wave");
    world
        .store
        .rebuild_stats(&world.operator, world.client)
        .await
        .unwrap();
    let anew = world
        .store
        .comparison(&world.operator, world.client, None)
        .await
        .unwrap();
    [kept, anew]
}

async fn statistics_are_what_the_visits_add_up_to(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let mut expected = Moments::default();
    let mut visits = Vec::new();
    for quality in [20, 50, 90] {
        let visit = done(&world, 0, quality).await;
        move_through(&store, &world.operator, visit, PUBLISH).await;
        let score = store.visit_score(&world.operator, visit).await.unwrap().unwrap();
        let ppm = score.score.visit.unwrap().ppm();
        expected.n += 1;
        expected.sum_ppm += ppm;
        expected.sum_squares += ppm * ppm;
        visits.push(visit);
    }
    done(&world, 1, 40).await;
    let [kept, anew] = both_counts(&world).await;
    assert_eq!(kept, anew);
    assert_eq!(kept.len(), 1, "only what was published counts");
    assert_eq!(kept[0].cells.visit, expected);
    assert_eq!(kept[0].cells.touchpoints.len(), 8);
    let nps = kept[0].cells.measures.values().next().unwrap();
    assert_eq!(
        nps.counts.iter().map(|(step, n)| (*step, *n)).collect::<Vec<_>>(),
        [(2, 1), (5, 1), (9, 1)]
    );

    for visit in &visits[..2] {
        move_through(&store, &world.operator, *visit, &[VisitState::InReview]).await;
    }
    let [kept, anew] = both_counts(&world).await;
    assert_eq!(kept, anew);
    assert_eq!(
        kept[0].cells.visit.n, 1,
        "what is taken back into review counts no more"
    );
    move_through(&store, &world.operator, visits[2], &[VisitState::InReview]).await;
    assert_eq!(both_counts(&world).await, [vec![], vec![]]);
}

async fn statistics_survive_concurrent_publishing(store: Store) {
    let world = Arc::new(World::new(&store, "Agência", 1).await);
    let mut visits = Vec::new();
    for n in 0..12 {
        visits.push(done(&world, n % 2, 8 * n).await);
    }
    let mut tasks = Vec::new();
    for visit in visits {
        let (store, world) = (store.clone(), world.clone());
        tasks.push(tokio::spawn(async move {
            move_through(&store, &world.operator, visit, PUBLISH).await
        }));
    }
    for _ in 0..3 {
        // Counting anew in the middle of it loses nothing either.
        world
            .store
            .rebuild_stats(&world.operator, world.client)
            .await
            .unwrap();
    }
    for task in tasks {
        task.await.unwrap();
    }
    let [kept, anew] = both_counts(&world).await;
    assert_eq!(kept, anew);
    assert_eq!(kept.iter().map(|it| it.cells.visit.n).sum::<i64>(), 12);
}
