//! Who may do a visit: the rules of a wave, judged over what is known of the evaluator and the place.
//!
//! Pure: the caller reads the facts, on the server inside the transaction that assigns. A refusal says
//! which rule it is and until when it holds, so that nobody has to guess.

use serde::{Deserialize, Serialize};

use crate::problem::Code;
use crate::time::Timestamp;
use crate::wire::MeanGrade;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The longest rotation or spacing, in days.
pub const MAX_RULE_DAYS: u32 = 730;

/// The rules of a wave. A rule that is 0 is not asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// The same evaluator visits a location again only after so many days.
    pub rotation_days: u32,
    /// A location is visited again only after so many days, whoever does it.
    pub spacing_days: u32,
    /// An evaluator does at most so many visits on one day.
    pub most_per_day: u32,
    /// The evaluator's own grade is at least so high, counted in halves: 8 is 4. Who was never graded
    /// has none that could be too low, and may do it.
    pub min_grade_halves: u32,
}

impl Rules {
    /// Whether anything is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// From when to when a visit can be done, with the days at its location (counted from any fixed day).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Not before.
    pub opens_at: Timestamp,
    /// Not after.
    pub closes_at: Timestamp,
    /// The day of `opens_at`.
    pub first_day: i64,
    /// The day of `closes_at`.
    pub last_day: i64,
}

/// Another visit that somebody does or did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Other {
    /// Whether the same evaluator does it.
    pub same_evaluator: bool,
    /// Whether it goes to the same location.
    pub same_location: bool,
    /// When it can be done.
    pub span: Span,
    /// When it was done, and on which day there.
    pub done: Option<(Timestamp, i64)>,
}

/// What is known when an evaluator is to get a visit.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Now.
    pub now: Timestamp,
    /// The day of now at the visit's location.
    pub today: i64,
    /// When the visit can be done.
    pub wanted: Span,
    /// Every other visit of the evaluator, and every other visit to the location.
    pub others: Vec<Other>,
    /// Whether the evaluator has an interest in the brand, and until when if that ends.
    pub conflict: Option<Option<Timestamp>>,
    /// The evaluator's own grade; none before the first visit that was graded.
    pub grade: Option<MeanGrade>,
}

/// A rule that refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The visit's window has passed.
    Window,
    /// The evaluator has an interest in the brand.
    Conflict,
    /// The evaluator was there too recently, or goes there anyway.
    Rotation,
    /// The location was visited too recently, or the visits planned there leave no room.
    Spacing,
    /// The evaluator has as many visits as they may do in a day.
    DayLimit,
    /// The evaluator's own grade is below what is asked for.
    Grade,
}

impl Rule {
    /// The code that tells people of it.
    pub fn code(self) -> Code {
        match self {
            Self::Window => Code::RuleWindow,
            Self::Conflict => Code::RuleConflict,
            Self::Rotation => Code::RuleRotation,
            Self::Spacing => Code::RuleSpacing,
            Self::DayLimit => Code::RuleDayLimit,
            Self::Grade => Code::RuleGrade,
        }
    }
}

/// Why an evaluator may not do a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ineligible {
    /// What tells people of it; the rule's code.
    pub code: Code,
    /// Until when that holds, where it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// Every reason why the evaluator may not do the visit, in the order of [`Rule`]; none: they may.
pub fn judge(rules: &Rules, facts: &Facts) -> Vec<Ineligible> {
    let window = (facts.now >= facts.wanted.closes_at).then_some((Rule::Window, None));
    let conflict = facts
        .conflict
        .filter(|until| until.is_none_or(|until| until > facts.now))
        .map(|until| (Rule::Conflict, until));
    let rotation = rotation(rules, facts).map(|until| (Rule::Rotation, Some(until)));
    let spacing = spacing(rules, facts).map(|until| (Rule::Spacing, Some(until)));
    let day_limit = day_limit(rules, facts).map(|until| (Rule::DayLimit, Some(until)));
    let grade = facts
        .grade
        .filter(|grade| !grade.reaches(rules.min_grade_halves))
        .map(|_| (Rule::Grade, None));
    [window, conflict, rotation, spacing, day_limit, grade]
        .into_iter()
        .flatten()
        .map(|(rule, until)| Ineligible {
            code: rule.code(),
            until,
        })
        .collect()
}

