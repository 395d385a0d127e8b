//! Correlations of the predictors among themselves and with the outcome.

/// Correlation matrix of the predictors (column-major) and their correlations with the outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Correlations {
    predictors: usize,
    among: Vec<f64>,
    with_outcome: Vec<f64>,
}

impl Correlations {
    /// Correlations of rows that hold `predictors` numbers and then the outcome. A predictor that
    /// does not vary correlates with nothing. `None` if the outcome does not vary.
    pub fn of<'a, I>(rows: I, predictors: usize) -> Option<Self>
    where
        I: Iterator<Item = &'a [f64]> + Clone,
    {
        let width = predictors + 1;
        let mut means = vec![0.0; width];
        let mut n = 0.0;
        for row in rows.clone() {
            n += 1.0;
            for (mean, value) in means.iter_mut().zip(row) {
                *mean += value;
            }
        }
        for mean in &mut means {
            *mean /= n;
        }
        let mut products = vec![0.0; width * width];
        let mut centred = vec![0.0; width];
        for row in rows {
            for ((c, value), mean) in centred.iter_mut().zip(row).zip(&means) {
                *c = value - mean;
            }
            for (column, a) in products.chunks_exact_mut(width).zip(&centred) {
                for (slot, b) in column.iter_mut().zip(&centred) {
                    *slot += a * b;
                }
            }
        }
        let sds: Vec<f64> = products.iter().step_by(width + 1).map(|v| v.sqrt()).collect();
        let outcome_sd = *sds.last()?;
        if outcome_sd.is_nan() || outcome_sd <= 0.0 {
            return None;
        }
        let columns: Vec<&[f64]> = products.chunks_exact(width).collect();
        let scaled = |column: &[f64], sd: f64, j: usize| -> Vec<f64> {
            column
                .iter()
                .zip(&sds)
                .take(predictors)
                .enumerate()
                .map(|(i, (v, other))| match (i == j, sd * other > 0.0) {
                    (true, _) => 1.0,
                    (false, true) => v / (sd * other),
                    (false, false) => 0.0,
                })
                .collect()
        };
        let among = columns
            .iter()
            .zip(&sds)
            .take(predictors)
            .enumerate()
            .flat_map(|(j, (column, sd))| scaled(column, *sd, j))
            .collect();
        let with_outcome = scaled(columns.last()?, outcome_sd, usize::MAX);
        Some(Self {
            predictors,
            among,
            with_outcome,
        })
    }

    /// Number of predictors.
    pub fn predictors(&self) -> usize {
        self.predictors
    }

    /// Correlation of two predictors.
    pub fn between(&self, a: usize, b: usize) -> f64 {
        self.among.get(a * self.predictors + b).copied().unwrap_or(0.0)
    }

    /// The matrix among predictors, column-major.
    pub fn among(&self) -> &[f64] {
        &self.among
    }

    /// Correlations with the outcome.
    pub fn with_outcome(&self) -> &[f64] {
        &self.with_outcome
    }
}
