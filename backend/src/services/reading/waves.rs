//! Waves, their boards and the forms that plan them.

use std::collections::BTreeMap;

use vitrine_shared::id::{LocationId, WaveId};
use vitrine_shared::score::Exact;
use vitrine_shared::time::Timestamp;

use super::comparison::regions_of;
use crate::app::App;
use crate::reports::named::Named;
use crate::reports::wave::{
    AssignForm, AssignLocation, BoardVisit, ChecklistOption, NewWave, Stage, WaveBoard, WaveCard,
};
use crate::services::{Outcome, checklists};
use crate::storage::brands::{Client, Location, Node};
use crate::storage::visits::{VisitFilter, VisitLine};
use crate::storage::waves::Wave;
use crate::storage::{Role, Scope};

/// Visits that are read at once.
const PAGE: u32 = 1000;

/// Every wave in scope, the latest first.
///
/// # Errors
/// Not for the caller's role.
pub async fn waves(app: &App, scope: &Scope) -> Outcome<Vec<WaveCard>> {
    let clients = app.store().clients(scope).await?;
    let mut cards = Vec::new();
    for wave in app.store().waves(scope, None).await? {
        cards.push(card(app, scope, wave, &clients).await?);
    }
    Ok(cards)
}

pub(super) async fn card(app: &App, scope: &Scope, wave: Wave, clients: &[Client]) -> Outcome<WaveCard> {
    let counts = app.store().wave_progress(scope, wave.id).await?;
    let client = clients.iter().find(|client| client.id == wave.client);
    Ok(WaveCard {
        client: Named::new(
            wave.client,
            client.map(|client| client.name.clone()).unwrap_or_default(),
        ),
        wave: Named::new(wave.id, wave.name),
        opens_at: wave.opens_at,
        closes_at: wave.closes_at,
        counts: counts.into_iter().collect(),
    })
}

/// The board of one wave, or what of it is in a stage or late.
///
/// # Errors
/// No such wave in scope.
pub async fn board(
    app: &App,
    scope: &Scope,
    id: WaveId,
    stage: Option<Stage>,
    late_only: bool,
    now: Timestamp,
) -> Outcome<WaveBoard> {
    let store = app.store();
    let wave = store.wave(scope, id).await?;
    let checklist = checklists::by_digest(app, scope, &wave.checklist.sha256).await?;
    let places = Places::of(app, scope, &wave).await?;
    let filter = VisitFilter {
        wave: Some(id),
        ..VisitFilter::default()
    };
    let mut visits: Vec<BoardVisit> = all_visits(app, scope, filter)
        .await?
        .into_iter()
        .map(|line| places.board_visit(line))
        .filter(|visit| stage.is_none_or(|stage| Stage::of(visit.state) == stage))
        .filter(|visit| !late_only || visit.is_late(now))
        .collect();
    visits.sort_by(|a, b| {
        (Stage::of(a.state), a.closes_at, &a.location.name).cmp(&(
            Stage::of(b.state),
            b.closes_at,
            &b.location.name,
        ))
    });
    let clients = store.clients(scope).await?;
    Ok(WaveBoard {
        checklist: checklist.title.clone(),
        checklist_ref: wave.checklist.clone(),
        card: card(app, scope, wave, &clients).await?,
        stage,
        late_only,
        visits,
    })
}

/// Every visit that a filter lets through.
pub(super) async fn all_visits(app: &App, scope: &Scope, mut filter: VisitFilter) -> Outcome<Vec<VisitLine>> {
    let mut all: Vec<VisitLine> = Vec::new();
    loop {
        let page = app.store().visits(scope, filter, PAGE).await?;
        let is_last = page.len() < PAGE as usize;
        all.extend(page);
        filter.after = all.last().map(|line| line.visit.id);
        if is_last {
            return Ok(all);
        }
    }
}

/// A brand's places, to complete the visits to them.
pub(super) struct Places {
    locations: BTreeMap<LocationId, Location>,
    nodes: Vec<Node>,
}

impl Places {
    /// Of a wave's brand.
    pub(super) async fn of(app: &App, scope: &Scope, wave: &Wave) -> Outcome<Self> {
        let locations = app.store().locations(scope, wave.client).await?;
        let nodes = app.store().nodes(scope, wave.client).await?;
        Ok(Self {
            locations: locations.into_iter().map(|it| (it.id, it)).collect(),
            nodes,
        })
    }

    /// A visit as boards and queues show it.
    pub(super) fn board_visit(&self, line: VisitLine) -> BoardVisit {
        let place = self.locations.get(&line.visit.location);
        let is_submitted = line.visit.submitted_at.is_some();
        BoardVisit {
            id: line.visit.id,
            state: line.visit.state,
            location: Named::new(line.visit.location, line.location_name),
            region: place
                .and_then(|place| regions_of(place.node, &self.nodes).into_iter().next())
                .map(|region| region.name),
            evaluator: line
                .visit
                .evaluator
                .zip(line.evaluator_name)
                .map(|(id, name)| Named::new(id, name)),
            closes_at: line.visit.closes_at,
            time_zone: place.map(|place| place.time_zone.clone()).unwrap_or_default(),
            photos_arrived: line.photos.saturating_sub(line.photos_missing),
            photos_expected: is_submitted.then_some(line.photos),
            score_ppm: line.score.as_ref().map(Exact::ppm),
            failed_critical: line.failed_critical,
        }
    }
}

/// What the form for a new wave offers.
///
/// # Errors
/// Not for the caller's role.
pub async fn new_wave(app: &App, scope: &Scope) -> Outcome<NewWave> {
    let clients = app.store().clients(scope).await?;
    let mut options = Vec::new();
    for reference in app.store().checklists(scope).await? {
        let checklist = checklists::by_digest(app, scope, &reference.sha256).await?;
        options.push(ChecklistOption {
            reference,
            title: checklist.title.clone(),
        });
    }
    Ok(NewWave {
        clients: clients
            .into_iter()
            .map(|client| Named::new(client.id, client.name))
            .collect(),
        checklists: options,
    })
}

/// What the form that plans visits offers.
///
/// # Errors
/// No such wave in scope.
pub async fn assign_form(app: &App, scope: &Scope, id: WaveId) -> Outcome<AssignForm> {
    let store = app.store();
    let wave = store.wave(scope, id).await?;
    let checklist = checklists::by_digest(app, scope, &wave.checklist.sha256).await?;
    let filter = VisitFilter {
        wave: Some(id),
        ..VisitFilter::default()
    };
    let mut planned: BTreeMap<LocationId, u64> = BTreeMap::new();
    for line in all_visits(app, scope, filter).await? {
        *planned.entry(line.visit.location).or_default() += 1;
    }
    let nodes = store.nodes(scope, wave.client).await?;
    let locations = store
        .locations(scope, wave.client)
        .await?
        .into_iter()
        .map(|location| AssignLocation {
            region: regions_of(location.node, &nodes)
                .into_iter()
                .next()
                .map(|region| region.name),
            visits: planned.get(&location.id).copied().unwrap_or_default(),
            location: Named::new(location.id, location.name),
        })
        .collect();
    let evaluators = store.users(scope, Some(Role::Evaluator)).await?;
    let clients = store.clients(scope).await?;
    Ok(AssignForm {
        card: card(app, scope, wave, &clients).await?,
        personas: checklist
            .personas
            .iter()
            .map(|it| (it.id.clone(), it.title.clone()))
            .collect(),
        locations,
        evaluators: evaluators
            .into_iter()
            .map(|user| Named::new(user.id, user.name))
            .collect(),
    })
}
