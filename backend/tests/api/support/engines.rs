//! Every fact on both engines: `both! { name, … }` runs each function on a server with a fresh SQLite
//! and on one with a fresh PostgreSQL database.

#[path = "../../support/fresh.rs"]
mod fresh;

use super::Stage;
use fresh::{runtime, with_postgres};

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
    runtime(2).block_on(async { fact(Stage::set(None).await).await });
}

/// Runs the fact on a server with a PostgreSQL database of its own.
pub fn on_postgres(fact: impl AsyncFnOnce(Stage)) {
    with_postgres(|url| runtime(2).block_on(async { fact(Stage::set(Some(url)).await).await }));
}
