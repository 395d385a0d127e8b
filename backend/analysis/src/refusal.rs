//! Why a model was not fitted. A refusal is an answer: the numbers that need no model stay valid.

use serde::Serialize;
use thiserror::Error;

/// The reason why variance components, and all that stands on them, are not given.
#[derive(Debug, Clone, PartialEq, Serialize, Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// A single location: there is nothing to compare it with.
    #[error("only one location was visited: there is nothing to compare it with")]
    OneLocation,
    /// No location was visited twice: luck cannot be told from quality.
    #[error("no location was visited more than once: differences between locations cannot be told from luck")]
    NoRepeatedVisits,
    /// All scores are the same.
    #[error("all scores are equal: there is no difference to explain")]
    AllEqual,
    /// Every visit of a location scored the same: the luck of a visit cannot be estimated.
    #[error(
        "the visits of each location all scored the same: the luck of a single visit cannot be estimated"
    )]
    NoVariationWithin,
    /// Fewer than two evaluators.
    #[error("only one evaluator made all visits: strictness cannot be told from quality")]
    OneEvaluator,
    /// Every evaluator visited once.
    #[error("no evaluator made more than one visit: strictness cannot be told from luck")]
    NoRepeatedEvaluators,
    /// Locations and evaluators fall into pieces which share nobody.
    #[error(
        "locations and evaluators fall into {pieces} groups that share no evaluator: strictness cannot be told from quality between the groups; {joining_visits} more visits would join them"
    )]
    NotConnected {
        /// How many pieces there are.
        pieces: usize,
        /// The least number of visits that would join them.
        joining_visits: usize,
    },
    /// Evaluators never moved between locations, so the two cannot be separated.
    #[error(
        "no evaluator visited a second location: strictness cannot be told from the quality of the location"
    )]
    Nested,
    /// There are as many free parameters as visits.
    #[error(
        "too few visits for this number of locations and evaluators: nothing is left to estimate luck from"
    )]
    Saturated,
    /// Both factors are larger than the dense system that the solver allows.
    #[error(
        "too large: the smaller of the two factors has {levels} levels and this solver is built for at most {limit}"
    )]
    TooLarge {
        /// Levels of the smaller factor.
        levels: usize,
        /// The limit.
        limit: usize,
    },
    /// The optimiser did not settle.
    #[error("the variance components did not converge after {iterations} iterations")]
    NotConverged {
        /// Iterations made.
        iterations: usize,
    },
}
