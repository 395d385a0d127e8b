//! What the screens need of the device they are shown on, besides the core.
//!
//! Two implementations with the same functions: the browser's and the native window's. None of them
//! fails: what a device cannot do is answered by nothing, and the screens say so where it matters.

#[cfg(target_arch = "wasm32")]
mod addresses;
mod media;
#[cfg(not(target_arch = "wasm32"))]
mod media_native;
#[cfg(target_arch = "wasm32")]
mod media_web;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(target_arch = "wasm32")]
pub use addresses::addresses;
pub use media::{Lens, Recorded, Tool, Viewfinder};
#[cfg(not(target_arch = "wasm32"))]
pub use media_native::*;
#[cfg(target_arch = "wasm32")]
pub use media_web::*;
#[cfg(not(target_arch = "wasm32"))]
pub use native::*;
#[cfg(target_arch = "wasm32")]
pub use web::*;

use vitrine_shared::event::Position;

/// How long a position is waited for before the visit goes on without, in milliseconds.
pub const POSITION_TIMEOUT_MS: u32 = 8_000;

/// What happens to the page from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "the native window is told of the network alone")
)]
pub enum PageEvent {
    /// It goes out of sight and may not come back: what is half-typed is saved now.
    Hidden,
    /// The device says that it has a network, or has none any more.
    Online(bool),
    /// A new version of the app waits to take over.
    UpdateWaits,
    /// Another window wants the storage.
    StorageAsked,
    /// Another window took the storage.
    StorageLost,
    /// The app can be installed from here, or no longer.
    Installable(bool),
}

/// Why the phone gave no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "the native window has one reason alone")
)]
pub enum NoFix {
    /// The person, or the phone's settings, do not allow it.
    Refused,
    /// The phone does not know where it is.
    Unknown,
    /// It did not tell in time.
    TooLate,
    /// The person did not want to wait.
    Skipped,
}

/// What became of a file that was to be given away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "a window has nothing to share with")
)]
pub enum Given {
    /// It left the app.
    Away,
    /// The person thought better of it.
    Dismissed,
    /// The device did not take it.
    Failed,
}

/// The room that the device gives the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Bytes used.
    pub used_bytes: u64,
    /// Bytes the app may use; 0 where it is not known.
    pub allowed_bytes: u64,
    /// Whether the device promised not to clear them by itself.
    pub is_kept: bool,
}

/// Turns degrees and metres into a position; nothing where they are no numbers on the globe.
#[cfg_attr(
    not(any(target_arch = "wasm32", test)),
    allow(dead_code, reason = "the native window has no position")
)]
fn position_from(lat: f64, lon: f64, accuracy_m: f64) -> Option<Position> {
    let e7 = |degrees: f64, limit: f64| {
        (degrees.is_finite() && degrees.abs() <= limit).then(|| {
            #[allow(clippy::cast_possible_truncation, reason = "at most 1.8e9")]
            let whole = (degrees * 1e7).round() as i64;
            whole
        })
    };
    if !accuracy_m.is_finite() {
        return None;
    }
    // Casting from a float saturates.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, and is not below 0"
    )]
    let accuracy_m = accuracy_m.max(0.0).ceil() as u32;
    Some(Position {
        lat_e7: e7(lat, 90.0)?,
        lon_e7: e7(lon, 180.0)?,
        accuracy_m,
        mock: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_keep_seven_places_and_nonsense_is_none() {
        let place = position_from(-23.561_414_2, -46.655_881_9, 12.2).unwrap();
        assert_eq!(
            (place.lat_e7, place.lon_e7, place.accuracy_m),
            (-235_614_142, -466_558_819, 13)
        );
        assert_eq!(position_from(91.0, 0.0, 1.0), None);
        assert_eq!(position_from(f64::NAN, 0.0, 1.0), None);
    }
}
