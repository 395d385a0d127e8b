//! Training: what is to be learnt, what was passed.

use dioxus::prelude::*;
use vitrine_shared::training::Standing;

use crate::core::protocol::{Availability, CourseCard};
use crate::ui::parts::{Empty, Icon, Loading, Sign, TopBar};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};
use crate::ui::words::Words;

/// All trainings of the evaluator.
#[component]
pub fn TrainingList() -> Element {
    let phone = use_phone();
    let words = use_words();
    use_hook(move || {
        phone.close_visit();
        phone.refresh_courses();
    });
    let courses = phone.school.courses.read();
    rsx! {
        TopBar { title: words.text("training-title") }
        match courses.as_deref() {
            None => rsx! {
                Loading {}
            },
            Some([]) => rsx! {
                Empty { sign: Sign::Book, title: words.text("training-empty-title"), text: words.text("training-empty-text") }
            },
            Some(courses) => rsx! {
                for (key , group) in grouped(courses) {
                    section { key: "{key}", class: "group",
                        h2 { class: "group-title", {words.text(key)} }
                        ul { class: "rows",
                            for card in group {
                                li { key: "{card.course.checklist}-{card.course.version}", CourseRow { card } }
                            }
                        }
                    }
                }
            },
        }
    }
}

/// What is left to learn before what was passed; empty groups left out.
fn grouped(courses: &[CourseCard]) -> Vec<(&'static str, Vec<CourseCard>)> {
    let (passed, to_learn): (Vec<_>, Vec<_>) = courses
        .iter()
        .cloned()
        .partition(|card| card.certificate.is_some());
    [("training-to-do", to_learn), ("training-done", passed)]
        .into_iter()
        .filter(|(_, group)| !group.is_empty())
        .collect()
}

/// One training, leading to it.
#[component]
fn CourseRow(card: CourseCard) -> Element {
    let words = use_words();
    let (class, sign, text, state) = standing_sign(&words, &card);
    let title = card.title.in_lang(words.lang()).to_owned();
    let version = words.format(
        "training-version",
        &[
            ("checklist", card.course.checklist.as_str().into()),
            ("version", card.course.version.into()),
        ],
    );
    let content = rsx! {
        div { class: "row-main",
            p { class: "row-title",
                if title.is_empty() {
                    {card.course.checklist.to_string()}
                } else {
                    {title}
                }
            }
            p { class: "row-sub", {version} }
            p { class: "row-state",
                span { class,
                    Icon { sign }
                    {text}
                }
            }
            if card.visits > 0 {
                p { class: "badges",
                    span { class: "tag tag-bad", {words.count("training-visits-wait", card.visits)} }
                }
            }
        }
    };
    if card.availability != Availability::Ready {
        return rsx! {
            div { class: "row-card", "data-testid": "course", "data-standing": state, {content} }
        };
    }
    rsx! {
        Link {
            class: "row-card",
            to: Route::course(&card.course),
            "data-testid": "course",
            "data-standing": state,
            {content}
            span { class: "row-go", Icon { sign: Sign::Next } }
        }
    }
}

/// How the evaluator stands with a training: how it looks, what it says, its name for tests.
pub fn standing_sign(words: &Words, card: &CourseCard) -> (&'static str, Sign, String, &'static str) {
    if let Some(certificate) = card.certificate {
        let at = words.moment(certificate.at);
        let text = words.format("training-passed-at", &[("at", at.into())]);
        return ("state state-good", Sign::Shield, text, "passed");
    }
    match (card.availability, card.standing) {
        (Availability::UpdateNeeded, _) => (
            "state state-warn",
            Sign::Clock,
            words.text("error-update-needed"),
            "update-needed",
        ),
        (_, Some(Standing::Open { left })) => {
            let text = words.count("training-attempts-left", left);
            ("state state-info", Sign::Book, text, "open")
        }
        (_, Some(Standing::UsedUp { opens_at })) => {
            let text = match opens_at {
                Some(at) => words.format("training-again-at", &[("at", words.moment(at).into())]),
                None => words.text("training-used-up"),
            };
            ("state state-warn", Sign::Clock, text, "used-up")
        }
        (_, Some(Standing::Passed)) => (
            "state state-good",
            Sign::Shield,
            words.text("training-passed"),
            "passed",
        ),
        (_, None) => (
            "state",
            Sign::Sync,
            words.text("error-training-missing"),
            "missing",
        ),
    }
}
