//! Johnson's relative weights: importance through the orthogonal variables closest to the predictors.

use super::correlation::Correlations;
use crate::linalg::symmetric_eigen;

/// Parts of R² by predictor; they add up to R² of all. `None` if the eigenvalues cannot be computed.
///
/// With R = VΔVᵀ and Λ = VΔ^½Vᵀ, β = Λ⁻¹r and the weights are Λ∘Λ·(β∘β). Directions without variance
/// (collinear predictors) are left out of the inverse.
pub fn relative_weights(correlations: &Correlations) -> Option<Vec<f64>> {
    let p = correlations.predictors();
    let (values, vectors) = symmetric_eigen(correlations.among(), p)?;
    let mut beta = vec![0.0; p];
    let mut lambda = vec![0.0; p * p];
    for (value, vector) in values.iter().zip(vectors.chunks_exact(p)) {
        let root = value.max(0.0).sqrt();
        let along: f64 = vector
            .iter()
            .zip(correlations.with_outcome())
            .map(|(v, r)| v * r)
            .sum();
        let scaled = if root > 1e-6 { along / root } else { 0.0 };
        for (b, v) in beta.iter_mut().zip(vector) {
            *b += v * scaled;
        }
        for (column, a) in lambda.chunks_exact_mut(p).zip(vector) {
            for (slot, b) in column.iter_mut().zip(vector) {
                *slot += root * a * b;
            }
        }
    }
    let weights = lambda
        .chunks_exact(p)
        .map(|row| row.iter().zip(&beta).map(|(l, b)| l * l * b * b).sum())
        .collect();
    Some(weights)
}
