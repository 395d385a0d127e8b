//! Words. The field keeps its own text: one that is written back at every key loses letters.

use dioxus::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Kind, Question};

use crate::ui::state::{use_phone, use_words};

/// From how much of the allowed length on the characters left are told, in percent.
const TELL_FROM_PERCENT: usize = 80;

/// A text of several lines, saved whenever typing rests.
#[component]
pub fn TextField(question: Question) -> Element {
    let phone = use_phone();
    let words = use_words();
    let Kind::Text { max_chars } = question.kind else {
        return rsx! {};
    };
    let id = question.id.clone();
    let initial = use_hook(|| match phone.desk.answer(&id) {
        Some(Answer::Text(text)) => text,
        _ => String::new(),
    });
    let mut length = use_signal(|| initial.chars().count());
    let most = max_chars as usize;
    let left = most.saturating_sub(*length.read());
    let typed = id.clone();
    rsx! {
        textarea {
            class: "input input-tall",
            "data-testid": "text",
            "aria-label": question.text.in_lang(words.lang()),
            rows: "5",
            maxlength: "{max_chars}",
            autocapitalize: "sentences",
            initial_value: initial,
            oninput: move |event| {
                let text = event.value();
                length.set(text.chars().count());
                let text = text.trim();
                phone.type_answer(&typed, (!text.is_empty()).then(|| Answer::Text(text.to_owned())));
            },
            onblur: move |_| phone.save_draft(&id),
        }
        if *length.read() * 100 >= most * TELL_FROM_PERCENT {
            p { class: "hint", role: "status", {words.count("chars-left", left)} }
        }
    }
}
