//! Whether a condition's tests fit the questions they look at.

use super::nearest::closest;
use super::reader::Reader;
use crate::checklist::{Checklist, Condition, Kind, Question, Role, Slug, Test};
use crate::points::Milli;

/// Notes every test in a question's conditions that could never hold, or looks at nothing.
pub(super) fn check(checklist: &Checklist, question: &Question, path: &str, reader: &mut Reader<'_>) {
    if let Some(condition) = &question.show_if {
        check_condition(checklist, condition, &format!("{path}.show_if"), reader);
    }
    if let Some(condition) = question.photos.as_ref().and_then(|rule| rule.when.as_ref()) {
        check_condition(checklist, condition, &format!("{path}.photos.when"), reader);
    }
}

/// Notes every test of one condition that could never hold, or looks at nothing.
pub(super) fn check_condition(
    checklist: &Checklist,
    condition: &Condition,
    path: &str,
    reader: &mut Reader<'_>,
) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                check_condition(checklist, part, path, reader);
            }
        }
        Condition::Not(part) => check_condition(checklist, part, path, reader),
        Condition::Persona(personas) => {
            for id in personas {
                if !checklist.personas.iter().any(|persona| persona.id == *id) {
                    let known = checklist.personas.iter().map(|persona| persona.id.as_str());
                    let message = format!("no persona `{id}`{}", hint(id.as_str(), known));
                    reader.find(path, message);
                }
            }
        }
        Condition::Answer { question: id, test } => match named(checklist, id) {
            _ if reader.unreadable.contains(id) || *id == Slug::unreadable() => {}
            Some(question) => {
                if let Some(message) = misfit(question, test) {
                    reader.find(path, message);
                }
            }
            None => {
                let known = checklist.questions().map(|(_, question)| question.id.as_str());
                let message = format!("no question `{id}`{}", hint(id.as_str(), known));
                reader.find(path, message);
            }
        },
    }
}

/// The question of this name that conditions may look at: an authored one, or the count of a group.
fn named<'a>(checklist: &'a Checklist, id: &Slug) -> Option<&'a Question> {
    let question = checklist.question(id)?;
    let is_instance = checklist
        .group_of(question)
        .is_some_and(|group| matches!(group.role(id), Role::Instance(2..)));
    (!is_instance).then_some(question)
}

fn hint<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    closest(name, known).map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"))
}

/// What is wrong with testing this question so.
fn misfit(question: &Question, test: &Test) -> Option<String> {
    let id = &question.id;
    match test {
        _ if !question.kind.takes_answer() => {
            Some(format!("`{id}` takes no answer, so nothing can be said of it"))
        }
        Test::Answered => None,
        Test::NotApplicable => {
            let by_option = question.kind.options().iter().any(|option| option.not_applicable);
            (!question.may_not_apply && !by_option).then(|| format!("`{id}` always applies"))
        }
        Test::LosesPoints => {
            let scored = question.kind.possible().is_some();
            (!scored).then(|| format!("`{id}` has no points to lose"))
        }
        Test::OneOf(names) => misnamed(question, names),
        Test::Between { min, max } => out_of_reach(question, *min, *max),
    }
}

fn misnamed(question: &Question, names: &[Slug]) -> Option<String> {
    let id = &question.id;
    let known: Vec<&str> = match &question.kind {
        Kind::YesNo { .. } => vec!["yes", "no"],
        Kind::Thumb => vec!["up", "down"],
        kind if !kind.options().is_empty() => {
            kind.options().iter().map(|option| option.id.as_str()).collect()
        }
        Kind::Single { .. } | Kind::Multiple { .. } => return None,
        kind if measures(kind) => return Some(format!("`{id}` is a number: use `at_least` and `at_most`")),
        _ => return Some(format!("the answers to `{id}` cannot be named: use `answered`")),
    };
    let unknown = names.iter().find(|name| !known.contains(&name.as_str()))?;
    let hint = hint(unknown.as_str(), known.iter().copied());
    Some(format!(
        "`{id}` has no answer `{unknown}`{hint} (it has {})",
        known.join(", ")
    ))
}

fn out_of_reach(question: &Question, min: Option<Milli>, max: Option<Milli>) -> Option<String> {
    let id = &question.id;
    if !measures(&question.kind) {
        return Some(format!("`{id}` is no number: use `is` or `one_of`"));
    }
    if min.is_some_and(|min| max.is_some_and(|max| max < min)) {
        return Some("`at_least` is above `at_most`".to_owned());
    }
    let (lowest, highest) = question.kind.steps()?;
    let (lowest, highest) = (Milli::from_whole(lowest)?, Milli::from_whole(highest)?);
    let beyond = min.is_some_and(|min| min > highest) || max.is_some_and(|max| max < lowest);
    beyond.then(|| format!("`{id}` goes from {lowest} to {highest}, so this never holds"))
}

fn measures(kind: &Kind) -> bool {
    kind.steps().is_some() || matches!(kind, Kind::Number { .. } | Kind::Timer { .. })
}
