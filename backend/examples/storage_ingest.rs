//! How many whole visits of forty answers the storage takes in each second, with reading the JSON,
//! the hash chain, the signature, the score and the receipt, but without HTTP.
//!
//! `cargo run --release --example storage_ingest -- <database address> <connections> <visits>`

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

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use phone::{Batch, at, prepare};
use vitrine_backend::storage::Store;
use vitrine_backend::storage::ingest::Pushed;
use vitrine_shared::digest::Digest;
use vitrine_shared::wire::PushRequest;
use world::World;

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let url = args.next().expect("a database address");
    let connections: usize = args.next().expect("connections").parse().unwrap();
    let visits: usize = args.next().expect("visits").parse().unwrap();

    Store::migrate(&url).await.unwrap();
    let opening = Instant::now();
    let store = Store::open(&url).await.unwrap();
    store.ping().await.unwrap();
    let opened = opening.elapsed();
    let world = Arc::new(World::new(&store, "Agência", 8).await);
    let mut work = Vec::with_capacity(visits);
    for (n, phone) in world.phones.iter().enumerate() {
        let ids = world
            .plan(phone, world.locations[n % 3], visits.div_ceil(8))
            .await;
        work.extend(ids.into_iter().map(|visit| {
            let Batch {
                records: events,
                signature,
                ..
            } = phone.whole_visit(&world.sample, visit, 10 * (1 + n));
            let request = PushRequest {
                checklist: world.sample.name.sha256,
                events,
                signature,
            };
            (n, visit, serde_json::to_vec(&request).unwrap())
        }));
    }
    let work = Arc::new(work);
    let next = Arc::new(AtomicUsize::new(0));
    let cpu_before = cpu_ticks();
    let started = Instant::now();
    let clients = (0..connections).map(|_| {
        let (store, world, work, next) = (store.clone(), world.clone(), work.clone(), next.clone());
        tokio::spawn(async move {
            let mut times = Vec::new();
            while let Some((n, visit, json)) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                let started = Instant::now();
                let phone = &world.phones[*n];
                let token = Digest::of_parts([b"token".as_slice(), phone.device.as_bytes()]);
                let login = store.device_login(&token).await.unwrap().unwrap();
                let PushRequest {
                    events, signature, ..
                } = serde_json::from_slice(json).unwrap();
                let batch = Batch {
                    visit: *visit,
                    records: events,
                    signature,
                };
                let context = store.push_context(&login.scope, *visit).await.unwrap();
                let prepared = prepare(phone, &world.sample, &world.server, context, &batch, at(90_000));
                let pushed = store.push(prepared).await.unwrap();
                assert!(matches!(pushed, Pushed::Stored(stored) if stored.complete));
                times.push(started.elapsed());
            }
            times
        })
    });
    let clients: Vec<_> = clients.collect();
    let mut times: Vec<Duration> = Vec::new();
    for client in clients {
        times.extend(client.await.unwrap());
    }
    let elapsed = started.elapsed();
    let cpu = cpu_ticks() - cpu_before;
    times.sort_unstable();
    let quantile = |q: usize| times[(times.len() - 1) * q / 100];
    let rate = times.len() as f64 / elapsed.as_secs_f64();
    eprintln!(
        "{connections} connections: {rate:.0} visits/s, {:.0} µs of CPU each, p50 {:?}, p95 {:?}, p99 {:?}; opened in {opened:?}",
        cpu as f64 * 10_000.0 / times.len() as f64,
        quantile(50),
        quantile(95),
        quantile(99),
    );
    store.close().await;
}

/// The processor time of this process so far, in hundredths of a second: what others do on the
/// machine changes the rate, but not this.
fn cpu_ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields = stat.rsplit(')').next().unwrap().split_whitespace();
    fields
        .skip(11)
        .take(2)
        .map(|ticks| ticks.parse::<u64>().unwrap())
        .sum()
}
