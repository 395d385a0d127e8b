//! The API over HTTP: a real server on a port of the system's choosing, on both databases.
//!
//! Files mirror the addresses. Bodies are snapshots, with what differs from run to run redacted.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails loudly, also in what its functions share"
)]

mod support;

mod appeals;
mod board;
mod checklists;
mod enrol;
mod events;
mod expenses;
mod media;
mod payments;
mod photos;
mod pictures;
mod problems;
mod requests;
mod returns;
mod session;
mod training;
mod uploads;
mod verdicts;
mod visit_files;
mod visits;
