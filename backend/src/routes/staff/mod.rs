//! The JSON side of the agency's work; its pages use the same services.

pub mod appeals;
pub mod audio;
pub mod expenses;
pub mod payments;
pub mod returns;
pub mod session;
pub mod verdicts;

pub mod directory;
pub mod people;

pub mod checklists;
pub mod pictures;
pub mod training;

pub mod offers;
pub mod waves;

pub mod visit_files;
pub mod visits;

use serde::Serialize;

/// The id of something that was made.
#[derive(Debug, Serialize)]
pub struct Made<T> {
    /// The id.
    pub id: T,
}

impl<T> Made<T> {
    /// One for each id.
    pub fn each(ids: Vec<T>) -> Vec<Self> {
        ids.into_iter().map(|id| Self { id }).collect()
    }
}
