//! From lines to visits. Without touchpoints a line is a visit. With them, lines of one location,
//! evaluator and wave belong to one visit until a touchpoint comes a second time.

use std::collections::HashMap;

use super::read::{File, Row};
use crate::summary::VisitStats;

/// A visit.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// Number of the location.
    pub location: usize,
    /// Number of the evaluator, if known.
    pub evaluator: Option<usize>,
    /// Number of the wave, if known.
    pub wave: Option<usize>,
    /// Its score; with touchpoints their plain mean.
    pub score: f64,
    /// Scores by touchpoint; empty if the file has none.
    pub touchpoints: Vec<Option<f64>>,
    /// The overall metric, if given.
    pub outcome: Option<f64>,
}

/// Puts the lines of a file together to visits, in order of their first line.
pub fn visits(file: &File) -> Vec<Visit> {
    let touchpoints = file.touchpoints.len();
    if touchpoints == 0 {
        return file.rows.iter().map(|row| single(row, row.score)).collect();
    }
    let mut visits: Vec<Visit> = Vec::new();
    let mut open: HashMap<(usize, Option<usize>, Option<usize>), usize> = HashMap::new();
    for row in &file.rows {
        let key = (row.location, row.evaluator, row.wave);
        let touchpoint = row.touchpoint.unwrap_or(0);
        let fits = open.get(&key).copied().filter(|number| {
            visits
                .get(*number)
                .is_some_and(|v| v.touchpoints.get(touchpoint) == Some(&None))
        });
        let number = fits.unwrap_or_else(|| {
            visits.push(Visit {
                touchpoints: vec![None; touchpoints],
                ..single(row, 0.0)
            });
            open.insert(key, visits.len() - 1);
            visits.len() - 1
        });
        if let Some(visit) = visits.get_mut(number) {
            if let Some(slot) = visit.touchpoints.get_mut(touchpoint) {
                *slot = Some(row.score);
            }
            visit.outcome = visit.outcome.or(row.outcome);
        }
    }
    for visit in &mut visits {
        let mut stats = VisitStats::default();
        visit
            .touchpoints
            .iter()
            .flatten()
            .for_each(|score| stats.add(*score));
        visit.score = stats.mean;
    }
    visits
}

fn single(row: &Row, score: f64) -> Visit {
    Visit {
        location: row.location,
        evaluator: row.evaluator,
        wave: row.wave,
        score,
        touchpoints: Vec::new(),
        outcome: row.outcome,
    }
}
