//! What Vitrine is about, shared by the phone, the server and the tools.
//!
//! Domain types, the checklist model, exact scoring, the visit's event log and the wire protocol.
//! This crate does no IO, keeps no clock and makes no randomness: times and random bytes come from
//! its callers, so that every rule in it can be tested as a function.

pub mod id;
pub mod time;

pub mod text;

pub mod locale;

#[cfg(feature = "i18n")]
pub mod i18n;

pub mod points;

pub mod checklist;

pub mod training;

pub mod answer;

pub mod barcode;

pub mod score;

pub mod metric;

pub mod visit;

pub mod amount;

pub mod expense;

pub mod payment;

pub mod event;

pub mod eligibility;

pub mod place;

pub mod sheet;

pub mod digest;

pub mod signature;

pub mod problem;

pub mod wire;

pub mod visit_file;

#[cfg(feature = "fixtures")]
pub mod fixtures;
