//! What an agency's people work with: waves, visits, places, people.

pub mod home;

pub mod waves;

pub mod visit_files;
pub mod wave;

pub mod wave_forms;

pub mod offers;

pub mod places;

pub mod payments;
pub mod people;

pub mod invitation;

pub mod training;

pub mod learner;

mod import;
