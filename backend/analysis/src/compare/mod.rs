//! Locations compared honestly, from their sufficient statistics: what the comparison page shows.

mod pair;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::dist::{t_critical, t_two_sided_p};
use crate::error::AnalysisError;
use crate::interval::Interval;
use crate::multiple::benjamini_hochberg;
use crate::oneway::{self, OneWay, Posterior, Profile};
use crate::rank::{RankRange, Simulation, rank_ranges, unknown_ranks};
use crate::refusal::Refusal;
use crate::summary::VisitStats;

pub use crate::groups::Run;
pub use pair::Difference;

/// Settings of a comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Simulation of rank ranges; its level is the level of every interval.
    pub simulation: Simulation,
    /// Share of false flags that is accepted among the flags (0.05 = 5 %).
    pub false_discovery_rate: f64,
    /// Probability with which a true difference should be found when visits are planned.
    pub power: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            simulation: Simulation::default(),
            false_discovery_rate: 0.05,
            power: 0.8,
        }
    }
}

/// An estimate with its standard error and interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The estimate, in the scores' unit.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Its interval at the level of the options.
    pub interval: Interval,
}

/// On which side of the brand's mean a flagged location lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Better than the brand.
    Above,
    /// Worse than the brand.
    Below,
}

/// The test of a location's mean against the mean of all locations.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BrandTest {
    /// p value of this test alone.
    pub p_value: f64,
    /// p value adjusted for the number of locations (Benjamini–Hochberg).
    pub q_value: f64,
    /// The side, if the location is flagged at the false discovery rate of the options.
    pub flag: Option<Side>,
}

/// One location, at the same position as in the input.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LocationResult {
    /// Number of visits.
    pub n: u64,
    /// Plain mean of the visits.
    pub raw: f64,
    /// Student's interval of the mean from these visits alone; `None` for one visit.
    pub raw_interval: Option<Interval>,
    /// Shrunk estimate; `None` when the model was refused.
    pub shrunk: Option<Estimate>,
    /// nτ²/(nτ² + σ²); `None` when the model was refused.
    pub reliability: Option<f64>,
    /// Rank range, 1 = highest; 1..=k when the model was refused.
    pub rank: RankRange,
    /// Position in the order shown (0 = first): by shrunk estimate, or by raw mean without a model.
    pub position: usize,
    /// Test against the brand's mean; `None` when the model was refused.
    pub brand_test: Option<BrandTest>,
}

/// A comparison of locations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Visits in all.
    pub visits: u64,
    /// Mean over visits.
    pub visit_mean: f64,
    /// The fitted model, or why there is none.
    pub model: Result<OneWay, Refusal>,
    /// Interval of the brand's mean over locations; `None` when the model was refused.
    pub brand: Option<Estimate>,
    /// One entry per location, in the order of the input.
    pub locations: Vec<LocationResult>,
    /// Input indices from highest to lowest.
    pub order: Vec<usize>,
    /// Longest runs in that order within which no two locations can be told apart. Runs overlap; one
    /// run over everything means that the table is not a ranking.
    pub indistinguishable: Vec<Run>,
    #[serde(skip)]
    stats: Vec<VisitStats>,
    #[serde(skip)]
    posterior: Option<Posterior>,
    #[serde(skip)]
    options: Options,
}

/// Compares locations. The result has one entry per input, in the same order.
///
/// # Errors
/// [`AnalysisError`] if there are no locations, one has no visits, or a number is not finite.
/// A model that the data cannot support is no error: see [`Comparison::model`].
pub fn compare(locations: &[VisitStats], options: &Options) -> Result<Comparison, AnalysisError> {
    oneway::check(locations)?;
    let total: VisitStats = locations.iter().copied().collect();
    let level = options.simulation.level;
    let fitted = Profile::new(locations)
        .and_then(|profile| oneway::fit_profile(&profile).map(|model| (profile, model)));
    let mut critical = BTreeMap::new();
    let mut results: Vec<LocationResult> = locations
        .iter()
        .zip(unknown_ranks(locations.len()))
        .map(|(l, rank)| LocationResult {
            n: l.n,
            raw: l.mean,
            raw_interval: raw_interval(l, level, &mut critical),
            shrunk: None,
            reliability: None,
            rank,
            position: 0,
            brand_test: None,
        })
        .collect();
    let (mut brand, mut posterior) = (None, None);
    let model = fitted.map(|(profile, model)| {
        brand = Some(brand_estimate(&profile, &model, level));
        let integrated = Posterior::new(&profile, model.ratio());
        fill_model(&mut results, locations, (&profile, &model, &integrated), options);
        posterior = Some(integrated);
        model
    });
    let order = order_of(&results);
    for (position, index) in order.iter().enumerate() {
        if let Some(result) = results.get_mut(*index) {
            result.position = position;
        }
    }
    let mut comparison = Comparison {
        visits: total.n,
        visit_mean: total.mean,
        model,
        brand,
        locations: results,
        order,
        indistinguishable: Vec::new(),
        stats: locations.to_vec(),
        posterior,
        options: *options,
    };
    comparison.indistinguishable = pair::runs(&comparison);
    Ok(comparison)
}

