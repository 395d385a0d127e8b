//! Taking in events: the hot path, one read and one write for a batch.
//!
//! A service reads a [`PushContext`], checks and projects the phone's batch against it, and pushes a
//! [`PreparedBatch`]. The writer takes it only if the visit is still at the revision that was read,
//! which covers the chain's head, the state and the evaluator; otherwise it answers
//! [`Pushed::Stale`], and the service reads and prepares again. So checking, signatures and scoring
//! run in parallel, and the writer alone decides.
//!
//! A photo's arrival is the other write that every visit brings, several times: it takes the same way.
//!
//! Both engines gather whatever waits into one transaction (group commit) and answer only after it is
//! durable. One bad batch hurts no other: the group is then done again, each on its own.

mod flat;
mod postgres;
mod reads;
mod sqlite;

use std::sync::Arc;

use async_trait::async_trait;
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Head, Record};
use vitrine_shared::id::{AgencyId, DeviceId, PhotoId, UserId, VisitId};
use vitrine_shared::score::VisitScore;
use vitrine_shared::sheet::Sheet;
use vitrine_shared::signature::Signature;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::SignedReceipt;

use super::access::DeviceLogin;
use super::db::{Db, Engine};
use super::scope::Scope;
use super::scores::Measure;
use super::{Result, Store};

/// What a phone's batch is checked against. Read and pushed back as it is.
#[derive(Clone, Debug)]
pub struct PushContext {
    /// The visit.
    pub visit: VisitId,
    /// The phone.
    pub device: DeviceId,
    /// Where the visit stands.
    pub state: VisitState,
    /// The persona that is played.
    pub persona: Option<Slug>,
    /// The digest of the checklist.
    pub checklist_sha256: Digest,
    /// The end of the phone's chain in this visit; `None` before its first event.
    pub head: Option<Head>,
    /// What those events add up to.
    pub sheet: Sheet,
    agency: AgencyId,
    evaluator: UserId,
    rev: i64,
}

/// A checked batch: the events that continue the chain, and what they lead to.
#[derive(Clone, Debug)]
pub struct PreparedBatch {
    /// What it was checked against.
    pub context: PushContext,
    /// The new events in order, at least one, each with its record; duplicates are left out.
    pub events: Vec<(Record, Event)>,
    /// The device's signature, if it covers the last of these events.
    pub signature: Option<Signature>,
    /// The sheet after them.
    pub sheet: Sheet,
    /// The states that they take the visit through, in order; the last is where it stands after them.
    pub moves: Vec<VisitState>,
    /// What comes with a submission, if the last event is one.
    pub submission: Option<Submission>,
    /// The server's time.
    pub received_at: Timestamp,
}

/// What the server adds to a submission.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The score, as the server computed it.
    pub score: VisitScore,
    /// What is measured beside it.
    pub measures: Vec<Measure>,
    /// The receipt, signed in advance; kept only if every photo is there.
    pub receipt: SignedReceipt,
}

/// What became of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// It is durable.
    Stored(Stored),
    /// The visit changed since the context was read: nothing was written. Read and prepare again.
    Stale,
}

/// What is known after a batch was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The photos of this phone that were announced, not discarded, and have not arrived.
    pub missing_photos: Vec<PhotoId>,
    /// Whether the submission is complete, and its receipt therefore kept.
    pub complete: bool,
}

/// The hot path of one engine.
#[async_trait]
pub(super) trait Ingest: Send + Sync {
    async fn device_login(&self, token_sha256: Digest) -> Result<Option<DeviceLogin>>;

    async fn context(&self, asked: Asked) -> Result<PushContext>;

    async fn push(&self, batch: flat::Flat) -> Result<Pushed>;

    /// Says whether the photo's visit is now complete.
    async fn arrived(&self, arrival: flat::FlatArrival) -> Result<bool>;

    /// Waits until everything that was pushed is answered, then stops.
    async fn close(&self);
}

/// Whose context is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    agency: AgencyId,
    evaluator: UserId,
    device: DeviceId,
    visit: VisitId,
}

pub(super) fn open(db: &Db) -> Result<Arc<dyn Ingest>> {
    Ok(match db.engine() {
        Engine::Sqlite(path) => Arc::new(sqlite::Writer::open(path, db.turn())?),
        Engine::Postgres(url) => Arc::new(postgres::Writer::open(url)?),
    })
}

impl Store {
    /// What the calling phone's next batch for a visit is checked against.
    ///
    /// # Errors
    /// No such visit of the phone's evaluator.
    pub async fn push_context(&self, scope: &Scope, visit: VisitId) -> Result<PushContext> {
        let (evaluator, device) = scope.phone()?;
        let agency = scope.agency();
        self.ingest
            .context(Asked {
                agency,
                evaluator,
                device,
                visit,
            })
            .await
    }

    /// Stores a batch durably, exactly once, or not at all.
    ///
    /// # Errors
    /// The batch contradicts what is stored (a photo's id that was used before).
    pub async fn push(&self, batch: PreparedBatch) -> Result<Pushed> {
        self.ingest.push(flat::Flat::of(batch)?).await
    }

    /// Says that a photo's bytes are stored for good and have the announced digest. Gives whether the
    /// visit is now complete: submitted, and every photo there. Again is no harm. For phones.
    ///
    /// # Errors
    /// No such photo in scope.
    pub async fn photo_arrived(
        &self,
        scope: &Scope,
        visit: VisitId,
        photo: PhotoId,
        at: Timestamp,
    ) -> Result<bool> {
        let (evaluator, _) = scope.phone()?;
        let arrival = flat::FlatArrival {
            agency: scope.agency().to_string(),
            evaluator: evaluator.to_string(),
            visit: visit.to_string(),
            photo: photo.to_string(),
            at_ms: at.unix_ms(),
        };
        self.ingest.arrived(arrival).await
    }
}
