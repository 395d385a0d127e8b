//! Asking something of the agency outside of a visit's events: kept at once, sent when it can be.

use vitrine_shared::id::{RequestId, VisitId};
use vitrine_shared::wire::{Ask, Request};

use super::Core;
use crate::core::db::RequestRow;
use crate::core::platform::Platform;
use crate::core::protocol::{Asked, AskedWhat, CoreError, Notice, QueuedRequest, Reply, Transfer};

impl<P: Platform> Core<P> {
    /// Asks the agency for something. It is durable when this returns, and sent until it is answered.
    pub(super) fn ask(&self, ask: Ask) -> Result<RequestId, CoreError> {
        let request = self.new_request(ask)?;
        self.store.keep_request(&request)?;
        self.asked_for();
        Ok(request.id)
    }

    /// The request that asks for this, to be kept before it counts.
    pub(super) fn new_request(&self, ask: Ask) -> Result<Request, CoreError> {
        self.identity()?;
        let mut random = [0; 10];
        self.platform.fill_random(&mut random)?;
        let at = self.platform.now();
        Ok(Request {
            id: RequestId::new(at, random),
            at,
            ask,
        })
    }

    /// A request was kept: it is sent as soon as it can be.
    pub(super) fn asked_for(&self) {
        self.control.nudge();
        self.notify(Notice::QueueChanged);
        self.notify(Notice::VisitsChanged);
    }

    pub(super) fn drop_request(&self, request: RequestId) -> Result<Reply, CoreError> {
        let row = self.store.request(request)?;
        if row.is_some_and(|row| row.is_waiting() && matches!(row.request.ask, Ask::Attempt(_))) {
            // An attempt at a quiz that was made cannot be unmade.
            return Ok(Reply::Done);
        }
        if self.store.drop_request(request)? {
            self.notify(Notice::QueueChanged);
            self.notify(Notice::VisitsChanged);
        }
        Ok(Reply::Done)
    }

    /// What was asked about a visit and is not settled.
    pub(super) fn asked(&self, visit: VisitId) -> Result<Option<Asked>, CoreError> {
        let Some(row) = self.store.request_about(visit)? else {
            return Ok(None);
        };
        Ok(AskedWhat::of(&row.request.ask).map(|what| Asked {
            request: row.request.id,
            what,
            refused: row.trouble.filter(|_| row.held).map(|trouble| trouble.fault),
            until: row.until,
        }))
    }

    /// Whether the visit was given back, as far as this phone knows.
    pub(super) fn gave_back(&self, visit: VisitId) -> Result<bool, CoreError> {
        let asked = self.asked(visit)?;
        Ok(asked.is_some_and(|asked| asked.what.gives_back() && asked.refused.is_none()))
    }

    /// Every request that is not settled.
    pub(super) fn queued_requests(&self) -> Result<Vec<QueuedRequest>, CoreError> {
        let rows = self.store.requests()?;
        rows.into_iter()
            .filter(|row| !row.is_done)
            .map(|row| self.queued_request(row))
            .collect()
    }

    /// Where a visit of this phone or of the job board is; it may have left both since.
    fn place_of_visit(&self, visit: VisitId) -> Result<Option<String>, CoreError> {
        match self.store.visit(visit) {
            Ok(row) => return Ok(Some(row.assignment.location.name)),
            Err(CoreError::VisitUnknown) => {}
            Err(error) => return Err(error),
        }
        let offers = self.store.board()?.map(|(board, _)| board.offers);
        let mut offers = offers.into_iter().flatten();
        let offer = offers.find(|offer| offer.visit.visit == visit);
        Ok(offer.map(|offer| offer.visit.location.name))
    }

    fn queued_request(&self, row: RequestRow) -> Result<QueuedRequest, CoreError> {
        let location = match row.request.ask.visit() {
            Some(visit) => self.place_of_visit(visit)?,
            None => None,
        };
        Ok(QueuedRequest {
            request: row.request.id,
            made_at: row.request.at,
            ask: row.request.ask,
            location,
            transfer: if row.held {
                Transfer::Attention
            } else {
                Transfer::Waiting
            },
            trouble: self.with_next_try(row.trouble, row.held),
            until: row.until,
        })
    }
}
