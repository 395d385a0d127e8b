//! What makes sense: rules across a whole checklist.

use std::collections::BTreeSet;

use super::nearest::closest;
use super::reader::Reader;
use super::{groups, kind_rules, pictures, tests_of};
use crate::checklist::{Checklist, Condition, FORMAT, Framework, Kind, Question, Slug, Touchpoint};
use crate::points::Milli;

/// The most touchpoints of a checklist.
const MAX_TOUCHPOINTS: usize = 60;

/// The most questions of a checklist.
const MAX_QUESTIONS: usize = 500;

/// The most photos that one question may ask for.
const MAX_PHOTOS: u32 = 20;

/// Notes everything that does not make sense.
pub(super) fn check(checklist: &Checklist, frameworks: &[Framework], reader: &mut Reader<'_>) {
    let needed = checklist.needed_format();
    if !(1..=FORMAT).contains(&checklist.format) {
        reader.find("format", format!("only formats 1 to {FORMAT} are known"));
    } else if checklist.format < needed {
        let message =
            format!("groups and barcodes need format {needed}; leave it away to get what is needed");
        reader.find("format", message);
    }
    // Conditions may look at the counts of groups, which only the unrolled checklist has.
    let unrolled = checklist.clone().unrolled();
    if checklist.version == 0 {
        reader.find("version", "versions count from 1");
    }
    let framework = known_framework(checklist, frameworks, reader);
    unique(
        reader,
        "personas",
        checklist.personas.iter().map(|persona| &persona.id),
    );
    unique(
        reader,
        "touchpoints",
        checklist.touchpoints.iter().map(|touchpoint| &touchpoint.id),
    );
    if checklist.touchpoints.is_empty() {
        reader.find("touchpoints", "a checklist has at least one touchpoint");
    }
    if checklist.touchpoints.len() > MAX_TOUCHPOINTS || unrolled.questions().count() > MAX_QUESTIONS {
        let message = format!(
            "at most {MAX_TOUCHPOINTS} touchpoints and {MAX_QUESTIONS} questions, those of groups counted each time"
        );
        reader.find("touchpoints", message);
    }
    let mut seen = BTreeSet::new();
    for (index, touchpoint) in checklist.touchpoints.iter().enumerate() {
        let path = format!("touchpoints[{index}]");
        check_touchpoint(touchpoint, framework, &path, reader);
        for (index, question) in touchpoint.questions.iter().enumerate() {
            let path = format!("{path}.questions[{index}]");
            if question.id != Slug::unreadable() && !seen.insert(&question.id) {
                reader.find(
                    &format!("{path}.id"),
                    format!("another question is called `{}`", question.id),
                );
            }
            if !reader.unreadable.contains(&question.id) {
                check_question(question, &path, reader);
            }
            tests_of::check(&unrolled, question, &path, reader);
            let own = question.group.as_ref();
            if let Some(condition) = &question.show_if {
                groups::check_looks(checklist, condition, own, &format!("{path}.show_if"), reader);
            }
            if let Some(condition) = question.photos.as_ref().and_then(|rule| rule.when.as_ref()) {
                groups::check_looks(checklist, condition, own, &format!("{path}.photos.when"), reader);
            }
        }
        for (index, group) in touchpoint.groups.iter().enumerate() {
            if let Some(condition) = &group.show_if {
                let path = format!("{path}.groups[{index}].show_if");
                tests_of::check_condition(&unrolled, condition, &path, reader);
                groups::check_looks(checklist, condition, None, &path, reader);
            }
        }
    }
    groups::check(checklist, reader);
    pictures::check(checklist, reader);
    check_weights(checklist, reader);
    cycles(checklist, &unrolled, reader);
}

fn known_framework<'a>(
    checklist: &Checklist,
    frameworks: &'a [Framework],
    reader: &mut Reader<'_>,
) -> Option<&'a Framework> {
    let framework = frameworks
        .iter()
        .find(|framework| framework.id == checklist.framework);
    if framework.is_none() && checklist.framework != Slug::unreadable() {
        let ids: Vec<&str> = frameworks.iter().map(|framework| framework.id.as_str()).collect();
        let message = format!(
            "no framework `{}`; there are {}",
            checklist.framework,
            ids.join(", ")
        );
        reader.find("framework", message);
    }
    framework
}

/// Notes names that come twice in a list.
pub(super) fn unique<'a>(reader: &mut Reader<'_>, path: &str, ids: impl Iterator<Item = &'a Slug>) {
    let mut seen = BTreeSet::new();
    for (index, id) in ids.enumerate() {
        if *id != Slug::unreadable() && !seen.insert(id) {
            reader.find(&format!("{path}[{index}].id"), format!("`{id}` is there twice"));
        }
    }
}

