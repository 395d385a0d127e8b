//! How long the statistics of a comparison of 2,000 locations take to read. They are kept by location
//! and touchpoint, so that the number of visits behind them does not matter.
//!
//! `cargo run --release --example storage_comparison -- <database address>`

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a measurement may fail loudly"
)]

#[path = "../tests/storage/phone.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod phone;
#[path = "../tests/storage/world.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod world;

use std::time::{Duration, Instant};

use phone::{at, push};
use vitrine_backend::storage::Store;
use vitrine_backend::storage::brands::Ownership;
use vitrine_backend::storage::moves::Move;
use vitrine_shared::visit::VisitState;
use world::{World, location};

const LOCATIONS: usize = 2_000;
const READS: usize = 50;

#[tokio::main]
async fn main() {
    let url = std::env::args().nth(1).expect("a database address");
    Store::migrate(&url).await.unwrap();
    let store = Store::open(&url).await.unwrap();
    let world = World::new(&store, "Agência", 1).await;
    let places: Vec<_> = (0..LOCATIONS)
        .map(|n| location(world.client, Some(world.north), &format!("L{n}"), Ownership::Own))
        .collect();
    store
        .create_locations(&world.operator, &places, at(0))
        .await
        .unwrap();
    let phone = &world.phones[0];
    for (n, place) in places.iter().enumerate() {
        let visit = world.plan(phone, place.id, 1).await[0];
        let batch = phone.whole_visit(&world.sample, visit, n % 100);
        push(&store, phone, &world.sample, &world.server, &batch).await;
        for to in [VisitState::InReview, VisitState::Approved, VisitState::Published] {
            let to = Move { to, evaluator: None };
            store
                .move_visit(&world.operator, visit, to, at(100_000))
                .await
                .unwrap();
        }
    }
    let mut times: Vec<Duration> = Vec::with_capacity(READS);
    for _ in 0..READS {
        let started = Instant::now();
        let compared = store
            .comparison(&world.operator, world.client, Some(world.wave))
            .await
            .unwrap();
        times.push(started.elapsed());
        assert_eq!(compared.len(), LOCATIONS);
    }
    times.sort_unstable();
    eprintln!(
        "{LOCATIONS} locations: p50 {:?}, p95 {:?}",
        times[READS / 2],
        times[READS * 95 / 100]
    );
    store.close().await;
}
