//! Ratings: a grid of steps for the thumb, with what its ends mean; and the thumb itself.

use dioxus::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Kind, Question};

use crate::ui::parts::icon::{Icon, Sign};
use crate::ui::state::{use_phone, use_words};
use crate::ui::words::Words;

/// A rating on whole steps.
#[component]
pub fn Rating(question: Question, answer: Option<Answer>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let Some((min, max)) = question.kind.steps() else {
        return rsx! {};
    };
    let (low, high) = ends(&question.kind, &words);
    let id = question.id;
    let class = match max - min {
        ..=4 => "grid grid-5",
        5..=6 => "grid grid-7",
        _ => "grid grid-6",
    };
    rsx! {
        div { class,
            for step in min..=max {
                label {
                    key: "{step}",
                    class: if answer == Some(Answer::Rating(step)) { "cell cell-chosen" } else { "cell" },
                    input {
                        class: "card-input",
                        r#type: "radio",
                        name: id.to_string(),
                        value: "{step}",
                        checked: answer == Some(Answer::Rating(step)),
                        "aria-label": step_label(step, min, max, &low, &high),
                        "data-testid": "step-{step}",
                        onchange: {
                            let id = id.clone();
                            move |_| phone.answer(&id, Some(Answer::Rating(step)))
                        },
                    }
                    span { "aria-hidden": "true", "{step}" }
                }
            }
        }
        if !low.is_empty() || !high.is_empty() {
            div { class: "ends", "aria-hidden": "true",
                span { "{min}: {low}" }
                span { "{max}: {high}" }
            }
        }
    }
}

fn step_label(step: i64, min: i64, max: i64, low: &str, high: &str) -> String {
    if step == min && !low.is_empty() {
        format!("{step}, {low}")
    } else if step == max && !high.is_empty() {
        format!("{step}, {high}")
    } else {
        step.to_string()
    }
}

/// What the lowest and the highest step mean.
fn ends(kind: &Kind, words: &Words) -> (String, String) {
    let metric = |name: &str| {
        (
            words.text(&format!("{name}-low")),
            words.text(&format!("{name}-high")),
        )
    };
    match kind {
        Kind::Nps => metric("nps"),
        Kind::Csat => metric("csat"),
        Kind::Ces => metric("ces"),
        Kind::Scale {
            min_label, max_label, ..
        } => {
            let text = |label: &Option<vitrine_shared::text::Text>| {
                label
                    .as_ref()
                    .map(|text| text.in_lang(words.lang()).to_owned())
                    .unwrap_or_default()
            };
            (text(min_label), text(max_label))
        }
        _ => Default::default(),
    }
}

/// Thumb up or down.
#[component]
pub fn Thumb(question: Question, answer: Option<Answer>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = question.id;
    rsx! {
        div { class: "cards cards-two",
            for (up , value , sign , key) in [
                (true, "up", Sign::ThumbUp, "answer-up"),
                (false, "down", Sign::ThumbDown, "answer-down"),
            ]
            {
                label {
                    key: "{value}",
                    class: if answer == Some(Answer::Thumb(up)) { "card card-tall card-chosen" } else { "card card-tall" },
                    input {
                        class: "card-input",
                        r#type: "radio",
                        name: id.to_string(),
                        value,
                        checked: answer == Some(Answer::Thumb(up)),
                        "data-testid": "option-{value}",
                        onchange: {
                            let id = id.clone();
                            move |_| phone.answer(&id, Some(Answer::Thumb(up)))
                        },
                    }
                    Icon { sign }
                    span { class: "card-text", {words.text(key)} }
                }
            }
        }
    }
}
