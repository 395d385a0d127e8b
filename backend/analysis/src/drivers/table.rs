//! Visits × touchpoints with gaps: what is kept, what is left out and why.

use serde::Serialize;

use crate::error::AnalysisError;

/// The input: one row per visit.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Number of predictors.
    pub predictors: usize,
    /// Per visit the scores of its touchpoints; `None` = not applicable or not answered.
    pub rows: Vec<Vec<Option<f64>>>,
    /// Per visit the overall metric.
    pub outcome: Vec<Option<f64>>,
}

/// Why a predictor was left out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutReason {
    /// Missing in this share of the visits that have an outcome.
    OftenMissing(f64),
    /// The same in every complete visit.
    Constant,
}

/// A predictor left out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LeftOut {
    /// Column in the input.
    pub predictor: usize,
    /// Why.
    pub reason: LeftOutReason,
}

/// Complete visits only.
#[derive(Debug, Clone)]
pub(super) struct Complete {
    /// Columns kept.
    pub kept: Vec<usize>,
    /// Per visit the kept predictors, then the outcome.
    pub rows: Vec<Vec<f64>>,
    /// Visits left out.
    pub left_out_rows: usize,
    /// Predictors left out.
    pub left_out: Vec<LeftOut>,
}

impl Table {
    /// Leaves out predictors that are missing too often, then visits with any gap, then predictors
    /// that no longer vary.
    pub(super) fn complete(&self, most_missing: f64) -> Result<Complete, AnalysisError> {
        self.check()?;
        let with_outcome = self.outcome.iter().filter(|y| y.is_some()).count().max(1);
        let mut left_out = Vec::new();
        let mut kept = Vec::new();
        for predictor in 0..self.predictors {
            let missing = self
                .rows
                .iter()
                .zip(&self.outcome)
                .filter(|(row, y)| y.is_some() && row.get(predictor).copied().flatten().is_none())
                .count();
            let share = missing as f64 / with_outcome as f64;
            if share > most_missing {
                left_out.push(LeftOut {
                    predictor,
                    reason: LeftOutReason::OftenMissing(share),
                });
            } else {
                kept.push(predictor);
            }
        }
        let mut rows = self.select(&kept);
        let constant: Vec<usize> = kept
            .iter()
            .enumerate()
            .filter(|(column, _)| {
                let first = rows.first().and_then(|r| r.get(*column));
                rows.iter().all(|r| r.get(*column) == first)
            })
            .map(|(_, predictor)| *predictor)
            .collect();
        if !constant.is_empty() {
            kept.retain(|p| !constant.contains(p));
            left_out.extend(constant.iter().map(|p| LeftOut {
                predictor: *p,
                reason: LeftOutReason::Constant,
            }));
            rows = self.select(&kept);
        }
        let left_out_rows = self.rows.len() - rows.len();
        Ok(Complete {
            kept,
            rows,
            left_out_rows,
            left_out,
        })
    }

    /// The visits that have all of `columns` and the outcome.
    fn select(&self, columns: &[usize]) -> Vec<Vec<f64>> {
        self.rows
            .iter()
            .zip(&self.outcome)
            .filter_map(|(row, outcome)| {
                columns
                    .iter()
                    .map(|c| row.get(*c).copied().flatten())
                    .chain(std::iter::once(*outcome))
                    .collect()
            })
            .collect()
    }

    fn check(&self) -> Result<(), AnalysisError> {
        if self.rows.len() != self.outcome.len() {
            return Err(AnalysisError::LengthMismatch {
                what: "visits and outcomes",
                left: self.rows.len(),
                right: self.outcome.len(),
            });
        }
        for (i, (row, outcome)) in self.rows.iter().zip(&self.outcome).enumerate() {
            if row.len() != self.predictors {
                return Err(AnalysisError::LengthMismatch {
                    what: "touchpoints of a visit",
                    left: row.len(),
                    right: self.predictors,
                });
            }
            if row
                .iter()
                .chain(std::iter::once(outcome))
                .flatten()
                .any(|v| !v.is_finite())
            {
                return Err(AnalysisError::NotFinite(i));
            }
        }
        Ok(())
    }
}
