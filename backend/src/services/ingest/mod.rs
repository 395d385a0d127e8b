//! Taking in what phones report of their visits.
//!
//! A batch is checked against the visit as it was read, event by event, and pushed; where the visit
//! changed in between, it is read and checked again. Repeating a batch changes nothing.

mod measures;
mod prepare;

use vitrine_shared::event::{Head, Record, What, batch_message};
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{
    MAX_EVENTS_PER_PUSH, Outcome as EventOutcome, PushReply, PushRequest, Return, VisitStatus,
};

use self::prepare::{Checked, Prepared};
use super::{Failure, Outcome, checklists, erasures, receipts, training, visits};
use crate::app::App;
use crate::metrics;
use crate::storage::StorageError;
use crate::storage::access::DeviceLogin;
use crate::storage::ingest::{PushContext, Pushed};

/// How often a visit may change under a batch before its phone is asked to come again.
const TRIES: usize = 8;

/// Takes in a batch (the JSON of a [`PushRequest`]) and says what became of each event.
///
/// # Errors
/// The visit is not the phone's; the batch is not of the agreed form, not signed by the phone, of
/// another checklist, or no continuation of the chain; or its first event is refused, so that
/// nothing of it could be kept.
pub async fn push(app: &App, phone: &DeviceLogin, visit: VisitId, body: &[u8]) -> Outcome<PushReply> {
    let request: PushRequest =
        serde_json::from_slice(body).map_err(|error| Failure::because(Code::Malformed, error.to_string()))?;
    if request.events.len() > MAX_EVENTS_PER_PUSH {
        return Err(Failure::because(
            Code::TooLarge,
            format!("at most {MAX_EVENTS_PER_PUSH} events at once"),
        ));
    }
    let is_consecutive = |pair: &[Record]| matches!(pair, [a, b] if a.seq.checked_add(1) == Some(b.seq));
    if !request.events.windows(2).all(is_consecutive) {
        return Err(Failure::because(
            Code::Malformed,
            "the events are not consecutive",
        ));
    }
    let Some(last) = request.events.last() else {
        let status = status(app, phone, visit).await?;
        return Ok(PushReply {
            outcomes: Vec::new(),
            status,
        });
    };
    let signed = Head {
        seq: last.seq,
        hash: last.hash,
    };
    if !phone
        .public_key
        .verifies(&batch_message(visit, phone.device, &signed), &request.signature)
    {
        return Err(Code::SignatureInvalid.into());
    }

    for _ in 0..TRIES {
        let context = context(app, phone, visit).await?;
        if context.checklist_sha256 != request.checklist {
            return Err(Failure::because(
                Code::ChecklistUnknown,
                "the visit runs another checklist",
            ));
        }
        let checklist = checklists::by_digest(app, &phone.scope, &context.checklist_sha256).await?;
        let known = known_hashes(app, phone, &context, &request).await?;
        // Asked only of a visit that begins: whoever has begun goes on.
        let may_begin = context.sheet.checked_in.is_some()
            || training::is_open(app, &phone.scope, phone.user, &context.checklist_sha256).await?;
        let returns = match context.state {
            VisitState::Returned => app.store().visit_returns(&phone.scope, visit).await?,
            _ => Vec::new(),
        };
        let returns: Vec<Return> = returns.into_iter().map(|line| line.returned).collect();
        let checked = Checked {
            checklist: &checklist,
            may_begin,
            key: app.key(),
            now: app.now(),
            returns: &returns,
        };
        let Prepared {
            outcomes,
            batch,
            status,
        } = checked.prepare(context, &request, &known)?;
        if let Some(EventOutcome::Rejected { code }) = outcomes.first() {
            return Err((*code).into());
        }
        let Some(batch) = batch else {
            let status = self::status(app, phone, visit).await?;
            return Ok(PushReply { outcomes, status });
        };
        let events = batch.events.len();
        let covers = batch.events.iter().any(|(_, event)| is_edit(&event.what));
        let receipt = batch
            .submission
            .as_ref()
            .map(|submission| submission.receipt.clone());
        match app.store().push(batch).await? {
            Pushed::Stale => {}
            Pushed::Stored(stored) => {
                metrics::events_accepted(events);
                if covers {
                    // The batch is durable; what this leaves undone the next sweep does.
                    if let Err(error) = erasures::erase(app, Some(visit)).await {
                        tracing::warn!(%error, "could not erase a picture that was covered by hand");
                    }
                }
                let status = VisitStatus {
                    missing_photos: stored.missing_photos,
                    receipt: receipt.filter(|_| stored.complete),
                    ..status
                };
                return Ok(PushReply { outcomes, status });
            }
        }
    }
    Err(Code::Unavailable.into())
}

fn is_edit(what: &What) -> bool {
    matches!(what, What::PhotoTaken(photo) if photo.edits.is_some() && photo.replaces.is_some())
}

/// Where a visit stands for the phone that asks.
///
/// # Errors
/// The visit is not the phone's.
pub async fn status(app: &App, phone: &DeviceLogin, visit: VisitId) -> Outcome<VisitStatus> {
    match receipts::standing(app, &phone.scope, visit).await {
        Err(failure) if failure.code() == Code::NotFound => {
            Err(visits::absent(app, &phone.scope, visit).await?)
        }
        other => other,
    }
}

async fn context(app: &App, phone: &DeviceLogin, visit: VisitId) -> Outcome<PushContext> {
    match app.store().push_context(&phone.scope, visit).await {
        Err(StorageError::NotFound) => Err(visits::absent(app, &phone.scope, visit).await?),
        other => Ok(other?),
    }
}

/// The hashes of what was stored before of the events that came again, by their numbers.
async fn known_hashes(
    app: &App,
    phone: &DeviceLogin,
    context: &PushContext,
    request: &PushRequest,
) -> Outcome<prepare::Known> {
    let stored_to = context.head.map_or(0, |head| head.seq);
    let first = request.events.first().map_or(1, |record| record.seq);
    if first > stored_to {
        return Ok(prepare::Known::default());
    }
    let hashes = app
        .store()
        .event_hashes(&phone.scope, context.visit, first, stored_to)
        .await?;
    Ok((first..).zip(hashes).collect())
}
