//! Points in time: milliseconds since 1970 UTC inside, RFC 3339 with `Z` on the wire.

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// The moment so many milliseconds after 1970; `None` beyond the years that RFC 3339 can write.
    pub fn from_unix_ms(ms: i64) -> Option<Self> {
        // 9999-12-31T23:59:59.999Z: later years have no RFC 3339 form.
        const LAST_MS: i64 = 253_402_300_799_999;
        if !(0..=LAST_MS).contains(&ms) {
            return None;
        }
        DateTime::from_timestamp_millis(ms).map(Self)
    }

    /// Milliseconds since 1970.
    pub fn unix_ms(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// This moment moved by `ms` (negative: earlier), held within the years that can be written.
    pub fn plus_ms(self, ms: i64) -> Self {
        Self::from_unix_ms(self.unix_ms().saturating_add(ms)).unwrap_or(self)
    }

    /// As chrono's type, to show it in a zone of the reader's.
    pub fn to_utc(self) -> DateTime<Utc> {
        self.0
    }
}

impl From<DateTime<Utc>> for Timestamp {
    /// Cuts to the millisecond; a time before 1970 becomes 1970.
    fn from(at: DateTime<Utc>) -> Self {
        Self::from_unix_ms(at.timestamp_millis()).unwrap_or(Self(DateTime::UNIX_EPOCH))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        let at = DateTime::parse_from_rfc3339(&text).map_err(de::Error::custom)?;
        Self::from_unix_ms(at.timestamp_millis()).ok_or_else(|| de::Error::custom("time out of range"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_in_utc_with_z_and_read_from_any_zone() {
        let at: Timestamp = serde_json::from_str("\"2026-05-04T10:00:00.250-03:00\"").unwrap();
        assert_eq!(at.to_string(), "2026-05-04T13:00:00.250Z");
        assert_eq!(
            serde_json::to_string(&at).unwrap(),
            "\"2026-05-04T13:00:00.250Z\""
        );
    }

    #[test]
    fn years_that_cannot_be_written_are_refused() {
        assert_eq!(Timestamp::from_unix_ms(-1), None);
        assert_eq!(Timestamp::from_unix_ms(i64::MAX), None);
    }
}
