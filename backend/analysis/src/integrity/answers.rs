//! Straight-lining: giving the answer at the same position again and again.
//!
//! A perfect visit also answers "yes" throughout. So the measure compares every answer with what
//! *other visits* answered to the same question, and the p value is the visit's rank among them: a
//! conformal p value (Vovk, Gammerman & Shafer 2005, §2.2), exact for honest visits whatever they do.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Signal;

/// The sameness of one visit's answers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sameness {
    /// Length of the longest run of answers at the same position.
    pub longest_run: usize,
    /// Excess of equal neighbouring answers over what the questions make usual.
    pub excess: f64,
    /// How unusual that is among all visits.
    pub signal: Signal,
}

/// Judges visits of one checklist. Per visit the positions of the chosen options in the order of the
/// questions; `None` where nothing was chosen. One result per visit.
///
/// With n visits the smallest p value is 1/n: a handful of visits cannot raise an alarm.
pub fn sameness(visits: &[Vec<Option<u8>>]) -> Vec<Sameness> {
    let usual = usual_shares(visits);
    let measured: Vec<(usize, f64)> = visits
        .iter()
        .map(|answers| (longest_run(answers), excess(answers, &usual)))
        .collect();
    let mut sorted: Vec<f64> = measured.iter().map(|(_, e)| *e).collect();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len() as f64;
    measured
        .into_iter()
        .map(|(longest_run, excess)| {
            let below = sorted.partition_point(|e| *e < excess - 1e-12) as f64;
            Sameness {
                longest_run,
                excess,
                signal: Signal::from_p((n - below) / n),
            }
        })
        .collect()
}

/// Neighbouring questions and how often visits give both the same position.
type Shares = BTreeMap<usize, (f64, f64)>;

fn usual_shares(visits: &[Vec<Option<u8>>]) -> Shares {
    let mut shares = Shares::new();
    for answers in visits {
        for (question, same) in neighbours(answers) {
            let entry = shares.entry(question).or_insert((0.0, 0.0));
            entry.0 += f64::from(u8::from(same));
            entry.1 += 1.0;
        }
    }
    shares
}

/// Observed minus usual number of equal neighbours, in standard deviations of independent answers.
fn excess(answers: &[Option<u8>], usual: &Shares) -> f64 {
    let (mut difference, mut variance) = (0.0, 0.0);
    for (question, same) in neighbours(answers) {
        if let Some((equal, pairs)) = usual.get(&question) {
            // Half an answer of each kind keeps a question that everybody answers alike neutral.
            let share = (equal + 0.5) / (pairs + 1.0);
            difference += f64::from(u8::from(same)) - share;
            variance += share * (1.0 - share);
        }
    }
    if variance > 0.0 {
        difference / variance.sqrt()
    } else {
        0.0
    }
}

/// Neighbouring answered questions: index of the first, and whether both have the same position.
fn neighbours(answers: &[Option<u8>]) -> impl Iterator<Item = (usize, bool)> {
    answers.windows(2).enumerate().filter_map(|(i, pair)| match pair {
        [Some(a), Some(b)] => Some((i, a == b)),
        _ => None,
    })
}

fn longest_run(answers: &[Option<u8>]) -> usize {
    let (mut longest, mut run, mut last) = (0, 0, None);
    for answer in answers.iter().flatten() {
        run = if last == Some(*answer) { run + 1 } else { 1 };
        last = Some(*answer);
        longest = longest.max(run);
    }
    longest
}
