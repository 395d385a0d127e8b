//! From stored sums to the comparison.

use vitrine_analysis::compare::{Comparison, Estimate, LocationResult, Options, compare};
use vitrine_analysis::crossed::{self, Design};
use vitrine_analysis::error::AnalysisError;
use vitrine_analysis::funnel::Funnel;
use vitrine_analysis::rank::RankRange;
use vitrine_analysis::refusal::Refusal;
use vitrine_analysis::summary::VisitStats;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::{ClientId, LocationId, NodeId, WaveId};
use vitrine_shared::text::Text;

use super::lanes::{self, Lane};
use super::{
    Cell, ComparisonView, Ownership, PAGE_ROWS, Pair, PlaceName, Row, Selection, Statistics, TouchpointHead,
};
use crate::reports::named::Named;

/// The stored facts of a comparison.
#[derive(Clone, Debug)]
pub struct ComparisonInput {
    /// The brand.
    pub client: Named<ClientId>,
    /// Its waves, latest first.
    pub waves: Vec<Named<WaveId>>,
    /// Its regions.
    pub regions: Vec<Named<NodeId>>,
    /// The checklists' touchpoints in the order of the journey.
    pub touchpoints: Vec<(Slug, Text)>,
    /// Every location with at least one published visit in what is chosen. Who is held to a part of
    /// the brand gets the others without a name.
    pub locations: Vec<LocationInput>,
    /// Who visited where, for the adjustment by evaluators' strictness; `None` where it is not asked for.
    pub crossing: Option<Crossing>,
}

/// Scores by location and evaluator.
#[derive(Clone, Debug)]
pub struct Crossing {
    /// One for each pair that met; a location is its index in [`ComparisonInput::locations`].
    pub cells: Vec<crossed::Cell>,
    /// How many evaluators there are.
    pub evaluators: usize,
}

/// The stored facts of one location.
#[derive(Clone, Debug)]
pub struct LocationInput {
    /// The location; `None` where the reader may not know which one it is.
    pub place: Option<Named<LocationId>>,
    /// The part of the brand it belongs to, and those that hold that part, the nearest first.
    pub regions: Vec<Named<NodeId>>,
    /// Whose it is.
    pub ownership: Ownership,
    /// Scores of its published visits, in percent.
    pub visits: VisitStats,
    /// Touchpoint sums, in the order of [`ComparisonInput::touchpoints`].
    pub cells: Vec<Option<CellInput>>,
}

/// Sums of one touchpoint at one location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellInput {
    /// Visits in which the touchpoint had a score.
    pub n: u64,
    /// Sum of its scores in parts per million.
    pub sum_ppm: i64,
}

/// What the reader chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Wave, region, order and page.
    pub selection: Selection,
    /// Two locations to put side by side.
    pub pair: Option<(LocationId, LocationId)>,
}

/// Computes the comparison.
///
/// # Errors
/// [`AnalysisError`] where a stored sum is no number or a location without visits is among the input.
pub fn build(
    input: &ComparisonInput,
    choice: &Choice,
    options: &Options,
) -> Result<ComparisonView, AnalysisError> {
    let (competing, own): (Vec<_>, Vec<_>) = input
        .locations
        .iter()
        .partition(|location| location.ownership == Ownership::Competitor);
    let stats: Vec<VisitStats> = own.iter().map(|location| location.visits).collect();
    let comparison = if stats.is_empty() {
        None
    } else {
        Some(compare(&stats, options)?)
    };

    let names = own_names(&own);
    let selection = clamp_page(choice.selection.clone());
    let in_region = |location: &LocationInput| {
        selection
            .region
            .is_none_or(|region| location.regions.iter().any(|r| r.id == region))
    };
    let mut rows: Vec<Row> = comparison
        .iter()
        .flat_map(|comparison| own.iter().zip(&names).zip(&comparison.locations))
        .filter(|((location, _), _)| in_region(location))
        .map(|((location, name), result)| row(location, name.clone(), *result))
        .collect();
    let column = |id: &Slug| input.touchpoints.iter().position(|(other, _)| other == id);
    selection.sort.apply(&mut rows, column);

    let mut view = ComparisonView {
        client: input.client.clone(),
        waves: input.waves.clone(),
        regions: input.regions.clone(),
        touchpoints: heads(input, &own),
        matching: rows.len(),
        rows: Vec::new(),
        competitors: competitors(&competing),
        lanes: 0,
        statistics: None,
        trend: None,
        selection,
    };
    if view.is_ranking() {
        let runs = comparison
            .as_ref()
            .map_or(&[][..], |c| c.indistinguishable.as_slice());
        let lanes = lanes::lay_out(runs, rows.len());
        view.lanes = lanes.len();
        tie(&mut rows, &lanes);
    }
    let first = view.selection.page * PAGE_ROWS;
    view.rows = rows.into_iter().skip(first).take(PAGE_ROWS).collect();
    view.statistics = comparison.map(|comparison| Statistics {
        funnel: Funnel::new(&stats),
        adjusted: input
            .crossing
            .as_ref()
            .map(|crossing| adjust(input, crossing, own.len(), options)),
        pair: choice.pair.and_then(|pair| pair_of(&comparison, &own, pair)),
        places: names
            .into_iter()
            .zip(own.iter().map(|l| l.place.as_ref().map(|place| place.id)))
            .collect(),
        comparison,
    });
    Ok(view)
}

