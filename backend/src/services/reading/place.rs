//! One location through time.

use vitrine_shared::id::{ClientId, LocationId};
use vitrine_shared::problem::Code;

use super::comparison::{MOST_WAVES, in_percent, regions_of, touchpoints};
use crate::app::App;
use crate::reports::comparison::{Cell, Ownership};
use crate::reports::named::Named;
use crate::reports::place::{PlaceView, PlaceVisit, TouchpointRow, WavePoint};
use crate::services::Outcome;
use crate::storage::Scope;
use crate::storage::stats::{LocationStats, Moments};
use crate::storage::visits::VisitFilter;
use crate::storage::waves::Wave;
use vitrine_shared::visit::VisitState;

/// The latest visits that are listed.
const MOST_VISITS: usize = 200;

/// The page of one location.
///
/// # Errors
/// No such location of this brand in scope.
pub async fn place(app: &App, scope: &Scope, client: ClientId, id: LocationId) -> Outcome<PlaceView> {
    let store = app.store();
    let location = store.location(scope, id).await?;
    if location.client != client {
        return Err(Code::NotFound.into());
    }
    let brand = store.client(scope, client).await?;
    let waves = store.waves(scope, Some(client)).await?;
    let nodes = store.nodes(scope, client).await?;
    let all = store.comparison(scope, client, None).await?;
    let heads = touchpoints(app, scope, &waves, None, &all).await?;
    let here = all.iter().find(|it| is(it, id));
    let touchpoints = heads
        .into_iter()
        .map(|(touchpoint, title)| TouchpointRow {
            title,
            here: here.and_then(|it| cell(it.cells.touchpoints.get(&touchpoint)?)),
            network: mean_of(&all, |it| it.cells.touchpoints.get(&touchpoint)),
        })
        .collect();
    Ok(PlaceView {
        client: Named::new(brand.id, brand.name),
        region: regions_of(location.node, &nodes)
            .into_iter()
            .next()
            .map(|region| region.name),
        waves: points(app, scope, client, id, &waves).await?,
        visits: visits(app, scope, id, &waves).await?,
        touchpoints,
        location: Named::new(location.id, location.name),
        address: location.address,
        time_zone: location.time_zone,
        ownership: location.ownership,
    })
}

async fn points(
    app: &App,
    scope: &Scope,
    client: ClientId,
    id: LocationId,
    waves: &[Wave],
) -> Outcome<Vec<WavePoint>> {
    let mut points = Vec::new();
    for wave in waves.iter().take(MOST_WAVES) {
        let stats = app.store().comparison(scope, client, Some(wave.id)).await?;
        let here = stats
            .iter()
            .find(|it| is(it, id))
            .map(|it| in_percent(&it.cells.visit))
            .unwrap_or_default();
        let network = mean_of(&stats, |it| Some(&it.cells.visit));
        if here.n > 0 || network.is_some() {
            points.push(WavePoint {
                wave: Named::new(wave.id, wave.name.clone()),
                here,
                network,
            });
        }
    }
    points.reverse();
    Ok(points)
}

async fn visits(app: &App, scope: &Scope, id: LocationId, waves: &[Wave]) -> Outcome<Vec<PlaceVisit>> {
    let filter = VisitFilter {
        location: Some(id),
        state: Some(VisitState::Published),
        ..VisitFilter::default()
    };
    let mut visits: Vec<PlaceVisit> = super::waves::all_visits(app, scope, filter)
        .await?
        .into_iter()
        .map(|line| PlaceVisit {
            id: line.visit.id,
            wave: waves
                .iter()
                .find(|wave| wave.id == line.visit.wave)
                .map(|wave| wave.name.clone())
                .unwrap_or_default(),
            submitted_at: line.visit.submitted_at,
            score_ppm: line.score.as_ref().map(vitrine_shared::score::Exact::ppm),
            photos: line.photos,
            failed_critical: line.failed_critical,
        })
        .collect();
    visits.sort_by_key(|visit| std::cmp::Reverse(visit.submitted_at));
    visits.truncate(MOST_VISITS);
    Ok(visits)
}

fn is(stats: &LocationStats, id: LocationId) -> bool {
    stats.place.as_ref().is_some_and(|place| place.id == id)
}

fn cell(moments: &Moments) -> Option<Cell> {
    let stats = in_percent(moments);
    (stats.n > 0).then_some(Cell {
        percent: stats.mean,
        n: stats.n,
    })
}

/// The mean of the brand's own places' means.
fn mean_of<'a>(
    stats: &'a [LocationStats],
    moments: impl Fn(&'a LocationStats) -> Option<&'a Moments>,
) -> Option<f64> {
    let means: Vec<f64> = stats
        .iter()
        .filter(|it| it.ownership != Ownership::Competitor)
        .filter_map(|it| cell(moments(it)?))
        .map(|cell| cell.percent)
        .collect();
    (!means.is_empty()).then(|| means.iter().sum::<f64>() / means.len() as f64)
}
