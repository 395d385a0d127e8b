//! Percentile intervals of importance by resampling visits (Efron & Tibshirani 1993, ch. 13).

use super::correlation::Correlations;
use super::{DriverOptions, Method};
use crate::interval::Interval;
use crate::metrics::quantile;
use crate::random::{below, generator};

/// One interval per predictor; `None` without resamples.
pub(super) fn intervals(
    rows: &[Vec<f64>],
    predictors: usize,
    method: Method,
    options: &DriverOptions,
) -> Vec<Option<Interval>> {
    let mut samples: Vec<Vec<f64>> = vec![Vec::with_capacity(options.resamples); predictors];
    let mut rng = generator(options.seed);
    for _ in 0..options.resamples {
        let drawn: Vec<&[f64]> = (0..rows.len())
            .filter_map(|_| rows.get(below(&mut rng, rows.len())).map(Vec::as_slice))
            .collect();
        let shares = Correlations::of(drawn.iter().copied(), predictors).and_then(|c| method.shares(&c));
        for (sample, share) in samples.iter_mut().zip(shares.unwrap_or_default()) {
            sample.push(share);
        }
    }
    let tail = (1.0 - options.level) / 2.0;
    samples
        .into_iter()
        .map(|mut sample| {
            sample.sort_by(f64::total_cmp);
            Some(Interval {
                low: quantile(&sample, tail)?,
                high: quantile(&sample, 1.0 - tail)?,
            })
        })
        .collect()
}
