//! Reading: from what storage holds to the view models that pages show.
//!
//! Nothing here changes anything, and nothing here knows what a page looks like.

pub mod comparison;

pub mod place;

pub mod visit;

pub mod offers;
pub mod payments;
pub mod waves;

pub mod home;

pub mod directory;
pub mod expenses;

pub mod training;
