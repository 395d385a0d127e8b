//! Locations compared: the ranking with its uncertainty, and touchpoint means as a heat table.
//!
//! A brand's own places are ranked together; competitors stand beside the ranking on the same
//! scale and never in it, because nobody can act on them and their visits were chosen otherwise.

mod build;
mod lanes;
mod order;
mod trend;

use serde::Serialize;
use vitrine_analysis::compare::Run;
use vitrine_analysis::compare::{Comparison, Difference, Estimate, LocationResult};
use vitrine_analysis::funnel::Funnel;
use vitrine_analysis::interval::Interval;
use vitrine_analysis::refusal::Refusal;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::{ClientId, LocationId, NodeId, WaveId};
use vitrine_shared::text::Text;

pub use build::{CellInput, Choice, ComparisonInput, Crossing, LocationInput, build};
pub use lanes::{Lane, LanePart};
pub use order::{Selection, Sort};
pub use trend::{NetworkTrend, WaveMean, WaveVisits, network_trend};

pub use crate::storage::brands::Ownership;

use super::named::Named;

/// How a place is called for this reader.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceName {
    /// By its name.
    Named(String),
    /// A competitor that is not named, numbered from 1.
    Competitor(usize),
    /// A place outside the reader's part of the network, numbered from 1.
    Other(usize),
}

/// One place of the comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What it is called.
    pub name: PlaceName,
    /// Where it can be read more of; `None` where the reader may not.
    pub id: Option<LocationId>,
    /// Its region's name, where the reader may know.
    pub region: Option<String>,
    /// Whose it is.
    pub ownership: Ownership,
    /// Its score with its uncertainty, in percent. Ranks of a competitor mean nothing.
    pub result: LocationResult,
    /// Mean and count per touchpoint, in the order of the heads.
    pub cells: Vec<Option<Cell>>,
    /// Its parts of the lanes that tie indistinguishable rows together; empty where rows are not in
    /// the order of the ranking.
    pub lanes: Vec<Option<LanePart>>,
}

/// One touchpoint of one place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// Mean score in percent.
    pub percent: f64,
    /// Visits that it rests on.
    pub n: u64,
}

/// A column of the heat table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TouchpointHead {
    /// The touchpoint.
    pub id: Slug,
    /// Its name.
    pub title: Text,
    /// Mean of the places' means in percent, competitors left out; `None` without any.
    pub mean: Option<f64>,
}

/// The whole page.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonView {
    /// The brand.
    pub client: Named<ClientId>,
    /// The waves to choose from, latest first.
    pub waves: Vec<Named<WaveId>>,
    /// The regions to choose from.
    pub regions: Vec<Named<NodeId>>,
    /// What is chosen.
    pub selection: Selection,
    /// The columns.
    pub touchpoints: Vec<TouchpointHead>,
    /// The places of this page, ranked or sorted.
    pub rows: Vec<Row>,
    /// The competitors.
    pub competitors: Vec<Row>,
    /// How many lanes are drawn beside the rows.
    pub lanes: usize,
    /// How many places there are in all pages.
    pub matching: usize,
    /// The statistics of all the brand's places; `None` before the first published visit.
    pub statistics: Option<Statistics>,
    /// The network from wave to wave; `None` where it was not asked for.
    pub trend: Option<NetworkTrend>,
}

/// What is known of all places together.
#[derive(Clone, Debug, Serialize)]
pub struct Statistics {
    /// The comparison, by input index.
    pub comparison: Comparison,
    /// How each input index is called, with its id where it may be read.
    pub places: Vec<(PlaceName, Option<LocationId>)>,
    /// Two places side by side, where two were chosen.
    pub pair: Option<Pair>,
    /// Estimates adjusted for evaluators' strictness, by input index, or why there are none; `None`
    /// where they were not asked for.
    pub adjusted: Option<Result<Vec<Estimate>, Refusal>>,
    /// The limits that luck allows by number of visits; `None` with too few places or visits.
    pub funnel: Option<Funnel>,
}

/// Two places side by side.
#[derive(Clone, Debug, Serialize)]
pub struct Pair {
    /// Input index of the first.
    pub first: usize,
    /// Input index of the second.
    pub second: usize,
    /// Their difference; `None` where the model was refused.
    pub difference: Option<Difference>,
}

/// How many rows a page has: what a person scrolls through, and what a phone can lay out.
pub const PAGE_ROWS: usize = 100;

impl ComparisonView {
    /// The number of pages.
    pub fn pages(&self) -> usize {
        self.matching.div_ceil(PAGE_ROWS).max(1)
    }

    /// The interval that is drawn for a row: of the shrunk estimate, else of the raw mean.
    pub fn shown(row: &LocationResult) -> (f64, Option<Interval>) {
        match row.shrunk {
            Some(shrunk) => (shrunk.value, Some(shrunk.interval.clamped(0.0, 100.0))),
            None => (row.raw, row.raw_interval.map(|i| i.clamped(0.0, 100.0))),
        }
    }

    /// Every value that is drawn for a row, for a scale that holds them all.
    pub fn drawn(row: &LocationResult) -> impl Iterator<Item = f64> + use<> {
        let (value, interval) = Self::shown(row);
        let ends = interval.map(|i| [i.low, i.high]);
        [value, row.raw].into_iter().chain(ends.into_iter().flatten())
    }
}

impl Statistics {
    /// The first run of places that cannot be told apart, if it holds more than one.
    pub fn leading_run(&self) -> Option<&Run> {
        self.comparison
            .indistinguishable
            .first()
            .filter(|run| run.last > run.first)
    }
}
