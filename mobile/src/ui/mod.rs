//! The screens: what the evaluator sees and taps.
//!
//! They hold no data of their own worth keeping: everything is asked of the core by
//! [`Command`](crate::core::protocol::Command) and shown as its replies and notices tell it. A thing
//! is shown as saved only after the core has confirmed it. Screens never touch SQL or the network.

#![cfg_attr(
    not(any(feature = "web", feature = "mobile")),
    allow(
        dead_code,
        reason = "with nothing to draw them, only the screens' tests use them"
    )
)]

mod app;
mod route;

mod agenda;

mod ics;

mod views;

mod parts;

mod state;

mod words;

mod link;

mod platform;

#[cfg(any(
    all(feature = "web", target_arch = "wasm32"),
    all(feature = "mobile", not(target_arch = "wasm32"))
))]
pub use app::launch;
