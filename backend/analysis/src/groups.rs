//! Runs of a ranking within which nobody can be told apart: the underlines of a multiple comparison
//! (Piepho, J. Comput. Graph. Stat. 13 (2004) 456–466, restricted to runs of the order shown).

use serde::Serialize;

/// A run of positions in the order shown, both ends included, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Run {
    /// First position.
    pub first: usize,
    /// Last position.
    pub last: usize,
}

/// The longest runs of `order` in which `alike` holds for every pair; each position is in one at least.
pub fn indistinguishable_runs<T>(order: &[T], alike: impl Fn(&T, &T) -> bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut first = 0;
    for (last, item) in order.iter().enumerate() {
        let unlike = order
            .get(first..last)
            .unwrap_or_default()
            .iter()
            .rposition(|other| !alike(other, item));
        if let Some(offset) = unlike {
            runs.push(Run {
                first,
                last: last - 1,
            });
            first += offset + 1;
        }
    }
    if !order.is_empty() {
        runs.push(Run {
            first,
            last: order.len() - 1,
        });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(values: &[i32], reach: i32) -> Vec<(usize, usize)> {
        indistinguishable_runs(values, |a, b| (a - b).abs() <= reach)
            .into_iter()
            .map(|r| (r.first, r.last))
            .collect()
    }

    #[test]
    fn runs_overlap_where_neighbours_are_alike() {
        assert_eq!(runs(&[10, 8, 6, 1], 2), [(0, 1), (1, 2), (3, 3)]);
    }

    #[test]
    fn all_alike_is_one_run_and_nothing_is_none() {
        assert_eq!(runs(&[5, 5, 5], 0), [(0, 2)]);
        assert_eq!(runs(&[], 0), []);
    }
}
