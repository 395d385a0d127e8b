//! Ratings, shares and times: counts per answer in, estimates with intervals out.

use serde::Serialize;
use statrs::function::beta::checked_beta_reg;

use crate::interval::{Interval, NetPromoter, net_promoter, wilson};
use crate::summary::VisitStats;

/// A rating question: CSAT (1–5, top two boxes), CES (1–7, top box), Likert scales.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rating {
    /// Number of answers.
    pub n: u64,
    /// Mean rating.
    pub mean: f64,
    /// Student's interval of the mean; `None` for one answer.
    pub mean_interval: Option<Interval>,
    /// Share of answers in the top boxes, as a fraction.
    pub top_share: f64,
    /// Wilson's interval of that share.
    pub top_interval: Interval,
    /// Share of every answer, from the lowest.
    pub distribution: Vec<f64>,
}

/// Summarises a rating from `counts` of the answers `lowest`, `lowest + 1`, … where the last
/// `top_boxes` answers count as a success. `None` without answers.
pub fn rating(counts: &[u64], lowest: i32, top_boxes: usize, level: f64) -> Option<Rating> {
    let n: u64 = counts.iter().sum();
    let top: u64 = counts.iter().rev().take(top_boxes).sum();
    let top_interval = wilson(top, n, level)?;
    let mut stats = VisitStats::default();
    for (answer, count) in (lowest..).zip(counts) {
        stats = stats.merged(VisitStats {
            n: *count,
            mean: f64::from(answer),
            m2: 0.0,
        });
    }
    Some(Rating {
        n,
        mean: stats.mean,
        mean_interval: stats.t_interval(level),
        top_share: top as f64 / n as f64,
        top_interval,
        distribution: counts.iter().map(|c| *c as f64 / n as f64).collect(),
    })
}

/// CSAT: share of the top two boxes of five.
pub fn csat(counts: &[u64; 5], level: f64) -> Option<Rating> {
    rating(counts, 1, 2, level)
}

/// CES: mean and share of the top box of seven.
pub fn ces(counts: &[u64; 7], level: f64) -> Option<Rating> {
    rating(counts, 1, 1, level)
}

/// NPS from the counts of the answers 0 to 10.
pub fn nps(counts: &[u64; 11], level: f64) -> Option<NetPromoter> {
    let promoters = counts.iter().skip(9).sum();
    let passives = counts.iter().skip(7).take(2).sum();
    let detractors = counts.iter().take(7).sum();
    net_promoter(promoters, passives, detractors, level)
}

/// The distribution of times or other measurements.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distribution {
    /// Number of values.
    pub n: usize,
    /// Smallest value.
    pub minimum: f64,
    /// First quartile.
    pub lower_quartile: f64,
    /// Median.
    pub median: f64,
    /// Third quartile.
    pub upper_quartile: f64,
    /// Nine tenths of the values are below.
    pub ninth_decile: f64,
    /// Largest value.
    pub maximum: f64,
    /// Interval of the median from order statistics, at least at the level; `None` where the sample
    /// is too small for one (fewer than 6 values at 95 %).
    pub median_interval: Option<Interval>,
}

/// Summarises measurements. `None` if there are none or one is not finite.
pub fn distribution(values: &[f64], level: f64) -> Option<Distribution> {
    if values.iter().any(|v| !v.is_finite()) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    Some(Distribution {
        n: sorted.len(),
        minimum: *sorted.first()?,
        lower_quartile: quantile(&sorted, 0.25)?,
        median: quantile(&sorted, 0.5)?,
        upper_quartile: quantile(&sorted, 0.75)?,
        ninth_decile: quantile(&sorted, 0.9)?,
        maximum: *sorted.last()?,
        median_interval: median_interval(&sorted, level),
    })
}

/// Quantile of sorted values by linear interpolation (type 7 of Hyndman & Fan, The American
/// Statistician 50 (1996) 361–365, the default of R and NumPy).
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = p.clamp(0.0, 1.0) * last as f64;
    let below = position.floor() as usize;
    let low = *sorted.get(below)?;
    let high = *sorted.get((below + 1).min(last))?;
    Some(low + (position - below as f64) * (high - low))
}

/// The interval between the r-th smallest and r-th largest value, r as large as the level allows
/// (Conover, *Practical Nonparametric Statistics*, 3rd ed., §3.2).
fn median_interval(sorted: &[f64], level: f64) -> Option<Interval> {
    let n = sorted.len();
    let tail = (1.0 - level) / 2.0;
    // P(Binomial(n, ½) ≤ r) = I½(n − r, r + 1).
    let below = |r: usize| checked_beta_reg((n - r) as f64, r as f64 + 1.0, 0.5).unwrap_or(1.0);
    let (mut low, mut high) = (0, n.div_ceil(2));
    // Largest r with P(Binomial ≤ r − 1) ≤ tail, by bisection on a function that only rises.
    while low < high {
        let middle = (low + high).div_ceil(2);
        if below(middle - 1) <= tail {
            low = middle
        } else {
            high = middle - 1
        }
    }
    let rank = low.checked_sub(1)?;
    Some(Interval {
        low: *sorted.get(rank)?,
        high: *sorted.get(n - 1 - rank)?,
    })
}
