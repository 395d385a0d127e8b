//! What can be wrong with the numbers handed in. A model that the data cannot support is not an
//! error: it is a [`crate::refusal::Refusal`], reported beside what can still be said.

use thiserror::Error;

/// Why nothing could be computed at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AnalysisError {
    /// There is not a single visit.
    #[error("there are no visits to analyse")]
    NoVisits,
    /// A location was handed in without visits; leave it out and list it as not visited.
    #[error("location number {0} (counted from 0) has no visits")]
    EmptyLocation(usize),
    /// A score, sum or weight is not a finite number.
    #[error("value number {0} (counted from 0) is not a finite number")]
    NotFinite(usize),
    /// Two inputs that must have one entry per visit differ in length.
    #[error("{what}: {left} values on one side, {right} on the other")]
    LengthMismatch {
        /// Which inputs.
        what: &'static str,
        /// Length of the first.
        left: usize,
        /// Length of the second.
        right: usize,
    },
    /// An option is outside its meaningful range.
    #[error("{name} must be {expected}")]
    BadOption {
        /// Name of the option.
        name: &'static str,
        /// What it must be, in words.
        expected: &'static str,
    },
    /// A number that identifies a location, evaluator or wave is out of range.
    #[error("index {index} is out of range: there are {count} {what}")]
    UnknownIndex {
        /// What is indexed.
        what: &'static str,
        /// The index given.
        index: usize,
        /// How many there are.
        count: usize,
    },
    /// The sums of a location contradict each other (sum of squares below n·mean²).
    #[error("location number {0} (counted from 0) has sums that contradict each other")]
    InconsistentSums(usize),
    /// A computation did not reach a number, which finite input should never cause.
    #[error("numerical failure in {0}")]
    Numerical(&'static str),
}
