//! The profiled restricted deviance of the one-way model as a function of ρ = τ²/σ².

use std::collections::BTreeMap;

use crate::refusal::Refusal;
use crate::summary::VisitStats;

/// Locations with the same number of visits enter the criterion only by these sums.
#[derive(Debug, Clone, Copy, Default)]
struct SizeClass {
    /// How many locations have `n` visits.
    locations: f64,
    /// Visits of each.
    n: f64,
    /// Mean of their means.
    mean: f64,
    /// Squared deviations of their means from it.
    m2: f64,
}

/// What the deviance needs, condensed to one entry per distinct number of visits.
#[derive(Debug, Clone)]
pub struct Profile {
    classes: Vec<SizeClass>,
    within: f64,
    visits: u64,
    locations: usize,
}

/// The profile at one ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// μ̂(ρ).
    pub mean: f64,
    /// Σ w_i, so that Var μ̂ = σ²/Σ w_i.
    pub weight: f64,
    /// σ̂²(ρ) = S(ρ)/(N − 1).
    pub sigma2: f64,
    /// Restricted deviance.
    pub deviance: f64,
}

impl Profile {
    /// Condenses the locations, or says why σ² and τ² cannot be told apart.
    ///
    /// # Errors
    /// A [`Refusal`] for one location, no repeated visit, equal scores or none varying within.
    pub fn new(locations: &[VisitStats]) -> Result<Self, Refusal> {
        let total: VisitStats = locations.iter().copied().collect();
        let within: f64 = locations.iter().map(|l| l.m2).sum();
        // Differences below the rounding of the means themselves are no differences.
        let floor = (f64::EPSILON * 16.0 * total.mean.abs()).powi(2) * total.n as f64;
        if locations.len() < 2 {
            return Err(Refusal::OneLocation);
        }
        if total.m2 <= floor {
            return Err(Refusal::AllEqual);
        }
        if total.n as usize == locations.len() {
            return Err(Refusal::NoRepeatedVisits);
        }
        if within <= floor.max(1e-14 * total.m2) {
            return Err(Refusal::NoVariationWithin);
        }
        let mut by_size: BTreeMap<u64, VisitStats> = BTreeMap::new();
        for location in locations {
            by_size.entry(location.n).or_default().add(location.mean);
        }
        let classes = by_size
            .into_iter()
            .map(|(n, means)| SizeClass {
                locations: means.n as f64,
                n: n as f64,
                mean: means.mean,
                m2: means.m2,
            })
            .collect();
        Ok(Self {
            classes,
            within,
            visits: total.n,
            locations: locations.len(),
        })
    }

    /// Visits in all.
    pub fn visits(&self) -> u64 {
        self.visits
    }

    /// Number of locations.
    pub fn locations(&self) -> usize {
        self.locations
    }

    /// Mean number of visits of a location.
    pub fn mean_visits(&self) -> f64 {
        self.visits as f64 / self.locations as f64
    }

    /// Degrees of freedom of the variances: visits − 1.
    pub fn degrees_of_freedom(&self) -> f64 {
        self.visits as f64 - 1.0
    }

    /// The pooled within-location variance and its degrees of freedom, N − k.
    pub fn pooled_within(&self) -> (f64, f64) {
        let df = self.visits as f64 - self.locations as f64;
        (self.within / df, df)
    }

    /// Everything at the ratio ρ ≥ 0.
    pub fn at(&self, ratio: f64) -> Point {
        let mut weight = 0.0;
        let mut weighted = 0.0;
        let mut log_det = 0.0;
        for class in &self.classes {
            let w = class.n / (1.0 + class.n * ratio) * class.locations;
            weight += w;
            weighted += w * class.mean;
            log_det += class.locations * (class.n * ratio).ln_1p();
        }
        let mean = weighted / weight;
        let between: f64 = self
            .classes
            .iter()
            .map(|c| c.n / (1.0 + c.n * ratio) * (c.m2 + c.locations * (c.mean - mean) * (c.mean - mean)))
            .sum();
        let df = self.degrees_of_freedom();
        let sigma2 = (self.within + between) / df;
        let deviance = log_det + weight.ln() + df * (1.0 + (2.0 * std::f64::consts::PI * sigma2).ln());
        Point {
            mean,
            weight,
            sigma2,
            deviance,
        }
    }

    /// Restricted deviance at ρ.
    pub fn deviance(&self, ratio: f64) -> f64 {
        self.at(ratio).deviance
    }

    /// Derivative of the deviance by ρ.
    pub fn derivative(&self, ratio: f64) -> f64 {
        let point = self.at(ratio);
        let (mut sum_w, mut sum_w2, mut spread) = (0.0, 0.0, 0.0);
        for c in &self.classes {
            let w = c.n / (1.0 + c.n * ratio);
            sum_w += w * c.locations;
            sum_w2 += w * w * c.locations;
            let d = c.mean - point.mean;
            spread += w * w * (c.m2 + c.locations * d * d);
        }
        sum_w - sum_w2 / sum_w - spread / point.sigma2
    }
}
