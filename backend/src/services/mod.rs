//! What the server does, free of HTTP: routes and pages call one service each.

pub mod error;

pub use error::{Failure, Outcome, Refusal};
