//! The statistics of comparing locations.
//!
//! Pure functions from numbers to numbers: no SQL, no HTTP, no clock, no global state. A location, an
//! evaluator or a wave is an index; names and pages belong to the caller. The visit is the unit,
//! never the question. Every estimate carries its uncertainty, every random number comes from a
//! seed, and a model that the data cannot support is refused with the reason.

pub mod error;
pub mod refusal;
pub mod summary;
pub mod interval;
pub mod compare;
pub mod oneway;
pub mod crossed;
pub mod rank;
pub mod groups;
pub mod multiple;
pub mod funnel;
pub mod trend;
pub mod goal;
pub mod metrics;
pub mod drivers;
pub mod sensitivity;
pub mod integrity;
pub mod power;
pub mod analyze;
#[cfg(feature = "command")]
pub mod command;
pub mod dist;
pub mod random;
mod linalg;
