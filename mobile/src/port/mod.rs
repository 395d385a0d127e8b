//! Where the core runs: a thread of its own natively, a dedicated Worker in a browser.
//!
//! Both give a `Client` of the same form: `ask` sends a command and waits for its reply, `notices`
//! is what the core says by itself.

mod audience;

pub use audience::Notices;

#[cfg(not(target_arch = "wasm32"))]
pub mod native;

#[cfg(not(target_arch = "wasm32"))]
pub mod thread;
