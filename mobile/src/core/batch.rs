//! Signed batches of events, as they are sent and as they stand in a visit's file.

use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Head, Record, batch_message};
use vitrine_shared::id::VisitId;
use vitrine_shared::wire::{MAX_EVENTS_PER_PUSH, MAX_JSON_BYTES, PushRequest};

use super::db::Identity;

/// The longest batch that these records begin with; none of no records.
pub fn batch(
    identity: &Identity,
    visit: VisitId,
    checklist: Digest,
    records: &[Record],
) -> Option<PushRequest> {
    let few = records.get(..MAX_EVENTS_PER_PUSH).unwrap_or(records);
    let events = few.get(..within(few, MAX_JSON_BYTES / 2)).unwrap_or_default();
    let last = events.last()?;
    let head = Head {
        seq: last.seq,
        hash: last.hash,
    };
    let message = batch_message(visit, identity.enrolment.device, &head);
    Some(PushRequest {
        checklist,
        signature: identity.key.sign(&message),
        events: events.to_vec(),
    })
}

/// How many of the records fit into so many bytes; at least one where there are any.
fn within(records: &[Record], limit_bytes: usize) -> usize {
    /// The record's number, hash and punctuation.
    const AROUND_BYTES: usize = 128;
    let sizes = records.iter().scan(0, |sum, record| {
        *sum += record.body.get().len() + AROUND_BYTES;
        Some(*sum)
    });
    let fit = sizes.take_while(|sum| *sum <= limit_bytes).count();
    fit.max(1).min(records.len())
}