/// Until when the evaluator may not go there: what they did there, and what they are to do there, must
/// lie so many days before the visit or after it.
fn rotation(rules: &Rules, facts: &Facts) -> Option<Timestamp> {
    let gap_ms = gap_ms(rules.rotation_days)?;
    let there = facts
        .others
        .iter()
        .filter(|other| other.same_evaluator && other.same_location);
    there
        .filter_map(|other| blocked_until(other, facts, gap_ms))
        .max()
}

/// Until when nobody may go there: what was done there must lie so many days away, and whatever is
/// still to be done there must find its turn with so many days between.
fn spacing(rules: &Rules, facts: &Facts) -> Option<Timestamp> {
    let gap_ms = gap_ms(rules.spacing_days)?;
    let there = || facts.others.iter().filter(|other| other.same_location);
    let done = there().filter(|other| other.done.is_some());
    if let Some(until) = done.filter_map(|other| blocked_until(other, facts, gap_ms)).max() {
        return Some(until);
    }
    let open = || there().filter(|other| other.done.is_none());
    let planned: Vec<Span> = open().map(|other| other.span).collect();
    let with = [planned.as_slice(), &[facts.wanted]].concat();
    if turns(facts.now, with, gap_ms) > turns(facts.now, planned, gap_ms) {
        return None;
    }
    let ends = open().map(|other| other.span.closes_at.plus_ms(gap_ms));
    ends.max().or(Some(facts.wanted.closes_at))
}

/// Until when the evaluator's days are full: every visit they have still to do, this one among them,
/// must find a day with room.
fn day_limit(rules: &Rules, facts: &Facts) -> Option<Timestamp> {
    let most = usize::try_from(rules.most_per_day)
        .ok()
        .filter(|most| *most > 0)?;
    let theirs = || facts.others.iter().filter(|other| other.same_evaluator);
    let done: Vec<i64> = theirs().filter_map(|other| Some(other.done?.1)).collect();
    let open = || theirs().filter(|other| other.done.is_none());
    let planned: Vec<Span> = open().map(|other| other.span).collect();
    let with = [planned.as_slice(), &[facts.wanted]].concat();
    if days(facts.today, with, &done, most) > days(facts.today, planned, &done, most) {
        return None;
    }
    let beside = open().filter(|other| other.span.first_day <= facts.wanted.last_day);
    let ends = beside.map(|other| other.span.closes_at);
    ends.max().or(Some(facts.wanted.closes_at))
}

/// How many visits find a day with room for them: on each day those that are due first.
fn days(today: i64, mut waiting: Vec<Span>, done: &[i64], most: usize) -> usize {
    // What is overdue is as if due today: it still takes a place.
    let due = |span: &Span| span.last_day.max(today);
    waiting.sort_by_key(due);
    let (mut day, mut placed) = (today, 0);
    while let Some(first) = waiting.iter().map(|span| span.first_day).min() {
        day = day.max(first);
        let used = done.iter().filter(|it| **it == day).count();
        for _ in used..most {
            let Some(next) = waiting.iter().position(|span| span.first_day <= day) else {
                break;
            };
            waiting.remove(next);
            placed += 1;
        }
        waiting.retain(|span| due(span) > day);
        day += 1;
    }
    placed
}

fn gap_ms(days: u32) -> Option<i64> {
    (days > 0).then(|| i64::from(days.min(MAX_RULE_DAYS)) * DAY_MS)
}

/// Until when another visit keeps this one away; none where they lie far enough apart.
fn blocked_until(other: &Other, facts: &Facts, gap_ms: i64) -> Option<Timestamp> {
    let (from, to) = match other.done {
        Some((at, _)) => (at, at),
        None => (other.span.opens_at, other.span.closes_at),
    };
    let begin = facts.now.max(facts.wanted.opens_at);
    let until = to.plus_ms(gap_ms);
    let is_after = begin >= until;
    let is_before = facts.wanted.closes_at.plus_ms(gap_ms) <= from;
    (!is_after && !is_before).then_some(until)
}

/// How many visits to one place find their turn with a gap between them: always the one that is due
/// first of those that may begin.
fn turns(now: Timestamp, mut waiting: Vec<Span>, gap_ms: i64) -> usize {
    waiting.sort_by_key(|span| span.closes_at);
    let (mut turn, mut placed) = (now, 0);
    while let Some(first) = waiting.iter().map(|span| span.opens_at).min() {
        turn = turn.max(first);
        waiting.retain(|span| span.closes_at > turn);
        let Some(next) = waiting.iter().position(|span| span.opens_at <= turn) else {
            continue;
        };
        waiting.remove(next);
        placed += 1;
        turn = turn.plus_ms(gap_ms);
    }
    placed
}
