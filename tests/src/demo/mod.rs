//! The demo agency, made through the public API.

pub mod plan;
pub mod scene;
