//! The mixed-model equations of the crossed model at given variance ratios.
//!
//! With λ₁, λ₂ the standard deviations of the two factors relative to σ, the spherical system is
//!
//! ```text
//! | λ₁²N₁ + I   λ₁λ₂C      λ₁n₁ | |b₁|   |λ₁y₁|
//! |   ·         λ₂²N₂ + I  λ₂n₂ | |b₂| = |λ₂y₂|
//! |   ·           ·         N   | |μ |   | y  |
//! ```
//!
//! (Bates et al., J. Stat. Softw. 67(1), 2015, §3.4, with one intercept). N₁ and N₂ are diagonal and
//! C, the table of visit counts, is sparse. The factor with more levels ("major") is eliminated
//! exactly, row by row; what stays is a dense positive definite system of the smaller ("minor") one.

use super::design::Design;
use crate::linalg::Cholesky;

/// One row of the count table: a level of the major factor.
#[derive(Debug, Clone)]
struct Row {
    /// Visits, and sum of centred scores.
    n: f64,
    sum: f64,
    /// Range of its entries.
    start: usize,
    end: usize,
}

/// The design laid out for elimination, scores centred at their mean.
#[derive(Debug, Clone)]
pub struct Layout {
    rows: Vec<Row>,
    /// Column and visit count of every cell, row after row.
    entries: Vec<(usize, f64)>,
    /// Visits and sum of centred scores of each level of the minor factor.
    columns: Vec<(f64, f64)>,
    total_squares: f64,
    visits: f64,
    /// Mean of all scores, taken off before anything else.
    pub centre: f64,
    /// Whether the locations are the factor that is eliminated.
    pub locations_major: bool,
}

/// The solved system at one pair of ratios.
#[derive(Debug, Clone)]
pub struct Solved {
    /// λ of the major and of the minor factor.
    pub lambda: [f64; 2],
    /// Centred intercept.
    pub intercept: f64,
    /// Spherical effects of the major factor.
    pub major: Vec<f64>,
    /// Spherical effects of the minor factor.
    pub minor: Vec<f64>,
    /// S⁻¹s: response of the minor effects to the intercept, with the sign turned.
    pub coupling: Vec<f64>,
    /// Precision of the intercept in units of 1/σ².
    pub pivot: f64,
    /// λ₁²n + 1 of every major level.
    pub diagonal: Vec<f64>,
    /// Factor of the Schur complement.
    pub factor: Cholesky,
    /// r²/(N − 1).
    pub sigma2: f64,
    /// Restricted deviance.
    pub deviance: f64,
}

impl Layout {
    /// Lays out a design.
    pub fn new(design: &Design) -> Self {
        let locations_major = design.locations().len() >= design.evaluators().len();
        let centre = design.total().mean;
        let (majors, minors) = if locations_major {
            (design.locations(), design.evaluators())
        } else {
            (design.evaluators(), design.locations())
        };
        let mut cells: Vec<(usize, usize, f64)> = design
            .cells()
            .iter()
            .map(|c| {
                let n = c.stats.n as f64;
                if locations_major {
                    (c.location, c.evaluator, n)
                } else {
                    (c.evaluator, c.location, n)
                }
            })
            .collect();
        cells.sort_unstable_by_key(|(major, minor, _)| (*major, *minor));
        let mut entries = Vec::with_capacity(cells.len());
        let mut cells = cells.into_iter().peekable();
        let rows = majors
            .iter()
            .enumerate()
            .map(|(index, stats)| {
                let start = entries.len();
                while let Some((_, minor, n)) = cells.next_if(|(major, _, _)| *major == index) {
                    entries.push((minor, n));
                }
                let n = stats.n as f64;
                Row {
                    n,
                    sum: n * (stats.mean - centre),
                    start,
                    end: entries.len(),
                }
            })
            .collect();
        let columns = minors
            .iter()
            .map(|s| (s.n as f64, s.n as f64 * (s.mean - centre)))
            .collect();
        Self {
            rows,
            entries,
            columns,
            total_squares: design.total().m2,
            visits: design.total().n as f64,
            centre,
            locations_major,
        }
    }

    /// Levels of the major and of the minor factor.
    pub fn levels(&self) -> [usize; 2] {
        [self.rows.len(), self.columns.len()]
    }

    /// Visits minus one: degrees of freedom of the variances.
    pub fn degrees_of_freedom(&self) -> f64 {
        self.visits - 1.0
    }

    fn rows(&self) -> impl Iterator<Item = (&Row, &[(usize, f64)])> {
        self.rows
            .iter()
            .map(|row| (row, self.entries.get(row.start..row.end).unwrap_or_default()))
    }

