//! Pulling: what changed for this evaluator, and the checklists it needs.

use vitrine_shared::id::VisitId;

use super::round::{Link, Stop, Verdict};
use crate::core::platform::Platform;
use crate::core::protocol::{Fault, Notice};

impl<P: Platform> Link<'_, P> {
    /// Pulls everything new. A failure here stops the round: the network is none, or not ours.
    pub(super) async fn pull(&self) -> Result<(), Stop> {
        let mut changed = false;
        loop {
            let cursor = self.core.store.cursor()?;
            let reply = match self.api.pull(cursor).await {
                Ok(reply) => reply,
                Err(fault) => {
                    self.weigh(fault)?;
                    return Err(Stop::Fault(fault));
                }
            };
            changed |= self.core.store.keep_pull(&reply)?;
            if !reply.more || reply.cursor == cursor {
                break;
            }
        }
        // What the server did before this pull is in what it brought.
        changed |= self.core.store.forget_done_requests()?;
        for sha256 in self.core.store.wanted_checklists()? {
            match self.api.checklist(&sha256).await {
                Ok(bytes) => {
                    self.core.store.keep_checklist(&sha256, &bytes)?;
                    changed = true;
                }
                Err(fault) => {
                    // The server names it, so it must come to have it.
                    if self.weigh(fault)? == Verdict::Held {
                        self.left.set(Some(fault));
                    }
                }
            }
        }
        for sha256 in self.core.store.wanted_trainings()? {
            match self.api.training(&sha256).await {
                Ok(bytes) => {
                    self.core.store.keep_training(&sha256, &bytes)?;
                    changed = true;
                }
                Err(fault) => {
                    if self.weigh(fault)? == Verdict::Held {
                        self.left.set(Some(fault));
                    }
                }
            }
        }
        self.pull_board().await?;
        if changed {
            self.core.guides_due.set(true);
            self.core.forget_unbegun();
            self.core.notify(Notice::VisitsChanged);
        }
        Ok(())
    }

    /// Notes a fault of a visit's events.
    pub(super) fn visit_failed(&self, visit: VisitId, fault: Fault) -> Result<(), Stop> {
        let now = self.core.platform.now();
        let verdict = self.weigh(fault);
        let held = matches!(verdict, Ok(Verdict::Held));
        self.core.store.set_visit_fault(visit, fault, now, held)?;
        self.core.notify(Notice::QueueChanged);
        if held {
            self.core.notify(Notice::VisitChanged { visit });
        }
        verdict.map(|_| ())
    }
}
