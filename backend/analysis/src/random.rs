//! The one random generator of this crate: seeded, the same on every machine and in every release.

use rand::Rng;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;

/// Generator type of all simulations.
pub type Generator = Pcg64Mcg;

/// A generator for `seed`; equal seeds give equal streams for ever (PCG XSL-RR 128/64, O'Neill 2014).
pub fn generator(seed: u64) -> Generator {
    Pcg64Mcg::seed_from_u64(seed)
}

/// A uniform number in [0, 1) with 53 random bits.
pub fn uniform<R: Rng>(rng: &mut R) -> f64 {
    const SCALE: f64 = 1.0 / (1_u64 << 53) as f64;
    (rng.next_u64() >> 11) as f64 * SCALE
}

/// A uniform index below `bound`, which must not be 0.
pub fn below<R: Rng>(rng: &mut R, bound: usize) -> usize {
    // Lemire's multiplication without rejection: the bias is below bound/2⁶⁴.
    ((u128::from(rng.next_u64()) * bound as u128) >> 64) as usize
}
