//! The evaluator's own words beside an answer.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;

use super::icon::{Icon, Sign};
use crate::ui::state::{use_phone, use_words};

/// A comment, folded away until it is wanted. It belongs to an answer: without one there is none.
#[component]
pub fn Comment(question: Slug, is_closed: bool) -> Element {
    let phone = use_phone();
    let words = use_words();
    let initial = use_hook(|| phone.desk.comment(&question)).unwrap_or_default();
    let mut is_open = use_signal(|| !initial.is_empty());
    let typed = question.clone();
    if is_closed && initial.is_empty() {
        return rsx! {};
    }
    rsx! {
        if *is_open.read() {
            label { class: "field",
                span { class: "field-label", {words.text("comment-label")} }
                textarea {
                    class: "input",
                    "data-testid": "comment",
                    rows: "3",
                    maxlength: "2000",
                    readonly: is_closed,
                    initial_value: initial,
                    oninput: move |event| phone.type_comment(&typed, event.value()),
                    onblur: move |_| phone.save_draft(&question),
                }
            }
        } else {
            button {
                class: "button button-text",
                r#type: "button",
                "data-testid": "add-comment",
                onclick: move |_| is_open.set(true),
                Icon { sign: Sign::Pencil }
                {words.text("comment-add")}
            }
        }
    }
}
