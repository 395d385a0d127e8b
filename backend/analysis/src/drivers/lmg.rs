//! LMG: every predictor's mean increase of R² over all orders in which predictors can enter.
//!
//! All 2^p subsets are visited depth first. Adding a predictor to a subset extends a Cholesky factor
//! by one row, O(p²), and its new entry of the forward solution squared is the increase of R².

use super::correlation::Correlations;

/// Variance that a predictor must keep, given the others, to add anything.
const COLLINEAR: f64 = 1e-10;

/// Parts of R² by predictor; they add up to R² of all. Cost 2^p·p².
pub fn lmg(correlations: &Correlations) -> Vec<f64> {
    let p = correlations.predictors();
    let mut r_squared = vec![0.0; 1 << p];
    let mut path = Vec::with_capacity(p);
    visit(correlations, 0, 0, 0.0, &mut path, &mut r_squared);
    let weights = shapley_weights(p);
    (0..p)
        .map(|predictor| {
            let bit = 1_usize << predictor;
            (0..1_usize << p)
                .filter(|subset| subset & bit == 0)
                .map(|subset| {
                    let size = subset.count_ones() as usize;
                    let of = |s: usize| r_squared.get(s).copied().unwrap_or(0.0);
                    weights.get(size).copied().unwrap_or(0.0) * (of(subset | bit) - of(subset))
                })
                .sum()
        })
        .collect()
}

/// A predictor that entered: its row of the factor, pivot and entry of the forward solution.
struct Entered {
    predictor: usize,
    row: Vec<f64>,
    pivot: f64,
    solution: f64,
}

/// Visits every superset of `subset` that adds predictors from `next` on.
fn visit(c: &Correlations, subset: usize, next: usize, r2: f64, path: &mut Vec<Entered>, all: &mut [f64]) {
    if let Some(slot) = all.get_mut(subset) {
        *slot = r2;
    }
    for predictor in next..c.predictors() {
        let entered = enter(c, predictor, path);
        let increase = entered.solution * entered.solution;
        path.push(entered);
        visit(
            c,
            subset | (1 << predictor),
            predictor + 1,
            r2 + increase,
            path,
            all,
        );
        path.pop();
    }
}

/// Extends the factor by one predictor; a collinear one adds nothing.
fn enter(c: &Correlations, predictor: usize, path: &[Entered]) -> Entered {
    let mut row: Vec<f64> = Vec::with_capacity(path.len() + 1);
    for earlier in path {
        let dot: f64 = row.iter().zip(&earlier.row).map(|(a, b)| a * b).sum();
        let rest = c.between(earlier.predictor, predictor) - dot;
        row.push(if earlier.pivot > 0.0 {
            rest / earlier.pivot
        } else {
            0.0
        });
    }
    let left = 1.0 - row.iter().map(|v| v * v).sum::<f64>();
    if left < COLLINEAR {
        return Entered {
            predictor,
            row,
            pivot: 0.0,
            solution: 0.0,
        };
    }
    let pivot = left.sqrt();
    let explained: f64 = row.iter().zip(path).map(|(l, e)| l * e.solution).sum();
    let outcome = c.with_outcome().get(predictor).copied().unwrap_or(0.0);
    Entered {
        predictor,
        row,
        pivot,
        solution: (outcome - explained) / pivot,
    }
}

/// s!(p − 1 − s)!/p! for s = 0..p.
fn shapley_weights(p: usize) -> Vec<f64> {
    let mut weights = Vec::with_capacity(p);
    let mut weight = 1.0 / p as f64;
    for s in 0..p {
        weights.push(weight);
        if s + 1 < p {
            weight *= (s + 1) as f64 / (p - 1 - s) as f64;
        }
    }
    weights
}
