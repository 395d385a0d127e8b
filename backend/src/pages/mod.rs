//! Pages for people: pure functions from view models to markup.
//!
//! Every page works without script; no style or script is written inline, so the strict content
//! security policy holds. A page reads no storage and decides nothing that a view model could.

pub mod context;

pub mod assets;

pub mod layout;

pub mod components;

pub mod chart;

pub mod error;

pub mod login;

pub mod staff;

pub mod brand;

pub mod visit;

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
