//! The controls that answer a question, one for each kind.

mod barcode;

mod choice;

mod moment;

mod number;

mod rating;

mod text;

mod timer;

use dioxus::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Kind, Question};

use crate::ui::state::{use_phone, use_words};
use barcode::CodeField;
pub use choice::Card;
use choice::{Many, One, YesNo};
use moment::{DateField, TimeField};
use number::NumberField;
use rating::{Rating, Thumb};
use text::TextField;
use timer::Stopwatch;

/// The control of a question's kind, and the mark "not applicable" where it may be set.
#[component]
pub fn AnswerControl(question: Question, is_closed: bool) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = question.id.clone();
    let answer = phone.desk.answer(&id);
    let is_set_aside = answer == Some(Answer::NotApplicable);
    let control = match &question.kind {
        Kind::YesNo { .. } => rsx! {
            YesNo { question: question.clone(), answer }
        },
        Kind::Single { .. } => rsx! {
            One { question: question.clone(), answer }
        },
        Kind::Multiple { .. } => rsx! {
            Many { question: question.clone(), answer }
        },
        Kind::Scale { .. } | Kind::Nps | Kind::Csat | Kind::Ces => rsx! {
            Rating { question: question.clone(), answer }
        },
        Kind::Thumb => rsx! {
            Thumb { question: question.clone(), answer }
        },
        Kind::Number { .. } => rsx! {
            NumberField { question: question.clone() }
        },
        Kind::Text { .. } => rsx! {
            TextField { question: question.clone() }
        },
        Kind::Date => rsx! {
            DateField { question: question.clone() }
        },
        Kind::Time => rsx! {
            TimeField { question: question.clone() }
        },
        Kind::Timer { .. } => rsx! {
            Stopwatch { question: question.clone(), answer }
        },
        Kind::Barcode { .. } => rsx! {
            CodeField { question: question.clone() }
        },
        Kind::Photo | Kind::Note => rsx! {},
    };
    rsx! {
        fieldset { class: "answer", disabled: is_closed, "data-testid": "answer",
            legend { class: "visually-hidden", {question.text.in_lang(words.lang())} }
            // Typed fields are made anew when the mark comes or goes: they keep their own text.
            for is_set_aside in [is_set_aside] {
                div { key: "{is_set_aside}", class: if is_set_aside { "set-aside" }, {control.clone()} }
            }
            if question.may_not_apply {
                label { class: "check",
                    input {
                        r#type: "checkbox",
                        "data-testid": "not-applicable",
                        checked: is_set_aside,
                        onchange: move |event| {
                            phone.answer(&id, event.checked().then_some(Answer::NotApplicable));
                        },
                    }
                    span { {words.text("answer-not-applicable")} }
                }
            }
        }
    }
}
