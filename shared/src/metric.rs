//! Metrics reported beside the score: NPS, CSAT, CES, rating and thumb, each with n and an interval.
//!
//! They are kept as counts, which add up exactly over any visits; what is shown is computed from
//! them at the end. Nothing asked is no metric (`None`), never a zero. In Vitrine they are given by
//! evaluators, not by the brand's customers, and are to be labelled so.

mod interval;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

pub use interval::Interval;

/// How often each step of a scale was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratings {
    min: i64,
    max: i64,
    counts: BTreeMap<i64, u64>,
}

impl Ratings {
    /// No ratings yet, on a scale with these ends.
    pub fn new(min: i64, max: i64) -> Self {
        Self {
            min,
            max,
            counts: BTreeMap::new(),
        }
    }

    /// No ratings yet of 0–10, would recommend.
    pub fn nps_scale() -> Self {
        Self::new(0, 10)
    }

    /// No ratings yet of 1–5, satisfaction.
    pub fn csat_scale() -> Self {
        Self::new(1, 5)
    }

    /// No ratings yet of 1–7, ease.
    pub fn ces_scale() -> Self {
        Self::new(1, 7)
    }

    /// Counts `times` ratings of this step; what is off the scale is not counted.
    pub fn add(&mut self, step: i64, times: u64) {
        if times > 0 && (self.min..=self.max).contains(&step) {
            let count = self.counts.entry(step).or_default();
            *count = count.saturating_add(times);
        }
    }

    /// How many ratings there are.
    pub fn n(&self) -> u64 {
        self.counts.values().sum()
    }

    /// Each step of the scale with its count, lowest first, steps that nobody chose included.
    pub fn distribution(&self) -> impl Iterator<Item = (i64, u64)> + '_ {
        (self.min..=self.max).map(|step| (step, self.counts.get(&step).copied().unwrap_or(0)))
    }

    /// The mean with the 95 % interval of Student's t, held within the scale.
    pub fn mean(&self) -> Option<Mean> {
        let n = self.n();
        if n == 0 {
            return None;
        }
        let total: i128 = self
            .terms()
            .map(|(step, count)| i128::from(step) * i128::from(count))
            .sum();
        let value = total as f64 / n as f64;
        let squares: f64 = self
            .terms()
            .map(|(step, count)| count as f64 * (step as f64 - value).powi(2))
            .sum();
        let interval = (n > 1).then(|| {
            let half = interval::student_t_975(n - 1) * (squares / (n - 1) as f64 / n as f64).sqrt();
            Interval {
                low: (value - half).max(self.min as f64),
                high: (value + half).min(self.max as f64),
            }
        });
        Some(Mean { n, value, interval })
    }

    /// The share of ratings within these steps.
    pub fn share(&self, steps: RangeInclusive<i64>) -> Option<Share> {
        let hits = self
            .terms()
            .filter(|(step, _)| steps.contains(step))
            .map(|(_, count)| count)
            .sum();
        Share::new(hits, self.n())
    }

    /// Net promoter score: the share of 9–10 less that of 0–6.
    pub fn nps(&self) -> Option<Nps> {
        let promoters = self.share(9..=10)?.hits;
        let detractors = self.share(0..=6)?.hits;
        Some(Nps {
            n: self.n(),
            promoters,
            detractors,
        })
    }

    /// Customer satisfaction: the share in the top two boxes, 4 and 5.
    pub fn csat(&self) -> Option<Share> {
        self.share(4..=5)
    }

    /// Customer effort: the mean of 1–7, and the share in the top box, 7.
    pub fn ces(&self) -> Option<Ces> {
        Some(Ces {
            mean: self.mean()?,
            top_box: self.share(7..=7)?,
        })
    }

    fn terms(&self) -> impl Iterator<Item = (i64, u64)> + '_ {
        self.counts.iter().map(|(step, count)| (*step, *count))
    }
}

impl Extend<i64> for Ratings {
    fn extend<I: IntoIterator<Item = i64>>(&mut self, steps: I) {
        for step in steps {
            self.add(step, 1);
        }
    }
}

/// A mean of ratings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mean {
    /// How many ratings.
    pub n: u64,
    /// Their mean.
    pub value: f64,
    /// Where the mean lies with 95 % confidence; a single rating does not say.
    pub interval: Option<Interval>,
}

/// A share of answers: of thumbs up, of the top two boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    hits: u64,
    n: u64,
}

impl Share {
    /// So many of `n`; `None` where n is 0 or smaller than `hits`.
    pub fn new(hits: u64, n: u64) -> Option<Self> {
        (n > 0 && hits <= n).then_some(Self { hits, n })
    }

    /// How many answers.
    pub fn n(self) -> u64 {
        self.n
    }

    /// How many of them hit.
    pub fn hits(self) -> u64 {
        self.hits
    }

    /// The share in parts per million, rounded half up.
    pub fn ppm(self) -> i64 {
        let (hits, n) = (u128::from(self.hits), u128::from(self.n));
        let ppm = (hits * 2_000_000 + n) / (2 * n);
        i64::try_from(ppm).unwrap_or(1_000_000)
    }

    /// Wilson's 95 % interval, as shares of 1.
    pub fn interval(self) -> Interval {
        interval::wilson(self.hits as f64, self.n as f64)
    }
}

/// A net promoter score, in points from −100 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nps {
    n: u64,
    promoters: u64,
    detractors: u64,
}

impl Nps {
    /// How many answers.
    pub fn n(self) -> u64 {
        self.n
    }

    /// How many gave 9 or 10.
    pub fn promoters(self) -> u64 {
        self.promoters
    }

    /// How many gave 7 or 8.
    pub fn passives(self) -> u64 {
        self.n
            .saturating_sub(self.promoters)
            .saturating_sub(self.detractors)
    }

    /// How many gave 0 to 6.
    pub fn detractors(self) -> u64 {
        self.detractors
    }

    /// The score in tenths of a point, rounded half away from zero.
    pub fn tenths(self) -> i64 {
        let difference = i128::from(self.promoters) - i128::from(self.detractors);
        let n = i128::from(self.n.max(1));
        let magnitude = (difference.abs() * 2000 + n) / (2 * n);
        i64::try_from(difference.signum() * magnitude).unwrap_or(0)
    }

    /// The 95 % interval in points: multinomial variance after adding three answers spread ¾, 1½, ¾
    /// (the adjusted Wald interval, which holds its confidence for small n, where the plain one
    /// would claim certainty after one answer).
    pub fn interval(self) -> Interval {
        let estimate = 100.0 * (self.promoters as f64 - self.detractors as f64) / self.n.max(1) as f64;
        let n = self.n as f64 + 3.0;
        let (up, down) = (
            (self.promoters as f64 + 0.75) / n,
            (self.detractors as f64 + 0.75) / n,
        );
        let middle = up - down;
        let half = interval::NORMAL_975 * ((up + down - middle * middle) / n).sqrt();
        Interval {
            low: (100.0 * (middle - half)).max(-100.0).min(estimate),
            high: (100.0 * (middle + half)).min(100.0).max(estimate),
        }
    }
}

/// Customer effort, 1–7: higher is easier.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ces {
    /// The mean.
    pub mean: Mean,
    /// The share that gave 7.
    pub top_box: Share,
}

#[cfg(test)]
mod tests;
