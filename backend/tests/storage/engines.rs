//! Every fact on both engines: `both! { name, … }` runs each function on a fresh SQLite file and on a
//! fresh PostgreSQL database.

#[path = "../support/fresh.rs"]
mod fresh;

use std::future::Future;

use vitrine_backend::storage::Store;

use fresh::{runtime, with_postgres};

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
    runtime(4).block_on(run(&url, fact));
}

/// Runs the fact in a database of its own.
pub fn on_postgres<F: Future<Output = ()>>(fact: fn(Store) -> F) {
    with_postgres(|url| runtime(4).block_on(run(&url, fact)));
}

async fn run<F: Future<Output = ()>>(url: &str, fact: fn(Store) -> F) {
    Store::migrate(url).await.unwrap();
    let store = Store::open(url).await.unwrap();
    fact(store.clone()).await;
    store.close().await;
}
