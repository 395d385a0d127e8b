//! The evaluator's phone: visits are done offline, kept safe, and sent when there is a network.
//!
//! [`core`] is everything but pixels: storage, photos and sync behind one actor that takes
//! [`Command`](core::protocol::Command)s. [`port`] runs it, on a thread or in a browser's Worker.
//! Screens are on top of it and never touch SQL or the network.

pub mod core;

pub mod port;

#[cfg(feature = "screens")]
pub mod ui;
