//! Every fact on both engines: `both! { name, … }` runs each function on a server with a fresh SQLite
//! and on one with a fresh PostgreSQL database.

use std::panic::AssertUnwindSafe;

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};

use super::Stage;

/// Names the maintenance database of a PostgreSQL that tests may make databases in.
const POSTGRES: &str = "VITRINE_TEST_POSTGRES";

macro_rules! both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { crate::support::on_sqlite(super::$name); })+
        }

        mod postgres {
            $(#[test] fn $name() { crate::support::on_postgres(super::$name); })+
        }
    };
}

pub(crate) use both;

/// Runs the fact on a server with a database file of its own.
pub fn on_sqlite(fact: impl AsyncFnOnce(Stage)) {
    runtime().block_on(async { fact(Stage::set(None).await).await });
}

/// Runs the fact on a server with a PostgreSQL database of its own, which is dropped afterwards.
pub fn on_postgres(fact: impl AsyncFnOnce(Stage)) {
    let Ok(maintenance) = std::env::var(POSTGRES) else {
        println!("skipped: {POSTGRES} is not set");
        return;
    };
    let unique = vitrine_backend::random::bytes::<8>().unwrap();
    let name = format!("vitrine_api_{}", hex::encode(unique));
    let (base, _) = maintenance.rsplit_once('/').unwrap();
    let url = format!("{base}/{name}");
    execute(&maintenance, format!("CREATE DATABASE {name}"));
    let held = std::panic::catch_unwind(AssertUnwindSafe(|| {
        runtime().block_on(async { fact(Stage::set(Some(url)).await).await });
    }));
    execute(&maintenance, format!("DROP DATABASE {name} WITH (FORCE)"));
    if let Err(panic) = held {
        std::panic::resume_unwind(panic);
    }
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
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}
