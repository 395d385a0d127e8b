//! Dates and times of day, by the phone's own pickers.

use chrono::{NaiveDate, NaiveTime};
use dioxus::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Question;

use crate::ui::state::{use_phone, use_words};

/// A calendar date.
#[component]
pub fn DateField(question: Question) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = question.id;
    let initial = use_hook(|| match phone.desk.answer(&id) {
        Some(Answer::Date(date)) => date.to_string(),
        _ => String::new(),
    });
    rsx! {
        input {
            class: "input",
            r#type: "date",
            "data-testid": "date",
            "aria-label": question.text.in_lang(words.lang()),
            initial_value: initial,
            onchange: move |event| {
                let date = event.value().parse::<NaiveDate>().ok();
                phone.answer(&id, date.map(Answer::Date));
            },
        }
    }
}

/// A time of day, in the location's zone.
#[component]
pub fn TimeField(question: Question) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = question.id;
    let initial = use_hook(|| match phone.desk.answer(&id) {
        Some(Answer::Time(time)) => words.lang().time(time),
        _ => String::new(),
    });
    rsx! {
        input {
            class: "input",
            r#type: "time",
            "data-testid": "time",
            "aria-label": question.text.in_lang(words.lang()),
            initial_value: initial,
            onchange: move |event| {
                let time = event.value().parse::<NaiveTime>().ok();
                phone.answer(&id, time.map(Answer::Time));
            },
        }
    }
}
