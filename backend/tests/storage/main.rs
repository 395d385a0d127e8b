//! The storage's contract, held to by both engines.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly, helpers of tests too"
)]

mod engines;
mod phone;
mod world;

mod constraints;
mod enrolment;
mod feed;
mod ingest;
mod photos;
mod requests;
mod scopes;
mod stats;
mod storms;
mod tenants;
