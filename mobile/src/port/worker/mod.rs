//! The core in a dedicated Worker: storage in the browser's private file system (OPFS), which only
//! Workers may use, and photos by the browser's own codec.
//!
//! Page and Worker exchange [`envelope`](super::envelope)s. The page makes sure that no other page has the storage open.

mod client;
mod core_side;
mod device;
mod picture;
mod pool;

pub use client::Client;
pub use core_side::{is_here, serve};
