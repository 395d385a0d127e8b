//! Every fact on both engines: `both! { name, … }` runs each function on a fresh SQLite file and on a
//! fresh PostgreSQL database.

use std::future::Future;

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use vitrine_backend::storage::Store;
use vitrine_shared::digest::Digest;

use super::phone::unique;

/// Names the maintenance database of a PostgreSQL that tests may make databases in.
const POSTGRES: &str = "VITRINE_TEST_POSTGRES";

macro_rules! both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { crate::engines::on_sqlite(super::$name); })+
        }

        mod postgres {
            $(#[test] fn $name() { crate::engines::on_postgres(super::$name); })+
        }
    };
}

pub(crate) use both;

/// Runs the fact on a file of its own.
pub fn on_sqlite<F: Future<Output = ()>>(fact: fn(Store) -> F) {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", dir.path().join("vitrine.db").display());
    runtime().block_on(run(&url, fact));
}

/// Runs the fact in a database of its own, which is dropped afterwards, also when the fact is not one.
pub fn on_postgres<F: Future<Output = ()>>(fact: fn(Store) -> F) {
    let Ok(maintenance) = std::env::var(POSTGRES) else {
        println!("skipped: {POSTGRES} is not set");
        return;
    };
    let name = name();
    let (base, _) = maintenance.rsplit_once('/').unwrap();
    let url = format!("{base}/{name}");
    execute(&maintenance, format!("CREATE DATABASE {name}"));
    let held = std::panic::catch_unwind(|| runtime().block_on(run(&url, fact)));
    execute(&maintenance, format!("DROP DATABASE {name} WITH (FORCE)"));
    if let Err(panic) = held {
        std::panic::resume_unwind(panic);
    }
}

async fn run<F: Future<Output = ()>>(url: &str, fact: fn(Store) -> F) {
    Store::migrate(url).await.unwrap();
    let store = Store::open(url).await.unwrap();
    fact(store.clone()).await;
    store.close().await;
}

fn execute(url: &str, sql: String) {
    runtime().block_on(async {
        let mut connection = PgConnection::connect(url).await.unwrap();
        connection.execute(AssertSqlSafe(sql)).await.unwrap();
        connection.close().await.unwrap();
    });
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .unwrap()
}

/// A database's name that no other test has, in this process or another.
fn name() -> String {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    let parts = [
        &now.as_nanos().to_be_bytes()[..],
        &std::process::id().to_be_bytes(),
        &unique(),
    ];
    format!("vitrine_test_{}", &Digest::of_parts(parts).to_string()[..20])
}
