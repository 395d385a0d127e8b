//! The phone without its screens.

pub mod protocol;
