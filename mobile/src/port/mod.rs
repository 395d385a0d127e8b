//! Where the core runs: a thread of its own natively, a dedicated Worker in a browser.
//!
//! Each gives a way to send a command and wait for its reply, and to hear what the core says by itself.

#[cfg(not(target_arch = "wasm32"))]
mod audience;

#[cfg(not(target_arch = "wasm32"))]
pub use audience::Notices;

#[cfg(not(target_arch = "wasm32"))]
pub mod native;

pub mod envelope;

#[cfg(target_arch = "wasm32")]
pub mod worker;

#[cfg(not(target_arch = "wasm32"))]
pub mod thread;
