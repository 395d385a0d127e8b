//! View models: what pages and exports show, computed from what storage holds.
//!
//! Pure data and functions: no SQL, no HTTP, no language. A page only writes down what is here.

pub mod named;

pub mod comparison;

pub mod place;

pub mod visit;

pub mod money_csv;
pub mod offers;
pub mod payments;
pub mod wave;

pub mod directory;

pub mod training;

pub mod home;
