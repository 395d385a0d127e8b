//! Pushing: a visit's events in signed batches, from where the server stands.

use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::wire::{MAX_EVENTS_PER_PUSH, Outcome, PushReply, PushRequest, VisitStatus};

use super::round::{Link, Stop};
use crate::core::actor::Sending;
use crate::core::batch::batch;
use crate::core::db::VisitRow;
use crate::core::platform::Platform;
use crate::core::protocol::{CoreError, Fault, Notice};

impl<P: Platform> Link<'_, P> {
    /// Pushes what the server does not have of this visit.
    pub(super) async fn push(&self, visit: VisitId) -> Result<(), Stop> {
        let mut rewound = false;
        loop {
            let row = self.core.store.visit(visit)?;
            if row.held || row.unsent_events() == 0 {
                return Ok(());
            }
            self.core.set_sending(Some(Sending::Events(visit)));
            let Some(batch) = self.batch(&row)? else {
                return Ok(());
            };
            let reply = match self.api.push(visit, &batch).await {
                Ok(reply) if reply.outcomes.len() == batch.events.len() => reply,
                Ok(_) => return self.visit_failed(visit, Fault::ForeignReply),
                Err(fault) => return self.visit_failed(visit, fault),
            };
            self.take_status(&row, &reply.status)?;
            let next = self.core.store.visit(visit)?;
            if let Some(code) = rejection(&reply) {
                // The server may have lost what it had: it is sent from there, once a round.
                if code == Code::EventGap && next.next_seq < row.next_seq && !rewound {
                    rewound = true;
                    continue;
                }
                return self.visit_failed(visit, Fault::Problem(code));
            }
            if next.next_seq <= row.next_seq {
                return self.visit_failed(visit, Fault::ForeignReply);
            }
            self.progress.set(true);
            self.core.notify(Notice::QueueChanged);
        }
    }

    /// Brings what is kept in line with what the server says it has.
    pub(super) fn take_status(&self, row: &VisitRow, status: &VisitStatus) -> Result<(), CoreError> {
        let (store, visit) = (&self.core.store, row.assignment.visit);
        let next_seq = status.next_seq.clamp(1, row.last_seq + 1);
        if next_seq != row.next_seq {
            store.set_next_seq(visit, next_seq)?;
        }
        for photo in store.photos(visit)? {
            // Sent, as far as this phone knew; the server knows better.
            if photo.is_sent() && photo.on_phone && status.missing_photos.contains(&photo.photo) {
                store.set_upload(photo.photo, None, 0)?;
            }
        }
        Ok(())
    }

    fn batch(&self, row: &VisitRow) -> Result<Option<PushRequest>, CoreError> {
        let visit = row.assignment.visit;
        let records = self
            .core
            .store
            .records(visit, row.next_seq, MAX_EVENTS_PER_PUSH)?;
        Ok(batch(
            self.identity,
            visit,
            row.assignment.checklist.sha256,
            &records,
        ))
    }
}

fn rejection(reply: &PushReply) -> Option<Code> {
    reply.outcomes.iter().find_map(|outcome| match outcome {
        Outcome::Rejected { code } => Some(*code),
        Outcome::Accepted | Outcome::Duplicate => None,
    })
}
