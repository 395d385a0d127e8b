//! What a reader chose to see, and in which order.

use std::cmp::Ordering;

use serde::Serialize;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::{NodeId, WaveId};

use super::{ComparisonView, PlaceName, Row};

/// What is chosen on the comparison page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Selection {
    /// One wave; all of them where there is none.
    pub wave: Option<WaveId>,
    /// Only rows of this region. Ranks stay those of the whole network.
    pub region: Option<NodeId>,
    /// The order of rows.
    pub sort: Sort,
    /// The page, from 0.
    pub page: usize,
}

/// An order of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// From the best estimate down.
    #[default]
    Rank,
    /// By name.
    Name,
    /// From the most visits down.
    Visits,
    /// By one touchpoint, from the lowest up: where there is most to do.
    Touchpoint(Slug),
}

impl Sort {
    /// Its name in an address.
    pub fn name(&self) -> String {
        match self {
            Self::Rank => "rank".to_owned(),
            Self::Name => "name".to_owned(),
            Self::Visits => "visits".to_owned(),
            Self::Touchpoint(id) => format!("tp-{id}"),
        }
    }

    /// The order of this name; by rank where there is none of it.
    pub fn from_name(name: &str) -> Self {
        match name {
            "name" => Self::Name,
            "visits" => Self::Visits,
            other => other
                .strip_prefix("tp-")
                .and_then(|id| id.parse().ok())
                .map_or(Self::Rank, Self::Touchpoint),
        }
    }

    /// Sorts rows; `column` finds the column of a touchpoint.
    pub(super) fn apply(&self, rows: &mut [Row], column: impl Fn(&Slug) -> Option<usize>) {
        match self {
            Self::Rank => rows.sort_by_key(|row| row.result.position),
            Self::Name => rows.sort_by_cached_key(|row| name_key(&row.name)),
            Self::Visits => rows.sort_by(|a, b| b.result.n.cmp(&a.result.n).then_with(|| by_position(a, b))),
            Self::Touchpoint(id) => {
                let index = column(id);
                let value = |row: &Row| index.and_then(|i| row.cells.get(i)?.map(|cell| cell.percent));
                rows.sort_by(|a, b| match (value(a), value(b)) {
                    (Some(x), Some(y)) => x.total_cmp(&y).then_with(|| by_position(a, b)),
                    (Some(_), None) => Ordering::Less,
                    (None, Some(_)) => Ordering::Greater,
                    (None, None) => by_position(a, b),
                });
            }
        }
    }
}

fn by_position(a: &Row, b: &Row) -> Ordering {
    a.result.position.cmp(&b.result.position)
}

/// Named places in the order of their names, the anonymous ones after them.
fn name_key(name: &PlaceName) -> (usize, String) {
    match name {
        PlaceName::Named(name) => (0, name.to_lowercase()),
        PlaceName::Other(number) | PlaceName::Competitor(number) => (*number, String::new()),
    }
}

impl ComparisonView {
    /// Whether rows stand in the order of the whole ranking, so that lanes mean something.
    pub fn is_ranking(&self) -> bool {
        self.selection.sort == Sort::Rank && self.selection.region.is_none()
    }
}
