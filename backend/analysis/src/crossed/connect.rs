//! Whether severity can be told from quality: locations and evaluators form a graph whose edges are
//! visits, and comparisons hold only inside one connected piece (Weeks & Williams, Technometrics 6
//! (1964) 319–324).

use serde::Serialize;

use super::design::Design;
use crate::refusal::Refusal;

/// Locations and evaluators that are joined by visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Indices of its locations.
    pub locations: Vec<usize>,
    /// Indices of its evaluators.
    pub evaluators: Vec<usize>,
}

/// A visit that would join a piece to the largest one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct JoiningVisit {
    /// An evaluator of the largest piece: the one with most visits.
    pub evaluator: usize,
    /// A location of the piece to be joined: the one with fewest visits.
    pub location: usize,
}

/// The pieces of a design, the one with most locations first, and the visits that would join them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Connectivity {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// One visit per piece after the first; together they connect everything.
    pub joining_visits: Vec<JoiningVisit>,
}

/// Finds the pieces. Evaluators without visits belong to none.
pub fn connectivity(design: &Design) -> Connectivity {
    let locations = design.locations().len();
    let mut forest = Forest::new(locations + design.evaluators().len());
    for cell in design.cells() {
        forest.join(cell.location, locations + cell.evaluator);
    }
    let mut piece_of_root = std::collections::BTreeMap::new();
    let mut pieces: Vec<Piece> = Vec::new();
    for location in 0..locations {
        let number = *piece_of_root.entry(forest.root(location)).or_insert_with(|| {
            pieces.push(Piece {
                locations: Vec::new(),
                evaluators: Vec::new(),
            });
            pieces.len() - 1
        });
        if let Some(piece) = pieces.get_mut(number) {
            piece.locations.push(location);
        }
    }
    for (evaluator, stats) in design.evaluators().iter().enumerate() {
        let number = piece_of_root.get(&forest.root(locations + evaluator));
        if let Some(piece) = number.filter(|_| stats.n > 0).and_then(|n| pieces.get_mut(*n)) {
            piece.evaluators.push(evaluator);
        }
    }
    pieces.sort_by_key(|p| std::cmp::Reverse((p.locations.len(), p.evaluators.len())));
    let joining_visits = joining(design, &pieces);
    Connectivity {
        pieces,
        joining_visits,
    }
}

/// Says why a severity adjustment is not possible, if it is not.
pub fn refusal(design: &Design, connectivity: &Connectivity) -> Option<Refusal> {
    let active = design.evaluators().iter().filter(|e| e.n > 0).count();
    if design.locations().len() < 2 {
        return Some(Refusal::OneLocation);
    }
    if active < 2 {
        return Some(Refusal::OneEvaluator);
    }
    if active as u64 == design.total().n {
        return Some(Refusal::NoRepeatedEvaluators);
    }
    if connectivity.pieces.len() > 1 {
        // Every evaluator sees one location only: as many pieces as locations.
        if design.cells().len() == active {
            return Some(Refusal::Nested);
        }
        return Some(Refusal::NotConnected {
            pieces: connectivity.pieces.len(),
            joining_visits: connectivity.joining_visits.len(),
        });
    }
    None
}

fn joining(design: &Design, pieces: &[Piece]) -> Vec<JoiningVisit> {
    let visits_by = |e: &usize| design.evaluators().get(*e).map_or(0, |s| s.n);
    let visits_at = |l: &usize| design.locations().get(*l).map_or(0, |s| s.n);
    let Some((largest, others)) = pieces.split_first() else {
        return Vec::new();
    };
    let Some(evaluator) = largest.evaluators.iter().copied().max_by_key(|e| visits_by(e)) else {
        return Vec::new();
    };
    others
        .iter()
        .filter_map(|piece| piece.locations.iter().copied().min_by_key(|l| visits_at(l)))
        .map(|location| JoiningVisit { evaluator, location })
        .collect()
}

/// Disjoint sets with path halving (Tarjan & van Leeuwen, J. ACM 31 (1984) 245–281).
struct Forest {
    parent: Vec<usize>,
}

impl Forest {
    fn new(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
        }
    }

    fn parent(&self, node: usize) -> usize {
        self.parent.get(node).copied().unwrap_or(node)
    }

    fn root(&mut self, mut node: usize) -> usize {
        while self.parent(node) != node {
            let grandparent = self.parent(self.parent(node));
            if let Some(slot) = self.parent.get_mut(node) {
                *slot = grandparent;
            }
            node = grandparent;
        }
        node
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        // The smaller index becomes the root: deterministic, and halving keeps the paths short.
        if let Some(slot) = self.parent.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}
