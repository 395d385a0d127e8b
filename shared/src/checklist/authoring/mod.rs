//! Reading checklists that people write: TOML in, a checklist or every finding out.
//!
//! The whole file is read whatever is wrong with it, so that an author corrects it once and not
//! line by line. Each finding has its path, line and column, and says what would be right.

mod condition;
mod frameworks;
mod groups;
mod item;
mod kind_rules;
mod nearest;
mod pictures;
mod question;
mod read;
mod reader;
mod rules;
mod tests_of;
mod training;

use super::{Checklist, Framework};
use crate::problem::Finding;
use crate::training::Training;
use crate::wire::PictureFile;
use reader::Reader;

/// Reads a checklist that names no pictures, its stages being those of the frameworks that come with
/// Vitrine.
///
/// # Errors
/// Everything that is wrong with it, in the order of the source.
pub fn from_toml(source: &str) -> Result<Checklist, Vec<Finding>> {
    from_toml_with(source, &shipped_frameworks()?, &[])
}

/// Reads a checklist whose stages are those of these frameworks, and which may name these pictures.
///
/// # Errors
/// Everything that is wrong with it, in the order of the source.
pub fn from_toml_with(
    source: &str,
    frameworks: &[Framework],
    pictures: &[PictureFile],
) -> Result<Checklist, Vec<Finding>> {
    let mut reader = Reader::new(source);
    reader.pictures = pictures;
    let checklist = reader.document(read::checklist);
    if let Some(checklist) = &checklist
        && !reader.is_cut()
    {
        rules::check(checklist, frameworks, &mut reader);
    }
    reader.finish(checklist)
}

/// The frameworks that come with Vitrine.
///
/// # Errors
/// Never as shipped: a test reads them.
pub fn shipped_frameworks() -> Result<Vec<Framework>, Vec<Finding>> {
    frameworks_from_toml(include_str!("../../../../checklists/frameworks.toml"))
}

/// Reads journey frameworks.
///
/// # Errors
/// Everything that is wrong with them, in the order of the source.
pub fn frameworks_from_toml(source: &str) -> Result<Vec<Framework>, Vec<Finding>> {
    let mut reader = Reader::new(source);
    let frameworks = reader.document(frameworks::read);
    reader.finish(frameworks)
}

/// Reads the training of a checklist.
///
/// # Errors
/// Everything that is wrong with it, in the order of the source.
pub fn training_from_toml(source: &str) -> Result<Training, Vec<Finding>> {
    let mut reader = Reader::new(source);
    let training = reader.document(training::read);
    reader.finish(training)
}
