//! What makes sense of groups: questions that are asked again for each one met.

use std::collections::BTreeSet;

use super::nearest::closest;
use super::reader::Reader;
use crate::checklist::group::{MAX_INSTANCES, RESERVED};
use crate::checklist::{Checklist, Condition, Group, Slug, Touchpoint};

/// The longest id of a group and of its questions: what unrolling appends has to fit behind it.
const MAX_ID_CHARS: usize = 60;

/// Notes what does not make sense of the groups, and of the names that unrolling them takes.
pub(super) fn check(checklist: &Checklist, reader: &mut Reader<'_>) {
    let mut seen = BTreeSet::new();
    for (index, touchpoint) in checklist.touchpoints.iter().enumerate() {
        let path = format!("touchpoints[{index}]");
        for (index, group) in touchpoint.groups.iter().enumerate() {
            let path = format!("{path}.groups[{index}]");
            if group.id != Slug::unreadable() && !seen.insert(&group.id) {
                reader.find(
                    &format!("{path}.id"),
                    format!("another group is called `{}`", group.id),
                );
            }
            check_group(touchpoint, group, &path, reader);
        }
        check_members(touchpoint, &path, reader);
    }
}

fn check_group(touchpoint: &Touchpoint, group: &Group, path: &str, reader: &mut Reader<'_>) {
    check_name(&group.id, true, path, reader);
    if !(2..=MAX_INSTANCES).contains(&group.max) {
        reader.find(
            &format!("{path}.max"),
            format!("a group has at most 2 to {MAX_INSTANCES} instances"),
        );
    } else if group.min > group.max {
        let message = format!("at least {} instances, but at most {}", group.min, group.max);
        reader.find(&format!("{path}.min"), message);
    }
    let is_member = |question: &&crate::checklist::Question| question.group.as_ref() == Some(&group.id);
    if group.id == Slug::unreadable() {
        return;
    }
    if !touchpoint.questions.iter().any(|question| is_member(&question)) {
        reader.find(
            path,
            format!("no question of this touchpoint has group = \"{}\"", group.id),
        );
    }
}

fn check_members(touchpoint: &Touchpoint, path: &str, reader: &mut Reader<'_>) {
    let mut left: BTreeSet<&Slug> = BTreeSet::new();
    let mut before: Option<&Slug> = None;
    for (index, question) in touchpoint.questions.iter().enumerate() {
        let path = format!("{path}.questions[{index}]");
        let group = question.group.as_ref();
        check_name(&question.id, group.is_some(), &path, reader);
        if before != group {
            left.extend(before);
        }
        before = group;
        let Some(id) = group else { continue };
        if !touchpoint.groups.iter().any(|group| group.id == *id) {
            let known = touchpoint.groups.iter().map(|group| group.id.as_str());
            let hint = closest(id.as_str(), known)
                .map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            reader.find(
                &format!("{path}.group"),
                format!("this touchpoint has no group `{id}`{hint}"),
            );
        } else if left.contains(id) {
            let message =
                format!("the questions of `{id}` stand together, with no other question between them");
            reader.find(&format!("{path}.group"), message);
        }
    }
}

/// Unrolling makes names of its own out of those of groups and their questions.
fn check_name(id: &Slug, is_unrolled: bool, path: &str, reader: &mut Reader<'_>) {
    let path = format!("{path}.id");
    if id.as_str().contains(RESERVED) {
        reader.find(
            &path,
            format!("`{RESERVED}` is kept for the names that groups make"),
        );
    }
    if is_unrolled && id.as_str().len() > MAX_ID_CHARS {
        let message = format!("within a group a name has at most {MAX_ID_CHARS} characters");
        reader.find(&path, message);
    }
}

/// Notes conditions that look into a group from outside: of which of its instances would they speak?
pub(super) fn check_looks(
    checklist: &Checklist,
    condition: &Condition,
    own: Option<&Slug>,
    path: &str,
    reader: &mut Reader<'_>,
) {
    for id in condition.questions() {
        let group = checklist
            .question(id)
            .and_then(|question| question.group.as_ref());
        if let Some(group) = group.filter(|group| Some(*group) != own) {
            let message = format!(
                "`{id}` is asked for each of the group `{group}`: only its own questions look at it \
                 (its count is `{group}{RESERVED}n`)"
            );
            reader.find(path, message);
        }
    }
}
