//! Intervals of proportions, of the Net Promoter Score and of means of ratings.

use serde::Serialize;

use crate::dist::{t_critical, z_critical};

/// A closed interval, in the unit of what it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// The interval `centre` ± `half`.
    pub fn around(centre: f64, half: f64) -> Self {
        Self {
            low: centre - half,
            high: centre + half,
        }
    }

    /// Whether `value` lies inside, ends included.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Cut to a scale that ends at `floor` and `ceiling` (0 and 100 for scores), for showing.
    #[must_use]
    pub fn clamped(&self, floor: f64, ceiling: f64) -> Self {
        Self {
            low: self.low.max(floor).min(ceiling),
            high: self.high.min(ceiling).max(floor),
        }
    }

    /// Upper minus lower end.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// Wilson's score interval of a proportion (JASA 22 (1927) 209–212), as a fraction of 1.
/// `None` if there are no trials or more successes than trials.
pub fn wilson(successes: u64, trials: u64, level: f64) -> Option<Interval> {
    if trials == 0 || successes > trials {
        return None;
    }
    let n = trials as f64;
    let p = successes as f64 / n;
    let z = z_critical(level);
    let z2 = z * z;
    let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let low = if successes == 0 { 0.0 } else { centre - half };
    let high = if successes == trials { 1.0 } else { centre + half };
    Some(Interval { low, high })
}

/// The Net Promoter Score with its interval, in points from −100 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct NetPromoter {
    /// Answers of 9 and 10.
    pub promoters: u64,
    /// Answers of 7 and 8.
    pub passives: u64,
    /// Answers of 0 to 6.
    pub detractors: u64,
    /// 100·(promoters − detractors)/n.
    pub score: f64,
    /// Standard error from the multinomial variance, in points; 0 if all answers agree.
    pub standard_error: f64,
    /// Interval by the adjusted score: never empty, inside −100..100.
    pub interval: Interval,
}

/// NPS = %promoters − %detractors.
///
/// The standard error is the multinomial one, Var = (p + d − (p − d)²)/n with p, d the fractions.
/// The interval adds ¾ of an answer to promoters and detractors and 1½ to passives before the same
/// formula (the adjusted Wald interval of Rocks, The American Statistician 70 (2016) 365–372),
/// because the plain one is empty when all answers agree and covers too seldom below 30 answers.
/// `None` without answers.
pub fn net_promoter(promoters: u64, passives: u64, detractors: u64, level: f64) -> Option<NetPromoter> {
    let n = (promoters + passives + detractors) as f64;
    if n == 0.0 {
        return None;
    }
    let (score, standard_error) = difference(promoters as f64, detractors as f64, n);
    let (centre, adjusted) = difference(promoters as f64 + 0.75, detractors as f64 + 0.75, n + 3.0);
    let half = z_critical(level) * adjusted;
    Some(NetPromoter {
        promoters,
        passives,
        detractors,
        score: 100.0 * score,
        standard_error: 100.0 * standard_error,
        interval: Interval::around(100.0 * centre, 100.0 * half).clamped(-100.0, 100.0),
    })
}

/// Difference of two cells of a multinomial as a fraction, and its standard error.
fn difference(up: f64, down: f64, n: f64) -> (f64, f64) {
    let (p, d) = (up / n, down / n);
    let variance = (p + d - (p - d) * (p - d)) / n;
    (p - d, variance.max(0.0).sqrt())
}

/// Welch's interval of the difference of two means, each with its own variance (Biometrika 34
/// (1947) 28–35): difference first − second, and degrees of freedom by Satterthwaite.
pub fn welch(first: (f64, f64, u64), second: (f64, f64, u64), level: f64) -> Option<(Interval, f64)> {
    let ((m1, v1, n1), (m2, v2, n2)) = (first, second);
    if n1 < 2 || n2 < 2 {
        return None;
    }
    let (a, b) = (v1 / n1 as f64, v2 / n2 as f64);
    if a + b <= 0.0 {
        return None;
    }
    let df = (a + b) * (a + b) / (a * a / (n1 - 1) as f64 + b * b / (n2 - 1) as f64);
    Some((
        Interval::around(m1 - m2, t_critical(level, df) * (a + b).sqrt()),
        df,
    ))
}
