//! Exact ratios, and the two ways they are shown: parts per million and percent with one decimal.

use std::fmt;
use std::ops::{Add, Mul};
use std::str::FromStr;

use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::points::Milli;

/// An exact score: 1 is 100 %. Written `n/d` in lowest terms (`"5/6"`, `"1"`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

/// The longest ratio that is read: several times that of a checklist of the largest size.
const MAX_CHARS: usize = 16_384;

/// The text is no ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a ratio of whole numbers")]
pub struct NotARatio;

impl Exact {
    pub(super) fn zero() -> Self {
        Self(BigRational::zero())
    }

    pub(super) fn milli(value: Milli) -> Self {
        Self(BigRational::new(value.thousandths().into(), 1000.into()))
    }

    pub(super) fn percent(value: Milli) -> Self {
        Self(BigRational::new(value.thousandths().into(), 100_000.into()))
    }

    pub(super) fn checked_div(&self, divisor: &Self) -> Option<Self> {
        (!divisor.0.is_zero()).then(|| Self(&self.0 / &divisor.0))
    }

    /// The score in parts per million, rounded half away from zero: how it is stored and averaged.
    pub fn ppm(&self) -> i64 {
        self.rounded(1_000_000)
    }

    /// The score in tenths of a percent, rounded half away from zero: how it is shown.
    pub fn percent_tenths(&self) -> i64 {
        self.rounded(1000)
    }

    fn rounded(&self, scale: i64) -> i64 {
        // `Ratio::round` rounds half away from zero.
        let scaled = (&self.0 * BigRational::from_integer(scale.into()))
            .round()
            .to_integer();
        let limit = if self.0 < BigRational::zero() {
            i64::MIN
        } else {
            i64::MAX
        };
        scaled.to_i64().unwrap_or(limit)
    }
}

impl Add for Exact {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Mul for Exact {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl From<BigRational> for Exact {
    fn from(ratio: BigRational) -> Self {
        Self(ratio)
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Exact {
    type Err = NotARatio;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        // Refused here: a ratio with a zero below is a panic further down, and reading very long
        // numbers takes time that grows with the square of their length.
        let zero_below = s
            .split_once('/')
            .is_some_and(|(_, below)| below.bytes().all(|b| b == b'0'));
        if zero_below || s.len() > MAX_CHARS {
            return Err(NotARatio);
        }
        s.parse().map(Self).map_err(|_| NotARatio)
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(s: &str) -> Exact {
        s.parse().unwrap()
    }

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(exact("1/16").percent_tenths(), 63, "6.25 % is shown as 6.3 %");
        assert_eq!(exact("-1/16").percent_tenths(), -63);
        assert_eq!(exact("2/3").ppm(), 666_667);
    }

    #[test]
    fn reads_back_what_it_writes_and_refuses_what_is_no_ratio() {
        assert_eq!(exact("10/12").to_string(), "5/6");
        for bad in ["", "1/0", "1/00", "1/-0", "1/+0", "a", "1/", "/1", "1.5", " 1"] {
            assert_eq!(bad.parse::<Exact>(), Err(NotARatio), "{bad}");
        }
        assert_eq!("9".repeat(1_000_000).parse::<Exact>(), Err(NotARatio));
    }
}
