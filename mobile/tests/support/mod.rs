//! A phone and a scripted server for tests: the server keeps what it is sent in memory, checks it as
//! the real one does, and fails as it is told to.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

pub mod doomed;
pub mod file;
pub mod http;
pub mod phone;
pub mod server;
pub mod stand;
pub mod training;
pub mod world;
