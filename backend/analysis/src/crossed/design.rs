//! Who visited where: the cells of the location × evaluator table, condensed and sorted so that the
//! larger factor can be eliminated row by row.

use crate::error::AnalysisError;
use crate::summary::VisitStats;

/// All visits of one evaluator to one location. Several cells of the same pair are merged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Index of the location.
    pub location: usize,
    /// Index of the evaluator.
    pub evaluator: usize,
    /// Their visits.
    pub stats: VisitStats,
}

impl Cell {
    /// The cell of a single visit.
    pub fn visit(location: usize, evaluator: usize, score: f64) -> Self {
        Self {
            location,
            evaluator,
            stats: VisitStats {
                n: 1,
                mean: score,
                m2: 0.0,
            },
        }
    }
}

/// The design, checked and condensed.
#[derive(Debug, Clone)]
pub struct Design {
    /// Cells without duplicates, sorted by location, then evaluator.
    cells: Vec<Cell>,
    locations: Vec<VisitStats>,
    evaluators: Vec<VisitStats>,
    total: VisitStats,
}

impl Design {
    /// Condenses cells of `locations` locations and `evaluators` evaluators. Empty cells are dropped.
    ///
    /// # Errors
    /// An index out of range, a number that is not finite, a location or no visit at all.
    pub fn new(cells: &[Cell], locations: usize, evaluators: usize) -> Result<Self, AnalysisError> {
        for (position, cell) in cells.iter().enumerate() {
            check_index("locations", cell.location, locations)?;
            check_index("evaluators", cell.evaluator, evaluators)?;
            if !cell.stats.mean.is_finite() || !cell.stats.m2.is_finite() {
                return Err(AnalysisError::NotFinite(position));
            }
        }
        let mut sorted: Vec<Cell> = cells.iter().copied().filter(|c| c.stats.n > 0).collect();
        sorted.sort_by_key(|c| (c.location, c.evaluator));
        let mut merged: Vec<Cell> = Vec::with_capacity(sorted.len());
        for cell in sorted {
            match merged.last_mut() {
                Some(last) if (last.location, last.evaluator) == (cell.location, cell.evaluator) => {
                    last.stats = last.stats.merged(cell.stats);
                }
                _ => merged.push(cell),
            }
        }
        let by_location = totals(locations, merged.iter().map(|c| (c.location, c.stats)));
        let by_evaluator = totals(evaluators, merged.iter().map(|c| (c.evaluator, c.stats)));
        let total: VisitStats = by_location.iter().copied().collect();
        if total.n == 0 {
            return Err(AnalysisError::NoVisits);
        }
        if let Some(empty) = by_location.iter().position(|l| l.n == 0) {
            return Err(AnalysisError::EmptyLocation(empty));
        }
        Ok(Self {
            cells: merged,
            locations: by_location,
            evaluators: by_evaluator,
            total,
        })
    }

    /// Cells without duplicates, sorted by location, then evaluator.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Visits of each location.
    pub fn locations(&self) -> &[VisitStats] {
        &self.locations
    }

    /// Visits of each evaluator; one who visited nothing has n = 0.
    pub fn evaluators(&self) -> &[VisitStats] {
        &self.evaluators
    }

    /// All visits.
    pub fn total(&self) -> VisitStats {
        self.total
    }
}

fn check_index(what: &'static str, index: usize, count: usize) -> Result<(), AnalysisError> {
    if index < count {
        Ok(())
    } else {
        Err(AnalysisError::UnknownIndex { what, index, count })
    }
}

fn totals(count: usize, cells: impl Iterator<Item = (usize, VisitStats)>) -> Vec<VisitStats> {
    let mut totals = vec![VisitStats::default(); count];
    for (index, stats) in cells {
        if let Some(total) = totals.get_mut(index) {
            *total = total.merged(stats);
        }
    }
    totals
}
