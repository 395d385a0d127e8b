//! Exact scoring: one pure function for phone, server and tools.
//!
//! A question earns `earned / possible` points. A touchpoint's score is
//! Σ weight·earned / Σ weight·possible over its shown, applicable, answered questions; a visit's is
//! Σ touchpoint weight·score / Σ weights over the touchpoints that have a score. Everything is a
//! ratio of integers: rounding happens only when a score is shown.

mod exact;

use std::collections::BTreeMap;

use num_rational::BigRational;
use serde::{Deserialize, Serialize};

pub use exact::Exact;

use crate::answer::Answer;
use crate::checklist::{Band, CapOf, Checklist, Kind, Question, Slug, Touchpoint, Visible};
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
    question.critical.is_some()
        && earned(question, answer).is_some_and(|e| e.possible > Milli::ZERO && e.earned <= Milli::ZERO)
}

/// Scores a visit from its answers.
pub fn score(checklist: &Checklist, persona: Option<&Slug>, answers: &BTreeMap<Slug, Answer>) -> VisitScore {
    let visible = Visible::new(checklist, persona, answers);
    let mut failed_critical = Vec::new();
    let mut visit_cap: Option<Exact> = None;
    let mut touchpoints = Vec::with_capacity(checklist.touchpoints.len());
    let (mut weighted, mut weights) = (Exact::zero(), Exact::zero());

    for touchpoint in &checklist.touchpoints {
        let (mut score, questions) = touchpoint_score(checklist, touchpoint, &visible);
        for question in &touchpoint.questions {
            if !visible
                .answer(&question.id)
                .is_some_and(|answer| fails_critical(question, answer))
            {
                continue;
            }
            failed_critical.push(question.id.clone());
            if let Some(cap) = question.critical.and_then(|critical| critical.caps) {
                let ceiling = Exact::percent(cap.percent);
                match cap.of {
                    CapOf::Touchpoint => score = score.map(|score| score.min(ceiling)),
                    CapOf::Visit => {
                        visit_cap = Some(visit_cap.map_or(ceiling.clone(), |lower| lower.min(ceiling)));
                    }
                }
            }
        }
        if let Some(score) = &score {
            let weight = Exact::milli(touchpoint.weight);
            weighted = weighted + weight.clone() * score.clone();
            weights = weights + weight;
        }
        touchpoints.push(TouchpointScore {
            touchpoint: touchpoint.id.clone(),
            score,
            questions,
        });
    }

    let visit = weighted.checked_div(&weights).map(|score| match visit_cap {
        Some(cap) => score.min(cap),
        None => score,
    });
    VisitScore {
        scoring_version: SCORING_VERSION,
        visit,
        touchpoints,
        failed_critical,
    }
}

/// The touchpoint's score before caps, and how many questions counted.
fn touchpoint_score(
    checklist: &Checklist,
    touchpoint: &Touchpoint,
    visible: &Visible<'_>,
) -> (Option<Exact>, u32) {
    // Products of two thousandths; an i128 holds the sum of any number of them that fits in memory.
    let (mut earned_sum, mut possible_sum) = (0i128, 0i128);
    let mut questions = 0;
    for question in &touchpoint.questions {
        let Some(points) = visible
            .answer(&question.id)
            .and_then(|answer| earned(question, answer))
        else {
            continue;
        };
        questions += 1;
        let weigh =
            |points: Milli| i128::from(question.weight.thousandths()) * i128::from(points.thousandths());
        earned_sum += weigh(points.earned);
        if !question.bonus {
            possible_sum += weigh(points.possible);
        }
    }
    if possible_sum <= 0 {
        return (None, questions);
    }
    if !checklist.bonus_above_full {
        earned_sum = earned_sum.min(possible_sum);
    }
    let score = BigRational::new(earned_sum.into(), possible_sum.into());
    (Some(Exact::from(score)), questions)
}
