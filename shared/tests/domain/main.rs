//! The domain's rules, as properties and as examples worked by hand.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly, helpers of tests too"
)]

mod answers;
mod authoring;
mod authoring_conditions;
mod chain;
mod conditions;
mod eligibility;
mod expenses;
mod generate;
mod groups;
mod logged;
mod media;
mod pictures;
mod professional_form;
mod reference;
mod rounds;
mod scoring;
mod sent;
mod sheet;
mod shipped;
mod training;
mod visit_file;
mod wire;
