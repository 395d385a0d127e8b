//! The job board: what may be taken, and taking it.

use vitrine_shared::id::VisitId;
use vitrine_shared::wire::Ask;

use super::Core;
use crate::core::platform::Platform;
use crate::core::protocol::{BoardView, CoreError, OfferCard, Reply};

impl<P: Platform> Core<P> {
    pub(super) fn board(&self) -> Result<Reply, CoreError> {
        let (offers, told_at) = match self.store.board()? {
            Some((board, told_at)) => (board.offers, Some(told_at)),
            None => (Vec::new(), None),
        };
        let mut cards = Vec::with_capacity(offers.len());
        for offer in offers {
            let visit = offer.visit.visit;
            // What was taken since the board was told is among the visits.
            if self.holds(visit)? {
                continue;
            }
            cards.push(OfferCard {
                asked: self.asked(visit)?,
                offer,
            });
        }
        let is_gone = |ask: &Ask| match ask {
            Ask::Claim { visit } => cards.iter().all(|card| card.offer.visit.visit != *visit),
            _ => false,
        };
        let mut gone = self.queued_requests()?;
        gone.retain(|request| is_gone(&request.ask));
        Ok(Reply::Board(Box::new(BoardView {
            offers: cards,
            gone,
            told_at,
        })))
    }

    /// Asks for a visit of the board and waits for the end of a round: whoever is first gets it. Without
    /// an answer the request stays and is sent again, until it is answered or dropped.
    pub(super) async fn claim(&self, visit: VisitId) -> Result<Reply, CoreError> {
        if self.holds(visit)? {
            return Ok(Reply::Claimed { is_yours: true });
        }
        match self.asked(visit)? {
            Some(asked) if asked.refused.is_none() => {}
            // Asked anew: what stood in the way may have passed.
            Some(asked) => {
                self.store.drop_request(asked.request)?;
                self.ask(Ask::Claim { visit })?;
            }
            None => {
                self.ask(Ask::Claim { visit })?;
            }
        }
        self.control.round_from_now().await?;
        Ok(Reply::Claimed {
            is_yours: self.holds(visit)?,
        })
    }

    fn holds(&self, visit: VisitId) -> Result<bool, CoreError> {
        match self.store.visit(visit) {
            Ok(row) => Ok(row.assignment.state.is_with_evaluator()),
            Err(CoreError::VisitUnknown) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
