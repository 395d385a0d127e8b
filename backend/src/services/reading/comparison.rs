//! Locations compared, from the statistics that are kept while visits are published.

use std::collections::{BTreeMap, BTreeSet};

use vitrine_analysis::compare::Options;
use vitrine_analysis::crossed;
use vitrine_analysis::summary::VisitStats;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::{ClientId, NodeId, WaveId};
use vitrine_shared::text::Text;

use crate::app::App;
use crate::reports::comparison::{
    CellInput, Choice, ComparisonInput, ComparisonView, Crossing, LocationInput, NetworkTrend, Ownership,
    WaveVisits, build, network_trend,
};
use crate::reports::named::Named;
use crate::services::{Failure, Outcome, checklists};
use crate::storage::brands::Node;
use crate::storage::stats::{LocationStats, Moments};
use crate::storage::waves::Wave;
use crate::storage::{Caller, Scope};

/// Waves before these are history that a trend does not need.
pub(super) const MOST_WAVES: usize = 12;

/// How much of the comparison is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What the ranking shows.
    Ranking,
    /// Also the estimates adjusted for evaluators' strictness.
    Adjusted,
    /// Also the network from wave to wave.
    Trend,
}

/// The comparison of a brand's locations.
///
/// # Errors
/// No such brand in scope.
pub async fn comparison(
    app: &App,
    scope: &Scope,
    client: ClientId,
    choice: &Choice,
    depth: Depth,
) -> Outcome<ComparisonView> {
    let input = input(app, scope, client, choice.selection.wave, depth).await?;
    let choice = choice.clone();
    // Rank ranges are simulated: long enough to be in other requests' way.
    let built = tokio::task::spawn_blocking(move || build(&input, &choice, &Options::default())).await;
    let mut view = built.map_err(Failure::internal)?.map_err(Failure::internal)?;
    if depth == Depth::Trend {
        view.trend = Some(trend(app, scope, client).await?);
    }
    Ok(view)
}

/// The brand's own places in its latest waves that have published visits.
async fn trend(app: &App, scope: &Scope, client: ClientId) -> Outcome<NetworkTrend> {
    let mut waves: Vec<WaveVisits> = Vec::new();
    for wave in app
        .store()
        .waves(scope, Some(client))
        .await?
        .into_iter()
        .take(MOST_WAVES)
    {
        let visits: BTreeMap<_, _> = app
            .store()
            .comparison(scope, client, Some(wave.id))
            .await?
            .iter()
            .filter(|it| it.ownership != Ownership::Competitor && it.cells.visit.n > 0)
            .filter_map(|it| Some((it.place.as_ref()?.id, in_percent(&it.cells.visit))))
            .collect();
        if !visits.is_empty() {
            waves.push((Named::new(wave.id, wave.name), visits));
        }
    }
    waves.reverse();
    Ok(network_trend(&waves))
}

async fn input(
    app: &App,
    scope: &Scope,
    client: ClientId,
    wave: Option<WaveId>,
    depth: Depth,
) -> Outcome<ComparisonInput> {
    let store = app.store();
    let brand = store.client(scope, client).await?;
    let waves = store.waves(scope, Some(client)).await?;
    let nodes = store.nodes(scope, client).await?;
    let stats: Vec<LocationStats> = store
        .comparison(scope, client, wave)
        .await?
        .into_iter()
        .filter(|it| it.cells.visit.n > 0)
        .collect();
    let touchpoints = touchpoints(app, scope, &waves, wave, &stats).await?;
    // Who is held to a part of the brand is not told the others' visits one by one.
    let sees_all = !matches!(scope.caller(), Caller::Brand { node: Some(_), .. });
    let crossing = if depth == Depth::Adjusted && sees_all {
        Some(crossing(app, scope, client, wave, &stats).await?)
    } else {
        None
    };
    Ok(ComparisonInput {
        client: Named::new(brand.id, brand.name),
        waves: waves
            .into_iter()
            .map(|wave| Named::new(wave.id, wave.name))
            .collect(),
        regions: nodes
            .iter()
            .map(|node| Named::new(node.id, node.name.clone()))
            .collect(),
        locations: stats
            .iter()
            .map(|it| location(it, &touchpoints, &nodes))
            .collect(),
        touchpoints,
        crossing,
    })
}

