//! Who is to do a wave's visits: what nobody does yet, the rules, the job board, interests in the brand.

use vitrine_shared::eligibility::Rules;
use vitrine_shared::id::UserId;
use vitrine_shared::time::Timestamp;

use super::named::Named;
use super::wave::{BoardVisit, WaveCard};

/// The page of a wave's open visits.
#[derive(Clone, Debug)]
pub struct OffersView {
    /// The wave with its counts.
    pub card: WaveCard,
    /// Its rules.
    pub rules: Rules,
    /// The visits that nobody does, those given back first.
    pub open: Vec<OpenVisit>,
    /// The evaluators who can be chosen.
    pub evaluators: Vec<Named<UserId>>,
    /// Evaluators with an interest in the brand, and until when if that ends.
    pub conflicts: Vec<(Named<UserId>, Option<Timestamp>)>,
}

/// A visit that nobody does.
#[derive(Clone, Debug)]
pub struct OpenVisit {
    /// The visit.
    pub visit: BoardVisit,
    /// Why its last evaluator gave it back, in their words.
    pub reason: Option<String>,
}
