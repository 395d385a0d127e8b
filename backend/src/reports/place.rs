//! One location through time: its waves, its touchpoints against the network, its visits.

use vitrine_analysis::summary::VisitStats;
use vitrine_shared::id::{ClientId, LocationId, VisitId, WaveId};
use vitrine_shared::text::Text;
use vitrine_shared::time::Timestamp;

use super::comparison::{Cell, Ownership};
use super::named::Named;

/// The page of one location.
#[derive(Clone, Debug)]
pub struct PlaceView {
    /// The brand.
    pub client: Named<ClientId>,
    /// The location.
    pub location: Named<LocationId>,
    /// Its region's name.
    pub region: Option<String>,
    /// Its street address in one line.
    pub address: String,
    /// Its IANA time zone.
    pub time_zone: String,
    /// Whose it is.
    pub ownership: Ownership,
    /// Its waves, oldest first.
    pub waves: Vec<WavePoint>,
    /// Its touchpoints beside the network's, in the order of the journey.
    pub touchpoints: Vec<TouchpointRow>,
    /// Its published visits, latest first.
    pub visits: Vec<PlaceVisit>,
}

/// One wave of a location.
#[derive(Clone, Debug, PartialEq)]
pub struct WavePoint {
    /// The wave.
    pub wave: Named<WaveId>,
    /// The location's visits, in percent.
    pub here: VisitStats,
    /// Mean over the network's locations in the same wave, in percent.
    pub network: Option<f64>,
}

/// One touchpoint of a location, over all its waves.
#[derive(Clone, Debug, PartialEq)]
pub struct TouchpointRow {
    /// Its name.
    pub title: Text,
    /// The location's mean.
    pub here: Option<Cell>,
    /// Mean over the network's locations, in percent.
    pub network: Option<f64>,
}

/// A published visit in the list of a location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceVisit {
    /// The visit.
    pub id: VisitId,
    /// Its wave's name.
    pub wave: String,
    /// When it was handed in.
    pub submitted_at: Option<Timestamp>,
    /// Its score in parts per million; `None` where nothing applied.
    pub score_ppm: Option<i64>,
    /// Photos that can be seen.
    pub photos: u32,
    /// Critical items that failed.
    pub failed_critical: u32,
}

impl PlaceView {
    /// All visits of the location together, in percent.
    pub fn overall(&self) -> VisitStats {
        self.waves.iter().map(|point| point.here).collect()
    }
}
