//! What the server does, free of HTTP: routes and pages call one service each.

pub mod error;

pub mod sessions;

pub mod enrolment;
pub mod phones;

pub mod sync;

pub mod requests;

pub mod appeals;
pub mod ingest;
pub mod receipts;
pub mod returns;
pub mod verdicts;

pub mod uploads;

pub mod erasures;
pub mod visit_files;

pub mod jpeg;
pub mod memos;
pub mod pictures;

pub mod checklists;
pub mod guide_pictures;
pub mod training;

pub mod agencies;
pub mod directory;
pub mod people;

pub mod offers;
pub mod waves;

pub mod visits;

pub mod expenses;
pub mod payments;

pub mod reading;

pub mod sweep;

mod check;

pub use error::{Failure, Outcome, Refusal};