    /// Solves the system at λ = [major, minor]. `None` if it is numerically singular.
    pub fn solve(&self, lambda: [f64; 2]) -> Option<Solved> {
        let [la, lb] = lambda;
        let q = self.columns.len();
        let mut schur = vec![0.0; q * q];
        let mut s = vec![0.0; q];
        let mut t: Vec<f64> = self.columns.iter().map(|(_, y)| lb * y).collect();
        for (slot, (m, _)) in schur.iter_mut().step_by(q + 1).zip(&self.columns) {
            *slot = lb * lb * m + 1.0;
        }
        let (mut pivot, mut ty, mut yy, mut log_det) = (0.0, 0.0, self.total_squares, 0.0);
        let mut diagonal = Vec::with_capacity(self.rows.len());
        for (row, entries) in self.rows() {
            let d = la * la * row.n + 1.0;
            diagonal.push(d);
            pivot += row.n / d;
            ty += row.sum / d;
            yy -= la * la * row.sum * row.sum / d;
            log_det += (la * la * row.n).ln_1p();
            let factor = la * la * lb * lb / d;
            for (position, (k, c)) in entries.iter().enumerate() {
                if let (Some(sk), Some(tk)) = (s.get_mut(*k), t.get_mut(*k)) {
                    *sk += lb * c / d;
                    *tk -= lb * la * la * c * row.sum / d;
                }
                let scale = factor * c;
                if let Some(column) = schur.get_mut(k * q..(k + 1) * q) {
                    for (j, other) in entries.get(position..).unwrap_or_default() {
                        if let Some(slot) = column.get_mut(*j) {
                            *slot -= scale * other;
                        }
                    }
                }
            }
        }
        let factor = Cholesky::new(&schur, q)?;
        let coupling = factor.solve(&s);
        let base = factor.solve(&t);
        pivot -= dot(&s, &coupling);
        let reduced = ty - dot(&coupling, &t);
        let intercept = reduced / pivot;
        let r2 = yy - dot(&t, &base) - reduced * intercept;
        let minor: Vec<f64> = base
            .iter()
            .zip(&coupling)
            .map(|(b, w)| b - w * intercept)
            .collect();
        let major = self.major_effects(lambda, intercept, &minor, &diagonal);
        let df = self.degrees_of_freedom();
        let sigma2 = r2 / df;
        let deviance =
            log_det + factor.log_det() + pivot.ln() + df * (1.0 + (2.0 * std::f64::consts::PI * sigma2).ln());
        (pivot > 0.0 && sigma2 > 0.0 && deviance.is_finite()).then_some(Solved {
            lambda,
            intercept,
            major,
            minor,
            coupling,
            pivot,
            diagonal,
            factor,
            sigma2,
            deviance,
        })
    }

    /// Conditional means of the major effects given intercept and minor effects.
    pub fn major_effects(
        &self,
        lambda: [f64; 2],
        intercept: f64,
        minor: &[f64],
        diagonal: &[f64],
    ) -> Vec<f64> {
        let [la, lb] = lambda;
        self.rows()
            .zip(diagonal)
            .map(|((row, entries), d)| {
                let through: f64 = entries
                    .iter()
                    .filter_map(|(j, c)| minor.get(*j).map(|b| c * b))
                    .sum();
                la * (row.sum - row.n * intercept - lb * through) / d
            })
            .collect()
    }

    /// Prediction variances in units of σ², and the traces that the gradient needs.
    pub fn variances(&self, solved: &Solved) -> Variances {
        let [la, lb] = solved.lambda;
        let q = self.columns.len();
        let inverse = solved.factor.inverse();
        let diagonal = inverse.iter().step_by(q + 1);
        let minor: Vec<EffectVariance> = diagonal
            .zip(&solved.coupling)
            .map(|(v, w)| EffectVariance {
                conditional: *v,
                effect: v + w * w / solved.pivot,
                with_intercept: -w / solved.pivot,
            })
            .collect();
        let major = self
            .rows()
            .zip(&solved.diagonal)
            .map(|((row, entries), d)| {
                let mut quadratic = 0.0;
                let mut through = 0.0;
                for (position, (k, c)) in entries.iter().enumerate() {
                    through += c * solved.coupling.get(*k).copied().unwrap_or(0.0);
                    let column = inverse.get(k * q..(k + 1) * q).unwrap_or_default();
                    let mut off = 0.0;
                    for (j, other) in entries.get(position + 1..).unwrap_or_default() {
                        off += other * column.get(*j).copied().unwrap_or(0.0);
                    }
                    quadratic += c * (2.0 * off + c * column.get(*k).copied().unwrap_or(0.0));
                }
                quadratic *= la * la * lb * lb;
                let gap = la * row.n - la * lb * through;
                let conditional = 1.0 / d + quadratic / (d * d);
                EffectVariance {
                    conditional,
                    effect: conditional + gap * gap / (solved.pivot * d * d),
                    with_intercept: -gap / (solved.pivot * d),
                }
            })
            .collect();
        Variances {
            major,
            minor,
            intercept: 1.0 / solved.pivot,
        }
    }
}

/// Variance of one spherical effect, in units of σ².
#[derive(Debug, Clone, Copy)]
pub struct EffectVariance {
    /// Given the intercept.
    pub conditional: f64,
    /// With the intercept's uncertainty.
    pub effect: f64,
    /// Covariance with the intercept.
    pub with_intercept: f64,
}

/// Variances of all effects at one pair of ratios, in units of σ².
#[derive(Debug, Clone)]
pub struct Variances {
    /// Of the major factor.
    pub major: Vec<EffectVariance>,
    /// Of the minor factor.
    pub minor: Vec<EffectVariance>,
    /// Of the intercept.
    pub intercept: f64,
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
