//! The order of an evaluator's day: which visits come when, and how far each is.

use vitrine_shared::event::Position;
use vitrine_shared::place::distance_m;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::LocationCard;

use crate::core::protocol::{Stage, VisitCard};

/// How long before its end a visit is reminded of, in milliseconds.
const REMIND_MS: i64 = 24 * 60 * 60 * 1000;

/// When a visit has its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Begun and not handed in.
    UnderWay,
    /// Its time has passed.
    Overdue,
    /// It has to be done today.
    Today,
    /// By tomorrow.
    Tomorrow,
    /// Within seven days.
    Week,
    /// After that.
    Later,
    /// Handed in.
    HandedIn,
    /// No longer the evaluator's.
    Away,
}

impl Turn {
    /// Every one, in order.
    pub const ALL: [Self; 8] = [
        Self::UnderWay,
        Self::Overdue,
        Self::Today,
        Self::Tomorrow,
        Self::Week,
        Self::Later,
        Self::HandedIn,
        Self::Away,
    ];

    /// The key of its heading.
    pub fn key(self) -> &'static str {
        match self {
            Self::UnderWay => "visits-open",
            Self::Overdue => "visits-overdue",
            Self::Today => "visits-today",
            Self::Tomorrow => "visits-tomorrow",
            Self::Week => "visits-week",
            Self::Later => "visits-later",
            Self::HandedIn => "visits-handed-in",
            Self::Away => "visits-away",
        }
    }

    /// Of a visit that closes `days` days from today, counted where it is.
    pub fn of(card: &VisitCard, now: Timestamp, days: i64) -> Self {
        match card.stage {
            Stage::Returned | Stage::Correcting | Stage::InProgress | Stage::Paused | Stage::CheckedOut => {
                Self::UnderWay
            }
            Stage::Submitted | Stage::Received => Self::HandedIn,
            Stage::GivenBack | Stage::Elsewhere | Stage::TakenAway => Self::Away,
            Stage::ToDo if card.assignment.closes_at <= now => Self::Overdue,
            Stage::ToDo => match days {
                ..=0 => Self::Today,
                1 => Self::Tomorrow,
                2..=7 => Self::Week,
                _ => Self::Later,
            },
        }
    }
}

/// Whether a visit was not begun and closes within a day: worth a reminder.
pub fn closes_soon(card: &VisitCard, now: Timestamp) -> bool {
    let left_ms = card.assignment.closes_at.unix_ms() - now.unix_ms();
    let gives_back = card
        .asked
        .is_some_and(|asked| asked.what.gives_back() && asked.refused.is_none());
    card.stage == Stage::ToDo && (1..=REMIND_MS).contains(&left_ms) && !gives_back
}

/// How far a place is, in metres, where both positions are known.
pub fn away_m(place: &LocationCard, from: Option<&Position>) -> Option<u32> {
    let from = from?;
    let to = place.lat_e7.zip(place.lon_e7)?;
    Some(distance_m((from.lat_e7, from.lon_e7), to))
}

/// A link that opens the phone's maps, or a page of them, without a key.
pub fn map_link(place: &LocationCard) -> String {
    let query = match place.lat_e7.zip(place.lon_e7) {
        Some((lat, lon)) => format!("{},{}", degrees(lat), degrees(lon)),
        None => format!("{}, {}", place.name, place.address),
    };
    format!(
        "https://www.google.com/maps/search/?api=1&query={}",
        super::ics::percent(&query)
    )
}

/// Degrees with seven decimals.
pub fn degrees(e7: i64) -> String {
    let sign = if e7 < 0 { "-" } else { "" };
    let e7 = e7.unsigned_abs();
    format!("{sign}{}.{:07}", e7 / 10_000_000, e7 % 10_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_keep_their_sign_and_places() {
        assert_eq!(degrees(-235_505_200), "-23.5505200");
        assert_eq!(degrees(-5), "-0.0000005");
        assert_eq!(degrees(0), "0.0000000");
    }
}
