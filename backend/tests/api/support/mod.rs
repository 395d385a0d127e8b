//! What the tests stand on: a server, callers, a small world.

pub mod device;
mod engines;
mod http;
pub mod money;
mod stage;
mod upload;

pub use device::{Device, Log, start, unique};
pub(crate) use engines::both;
pub use engines::{on_postgres, on_sqlite};
pub use http::{Api, Reply, redacted};
pub use stage::{CHECKLIST, Stage};
pub use upload::{Announced, PHOTO, announce};