/// A page beyond any network is the first.
fn clamp_page(mut selection: Selection) -> Selection {
    if selection.page > 100_000 {
        selection.page = 0;
    }
    selection
}

fn row(location: &LocationInput, name: PlaceName, result: LocationResult) -> Row {
    let cell = |sums: &CellInput| {
        (sums.n > 0).then(|| Cell {
            percent: sums.sum_ppm as f64 / sums.n as f64 / 10_000.0,
            n: sums.n,
        })
    };
    Row {
        name,
        id: location.place.as_ref().map(|place| place.id),
        region: location.regions.first().map(|region| region.name.clone()),
        ownership: location.ownership,
        result,
        cells: location
            .cells
            .iter()
            .map(|sums| sums.as_ref().and_then(cell))
            .collect(),
        lanes: Vec::new(),
    }
}

/// Names of the brand's own places; those the reader may not know are numbered as they come.
fn own_names(own: &[&LocationInput]) -> Vec<PlaceName> {
    let mut hidden = 0;
    own.iter()
        .map(|location| match &location.place {
            Some(place) => PlaceName::Named(place.name.clone()),
            None => {
                hidden += 1;
                PlaceName::Other(hidden)
            }
        })
        .collect()
}

fn competitors(competing: &[&LocationInput]) -> Vec<Row> {
    // Numbered by their ids, so that a number is the same in every wave and tells no rank.
    let mut order: Vec<&&LocationInput> = competing.iter().collect();
    order.sort_by_key(|location| location.place.as_ref().map(|place| place.id));
    order
        .into_iter()
        .enumerate()
        .map(|(index, location)| {
            let result = outside(&location.visits);
            let name = match &location.place {
                Some(place) => PlaceName::Named(place.name.clone()),
                None => PlaceName::Competitor(index + 1),
            };
            row(location, name, result)
        })
        .collect()
}

/// A place that is shown and not ranked.
fn outside(visits: &VisitStats) -> LocationResult {
    LocationResult {
        n: visits.n,
        raw: visits.mean,
        raw_interval: visits.t_interval(0.95),
        shrunk: None,
        reliability: None,
        rank: RankRange {
            low: 0,
            high: 0,
            expected: 0.0,
        },
        position: 0,
        brand_test: None,
    }
}

fn heads(input: &ComparisonInput, own: &[&LocationInput]) -> Vec<TouchpointHead> {
    let mean = |column: usize| {
        let means: Vec<f64> = own
            .iter()
            .filter_map(|location| location.cells.get(column).copied().flatten())
            .filter(|sums| sums.n > 0)
            .map(|sums| sums.sum_ppm as f64 / sums.n as f64 / 10_000.0)
            .collect();
        (!means.is_empty()).then(|| means.iter().sum::<f64>() / means.len() as f64)
    };
    input
        .touchpoints
        .iter()
        .enumerate()
        .map(|(column, (id, title))| TouchpointHead {
            id: id.clone(),
            title: title.clone(),
            mean: mean(column),
        })
        .collect()
}

fn tie(rows: &mut [Row], lanes: &[Lane]) {
    for (index, row) in rows.iter_mut().enumerate() {
        row.lanes = lanes
            .iter()
            .map(|lane| lane.get(index).copied().flatten())
            .collect();
    }
}

fn pair_of(comparison: &Comparison, own: &[&LocationInput], pair: (LocationId, LocationId)) -> Option<Pair> {
    let index = |id: LocationId| {
        own.iter()
            .position(|location| location.place.as_ref().is_some_and(|place| place.id == id))
    };
    let (first, second) = (index(pair.0)?, index(pair.1)?);
    (first != second).then(|| Pair {
        first,
        second,
        difference: comparison.difference(first, second),
    })
}

/// The adjustment for strictness over the brand's own places.
fn adjust(
    input: &ComparisonInput,
    crossing: &Crossing,
    own: usize,
    options: &Options,
) -> Result<Vec<Estimate>, Refusal> {
    let mut next = 0;
    let index: Vec<Option<usize>> = input
        .locations
        .iter()
        .map(|location| {
            let is_own = location.ownership != Ownership::Competitor;
            next += usize::from(is_own);
            is_own.then(|| next - 1)
        })
        .collect();
    let cells: Vec<crossed::Cell> = crossing
        .cells
        .iter()
        .filter_map(|cell| {
            Some(crossed::Cell {
                location: index.get(cell.location).copied()??,
                ..*cell
            })
        })
        .collect();
    // Sums that storage kept are finite; a design that is none all the same has nothing to tell.
    let design = Design::new(&cells, own, crossing.evaluators).map_err(|_| Refusal::Saturated)?;
    let model = crossed::severity(&design)?;
    let adjusted = model
        .adjusted(&options.simulation)
        .map_err(|_| Refusal::NotConverged { iterations: 0 })?;
    Ok(adjusted.estimates)
}
