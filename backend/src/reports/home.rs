//! What a coordinator sees first: what waits for them today.

use vitrine_shared::id::{ClientId, VisitId};
use vitrine_shared::time::Timestamp;

use super::named::Named;
use super::wave::{BoardVisit, WaveCard};

/// The coordinator's first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HomeView {
    /// Waves that are open now, the first to close first.
    pub waves: Vec<WaveCard>,
    /// Visits whose window has passed and that were not handed in.
    pub late: u64,
    /// Visits handed in with everything, waiting for a review.
    pub to_review: u64,
    /// Visits handed in whose photos have not all arrived.
    pub waiting_for_photos: u64,
    /// Approved visits that the brand does not see yet.
    pub to_publish: u64,
    /// The visits to look at next: ready for review, oldest first.
    pub queue: Vec<QueueEntry>,
    /// Appeals that nobody decided of, the first to arrive first.
    pub appeals: Vec<AppealEntry>,
    /// The brands whose comparison can be opened.
    pub clients: Vec<Named<ClientId>>,
}

/// An appeal that waits for a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealEntry {
    /// The visit, by its location's name.
    pub visit: Named<VisitId>,
    /// Who appeals.
    pub evaluator: String,
    /// When it arrived.
    pub received_at: Timestamp,
}

/// A visit in the queue, with the wave it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueEntry {
    /// The visit.
    pub visit: BoardVisit,
    /// Its wave's name.
    pub wave: String,
    /// Its brand's name.
    pub client: String,
}