/// [`VisitStats::t_interval`] with Student's quantiles kept by number of visits.
fn raw_interval(l: &VisitStats, level: f64, critical: &mut BTreeMap<u64, f64>) -> Option<Interval> {
    let se = (l.variance()? / l.n as f64).sqrt();
    let quantile = critical
        .entry(l.n)
        .or_insert_with(|| t_critical(level, l.n as f64 - 1.0));
    Some(Interval::around(l.mean, *quantile * se))
}

/// Shrunk estimates, ranks and tests of every location.
fn fill_model(
    results: &mut [LocationResult],
    locations: &[VisitStats],
    (profile, model, posterior): (&Profile, &OneWay, &Posterior),
    options: &Options,
) {
    let ranks = rank_ranges(locations.len(), &options.simulation, |rng, levels| {
        let draw = posterior.draw(rng);
        for (level, location) in levels.iter_mut().zip(locations) {
            *level = draw.level(location, rng);
        }
    });
    let tests = brand_tests(locations, profile, options.false_discovery_rate);
    let spreads = posterior.levels(locations, options.simulation.level);
    let rows = results
        .iter_mut()
        .zip(locations)
        .zip(ranks)
        .zip(tests)
        .zip(spreads);
    for ((((result, location), rank), test), spread) in rows {
        let prediction = model.predict(location);
        result.shrunk = Some(Estimate {
            value: prediction.value,
            se: prediction.se,
            interval: spread.interval,
        });
        result.reliability = Some(prediction.reliability);
        result.rank = rank;
        result.brand_test = Some(test);
    }
}

/// The mean over locations with a t interval on k − 1 degrees of freedom, the locations being the
/// sample that it generalises over.
fn brand_estimate(profile: &Profile, model: &OneWay, level: f64) -> Estimate {
    let half = t_critical(level, profile.locations() as f64 - 1.0) * model.intercept_se;
    Estimate {
        value: model.intercept,
        se: model.intercept_se,
        interval: Interval::around(model.intercept, half),
    }
}

/// Tests every location against the plain mean over locations (analysis of means: Nelson, Wludyka &
/// Copeland, 2005), with the variance pooled within locations.
fn brand_tests(locations: &[VisitStats], profile: &Profile, rate: f64) -> Vec<BrandTest> {
    let k = locations.len() as f64;
    let (variance, df) = profile.pooled_within();
    let mean = locations.iter().map(|l| l.mean).sum::<f64>() / k;
    let shared = locations.iter().map(|l| 1.0 / l.n as f64).sum::<f64>() / (k * k);
    let p_values: Vec<f64> = locations
        .iter()
        .map(|l| {
            let se = (variance * ((1.0 - 2.0 / k) / l.n as f64 + shared)).sqrt();
            t_two_sided_p((l.mean - mean) / se, df)
        })
        .collect();
    let q_values = benjamini_hochberg(&p_values);
    locations
        .iter()
        .zip(p_values.iter().zip(q_values))
        .map(|(l, (p_value, q_value))| {
            let side = if l.mean > mean { Side::Above } else { Side::Below };
            BrandTest {
                p_value: *p_value,
                q_value,
                flag: (q_value <= rate).then_some(side),
            }
        })
        .collect()
}

/// Indices from the highest to the lowest estimate; equal ones keep the order of the input.
fn order_of(results: &[LocationResult]) -> Vec<usize> {
    let mut order: Vec<(usize, f64)> = results
        .iter()
        .enumerate()
        .map(|(i, r)| (i, r.shrunk.map_or(r.raw, |s| s.value)))
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    order.into_iter().map(|(i, _)| i).collect()
}
