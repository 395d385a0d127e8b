//! Sending what was asked of the agency, before anything else: a pull then brings what came of it.

use serde_json::value::RawValue;
use vitrine_shared::wire::{MAX_REQUESTS, RequestsBody};

use super::round::{Link, Stop};
use crate::core::db::RequestRow;
use crate::core::platform::Platform;
use crate::core::protocol::{CoreError, Fault, Notice};

impl<P: Platform> Link<'_, P> {
    /// Sends every request that waits, in the order they were made.
    pub(super) async fn send_requests(&self) -> Result<(), Stop> {
        loop {
            let rows = self.core.store.requests()?.into_iter();
            let waiting: Vec<_> = rows.filter(RequestRow::is_waiting).take(MAX_REQUESTS).collect();
            if waiting.is_empty() {
                return Ok(());
            }
            let requests = waiting
                .iter()
                .map(|row| RawValue::from_string(row.body.clone()))
                .collect::<Result<_, _>>()
                .map_err(|error| CoreError::Storage(error.to_string()))?;
            let outcomes = match self.api.requests(&RequestsBody { requests }).await {
                Ok(reply) if reply.outcomes.len() == waiting.len() => reply.outcomes,
                Ok(_) => return self.requests_failed(Fault::ForeignReply),
                Err(fault) => return self.requests_failed(fault),
            };
            let now = self.core.platform.now();
            for (row, outcome) in waiting.iter().zip(outcomes) {
                self.core.store.keep_outcome(row.request.id, outcome, now)?;
            }
            self.progress.set(true);
            self.core.notify(Notice::QueueChanged);
            self.core.notify(Notice::VisitsChanged);
        }
    }

    /// All of them are tried again: only an answer to each one by itself is a refusal.
    fn requests_failed(&self, fault: Fault) -> Result<(), Stop> {
        let now = self.core.platform.now();
        self.core.store.set_requests_fault(fault, now)?;
        self.core.notify(Notice::QueueChanged);
        self.weigh(fault)?;
        self.left.set(Some(fault));
        Ok(())
    }
}
