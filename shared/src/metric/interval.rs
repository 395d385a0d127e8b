//! 95 % intervals of shares and means.

use serde::{Deserialize, Serialize};

/// Where a value lies with 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The 0.975 quantile of the normal distribution.
pub(super) const NORMAL_975: f64 = 1.959_963_984_540_054;

/// The 0.975 quantiles of Student's t with 1 to 30 degrees of freedom:
/// `[round(scipy.stats.t.ppf(.975, k), 9) for k in range(1, 31)]`.
const STUDENT_975: [f64; 30] = [
    12.706204736,
    4.30265273,
    3.182446305,
    2.776445105,
    2.570581836,
    2.446911851,
    2.364624252,
    2.306004135,
    2.262157163,
    2.228138852,
    2.20098516,
    2.17881283,
    2.160368656,
    2.144786688,
    2.131449546,
    2.119905299,
    2.109815578,
    2.10092204,
    2.093024054,
    2.085963447,
    2.079613845,
    2.073873068,
    2.06865761,
    2.063898562,
    2.059538553,
    2.055529439,
    2.051830516,
    2.048407142,
    2.045229642,
    2.042272456,
];

/// The 0.975 quantile of Student's t; exact to seven digits.
pub(super) fn student_t_975(freedom: u64) -> f64 {
    let tabulated = usize::try_from(freedom)
        .ok()
        .and_then(|freedom| STUDENT_975.get(freedom.checked_sub(1)?));
    if let Some(quantile) = tabulated {
        return *quantile;
    }
    // The Cornish–Fisher expansion about the normal quantile (Abramowitz & Stegun 26.7.5).
    let (z, v) = (NORMAL_975, freedom.max(1) as f64);
    let (z3, z5, z7) = (z.powi(3), z.powi(5), z.powi(7));
    let g1 = (z3 + z) / 4.0;
    let g2 = (5.0 * z5 + 16.0 * z3 + 3.0 * z) / 96.0;
    let g3 = (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / 384.0;
    let g4 = (79.0 * z.powi(9) + 776.0 * z7 + 1482.0 * z5 - 1920.0 * z3 - 945.0 * z) / 92_160.0;
    z + g1 / v + g2 / v.powi(2) + g3 / v.powi(3) + g4 / v.powi(4)
}

/// Wilson's score interval of a share.
pub(super) fn wilson(hits: f64, n: f64) -> Interval {
    let (share, z2) = (hits / n, NORMAL_975 * NORMAL_975);
    let centre = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = NORMAL_975 / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    Interval {
        // At the ends the formula is exact, but its floating point is not.
        low: if hits > 0.0 { (centre - half).max(0.0) } else { 0.0 },
        high: if hits < n { (centre + half).min(1.0) } else { 1.0 },
    }
}
