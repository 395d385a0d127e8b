//! An index of photo hashes that finds near-duplicates without comparing with every photo.
//!
//! Multi-index hashing (Norouzi, Punjani & Fleet, IEEE TPAMI 36 (2014) 1107–1119): the hash is cut
//! into four bands of 16 bits; hashes that differ in at most 7 bits differ in at most one bit in some
//! band, so looking up every band and its 16 one-bit neighbours finds all of them.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::Signal;
use super::photo::PhotoHash;

/// Largest distance that the index finds without fail.
pub const REACH: u32 = 7;
/// Bits of a hash that vary (the constant is left out).
const BITS: i32 = 63;

/// A photo that looks like the one asked for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct NearDuplicate {
    /// The number under which the photo was inserted.
    pub photo: u64,
    /// Bits that differ, 0 to [`REACH`].
    pub distance: u32,
    /// How improbable it is that any of the photos in the index comes so close by chance.
    pub signal: Signal,
}

/// The index.
#[derive(Debug, Clone, Default)]
pub struct PhotoIndex {
    hashes: Vec<(u64, PhotoHash)>,
    bands: [HashMap<u16, Vec<u32>>; 4],
}

impl PhotoIndex {
    /// Adds a photo under a number of the caller's.
    pub fn insert(&mut self, photo: u64, hash: PhotoHash) {
        let Ok(slot) = u32::try_from(self.hashes.len()) else {
            return;
        };
        self.hashes.push((photo, hash));
        for (band, part) in self.bands.iter_mut().zip(parts(hash)) {
            band.entry(part).or_default().push(slot);
        }
    }

    /// Number of photos.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// All photos within `reach` bits (at most [`REACH`]), nearest first.
    pub fn near(&self, hash: PhotoHash, reach: u32) -> Vec<NearDuplicate> {
        let mut slots = BTreeSet::new();
        for (band, part) in self.bands.iter().zip(parts(hash)) {
            for probe in std::iter::once(part).chain((0..16).map(|bit| part ^ (1 << bit))) {
                slots.extend(band.get(&probe).into_iter().flatten().copied());
            }
        }
        let mut found: Vec<NearDuplicate> = slots
            .into_iter()
            .filter_map(|slot| self.hashes.get(slot as usize))
            .map(|(photo, other)| (*photo, hash.distance(*other)))
            .filter(|(_, distance)| *distance <= reach.min(REACH))
            .map(|(photo, distance)| NearDuplicate {
                photo,
                distance,
                signal: chance(distance, self.hashes.len()),
            })
            .collect();
        found.sort_by_key(|d| (d.distance, d.photo));
        found
    }
}

/// Chance that one of `photos` unrelated photos comes within `distance` bits, if the bits of unrelated
/// photos agree like tossed coins. Photos of the same shelf are related: look before you judge.
pub fn chance(distance: u32, photos: usize) -> Signal {
    let mut term = 0.5_f64.powi(BITS);
    let mut within = term;
    for bit in 1..=distance {
        term *= (f64::from(BITS) - f64::from(bit) + 1.0) / f64::from(bit);
        within += term;
    }
    // 1 − (1 − p)^n without cancellation.
    Signal::from_p(-(photos as f64 * (-within).ln_1p()).exp_m1())
}

fn parts(hash: PhotoHash) -> [u16; 4] {
    let [a, b, c, d, e, f, g, h] = hash.0.to_be_bytes();
    [[a, b], [c, d], [e, f], [g, h]].map(u16::from_be_bytes)
}
