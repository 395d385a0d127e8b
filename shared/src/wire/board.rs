//! `GET /api/v1/board`: the visits that an evaluator may take, and why not the others.

use serde::{Deserialize, Serialize};

use crate::eligibility::Ineligible;

use super::Assignment;

/// The job board as one evaluator sees it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardReply {
    /// The visits on offer, the first to close first.
    pub offers: Vec<Offer>,
}

/// A visit on offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The visit.
    pub visit: Assignment,
    /// Every reason why this evaluator may not take it; none: they may.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<Ineligible>,
}
