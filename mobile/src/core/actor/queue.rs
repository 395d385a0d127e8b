//! What is to be sent and how far it is, as screens show it.

use super::{Core, Sending};
use crate::core::db::{PhotoRow, VisitRow};
use crate::core::platform::Platform;
use crate::core::protocol::{
    CoreError, Queue, QueuedPhoto, QueuedVisit, Reply, SyncState, Transfer, Trouble, Unsent,
};

impl<P: Platform> Core<P> {
    pub(super) fn queue(&self) -> Result<Reply, CoreError> {
        let mut visits = Vec::new();
        for row in self.store.visits()?.iter().filter(|row| row.last_seq > 0) {
            visits.push(self.queued_visit(row)?);
        }
        // `Transfer` is ordered by how much it needs a look; within it, the order of the list stays.
        visits.sort_by_key(|visit| {
            let photos = visit.photos.iter().map(|photo| photo.transfer).min();
            (
                visit.received_at.is_some(),
                photos.map_or(visit.transfer, |least| least.min(visit.transfer)),
            )
        });
        Ok(Reply::Queue(Queue {
            sync: self.control.state(),
            unsent: self.unsent()?,
            photo_networks: self.store.photo_networks()?,
            photos_wait: self.photos_wait()?,
            visits,
            requests: self.queued_requests()?,
        }))
    }

    pub(super) fn unsent(&self) -> Result<Unsent, CoreError> {
        let mut sum = Unsent::default();
        for row in self
            .store
            .visits()?
            .iter()
            .filter(|row| row.last_seq > 0 && row.received_at.is_none())
        {
            let photos = self.store.photos(row.assignment.visit)?;
            let left = photos.iter().filter(|photo| !photo.is_sent());
            let events = row.unsent_events();
            let count = left.clone().count();
            sum.visits += u32::from(events > 0 || count > 0);
            sum.events += u32::try_from(events).unwrap_or(u32::MAX);
            sum.photos += u32::try_from(count).unwrap_or(u32::MAX);
            sum.photo_bytes += left.map(|photo| photo.size_bytes - photo.sent_bytes).sum::<u64>();
            sum.attention += u32::from(row.held || photos.iter().any(|photo| photo.held));
        }
        for row in self.store.requests()? {
            sum.requests += u32::from(row.is_waiting());
            sum.attention += u32::from(row.held);
        }
        Ok(sum)
    }

    fn queued_visit(&self, row: &VisitRow) -> Result<QueuedVisit, CoreError> {
        let visit = row.assignment.visit;
        let submitted = match self.session(row) {
            Ok(session) => session.sheet().submitted.as_ref().map(|(at, _)| *at),
            // It stays in the list, where it can be exported from.
            Err(CoreError::Storage(_)) => None,
            Err(error) => return Err(error),
        };
        let rows = self.store.photos(visit)?;
        let photos: Vec<_> = rows.iter().map(|photo| self.queued_photo(photo)).collect();
        let transfer = if row.held {
            Transfer::Attention
        } else if self.is_sending(Sending::Events(visit)) {
            Transfer::Sending
        } else if row.unsent_events() > 0 {
            Transfer::Waiting
        } else {
            Transfer::Sent
        };
        Ok(QueuedVisit {
            visit,
            brand: row.assignment.brand.clone(),
            location: row.assignment.location.name.clone(),
            submitted,
            transfer,
            events_sent: row.last_seq - row.unsent_events(),
            events_total: row.last_seq,
            bytes_sent: photos.iter().map(|photo| photo.bytes_sent).sum(),
            bytes_total: photos.iter().map(|photo| photo.bytes_total).sum(),
            photos,
            received_at: row.received_at,
            trouble: self.with_next_try(row.trouble, row.held),
        })
    }

    fn queued_photo(&self, row: &PhotoRow) -> QueuedPhoto {
        QueuedPhoto {
            photo: row.photo,
            is_audio: row.is_audio,
            question: row.question.clone(),
            transfer: photo_transfer(row, self.is_sending(Sending::Photo(row.photo))),
            bytes_total: row.size_bytes,
            bytes_sent: row.sent_bytes,
            trouble: self.with_next_try(row.trouble, row.held),
        }
    }

    pub(super) fn with_next_try(&self, trouble: Option<Trouble>, held: bool) -> Option<Trouble> {
        let next_try_at = match self.control.state() {
            SyncState::Waiting { next_try_at, .. } if !held => Some(next_try_at),
            _ => None,
        };
        trouble.map(|trouble| Trouble {
            next_try_at,
            ..trouble
        })
    }

    pub(super) fn is_sending(&self, sending: Sending) -> bool {
        self.sending.get() == Some(sending)
    }
}

/// How far a photo is.
pub(super) fn photo_transfer(row: &PhotoRow, is_sending: bool) -> Transfer {
    if row.held {
        Transfer::Attention
    } else if row.is_sent() {
        Transfer::Sent
    } else if is_sending {
        Transfer::Sending
    } else {
        Transfer::Waiting
    }
}
