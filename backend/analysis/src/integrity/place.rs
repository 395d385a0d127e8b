//! Distance and clock signals: was the phone where and when it says?

use serde::Serialize;

use super::Signal;

/// Mean radius of the Earth in metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;
/// An accuracy is the radius that holds 68 % of the positions (Android's and iOS's convention); for a
/// two-dimensional normal error that is this many standard deviations of one axis.
const ACCURACY_IN_SDS: f64 = 1.509_592;
/// Inside buildings phones are too sure of themselves: the error's scale is taken this much larger.
const INDOOR_INFLATION: f64 = 2.0;
/// Corrections of a phone's clock by its network are a second or so.
const CLOCK_SCALE_S: f64 = 2.0;

/// A position on the Earth in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Position {
    /// Latitude.
    pub latitude: f64,
    /// Longitude.
    pub longitude: f64,
}

impl Position {
    /// Great-circle distance in metres (haversine formula).
    pub fn distance_m(&self, other: &Self) -> f64 {
        let (a, b) = (self.latitude.to_radians(), other.latitude.to_radians());
        let dlat = b - a;
        let dlon = (other.longitude - self.longitude).to_radians();
        let h = (dlat / 2.0).sin().powi(2) + a.cos() * b.cos() * (dlon / 2.0).sin().powi(2);
        2.0 * EARTH_RADIUS_M * h.clamp(0.0, 1.0).sqrt().asin()
    }
}

/// A place signal.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PlaceSignal {
    /// Distance from the location in metres.
    pub distance_m: f64,
    /// How improbable it is for a phone inside the location's radius.
    pub signal: Signal,
}

/// Judges a position: `radius_m` is the location's geofence, `accuracy_m` what the phone reported.
///
/// p = exp(−d²/2s²), d the distance beyond the geofence, s twice the standard deviation that the
/// accuracy claims: an upper bound for a phone anywhere inside. `None` for numbers out of range.
pub fn place(at: Position, location: Position, radius_m: f64, accuracy_m: f64) -> Option<PlaceSignal> {
    let distance_m = at.distance_m(&location);
    let usable = distance_m.is_finite() && radius_m >= 0.0 && accuracy_m > 0.0 && accuracy_m.is_finite();
    if !usable {
        return None;
    }
    let beyond = (distance_m - radius_m).max(0.0);
    let sd = INDOOR_INFLATION * accuracy_m / ACCURACY_IN_SDS;
    Some(PlaceSignal {
        distance_m,
        signal: Signal::from_p((-beyond * beyond / (2.0 * sd * sd)).exp()),
    })
}

/// A clock signal.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ClockSignal {
    /// Seconds by which the wall clock moved against the monotonic one: positive = set forward.
    pub jump_s: f64,
    /// How improbable it is for a clock that only its network corrects.
    pub signal: Signal,
}

/// Judges the clock between two events: wall time passed and monotonic time passed, in milliseconds.
///
/// Honest jumps are taken as Laplace with a mean size of two seconds, longer by 100 parts per million
/// of the time passed, a bad crystal's drift: p = exp(−|jump|/scale).
pub fn clock(wall_ms: i64, elapsed_ms: i64) -> ClockSignal {
    let jump_s = wall_ms.saturating_sub(elapsed_ms) as f64 / 1000.0;
    let scale = CLOCK_SCALE_S + 1e-4 * (elapsed_ms.max(0) as f64 / 1000.0);
    ClockSignal {
        jump_s,
        signal: Signal::from_p((-jump_s.abs() / scale).exp()),
    }
}

/// Speed in km/h that two positions some seconds apart imply, each accuracy granted in full; 0 if they
/// may be the same place. `None` unless time passed.
pub fn implied_speed_kmh(from: Position, to: Position, accuracies_m: f64, seconds: f64) -> Option<f64> {
    (seconds > 0.0).then(|| (from.distance_m(&to) - accuracies_m).max(0.0) / seconds * 3.6)
}
