//! One visit, laid out for reading.

use std::collections::BTreeSet;

use vitrine_shared::event::Event;
use vitrine_shared::id::VisitId;
use vitrine_shared::visit::{VisitState, check_move};

use crate::app::App;
use crate::reports::named::Named;
use crate::reports::visit::{VisitFacts, VisitPlace, VisitView, build};
use crate::services::{Failure, Outcome, checklists};
use crate::storage::Scope;
use crate::storage::visits::Visit;

/// The moves that the page of a visit offers, those that bring it on before those that take it back.
const OFFERED: [VisitState; 6] = [
    VisitState::Approved,
    VisitState::Published,
    VisitState::InReview,
    VisitState::Excluded,
    VisitState::Rejected,
    VisitState::Cancelled,
];

/// The page of one visit.
///
/// # Errors
/// No such visit in scope.
pub async fn visit(app: &App, scope: &Scope, id: VisitId) -> Outcome<VisitView> {
    let store = app.store();
    let visit = store.visit(scope, id).await?;
    let checklist = checklists::by_digest(app, scope, &visit.checklist_sha256).await?;
    let client = store.client(scope, visit.client).await?;
    let wave = store.wave(scope, visit.wave).await?;
    let location = store.location(scope, visit.location).await?;
    let evaluator = match visit.evaluator {
        Some(user) => {
            let user = store.user(scope, user).await?;
            Some(Named::new(user.id, user.name))
        }
        None => None,
    };
    let events = events(app, scope, &visit).await?;
    let photos = store.photos(scope, id).await?;
    let memos = store.memos(scope, id).await?;
    let seen = photos.iter().map(|photo| (photo.photo.photo, photo.arrived_at));
    let heard = memos.iter().map(|memo| (memo.id, memo.arrived_at));
    let arrived: BTreeSet<_> = seen
        .chain(heard)
        .filter(|(_, at)| at.is_some())
        .map(|(id, _)| id)
        .collect();
    let facts = VisitFacts {
        moves: moves(scope, &visit),
        fee: scope.actor().map(|_| (visit.fee_minor, visit.currency.clone())),
        place: VisitPlace {
            id,
            client: Named::new(client.id, client.name),
            wave: Named::new(wave.id, wave.name),
            location: Named::new(location.id, location.name),
            coordinates: location.lat_e7.zip(location.lon_e7),
            address: location.address,
            time_zone: location.time_zone,
            evaluator,
            state: visit.state,
        },
        scenario: visit.scenario,
        persona: visit.persona,
        opens_at: visit.opens_at,
        closes_at: visit.closes_at,
        media_complete: visit.media_complete,
        hears: scope.hears_memos(),
    };
    Ok(build(facts, &checklist, &events, &arrived))
}

/// The events of the phone that submitted the visit, else of the one that sent last.
async fn events(app: &App, scope: &Scope, visit: &Visit) -> Outcome<Vec<Event>> {
    let store = app.store();
    let device = match visit.device {
        Some(device) => Some(device),
        None => store.sheet(scope, visit.id).await?.map(|(device, _)| device),
    };
    let Some(device) = device else {
        return Ok(Vec::new());
    };
    let records = store.events(scope, visit.id, device).await?;
    let read = |record: &vitrine_shared::event::Record| serde_json::from_str(record.body.get());
    // Only what was read on arrival is stored.
    records
        .iter()
        .map(read)
        .collect::<Result<_, _>>()
        .map_err(Failure::internal)
}

fn moves(scope: &Scope, visit: &Visit) -> Vec<VisitState> {
    let Some(actor) = scope.actor() else {
        return Vec::new();
    };
    OFFERED
        .into_iter()
        .filter(|to| check_move(visit.state, *to, actor, visit.media_complete).is_ok())
        .collect()
}
