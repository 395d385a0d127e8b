//! The statistics of comparing locations.
//!
//! Pure functions from numbers to numbers: no SQL, no HTTP, no clock, no global state. A location, an
//! evaluator or a wave is an index; names and pages belong to the caller. The visit is the unit,
//! never the question. Every estimate carries its uncertainty, every random number comes from a
//! seed, and a model that the data cannot support is refused with the reason.

pub mod analyze;
#[cfg(feature = "command")]
pub mod command;
pub mod compare;
pub mod crossed;
pub mod dist;
pub mod drivers;
pub mod error;
pub mod funnel;
pub mod goal;
pub mod groups;
pub mod integrity;
pub mod interval;
mod linalg;
pub mod metrics;
pub mod multiple;
pub mod oneway;
pub mod power;
pub mod random;
pub mod rank;
pub mod refusal;
pub mod sensitivity;
pub mod summary;
pub mod trend;
