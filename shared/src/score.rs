//! Exact scoring: one pure function for phone, server and tools.
//!
//! A question earns `earned / possible` points. A touchpoint's score is
//! Σ weight·earned / Σ weight·possible over its shown, applicable, answered questions; a visit's is
//! Σ touchpoint weight·score / Σ weights over the touchpoints that have a score. Everything is a
//! ratio of integers: rounding happens only when a score is shown.

mod exact;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use exact::Exact;

use crate::answer::Answer;
use crate::checklist::{Band, CapOf, Checklist, Kind, Question, Slug, Visible};
use crate::points::Milli;

/// Counts up whenever the same answers would score differently.
pub const SCORING_VERSION: u32 = 1;

/// The score of a visit and of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitScore {
    /// [`SCORING_VERSION`] of the code that computed it.
    pub scoring_version: u32,
    /// The whole visit; `None` where nothing applied, which is neither 0 nor 100.
    pub visit: Option<Exact>,
    /// Each touchpoint, in the checklist's order.
    pub touchpoints: Vec<TouchpointScore>,
    /// The critical questions that failed, in the checklist's order.
    pub failed_critical: Vec<Slug>,
}

/// The score of one touchpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchpointScore {
    /// The touchpoint's id.
    pub touchpoint: Slug,
    /// Its score; `None` where nothing applied.
    pub score: Option<Exact>,
    /// How many of its questions counted.
    pub questions: u32,
}

/// What one answer earned of what it could have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earned {
    /// Points earned, never below zero for a multiple choice; as authored otherwise.
    pub earned: Milli,
    /// Points possible; zero where the question is worth nothing.
    pub possible: Milli,
}

/// What this answer earns; `None` where the question does not score or does not apply.
pub fn earned(question: &Question, answer: &Answer) -> Option<Earned> {
    if does_not_apply(question, answer) {
        return None;
    }
    let possible = question.kind.possible()?;
    let earned = match (&question.kind, answer) {
        (Kind::YesNo { points: Some(points) }, Answer::YesNo(yes)) => {
            if *yes {
                points.yes
            } else {
                points.no
            }
        }
        (Kind::Single { options }, Answer::Choice(chosen)) => options
            .iter()
            .find(|o| o.id == *chosen)?
            .points
            .unwrap_or(Milli::ZERO),
        (Kind::Multiple { options }, Answer::Choices(chosen)) => {
            let points = options
                .iter()
                .filter(|o| chosen.contains(&o.id))
                .filter_map(|o| o.points);
            let sum = points.map(Milli::thousandths).fold(0i64, i64::saturating_add);
            Milli::from_thousandths(sum.clamp(0, possible.thousandths().max(0)))?
        }
        (Kind::Scale { min, points, .. }, Answer::Rating(step)) => *usize::try_from(step.checked_sub(*min)?)
            .ok()
            .and_then(|index| points.get(index))?,
        (Kind::Number { bands, .. }, Answer::Number(_)) | (Kind::Timer { bands }, Answer::ElapsedMs(_)) => {
            band_of(bands, answer.measure()?)?.points
        }
        _ => return None,
    };
    Some(Earned { earned, possible })
}

/// The first band that holds the value.
fn band_of(bands: &[Band], value: Milli) -> Option<&Band> {
    bands
        .iter()
        .find(|band| band.up_to.is_none_or(|up_to| value <= up_to))
}

/// Whether the answer takes the question out of the score.
pub fn does_not_apply(question: &Question, answer: &Answer) -> bool {
    let by_option = |chosen: &Slug| {
        question
            .kind
            .options()
            .iter()
            .any(|o| o.not_applicable && o.id == *chosen)
    };
    match answer {
        Answer::NotApplicable => true,
        Answer::Choice(chosen) => by_option(chosen),
        Answer::Choices(chosen) => chosen.iter().any(by_option),
        _ => false,
    }
}

/// Whether the answer earns less than it could.
pub fn loses_points(question: &Question, answer: &Answer) -> bool {
    earned(question, answer).is_some_and(|e| e.earned < e.possible)
}

/// Whether the answer fails a critical question: it earns none of what it could.
pub fn fails_critical(question: &Question, answer: &Answer) -> bool {
    question.critical.is_some() && earned(question, answer).is_some_and(Earned::is_nothing)
}

impl Earned {
    fn is_nothing(self) -> bool {
        self.possible > Milli::ZERO && self.earned <= Milli::ZERO
    }
}

/// Scores a visit from its answers.
pub fn score(checklist: &Checklist, persona: Option<&Slug>, answers: &BTreeMap<Slug, Answer>) -> VisitScore {
    let visible = Visible::new(checklist, persona, answers);
    let mut asked = visible.in_order();
    let mut failed_critical = Vec::new();
    let mut visit_cap = None;
    let mut touchpoints = Vec::with_capacity(checklist.touchpoints.len());
    let mut parts = Vec::with_capacity(checklist.touchpoints.len());

    for touchpoint in &checklist.touchpoints {
        let mut sums = Sums::default();
        let mut cap = None;
        for question in &touchpoint.questions {
            let answer = asked.next().flatten();
            let Some(points) = answer.and_then(|answer| earned(question, answer)) else {
                continue;
            };
            sums.add(question, points);
            let Some(critical) = question.critical.filter(|_| points.is_nothing()) else {
                continue;
            };
            failed_critical.push(question.id.clone());
            match critical.caps {
                Some(caps) if caps.of == CapOf::Visit => lower(&mut visit_cap, caps.percent),
                Some(caps) => lower(&mut cap, caps.percent),
                None => {}
            }
        }
        let score = sums
            .score(checklist.bonus_above_full)
            .map(|score| capped(score, cap));
        if let Some(score) = &score {
            parts.push((touchpoint.weight, score.clone()));
        }
        touchpoints.push(TouchpointScore {
            touchpoint: touchpoint.id.clone(),
            score,
            questions: sums.questions,
        });
    }

    VisitScore {
        scoring_version: SCORING_VERSION,
        visit: Exact::weighted_mean(&parts).map(|score| capped(score, visit_cap)),
        touchpoints,
        failed_critical,
    }
}

fn lower(cap: &mut Option<Milli>, percent: Milli) {
    *cap = Some(cap.map_or(percent, |cap| cap.min(percent)));
}

fn capped(score: Exact, cap: Option<Milli>) -> Exact {
    match cap {
        Some(percent) => score.min(Exact::percent(percent)),
        None => score,
    }
}

/// What a touchpoint's questions add up to, before caps.
#[derive(Default)]
struct Sums {
    // Products of two thousandths; an i128 holds the sum of any number of them that fits in memory.
    earned: i128,
    possible: i128,
    questions: u32,
}

impl Sums {
    fn add(&mut self, question: &Question, points: Earned) {
        let weigh =
            |points: Milli| i128::from(question.weight.thousandths()) * i128::from(points.thousandths());
        self.questions += 1;
        self.earned += weigh(points.earned);
        if !question.bonus {
            self.possible += weigh(points.possible);
        }
    }

    fn score(&self, bonus_above_full: bool) -> Option<Exact> {
        if self.possible <= 0 {
            return None;
        }
        let earned = if bonus_above_full {
            self.earned
        } else {
            self.earned.min(self.possible)
        };
        Some(Exact::ratio(earned, self.possible))
    }
}
