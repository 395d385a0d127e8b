//! A 64-bit difference hash: pictures of the same thing from the same place have nearly the same one.

use std::fmt;
use std::str::FromStr;

use super::Luma;

/// The fingerprint of a picture; 16 hexadecimal digits as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

/// Up to so many different bits, two pictures are near-duplicates.
const NEAR_BITS: u32 = 5;

impl Fingerprint {
    /// Each bit tells whether a cell of a 9 × 8 grid is darker than its right neighbour.
    pub fn of(luma: &Luma) -> Self {
        let grid: [[u32; 9]; 8] = luma.grid();
        let pairs = grid.iter().flat_map(|row| row.iter().zip(row.iter().skip(1)));
        Self(pairs.fold(0, |bits, (left, right)| (bits << 1) | u64::from(left < right)))
    }

    /// Whether two pictures are nearly the same.
    pub fn is_near(self, other: Self) -> bool {
        (self.0 ^ other.0).count_ones() <= NEAR_BITS
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = std::num::ParseIntError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(s, 16).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(value: impl Fn(usize, usize) -> u8) -> Luma {
        let pixels = (0..64 * 48).map(|i| value(i % 64, i / 64)).collect();
        Luma::new(64, 48, pixels).unwrap()
    }

    #[test]
    fn a_brighter_copy_is_near_and_a_mirrored_one_is_not() {
        let shop = |x: usize, y: usize| u8::try_from((x * 3 + (y / 7) * 5) % 200).unwrap();
        let original = Fingerprint::of(&picture(shop));
        assert!(original.is_near(Fingerprint::of(&picture(|x, y| shop(x, y) + 20))));
        assert!(!original.is_near(Fingerprint::of(&picture(|x, y| shop(63 - x, y)))));
    }

    #[test]
    fn survives_its_text_form() {
        let print = Fingerprint::of(&picture(|x, _| u8::try_from(x * 4).unwrap()));
        assert_eq!(print.to_string().parse(), Ok(print));
        assert_eq!(print.to_string().len(), 16);
    }
}
