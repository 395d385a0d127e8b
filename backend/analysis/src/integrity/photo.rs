//! A perceptual hash: photos that look alike have hashes that differ in few bits, whatever their
//! size, compression or brightness.
//!
//! The DCT hash of Zauner (*Implementation and Benchmarking of Perceptual Image Hash Functions*,
//! 2010, §3.2.1): grey, 32×32, discrete cosine transform, the 8×8 lowest frequencies without the
//! constant compared with their median.

use serde::Serialize;
use thiserror::Error;

/// Side of the reduced picture.
const SIDE: usize = 32;
/// Side of the block of low frequencies.
const LOW: usize = 8;

/// A 64-bit perceptual hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct PhotoHash(pub u64);

/// Why a picture has no hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PhotoError {
    /// Width times height is not the number of pixels, or zero.
    #[error("the picture is {width}×{height} but has {pixels} pixels")]
    Size {
        /// Width given.
        width: usize,
        /// Height given.
        height: usize,
        /// Pixels given.
        pixels: usize,
    },
    /// One colour, or nearly: such a picture has no structure to hash.
    #[error("the picture is blank")]
    Blank,
}

impl PhotoHash {
    /// Hashes a grey picture, row after row from the top.
    ///
    /// # Errors
    /// [`PhotoError`] for a wrong size and for a blank picture, which would equal every other.
    pub fn of_grey(pixels: &[u8], width: usize, height: usize) -> Result<Self, PhotoError> {
        if width == 0 || height == 0 || width.checked_mul(height) != Some(pixels.len()) {
            return Err(PhotoError::Size {
                width,
                height,
                pixels: pixels.len(),
            });
        }
        let small = reduce(pixels, width, height);
        let mean = small.iter().sum::<f64>() / small.len() as f64;
        let variance = small.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / small.len() as f64;
        if variance < 1.0 {
            return Err(PhotoError::Blank);
        }
        let low = low_frequencies(&small);
        let mut sorted: Vec<f64> = low.iter().skip(1).copied().collect();
        sorted.sort_by(f64::total_cmp);
        let median = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
        let bits = low
            .iter()
            .skip(1)
            .fold(0_u64, |bits, c| (bits << 1) | u64::from(*c > median));
        Ok(Self(bits))
    }

    /// Number of bits that differ.
    pub fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }
}

/// Means of a 32×32 grid of areas (of the nearest pixels where the picture is smaller).
fn reduce(pixels: &[u8], width: usize, height: usize) -> Vec<f64> {
    let span = |cell: usize, length: usize| {
        let start = (cell * length / SIDE).min(length - 1);
        (start, ((cell + 1) * length / SIDE).max(start + 1))
    };
    let mut small = Vec::with_capacity(SIDE * SIDE);
    for row in 0..SIDE {
        let (top, bottom) = span(row, height);
        for column in 0..SIDE {
            let (left, right) = span(column, width);
            let mut sum = 0_u64;
            for y in top..bottom {
                let line = pixels
                    .get(y * width + left..y * width + right)
                    .unwrap_or_default();
                sum += line.iter().map(|p| u64::from(*p)).sum::<u64>();
            }
            small.push(sum as f64 / ((bottom - top) * (right - left)) as f64);
        }
    }
    small
}

/// The 8×8 lowest frequencies of the type II cosine transform, constant first.
fn low_frequencies(small: &[f64]) -> Vec<f64> {
    let basis: Vec<f64> = (0..LOW)
        .flat_map(|u| {
            (0..SIDE).map(move |x| {
                (std::f64::consts::PI * u as f64 * (2.0 * x as f64 + 1.0) / (2.0 * SIDE as f64)).cos()
            })
        })
        .collect();
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    // Rows first: for each frequency the transform of all 32 lines.
    let across: Vec<f64> = basis
        .chunks_exact(SIDE)
        .flat_map(|wave| {
            small
                .chunks_exact(SIDE)
                .map(|line| dot(wave, line))
                .collect::<Vec<_>>()
        })
        .collect();
    basis
        .chunks_exact(SIDE)
        .flat_map(|wave| {
            across
                .chunks_exact(SIDE)
                .map(|line| dot(wave, line))
                .collect::<Vec<_>>()
        })
        .collect()
}
