//! What a brand reads: its locations compared, one location, one published visit.

pub mod comparison;

pub mod estimates;

pub mod pair;

pub mod funnel;

pub mod trend;

pub mod place;

mod frame;

mod heat;

use crate::reports::comparison::Selection;

/// The views of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The ranking and the heat table.
    Ranking,
    /// Raw, shrunk and severity-adjusted side by side.
    Estimates,
    /// Two locations side by side.
    Pair,
    /// The funnel plot.
    Funnel,
    /// The network from wave to wave.
    Trend,
}

impl View {
    /// Every view, the first page's first.
    pub const ALL: [Self; 5] = [
        Self::Ranking,
        Self::Estimates,
        Self::Pair,
        Self::Funnel,
        Self::Trend,
    ];

    /// Its name in an address and in the key of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ranking => "ranking",
            Self::Estimates => "estimates",
            Self::Pair => "pair",
            Self::Funnel => "funnel",
            Self::Trend => "trend",
        }
    }

    /// The view of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// The query of a selection, with its `?`; empty for the first page's own.
pub fn query(selection: &Selection) -> String {
    let mut parts = Vec::new();
    if let Some(wave) = selection.wave {
        parts.push(format!("wave={wave}"));
    }
    if let Some(region) = selection.region {
        parts.push(format!("region={region}"));
    }
    if selection.sort != crate::reports::comparison::Sort::Rank {
        parts.push(format!("sort={}", selection.sort.name()));
    }
    if selection.page > 0 {
        parts.push(format!("page={}", selection.page + 1));
    }
    if parts.is_empty() {
        String::new()
    } else {
        format!("?{}", parts.join("&"))
    }
}
