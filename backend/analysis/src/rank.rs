//! Rank ranges by simulation: how far up or down a location could truly be.
//!
//! Each draw takes all levels jointly and ranks them (rank 1 = highest); a location's range holds
//! the middle 95 % of its ranks (Goldstein & Spiegelhalter, J. R. Stat. Soc. A 159 (1996) 385–443).

use std::ops::Range;

use serde::Serialize;

use crate::random::{Generator, generator};

/// Draws are made in this many blocks with seeds of their own, so that the result does not depend on
/// the number of processors.
const BLOCKS: u64 = 4;
/// Most ranks held at once (4 bytes each).
const MOST_RANKS: usize = 24_000_000;
/// Fewest draws, however many locations there are.
const FEWEST_DRAWS: usize = 200;

/// Where a location stands among all, 1 = highest.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RankRange {
    /// Best rank of the interval.
    pub low: usize,
    /// Worst rank of the interval.
    pub high: usize,
    /// Mean rank over the draws.
    pub expected: f64,
}

/// Settings of a simulation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Simulation {
    /// Number of joint draws; fewer are made above 24,000 locations, never below 200.
    pub draws: usize,
    /// Seed: equal input and seed give equal ranges.
    pub seed: u64,
    /// Probability that the interval holds (0.95 = 95 %).
    pub level: f64,
}

impl Default for Simulation {
    fn default() -> Self {
        Self {
            draws: 1000,
            seed: 20_240_607,
            level: 0.95,
        }
    }
}

/// Rank ranges of `count` locations. `fill` writes one joint draw of all levels into its slice.
pub fn rank_ranges<F>(count: usize, simulation: &Simulation, fill: F) -> Vec<RankRange>
where
    F: Fn(&mut Generator, &mut [f64]) + Sync,
{
    if count == 0 {
        return Vec::new();
    }
    let draws = simulation
        .draws
        .min(MOST_RANKS / count)
        .max(FEWEST_DRAWS)
        .next_multiple_of(BLOCKS as usize);
    let per_block = draws / BLOCKS as usize;
    let blocks: Vec<Vec<u32>> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..BLOCKS)
            .map(|block| {
                let fill = &fill;
                scope.spawn(move || block_ranks(count, per_block, block_seed(simulation.seed, block), fill))
            })
            .collect();
        handles
            .into_iter()
            .map(|h| h.join().unwrap_or_default())
            .collect()
    });
    let part = count.div_ceil(BLOCKS as usize);
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..count)
            .step_by(part)
            .map(|start| {
                let blocks = &blocks;
                let end = (start + part).min(count);
                scope.spawn(move || ranges(blocks, start..end, count, per_block, simulation.level))
            })
            .collect();
        handles
            .into_iter()
            .flat_map(|h| h.join().unwrap_or_default())
            .collect()
    })
}

/// Ranges of some locations from the ranks of all blocks.
fn ranges(
    blocks: &[Vec<u32>],
    locations: Range<usize>,
    count: usize,
    per_block: usize,
    level: f64,
) -> Vec<RankRange> {
    let mut ranks = Vec::with_capacity(blocks.len() * per_block);
    let mut frequency = Vec::new();
    locations
        .map(|location| {
            ranks.clear();
            for block in blocks {
                let start = location * per_block;
                ranks.extend_from_slice(block.get(start..start + per_block).unwrap_or_default());
            }
            sort_ranks(&mut ranks, count, &mut frequency);
            range_of(&ranks, level)
        })
        .collect()
}

/// Sorts ranks up to `count`: by counting where there are more draws than ranks, or nearly.
fn sort_ranks(ranks: &mut Vec<u32>, count: usize, frequency: &mut Vec<u32>) {
    if count > 4 * ranks.len() {
        ranks.sort_unstable();
        return;
    }
    frequency.clear();
    frequency.resize(count + 1, 0);
    for rank in ranks.drain(..) {
        if let Some(slot) = frequency.get_mut(rank as usize) {
            *slot += 1;
        }
    }
    for (rank, times) in (0_u32..).zip(frequency.iter()).filter(|(_, times)| **times > 0) {
        ranks.extend(std::iter::repeat_n(rank, *times as usize));
    }
}

/// Ranges of locations that nothing distinguishes: each could have any rank.
pub fn unknown_ranks(count: usize) -> Vec<RankRange> {
    vec![
        RankRange {
            low: 1,
            high: count,
            expected: (count as f64 + 1.0) / 2.0
        };
        count
    ]
}

fn block_seed(seed: u64, block: u64) -> u64 {
    seed ^ (block + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Ranks of `draws` draws, grouped by location.
fn block_ranks<F>(count: usize, draws: usize, seed: u64, fill: &F) -> Vec<u32>
where
    F: Fn(&mut Generator, &mut [f64]),
{
    let mut rng = generator(seed);
    let mut levels = vec![0.0_f64; count];
    let mut order: Vec<u64> = Vec::with_capacity(count);
    let mut ranks = vec![0_u32; count * draws];
    // The low bits of a key, beyond nine digits of the level, carry the location.
    let mask = (count as u64).next_power_of_two() - 1;
    for draw in 0..draws {
        fill(&mut rng, &mut levels);
        order.clear();
        order.extend(
            levels
                .iter()
                .zip(0_u64..)
                .map(|(level, i)| (descending(*level) & !mask) | i),
        );
        order.sort_unstable();
        for (key, rank) in order.iter().zip(1_u32..) {
            if let Some(slot) = ranks.get_mut((key & mask) as usize * draws + draw) {
                *slot = rank;
            }
        }
    }
    ranks
}

/// An integer that orders as the number does, reversed.
fn descending(value: f64) -> u64 {
    let bits = value.to_bits();
    // Sign and magnitude to an order: negative numbers reversed, positive ones above them.
    let ascending = if bits >> 63 == 1 { !bits } else { bits | (1 << 63) };
    !ascending
}

/// The shortest run of sorted ranks that holds `level` of the draws. (Cutting equal tails keeps more than it
/// says when a location has few ranks to choose from.)
fn range_of(ranks: &[u32], level: f64) -> RankRange {
    let n = ranks.len();
    let expected = ranks.iter().map(|r| f64::from(*r)).sum::<f64>() / n.max(1) as f64;
    let held = ((level * n as f64).ceil() as usize).clamp(1, n.max(1));
    let shortest = ranks
        .iter()
        .zip(ranks.iter().skip(held - 1))
        .min_by_key(|(low, high)| *high - *low)
        .map_or((1, 1), |(low, high)| (*low, *high));
    RankRange {
        low: shortest.0 as usize,
        high: shortest.1 as usize,
        expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descending_reverses_the_order_of_numbers() {
        let mut values = [3.5, -1.0, 0.0, -7.25, 1e9, -1e-9];
        values.sort_unstable_by_key(|v| descending(*v));
        assert_eq!(values, [1e9, 3.5, 0.0, -1e-9, -1.0, -7.25]);
    }

    #[test]
    fn levels_that_never_cross_have_one_rank_each() {
        let ranges = rank_ranges(3, &Simulation::default(), |_, levels| {
            levels.copy_from_slice(&[5.0, 9.0, 1.0])
        });
        let pairs: Vec<_> = ranges.iter().map(|r| (r.low, r.high)).collect();
        assert_eq!(pairs, [(2, 2), (1, 1), (3, 3)]);
    }
}