fn location(stats: &LocationStats, touchpoints: &[(Slug, Text)], nodes: &[Node]) -> LocationInput {
    let cell = |id: &Slug| {
        let moments = stats.cells.touchpoints.get(id)?;
        Some(CellInput {
            n: u64::try_from(moments.n).ok()?,
            sum_ppm: moments.sum_ppm,
        })
    };
    LocationInput {
        place: stats
            .place
            .as_ref()
            .map(|place| Named::new(place.id, place.name.clone())),
        regions: stats
            .place
            .as_ref()
            .map(|place| regions_of(place.node, nodes))
            .unwrap_or_default(),
        ownership: stats.ownership,
        visits: in_percent(&stats.cells.visit),
        cells: touchpoints.iter().map(|(id, _)| cell(id)).collect(),
    }
}

/// A node and those that hold it, the nearest first.
pub(super) fn regions_of(node: Option<NodeId>, nodes: &[Node]) -> Vec<Named<NodeId>> {
    let mut regions: Vec<Named<NodeId>> = Vec::new();
    let mut next = node;
    while let Some(node) = next.and_then(|id| nodes.iter().find(|node| node.id == id)) {
        // Parents are chosen when a node is made, so there is no cycle; nor would one hang.
        if regions.len() > nodes.len() {
            break;
        }
        regions.push(Named::new(node.id, node.name.clone()));
        next = node.parent;
    }
    regions
}

/// Sums of scores in parts per million as statistics in percent, exact until the last step.
pub(super) fn in_percent(moments: &Moments) -> VisitStats {
    let (Ok(n), sum) = (u64::try_from(moments.n), i128::from(moments.sum_ppm)) else {
        return VisitStats::default();
    };
    if n == 0 {
        return VisitStats::default();
    }
    // n·Σx² − (Σx)² is n times the sum of squared deviations.
    let scaled = i128::from(n) * i128::from(moments.sum_squares) - sum * sum;
    VisitStats {
        n,
        mean: sum as f64 / n as f64 / 1e4,
        m2: scaled.max(0) as f64 / n as f64 / 1e8,
    }
}

/// The touchpoints of the checklists in use, in the order of the journey, the latest wave's first.
pub(super) async fn touchpoints(
    app: &App,
    scope: &Scope,
    waves: &[Wave],
    chosen: Option<WaveId>,
    stats: &[LocationStats],
) -> Outcome<Vec<(Slug, Text)>> {
    let used: BTreeSet<&Slug> = stats.iter().flat_map(|it| it.cells.touchpoints.keys()).collect();
    let mut touchpoints: Vec<(Slug, Text)> = Vec::new();
    let mut read = BTreeSet::new();
    for wave in waves.iter().filter(|wave| chosen.is_none_or(|id| id == wave.id)) {
        if touchpoints.len() == used.len() {
            break;
        }
        if !read.insert(wave.checklist.sha256.to_string()) {
            continue;
        }
        let checklist = checklists::by_digest(app, scope, &wave.checklist.sha256).await?;
        for touchpoint in &checklist.touchpoints {
            if used.contains(&touchpoint.id) && !touchpoints.iter().any(|(id, _)| *id == touchpoint.id) {
                touchpoints.push((touchpoint.id.clone(), touchpoint.title.clone()));
            }
        }
    }
    Ok(touchpoints)
}

/// Who visited where. Evaluators are numbered here and named nowhere.
async fn crossing(
    app: &App,
    scope: &Scope,
    client: ClientId,
    wave: Option<WaveId>,
    stats: &[LocationStats],
) -> Outcome<Crossing> {
    let index: BTreeMap<_, _> = stats
        .iter()
        .enumerate()
        .filter_map(|(index, it)| Some((it.place.as_ref()?.id, index)))
        .collect();
    let mut evaluators = BTreeMap::new();
    let mut cells = Vec::new();
    for pair in app.store().crossing(scope, client, wave).await? {
        let Some(location) = index.get(&pair.location) else {
            continue;
        };
        let next = evaluators.len();
        let evaluator = *evaluators.entry(pair.evaluator).or_insert(next);
        cells.push(crossed::Cell {
            location: *location,
            evaluator,
            stats: in_percent(&pair.moments),
        });
    }
    Ok(Crossing {
        cells,
        evaluators: evaluators.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_become_statistics_in_percent() {
        // 60 %, 70 % and 80 %.
        let moments = Moments {
            n: 3,
            sum_ppm: 2_100_000,
            sum_squares: 360_000_000_000 + 490_000_000_000 + 640_000_000_000,
        };
        let stats = in_percent(&moments);
        assert_eq!((stats.n, stats.mean, stats.m2), (3, 70.0, 200.0));
        assert_eq!(in_percent(&Moments::default()), VisitStats::default());
    }
}
