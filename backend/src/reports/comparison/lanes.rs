//! Lanes: the lines beside a ranking that tie together rows which cannot be told apart.

use serde::Serialize;
use vitrine_analysis::compare::Run;

/// More lanes than these are a tangle: the rank ranges then say it alone.
const MOST_LANES: usize = 8;

/// One line beside the rows of a ranking.
pub type Lane = Vec<Option<LanePart>>;

/// What of a lane a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LanePart {
    /// The highest row of the line.
    Start,
    /// A row between.
    Middle,
    /// The lowest row of the line.
    End,
}

/// Lays runs out in as few lanes as they need, for `rows` rows. Runs of one row need no line.
/// Empty where it would take more lanes than can be read.
pub fn lay_out(runs: &[Run], rows: usize) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::new();
    for run in runs.iter().filter(|run| run.last > run.first) {
        let free = lanes.iter().position(|lane| is_free(lane, run));
        let index = match free {
            Some(index) => index,
            None if lanes.len() == MOST_LANES => return Vec::new(),
            None => {
                lanes.push(vec![None; rows]);
                lanes.len() - 1
            }
        };
        if let Some(lane) = lanes.get_mut(index) {
            draw(lane, run);
        }
    }
    lanes
}

/// Free with a row between, so that two lines of one lane never look like one.
fn is_free(lane: &Lane, run: &Run) -> bool {
    let from = run.first.saturating_sub(1);
    lane.get(from..=run.last)
        .is_some_and(|rows| rows.iter().all(Option::is_none))
}

fn draw(lane: &mut Lane, run: &Run) {
    for (row, slot) in lane.iter_mut().enumerate().take(run.last + 1).skip(run.first) {
        *slot = Some(if row == run.first {
            LanePart::Start
        } else if row == run.last {
            LanePart::End
        } else {
            LanePart::Middle
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(pairs: &[(usize, usize)]) -> Vec<Run> {
        pairs.iter().map(|&(first, last)| Run { first, last }).collect()
    }

    #[test]
    fn overlapping_runs_get_lanes_of_their_own_and_later_ones_reuse_them() {
        let lanes = lay_out(&runs(&[(0, 2), (1, 3), (5, 6), (7, 7)]), 8);
        assert_eq!(lanes.len(), 2);
        let first: String = lanes[0].iter().map(letter).collect();
        let second: String = lanes[1].iter().map(letter).collect();
        assert_eq!((first.as_str(), second.as_str()), ("SME  SE ", " SME    "));
    }

    #[test]
    fn a_tangle_is_not_drawn() {
        let many: Vec<Run> = (0..20)
            .map(|i| Run {
                first: i,
                last: i + 19,
            })
            .collect();
        assert!(lay_out(&many, 40).is_empty());
    }

    fn letter(part: &Option<LanePart>) -> char {
        match part {
            None => ' ',
            Some(LanePart::Start) => 'S',
            Some(LanePart::Middle) => 'M',
            Some(LanePart::End) => 'E',
        }
    }
}
