//! Where the phone was, measured against where the visit is.
//!
//! Nothing is refused for it: a phone inside a mall may be a street off, and one without a position
//! is no proof of anything. What was measured is shown to the evaluator at once and to who reviews.

use serde::{Deserialize, Serialize};

use crate::event::Position;
use crate::text::Lang;

/// How far from a location's coordinates its visitors may be: the building, its car park and the error
/// of an address on a map. In metres.
pub const RADIUS_M: u32 = 200;

/// Mean radius of the Earth in metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// What is known of where the phone was when something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whereabouts {
    /// Metres from the location; none where either position is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<u32>,
    /// How exact the phone called its position, in metres; none where it gave no position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy_m: Option<u32>,
    /// Whether the phone said that the position was made up.
    #[serde(default)]
    pub mock: bool,
}

/// What whereabouts come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// At the location, as far as the phone can tell.
    Here,
    /// Farther away than the location's radius and the phone's inaccuracy explain.
    Away {
        /// Metres from the location.
        distance_m: u32,
    },
    /// The phone gave no position.
    NoPosition,
    /// The location's coordinates are not known.
    NoPlace,
}

impl Whereabouts {
    /// Measures a position against a location's coordinates (latitude and longitude in 10⁻⁷ degrees).
    pub fn of(position: Option<&Position>, place: Option<(i64, i64)>) -> Self {
        let Some(position) = position else {
            return Self::default();
        };
        Self {
            distance_m: place.map(|place| distance_m((position.lat_e7, position.lon_e7), place)),
            accuracy_m: Some(position.accuracy_m),
            mock: position.mock,
        }
    }

    /// What they come to.
    pub fn standing(&self) -> Standing {
        match (self.accuracy_m, self.distance_m) {
            (None, _) => Standing::NoPosition,
            (Some(_), None) => Standing::NoPlace,
            (Some(accuracy_m), Some(distance_m)) => {
                if distance_m > RADIUS_M.saturating_add(accuracy_m) {
                    Standing::Away { distance_m }
                } else {
                    Standing::Here
                }
            }
        }
    }
}

/// Great-circle distance in metres between two points in 10⁻⁷ degrees (haversine formula).
pub fn distance_m(from: (i64, i64), to: (i64, i64)) -> u32 {
    #[allow(clippy::cast_precision_loss, reason = "at most 1.8e9")]
    let radians = |e7: i64| (e7 as f64 / 1e7).to_radians();
    let (a, b) = (radians(from.0), radians(to.0));
    let (dlat, dlon) = (b - a, radians(to.1) - radians(from.1));
    let h = (dlat / 2.0).sin().powi(2) + a.cos() * b.cos() * (dlon / 2.0).sin().powi(2);
    let metres = 2.0 * EARTH_RADIUS_M * h.clamp(0.0, 1.0).sqrt().asin();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "half the Earth's girth at most, and casting saturates"
    )]
    let metres = metres.round() as u32;
    metres
}

impl Lang {
    /// A distance as people say it: metres, to the ten from a hundred on, then kilometres, with one
    /// decimal below a hundred.
    pub fn distance(self, metres: u32) -> String {
        const NBSP: char = '\u{a0}';
        let kilometres = |places: usize| self.float(f64::from(metres) / 1000.0, places);
        match metres {
            ..100 => format!("{metres}{NBSP}m"),
            100..995 => format!("{}{NBSP}m", (metres + 5) / 10 * 10),
            995..99_950 => format!("{}{NBSP}km", kilometres(1)),
            _ => format!("{}{NBSP}km", kilometres(0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAULISTA: (i64, i64) = (-235_614_142, -466_558_819);

    fn at(lat_e7: i64, accuracy_m: u32) -> Position {
        Position {
            lat_e7,
            lon_e7: PAULISTA.1,
            accuracy_m,
            mock: false,
        }
    }

    #[test]
    fn distances_are_those_of_the_globe() {
        assert_eq!(distance_m(PAULISTA, PAULISTA), 0);
        // A degree of latitude is 111.195 km on a sphere of this radius.
        assert_eq!(distance_m((0, 0), (10_000_000, 0)), 111_195);
        // São Paulo to Rio de Janeiro (centres), as the crow flies.
        let rio = (-229_068_467, -431_728_965);
        assert!((355_000..365_000).contains(&distance_m(PAULISTA, rio)));
        assert_eq!(distance_m((0, 1_800_000_000), (0, -1_800_000_000)), 0);
    }

    #[test]
    fn away_begins_where_radius_and_inaccuracy_end() {
        let standing =
            |lat_e7, accuracy_m| Whereabouts::of(Some(&at(lat_e7, accuracy_m)), Some(PAULISTA)).standing();
        let (near, far) = (PAULISTA.0 + 17_000, PAULISTA.0 + 19_000);
        assert_eq!(standing(near, 0), Standing::Here);
        assert_eq!(standing(far, 0), Standing::Away { distance_m: 211 });
        assert_eq!(standing(far, 11), Standing::Here);
        assert_eq!(
            Whereabouts::of(None, Some(PAULISTA)).standing(),
            Standing::NoPosition
        );
        let nowhere = Whereabouts::of(Some(&at(0, 5)), None);
        assert_eq!(nowhere.standing(), Standing::NoPlace);
    }

    #[test]
    fn distances_are_said_as_people_say_them() {
        let said = |metres| Lang::PtBr.distance(metres).replace('\u{a0}', " ");
        assert_eq!(
            [7, 86, 212, 994, 996, 1_234, 99_960].map(said),
            ["7 m", "86 m", "210 m", "990 m", "1,0 km", "1,2 km", "100 km"]
        );
    }
}
