//! The domain's rules, as properties and as examples worked by hand.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly, helpers of tests too"
)]

mod answers;
mod chain;
mod conditions;
mod generate;
mod reference;
mod scoring;
mod sheet;
mod wire;
