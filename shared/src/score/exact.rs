//! Exact ratios, and the two ways they are shown: parts per million and percent with one decimal.

use std::fmt;
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
    /// The ratio of two numbers, the second more than 0.
    pub(super) fn ratio(above: i128, below: i128) -> Self {
        let shared = gcd(above.unsigned_abs(), below.unsigned_abs());
        match i128::try_from(shared) {
            // Reduced here: machine numbers are far quicker than large ones.
            Ok(shared) if shared > 0 && below > 0 => Self(BigRational::new_raw(
                (above / shared).into(),
                (below / shared).into(),
            )),
            _ => Self(BigRational::new(above.into(), below.into())),
        }
    }

    /// Σ weight·score / Σ weight; `None` where the weights add up to nothing.
    pub(super) fn weighted_mean(parts: &[(Milli, Self)]) -> Option<Self> {
        let weights: i128 = parts
            .iter()
            .map(|(weight, _)| i128::from(weight.thousandths()))
            .sum();
        if weights <= 0 {
            return None;
        }
        Self::small_mean(parts, weights).or_else(|| {
            let term = |(weight, score): &(Milli, Self)| {
                &score.0 * BigRational::from_integer(weight.thousandths().into())
            };
            let sum = parts
                .iter()
                .map(term)
                .fold(BigRational::zero(), |sum, term| sum + term);
            Some(Self(sum / BigRational::from_integer(weights.into())))
        })
    }

    /// The weighted mean in machine numbers; `None` where they are too small for it.
    fn small_mean(parts: &[(Milli, Self)], weights: i128) -> Option<Self> {
        let (mut above, mut below) = (0i128, 1i128);
        for (weight, score) in parts {
            let (n, d) = (score.0.numer().to_i128()?, score.0.denom().to_i128()?);
            let shared = i128::try_from(gcd(below.unsigned_abs(), d.unsigned_abs())).ok()?;
            let (ours, theirs) = (d.checked_div(shared)?, below.checked_div(shared)?);
            let term = i128::from(weight.thousandths())
                .checked_mul(n)?
                .checked_mul(theirs)?;
            above = above.checked_mul(ours)?.checked_add(term)?;
            below = below.checked_mul(ours)?;
        }
        Some(Self::ratio(above, below.checked_mul(weights)?))
    }

    pub(super) fn percent(value: Milli) -> Self {
        Self(BigRational::new(value.thousandths().into(), 100_000.into()))
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

/// The greatest common divisor (Euclid), in single machine words as soon as both numbers fit.
fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b > 0 {
        if let (Ok(mut small_a), Ok(mut small_b)) = (u64::try_from(a), u64::try_from(b)) {
            while small_b > 0 {
                (small_a, small_b) = (small_b, small_a % small_b);
            }
            return small_a.into();
        }
        (a, b) = (b, a % b);
    }
    a
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
    fn a_weighted_mean_is_the_same_in_machine_numbers_and_in_large_ones() {
        let milli = |thousandths| Milli::from_thousandths(thousandths).unwrap();
        let parts = [
            (milli(1000), exact("2/3")),
            (milli(2500), exact("-1/4")),
            (milli(1), exact("0")),
        ];
        // (1000·2/3 − 2500·1/4)/3501 = (8000 − 7500)/(12·3501)
        assert_eq!(Exact::weighted_mean(&parts), Some(exact("125/10503")));
        let huge = "170141183460469231731687303715884105727/170141183460469231731687303715884105726";
        let parts = [(milli(3), exact(huge)), (milli(1), exact("1/3"))];
        assert_eq!(Exact::small_mean(&parts, 4), None);
        let mean = Exact::weighted_mean(&parts).unwrap();
        assert_eq!(mean.ppm(), 833_333);
        assert_eq!(Exact::weighted_mean(&[(milli(0), exact("1"))]), None);
    }

    #[test]
    fn reduces_to_lowest_terms() {
        assert_eq!(Exact::ratio(0, 12).to_string(), "0");
        assert_eq!(Exact::ratio(-10, 12), exact("-5/6"));
        let wide = 3i128 << 90;
        assert_eq!(Exact::ratio(wide, wide * 2), exact("1/2"));
        assert_eq!(Exact::ratio(wide, 9), Exact::ratio(wide / 3, 3));
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
