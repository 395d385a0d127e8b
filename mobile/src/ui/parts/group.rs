//! Groups: how many were met, another one, one less.

use dioxus::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Checklist, Group, Question, Role, Slug};
use vitrine_shared::id::VisitId;
use vitrine_shared::points::Milli;

use super::icon::{Icon, Sign};
use crate::core::protocol::SheetView;
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};

/// The group that this question counts, if it does.
pub fn counted<'a>(checklist: &'a Checklist, question: &Question) -> Option<&'a Group> {
    let group = checklist.group_of(question)?;
    (group.role(&question.id) == Role::Count).then_some(group)
}

/// How many there are by an answer to the count; what must be at least, where nothing is said.
pub fn instances(group: &Group, answer: Option<&Answer>) -> u32 {
    let said = match answer {
        Some(Answer::Number(number)) => u32::try_from(number.thousandths() / 1000).ok(),
        _ => None,
    };
    said.unwrap_or(group.min).clamp(group.min, group.max)
}

/// One of a group in the list of them.
#[derive(Clone, PartialEq)]
struct Member {
    name: String,
    first: Option<Slug>,
    done: usize,
    shown: usize,
}

/// Those that were met, with the way to each; adds another, takes the last one away.
#[component]
pub fn GroupControl(visit: VisitId, group: Group, is_closed: bool) -> Element {
    let phone = use_phone();
    let words = use_words();
    let (id, min, max) = (group.count_id(), group.min, group.max);
    let answer = phone.desk.answer(&id);
    let count = instances(&group, answer.as_ref());
    let members: Vec<Member> = {
        let checklist = phone.desk.checklist.read();
        let sheet = phone.desk.sheet.read();
        match (checklist.as_ref(), sheet.as_ref()) {
            (Some(checklist), Some(sheet)) => (1..=count)
                .map(|number| member(checklist, sheet, &group, number, words.lang()))
                .collect(),
            _ => Vec::new(),
        }
    };
    let name = group.title.in_lang(words.lang()).to_owned();
    let last = members
        .last()
        .map(|member| member.name.clone())
        .unwrap_or_default();
    let set = move |count: u32| {
        let number = Milli::from_whole(count.into()).map(Answer::Number);
        phone.answer(&group.count_id(), number);
    };
    let (add, less, none) = (set.clone(), set.clone(), set);
    rsx! {
        ul { class: "rows", "data-testid": "members", "data-count": "{count}",
            for member in members {
                li { key: "{member.name}",
                    if let Some(question) = member.first {
                        Link {
                            class: "row-card row-line",
                            to: Route::QuestionScreen { visit, question },
                            "data-testid": "member",
                            span { class: if member.done == member.shown { "dot dot-done" } else { "dot" },
                                if member.done == member.shown {
                                    Icon { sign: Sign::Check }
                                }
                            }
                            div { class: "row-main",
                                p { class: "row-question", {member.name} }
                                p { class: "row-sub",
                                    {words.format("progress-short", &[("done", member.done.into()), ("shown", member.shown.into())])}
                                }
                            }
                            span { class: "row-go", Icon { sign: Sign::Next } }
                        }
                    } else {
                        p { class: "row-card row-line", {member.name} }
                    }
                }
            }
        }
        if !is_closed {
            if count < max {
                button {
                    class: "button button-quiet",
                    r#type: "button",
                    "data-testid": "add-member",
                    onclick: move |_| add(count + 1),
                    Icon { sign: Sign::Plus }
                    {words.format("group-add", &[("name", name.clone().into())])}
                }
            } else {
                p { class: "hint", {words.count("group-full", max)} }
            }
            if count > min {
                button {
                    class: "button button-text",
                    r#type: "button",
                    "data-testid": "remove-member",
                    onclick: move |_| less(count - 1),
                    {words.format("group-remove", &[("name", last.into())])}
                }
            } else if count == 0 && answer.is_none() {
                button {
                    class: "button button-quiet",
                    r#type: "button",
                    "data-testid": "no-member",
                    onclick: move |_| none(0),
                    {words.text("group-none")}
                }
            }
        }
    }
}

/// How far one of the group is.
fn member(
    checklist: &Checklist,
    sheet: &SheetView,
    group: &Group,
    number: u32,
    lang: vitrine_shared::text::Lang,
) -> Member {
    let of_it: Vec<&Question> = checklist
        .questions()
        .map(|(_, question)| question)
        .filter(|question| question.group.as_ref() == Some(&group.id))
        .filter(|question| group.role(&question.id) == Role::Instance(number))
        .filter(|question| sheet.visible.contains(&question.id))
        .collect();
    let asked: Vec<&&Question> = of_it
        .iter()
        .filter(|question| question.kind.takes_answer())
        .collect();
    Member {
        name: group.name(number).in_lang(lang).to_owned(),
        first: of_it.first().map(|question| question.id.clone()),
        done: asked.iter().filter(|q| sheet.answers.contains_key(&q.id)).count(),
        shown: asked.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vitrine_shared::fixtures::slug;

    #[test]
    fn what_is_not_said_is_what_must_be() {
        let group = Group {
            id: slug("queue"),
            title: Default::default(),
            text: Default::default(),
            min: 1,
            max: 3,
            show_if: None,
        };
        let said = |count: i64| Answer::Number(Milli::from_whole(count).unwrap());
        assert_eq!(instances(&group, None), 1);
        assert_eq!(
            [0, 1, 2, 3, 9].map(|count| instances(&group, Some(&said(count)))),
            [1, 1, 2, 3, 3]
        );
    }
}