fn check_touchpoint(
    touchpoint: &Touchpoint,
    framework: Option<&Framework>,
    path: &str,
    reader: &mut Reader<'_>,
) {
    if touchpoint.questions.is_empty() && !reader.has_finding(path) {
        reader.find(path, "a touchpoint has at least one question");
    }
    if touchpoint.weight < Milli::ZERO {
        reader.find(&format!("{path}.weight"), "a weight is not negative");
    }
    let Some(framework) = framework else { return };
    let known = framework.stages.iter().any(|stage| stage.id == touchpoint.stage);
    if !known && touchpoint.stage != Slug::unreadable() {
        let stages = framework.stages.iter().map(|stage| stage.id.as_str());
        let meant = closest(touchpoint.stage.as_str(), stages.clone());
        let hint = meant.map_or_else(
            || format!("its stages are {}", stages.collect::<Vec<_>>().join(", ")),
            |meant| format!("did you mean `{meant}`?"),
        );
        let message = format!("`{}` has no stage `{}`; {hint}", framework.id, touchpoint.stage);
        reader.find(&format!("{path}.stage"), message);
    }
}

fn check_question(question: &Question, path: &str, reader: &mut Reader<'_>) {
    kind_rules::check(&question.kind, path, reader);
    let scored = question.kind.possible().is_some();
    if question.weight <= Milli::ZERO {
        reader.find(
            &format!("{path}.weight"),
            "a weight is more than 0; leave the points away where nothing counts",
        );
    }
    if scored && question.kind.possible() <= Some(Milli::ZERO) {
        reader.find(
            path,
            "no answer earns anything: the best one has to be worth more than 0 points",
        );
    }
    if question.bonus && !scored {
        reader.find(
            &format!("{path}.bonus"),
            "a question without points cannot be a bonus",
        );
    }
    if question.may_not_apply && !question.kind.takes_answer() {
        reader.find(&format!("{path}.may_not_apply"), "this kind takes no answer");
    }
    if let Some(critical) = question.critical {
        let path = format!("{path}.critical");
        if !scored {
            reader.find(
                &path,
                "a question without points cannot fail, so it cannot be critical",
            );
        } else if kind_rules::least(&question.kind) > Some(Milli::ZERO) {
            reader.find(&path, "it can never fail: every answer earns something");
        }
        let full = Milli::from_whole(100).unwrap_or_default();
        if critical
            .caps
            .is_some_and(|cap| cap.percent < Milli::ZERO || cap.percent >= full)
        {
            reader.find(
                &format!("{path}.at_percent"),
                "a cap is at least 0 and below 100 percent",
            );
        }
    }
    match &question.photos {
        Some(rule) => {
            let path = format!("{path}.photos");
            if rule.min > rule.max {
                reader.find(
                    &path,
                    format!("at least {} photos, but at most {}", rule.min, rule.max),
                );
            }
            if rule.max == 0 || rule.max > MAX_PHOTOS {
                reader.find(
                    &format!("{path}.max"),
                    format!("at most 1 to {MAX_PHOTOS} photos"),
                );
            }
            if rule.min == 0 && rule.when.is_some() {
                reader.find(
                    &format!("{path}.when"),
                    "`when` says when the minimum is asked for, and it is 0",
                );
            }
        }
        None if question.kind == Kind::Photo => {
            reader.find(
                path,
                "a photo question says how many: photos = { min = 1, max = 3 }",
            );
        }
        None => {}
    }
}

/// Where questions score, something has to weigh.
fn check_weights(checklist: &Checklist, reader: &mut Reader<'_>) {
    let scores = |touchpoint: &&Touchpoint| {
        touchpoint
            .questions
            .iter()
            .any(|q| !q.bonus && q.kind.possible().is_some())
    };
    let mut scoring = checklist.touchpoints.iter().filter(scores).peekable();
    if scoring.peek().is_some() && scoring.all(|touchpoint| touchpoint.weight <= Milli::ZERO) {
        reader.find(
            "touchpoints",
            "no touchpoint that scores has a weight, so a visit could never score",
        );
    }
}

/// Notes questions that wait for each other, each ring once, by the names of its questions.
fn cycles(checklist: &Checklist, unrolled: &Checklist, reader: &mut Reader<'_>) {
    let mut done: BTreeSet<&Slug> = BTreeSet::new();
    for (t, touchpoint) in checklist.touchpoints.iter().enumerate() {
        for (q, question) in touchpoint.questions.iter().enumerate() {
            let mut trail = Vec::new();
            if let Some(ring) = ring_from(unrolled, &question.id, &mut trail, &mut done) {
                let names: Vec<String> = ring.iter().map(|id| format!("`{id}`")).collect();
                let message = format!(
                    "shown only when it is shown: {} wait for each other",
                    names.join(" → ")
                );
                reader.find(&format!("touchpoints[{t}].questions[{q}].show_if"), message);
            }
        }
    }
}

/// The ring that following the conditions from this question runs into, its first question again at its end.
fn ring_from<'a>(
    checklist: &'a Checklist,
    id: &'a Slug,
    trail: &mut Vec<&'a Slug>,
    done: &mut BTreeSet<&'a Slug>,
) -> Option<Vec<&'a Slug>> {
    if let Some(start) = trail.iter().position(|before| *before == id) {
        return Some(trail.iter().skip(start).copied().chain([id]).collect());
    }
    if !done.insert(id) {
        return None;
    }
    trail.push(id);
    let condition = checklist
        .question(id)
        .and_then(|question| question.show_if.as_ref());
    let asked = condition.map(Condition::questions).unwrap_or_default();
    let ring = asked
        .into_iter()
        .find_map(|next| ring_from(checklist, next, trail, done));
    trail.pop();
    ring
}
