//! What the test programs run their facts on: a PostgreSQL database of a test's own, and a runtime.

use std::panic::AssertUnwindSafe;

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};

/// Names the maintenance database of a PostgreSQL that tests may make databases in.
const POSTGRES: &str = "VITRINE_TEST_POSTGRES";

/// Gives `fact` the address of an empty database, which is dropped afterwards, also when the fact is none.
/// Without a PostgreSQL the fact is skipped.
pub fn with_postgres(fact: impl FnOnce(String)) {
    let Ok(maintenance) = std::env::var(POSTGRES) else {
        println!("skipped: {POSTGRES} is not set");
        return;
    };
    let unique = vitrine_backend::random::bytes::<8>().unwrap();
    let name = format!("vitrine_test_{}", hex::encode(unique));
    let (base, _) = maintenance.rsplit_once('/').unwrap();
    let url = format!("{base}/{name}");
    execute(&maintenance, format!("CREATE DATABASE {name}"));
    let held = std::panic::catch_unwind(AssertUnwindSafe(|| fact(url)));
    execute(&maintenance, format!("DROP DATABASE {name} WITH (FORCE)"));
    if let Err(panic) = held {
        std::panic::resume_unwind(panic);
    }
}

fn execute(url: &str, sql: String) {
    runtime(1).block_on(async {
        let mut connection = PgConnection::connect(url).await.unwrap();
        connection.execute(AssertSqlSafe(sql)).await.unwrap();
        connection.close().await.unwrap();
    });
}

/// A runtime of so many threads.
pub fn runtime(threads: usize) -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()
        .unwrap()
}
