//! Points, weights and measured numbers: decimals with three places, kept exactly.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A decimal with at most three places, held in thousandths.
///
/// Written as a string (`"1.5"`), so that no reader turns it into a binary fraction.
/// Read from a string, or from a TOML or JSON number that has at most three places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Milli(i64);

/// Why a text is not a [`Milli`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MilliError {
    /// Not a decimal number.
    #[error("not a decimal number")]
    NotANumber,
    /// More than three decimal places.
    #[error("more than three decimal places")]
    TooPrecise,
    /// Beyond ±9,000,000,000.
    #[error("number out of range")]
    OutOfRange,
}

impl Milli {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One whole.
    pub const ONE: Self = Self(1000);
    /// The largest magnitude, 9 × 10⁹: sums of a thousand of them still fit an `i64`.
    const LIMIT: i64 = 9_000_000_000_000;

    /// So many thousandths; `None` beyond ±9,000,000,000 wholes.
    pub fn from_thousandths(thousandths: i64) -> Option<Self> {
        (-Self::LIMIT..=Self::LIMIT)
            .contains(&thousandths)
            .then_some(Self(thousandths))
    }

    /// A whole number; `None` beyond ±9,000,000,000.
    pub fn from_whole(whole: i64) -> Option<Self> {
        whole.checked_mul(1000).and_then(Self::from_thousandths)
    }

    /// In thousandths.
    pub fn thousandths(self) -> i64 {
        self.0
    }

    /// Whether it has no decimal part.
    pub fn is_whole(self) -> bool {
        self.0 % 1000 == 0
    }
}

impl fmt::Display for Milli {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let places = format!("{rest:03}");
        write!(f, "{sign}{whole}.{}", places.trim_end_matches('0'))
    }
}

impl FromStr for Milli {
    type Err = MilliError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let (negative, digits) = s.strip_prefix('-').map_or((false, s), |rest| (true, rest));
        let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(places) || digits.ends_with('.') {
            return Err(MilliError::NotANumber);
        }
        let places = places.trim_end_matches('0');
        if places.len() > 3 {
            return Err(MilliError::TooPrecise);
        }
        let whole: i64 = whole.parse().map_err(|_| MilliError::OutOfRange)?;
        let rest: i64 = format!("{places:0<3}")
            .parse()
            .map_err(|_| MilliError::NotANumber)?;
        whole
            .checked_mul(1000)
            .and_then(|thousandths| thousandths.checked_add(rest))
            .map(|thousandths| if negative { -thousandths } else { thousandths })
            .and_then(Self::from_thousandths)
            .ok_or(MilliError::OutOfRange)
    }
}

impl Serialize for Milli {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Milli {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Milli;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal number with at most three places")
            }

            fn visit_str<E: de::Error>(self, v: &str) -> Result<Milli, E> {
                v.parse().map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, v: i64) -> Result<Milli, E> {
                Milli::from_whole(v).ok_or_else(|| E::custom(MilliError::OutOfRange))
            }

            fn visit_u64<E: de::Error>(self, v: u64) -> Result<Milli, E> {
                i64::try_from(v)
                    .map_err(E::custom)
                    .and_then(|v| self.visit_i64(v))
            }

            fn visit_f64<E: de::Error>(self, v: f64) -> Result<Milli, E> {
                // The shortest decimal that reads back as `v` is what the author wrote.
                self.visit_str(&v.to_string())
            }
        }

        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Visitor)
        } else {
            deserializer.deserialize_str(Visitor)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn reads_back_what_it_writes(thousandths in -Milli::LIMIT..=Milli::LIMIT) {
            let milli = Milli(thousandths);
            prop_assert_eq!(milli.to_string().parse(), Ok(milli));
            prop_assert_eq!(serde_json::from_str::<Milli>(&serde_json::to_string(&milli).unwrap()).unwrap(), milli);
        }
    }

    #[test]
    fn reads_numbers_exactly_or_not_at_all() {
        let read = |s: &str| serde_json::from_str::<Milli>(s).ok().map(Milli::thousandths);
        assert_eq!(read("0.1"), Some(100));
        assert_eq!(read("-2"), Some(-2000));
        assert_eq!(read("\"1.250\""), Some(1250));
        assert_eq!(read("0.0001"), None);
        assert_eq!(read("\"1.\""), None);
        assert_eq!(read("\".5\""), None);
        assert_eq!(read("1e300"), None);
    }
}
