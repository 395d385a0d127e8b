//! One visit, laid out for reading.

use std::collections::{BTreeMap, BTreeSet};

use vitrine_shared::event::{Event, What};
use vitrine_shared::id::VisitId;
use vitrine_shared::visit::{VisitState, check_move};

use crate::app::App;
use crate::reports::named::Named;
use crate::reports::visit::{
    RejectionView, ReturnView, VerdictView, VisitFacts, VisitPlace, VisitView, build,
};
use crate::services::reading::expenses;
use crate::services::{Outcome, checklists};
use crate::storage::appeals::RejectionLine;
use crate::storage::returns::ReturnLine;
use crate::storage::verdicts::is_graded;
use crate::storage::visits::Visit;
use crate::storage::{Caller, Scope};

/// The moves that the page of a visit offers, those that bring it on before those that take it back.
const OFFERED: [VisitState; 7] = [
    VisitState::Approved,
    VisitState::Returned,
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
    let (returns, replaced) = match scope.actor() {
        Some(_) => (
            Some(returns(app, scope, id, &events).await?),
            store.discarded_photos(scope, id).await?,
        ),
        None => (None, Vec::new()),
    };
    let (rejections, replaced_memos) = match scope.actor() {
        Some(_) => (
            store.rejections(scope, id).await?,
            store.discarded_memos(scope, id).await?,
        ),
        None => (Vec::new(), Vec::new()),
    };
    let verdicts = match scope.actor() {
        Some(_) => store.verdicts(scope, id).await?,
        None => Vec::new(),
    };
    let own_grade = match (scope.actor(), visit.evaluator) {
        (Some(_), Some(user)) => store.mean_grade(scope, user).await?,
        _ => None,
    };
    let verdicts = verdicts.into_iter().map(|line| VerdictView {
        verdict: line.verdict,
        by: line.by_name,
    });
    let verdicts = verdicts.collect();
    let photos = photos.iter().chain(&replaced);
    let seen = photos.map(|photo| (photo.photo.photo, photo.arrived_at));
    let heard = memos
        .iter()
        .chain(&replaced_memos)
        .map(|memo| (memo.id, memo.arrived_at));
    let arrived: BTreeSet<_> = seen
        .chain(heard)
        .filter(|(_, at)| at.is_some())
        .map(|(id, _)| id)
        .collect();
    let given_back = match scope.caller() {
        Caller::Staff { .. } | Caller::Operator => {
            let mut moves = store.visit_moves(scope, id).await?;
            moves.reverse();
            let released = moves.into_iter().find(|line| line.to == VisitState::Released);
            released.and_then(|line| line.reason)
        }
        _ => None,
    };
    let spent = expenses::of_visit(app, scope, &visit).await?;
    let facts = VisitFacts {
        moves: moves(scope, &visit),
        returns,
        given_back,
        verdicts,
        own_grade,
        rejections: rejections.into_iter().map(rejection_view).collect(),
        may_decide: scope.actor().is_some(),
        may_grade: scope.actor().is_some() && is_graded(visit.state),
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
        expenses: spent,
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
    let mut events = store.read_events(scope, visit.id, device).await?;
    // A correction that was begun and not handed in counts for nothing once the visit moved on.
    let is_handed_in = |event: &Event| matches!(event.what, What::Submitted(_));
    if let Some(last) = events
        .iter()
        .rposition(is_handed_in)
        .filter(|_| !visit.state.is_with_evaluator())
    {
        events.truncate(last + 1);
    }
    Ok(events)
}

/// What was asked, by whom, and when it was handed in again.
async fn returns(app: &App, scope: &Scope, id: VisitId, events: &[Event]) -> Outcome<Vec<ReturnView>> {
    let lines = app.store().visit_returns(scope, id).await?;
    // The first hand-in is no answer to a return; each later one is to the round that was taken up last.
    let (mut round, mut answered) = (0, BTreeMap::new());
    for event in events {
        match &event.what {
            What::Reopened { round: taken_up, .. } => round = *taken_up,
            What::Submitted(_) => {
                answered.insert(round, event.at);
            }
            _ => {}
        }
    }
    let view = |line: ReturnLine| ReturnView {
        handed_in: answered.get(&line.returned.round).copied(),
        returned: line.returned,
        by: line.by_name,
        taken_back_by: line.taken_back_by_name,
    };
    Ok(lines.into_iter().map(view).collect())
}

fn rejection_view(line: RejectionLine) -> RejectionView {
    RejectionView {
        rejection: line.rejection,
        by: line.by_name,
        decided_by: line.decided_by_name,
    }
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
