//! The sufficient statistics of a group of visits: count, mean and sum of squared deviations.
//! They merge exactly, so storage can keep them per location and wave and never read visits again.

use serde::Serialize;

use crate::dist::t_critical;
use crate::error::AnalysisError;
use crate::interval::Interval;

/// Count, mean and sum of squared deviations from the mean of some scores.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct VisitStats {
    /// Number of visits.
    pub n: u64,
    /// Mean score, in the scores' unit; 0 if there are none.
    pub mean: f64,
    /// Σ (score − mean)².
    pub m2: f64,
}

impl VisitStats {
    /// Statistics of a list of scores.
    ///
    /// # Errors
    /// [`AnalysisError::NotFinite`] with the position of the first score that is NaN or infinite.
    pub fn from_scores(scores: impl IntoIterator<Item = f64>) -> Result<Self, AnalysisError> {
        let mut stats = Self::default();
        for (i, score) in scores.into_iter().enumerate() {
            if !score.is_finite() {
                return Err(AnalysisError::NotFinite(i));
            }
            stats.add(score);
        }
        Ok(stats)
    }

    /// Statistics from stored sums: `count`, `sum` and `sum_squares` of the scores.
    ///
    /// Sums of squares lose digits when the mean is large beside the spread: keep the sums of
    /// scores shifted by a constant (or in exact integers) when more than 10⁶ visits are summed.
    ///
    /// # Errors
    /// [`AnalysisError::NotFinite`] for NaN, [`AnalysisError::InconsistentSums`] if the squares are
    /// smaller than the mean allows beyond rounding.
    pub fn from_sums(n: u64, sum: f64, sum_squares: f64) -> Result<Self, AnalysisError> {
        if !sum.is_finite() || !sum_squares.is_finite() {
            return Err(AnalysisError::NotFinite(0));
        }
        if n == 0 {
            return if sum == 0.0 && sum_squares == 0.0 {
                Ok(Self::default())
            } else {
                Err(AnalysisError::InconsistentSums(0))
            };
        }
        let mean = sum / n as f64;
        let m2 = sum_squares - sum * mean;
        if m2 < -1e-9 * sum_squares.abs().max(1.0) {
            return Err(AnalysisError::InconsistentSums(0));
        }
        let rounding = 4.0 * f64::EPSILON * sum_squares.abs();
        Ok(Self {
            n,
            mean,
            m2: if m2 <= rounding { 0.0 } else { m2 },
        })
    }

    /// Adds one score (Welford's update, Technometrics 4 (1962) 419–420).
    pub fn add(&mut self, score: f64) {
        self.n += 1;
        let delta = score - self.mean;
        self.mean += delta / self.n as f64;
        self.m2 += delta * (score - self.mean);
    }

    /// Joins two groups (Chan, Golub & LeVeque, The American Statistician 37 (1983) 242–247).
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        if self.n == 0 {
            return other;
        }
        if other.n == 0 {
            return self;
        }
        let (a, b) = (self.n as f64, other.n as f64);
        let delta = other.mean - self.mean;
        Self {
            n: self.n + other.n,
            mean: self.mean + delta * b / (a + b),
            m2: self.m2 + other.m2 + delta * delta * a * b / (a + b),
        }
    }

    /// Unbiased sample variance; `None` below two visits.
    pub fn variance(&self) -> Option<f64> {
        (self.n >= 2).then(|| self.m2 / (self.n - 1) as f64)
    }

    /// Sample standard deviation; `None` below two visits.
    pub fn standard_deviation(&self) -> Option<f64> {
        self.variance().map(f64::sqrt)
    }

    /// Student's interval of the mean at `level` (0.95 = 95 %), from these visits alone.
    /// `None` below two visits, where no interval exists.
    pub fn t_interval(&self, level: f64) -> Option<Interval> {
        let variance = self.variance()?;
        let n = self.n as f64;
        let half = t_critical(level, n - 1.0) * (variance / n).sqrt();
        Some(Interval {
            low: self.mean - half,
            high: self.mean + half,
        })
    }
}

impl FromIterator<VisitStats> for VisitStats {
    fn from_iter<I: IntoIterator<Item = VisitStats>>(parts: I) -> Self {
        parts.into_iter().fold(Self::default(), Self::merged)
    }
}
