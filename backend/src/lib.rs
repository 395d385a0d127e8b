//! The Vitrine server: API, storage, scoring and the pages of coordinators and brands.
//!
//! Routes call one service each; services alone call storage and blobs; pages read view models.
//! Whoever embeds the server (the binary, the tests) calls [`serve()`] with a future that ends it.

pub mod config;

pub mod clock;
pub mod random;

pub mod app;
pub mod serve;

pub mod routes;

pub mod services;

pub mod security;

pub mod storage;

pub mod reports;

pub mod pages;

pub mod blobs;

pub mod i18n;

pub mod metrics;

pub use app::App;
pub use config::Config;
pub use routes::router::build_router;
pub use serve::{Server, serve};
