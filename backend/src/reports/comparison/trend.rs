//! The network from wave to wave, and whether its latest change is more than luck.

use std::collections::BTreeMap;

use serde::Serialize;
use vitrine_analysis::summary::VisitStats;
use vitrine_analysis::trend::{Change, wave_change};
use vitrine_shared::id::{LocationId, WaveId};

use crate::reports::named::Named;

/// The level of every interval.
const LEVEL: f64 = 0.95;

/// The visits of one wave by location, in percent.
pub type WaveVisits = (Named<WaveId>, BTreeMap<LocationId, VisitStats>);

/// A network from wave to wave.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NetworkTrend {
    /// Its waves, oldest first.
    pub waves: Vec<WaveMean>,
    /// From the last wave but one to the last, on the same locations; `None` where they share too
    /// few, or visits are too few.
    pub change: Option<Change>,
}

/// A network in one wave.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WaveMean {
    /// The wave.
    pub wave: Named<WaveId>,
    /// Its published visits.
    pub visits: u64,
    /// The means of its locations, each counted once, in percent.
    pub locations: VisitStats,
}

/// The trend of these waves, given oldest first.
pub fn network_trend(waves: &[WaveVisits]) -> NetworkTrend {
    let change = match waves {
        [.., (_, before), (_, after)] => {
            let mut pairs: BTreeMap<LocationId, (VisitStats, VisitStats)> = BTreeMap::new();
            for (location, stats) in before {
                pairs.entry(*location).or_default().0 = *stats;
            }
            for (location, stats) in after {
                pairs.entry(*location).or_default().1 = *stats;
            }
            wave_change(&pairs.into_values().collect::<Vec<_>>(), LEVEL)
        }
        _ => None,
    };
    let mean = |(wave, visits): &WaveVisits| {
        let mut locations = VisitStats::default();
        visits.values().for_each(|stats| locations.add(stats.mean));
        WaveMean {
            wave: wave.clone(),
            visits: visits.values().map(|stats| stats.n).sum(),
            locations,
        }
    };
    NetworkTrend {
        waves: waves.iter().map(mean).collect(),
        change,
    }
}
