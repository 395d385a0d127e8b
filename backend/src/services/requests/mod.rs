//! What evaluators ask of the agency: one file for each kind of request that needs more than its row.

mod visits;

use vitrine_shared::problem::Code;
use vitrine_shared::wire::{Ask, MAX_REQUESTS, Request, RequestOutcome, RequestsBody, RequestsReply};

use super::{Failure, Outcome, training};
use crate::app::App;
use crate::storage::access::DeviceLogin;
use crate::storage::requests::{Deed, NewRequest};

/// Answers requests in the order they were made. What was answered before is not done again, so the
/// whole may be sent anew after any failure.
///
/// # Errors
/// Too many at once, or the server's own; what was answered until then stays done.
pub async fn answer(app: &App, phone: &DeviceLogin, body: RequestsBody) -> Outcome<RequestsReply> {
    if body.requests.len() > MAX_REQUESTS {
        let most = format!("at most {MAX_REQUESTS} requests at once");
        return Err(Failure::because(Code::TooLarge, most));
    }
    let mut outcomes = Vec::with_capacity(body.requests.len());
    for raw in &body.requests {
        outcomes.push(match serde_json::from_str::<Request>(raw.get()) {
            Ok(request) => one(app, phone, &request, raw.get()).await?,
            // Of a newer app, or none at all: the others are not held up by it.
            Err(_) => RequestOutcome::from(Code::Malformed),
        });
    }
    Ok(RequestsReply { outcomes })
}

async fn one(app: &App, phone: &DeviceLogin, request: &Request, body: &str) -> Outcome<RequestOutcome> {
    let deed = match &request.ask {
        Ask::Accept { visit } => Deed::Accept { visit: *visit },
        Ask::Decline { visit, reason } | Ask::Release { visit, reason } => visits::give_back(*visit, reason),
        Ask::Claim { visit } => Deed::Claim { visit: *visit },
        Ask::Appeal {
            visit,
            rejection,
            words,
        } => visits::appeal(*visit, *rejection, words),
        Ask::Attempt(attempt) => match training::graded(app, &phone.scope, attempt, request.at).await? {
            Ok(graded) => Deed::Attempt(graded),
            Err(code) => Deed::Refuse(code),
        },
    };
    let new = NewRequest {
        id: request.id,
        body: body.to_owned(),
        made_at: request.at,
        received_at: app.now(),
    };
    Ok(app.store().answer_request(&phone.scope, &new, &deed).await?)
}
