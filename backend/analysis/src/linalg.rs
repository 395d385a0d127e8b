//! Dense symmetric systems: a thin, panic-free layer over `faer`'s blocked Cholesky and
//! eigendecomposition. Matrices are column-major slices of `n`×`n` numbers, lower triangle filled.

use faer::linalg::solvers::{DenseSolveCore, Llt, Solve};
use faer::{Col, MatRef, Side};

/// A Cholesky factor A = L·Lᵀ.
#[derive(Debug, Clone)]
pub struct Cholesky {
    factor: Llt<f64>,
    n: usize,
}

impl Cholesky {
    /// Factorises the matrix whose lower triangle is given; `None` unless it is positive definite.
    pub fn new(lower: &[f64], n: usize) -> Option<Self> {
        if lower.len() != n * n {
            return None;
        }
        let factor = Llt::new(MatRef::from_column_major_slice(lower, n, n), Side::Lower).ok()?;
        Some(Self { factor, n })
    }

    /// ln det A.
    pub fn log_det(&self) -> f64 {
        2.0 * self
            .columns()
            .filter_map(|(j, column)| column.get(j))
            .map(|d| d.ln())
            .sum::<f64>()
    }

    /// A⁻¹b; `b` must have the matrix's order.
    pub fn solve(&self, b: &[f64]) -> Vec<f64> {
        let mut x = Col::from_fn(self.n, |i| b.get(i).copied().unwrap_or(0.0));
        self.factor.solve_in_place(x.as_mut());
        x.iter().copied().collect()
    }

    /// A⁻¹, both triangles filled.
    pub fn inverse(&self) -> Vec<f64> {
        let inverse = self.factor.inverse();
        (0..self.n)
            .flat_map(|j| inverse.col(j).iter().copied().collect::<Vec<_>>())
            .collect()
    }

    /// Overwrites independent standard normals z with L⁻ᵀz, whose covariance is A⁻¹.
    pub fn correlate(&self, z: &mut [f64]) {
        let columns: Vec<&[f64]> = self.columns().map(|(_, column)| column).collect();
        for (j, column) in columns.iter().enumerate().rev() {
            let (Some((head, tail)), Some((pivot, below))) = (
                z.split_at_mut_checked(j + 1),
                column.get(j..).and_then(|c| c.split_first()),
            ) else {
                return;
            };
            let dot: f64 = below.iter().zip(tail.iter()).map(|(l, x)| l * x).sum();
            if let Some(x) = head.last_mut() {
                *x = (*x - dot) / pivot;
            }
        }
    }

    /// Columns of L as slices, with their numbers.
    fn columns(&self) -> impl Iterator<Item = (usize, &[f64])> {
        let l = self.factor.L();
        (0..self.n).filter_map(move |j| l.col(j).try_as_col_major().map(|c| (j, c.as_slice())))
    }
}

/// Eigenvalues (ascending) and eigenvectors (columns, concatenated) of a symmetric matrix; `None` if
/// the iteration fails.
pub fn symmetric_eigen(lower: &[f64], n: usize) -> Option<(Vec<f64>, Vec<f64>)> {
    if lower.len() != n * n {
        return None;
    }
    let eigen = MatRef::from_column_major_slice(lower, n, n)
        .self_adjoint_eigen(Side::Lower)
        .ok()?;
    let values = eigen.S().column_vector().iter().copied().collect();
    let vectors = (0..n)
        .flat_map(|j| eigen.U().col(j).iter().copied().collect::<Vec<_>>())
        .collect();
    Some((values, vectors))
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: [f64; 9] = [4.0, 2.0, 1.0, 2.0, 5.0, 3.0, 1.0, 3.0, 6.0];

    #[test]
    fn inverse_times_matrix_is_the_identity() {
        let inverse = Cholesky::new(&A, 3).unwrap().inverse();
        for i in 0..3 {
            for j in 0..3 {
                let product: f64 = (0..3).map(|k| A[k * 3 + i] * inverse[j * 3 + k]).sum();
                assert!((product - f64::from(u8::from(i == j))).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn correlate_solves_with_the_transposed_factor() {
        // |L⁻ᵀz|² summed over the unit vectors is the trace of A⁻¹.
        let factor = Cholesky::new(&A, 3).unwrap();
        let trace: f64 = factor.inverse().iter().step_by(4).sum();
        let squares: f64 = (0..3)
            .map(|k| {
                let mut z = [0.0; 3];
                z[k] = 1.0;
                factor.correlate(&mut z);
                z.iter().map(|v| v * v).sum::<f64>()
            })
            .sum();
        assert!((trace - squares).abs() < 1e-12);
    }

    #[test]
    fn a_matrix_that_is_not_positive_definite_has_no_factor() {
        assert!(Cholesky::new(&[1.0, 2.0, 2.0, 1.0], 2).is_none());
    }
}
