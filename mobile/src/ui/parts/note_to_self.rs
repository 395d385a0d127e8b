//! A note to oneself beside a question: kept on the phone alone.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;

use super::icon::{Icon, Sign};
use crate::core::protocol::MAX_NOTE_CHARS;
use crate::ui::state::{use_phone, use_words};

/// A note, folded away until it is wanted. It may be written at any time, answered or not.
#[component]
pub fn NoteToSelf(question: Slug) -> Element {
    let phone = use_phone();
    let words = use_words();
    let initial = use_hook(|| phone.desk.note(&question)).unwrap_or_default();
    let mut is_open = use_signal(|| !initial.is_empty());
    let typed = question.clone();
    let leaving = question.clone();
    use_drop(move || phone.save_note(&leaving));
    if !*is_open.read() {
        return rsx! {
            button {
                class: "button button-text",
                r#type: "button",
                "data-testid": "add-note",
                onclick: move |_| is_open.set(true),
                Icon { sign: Sign::Pin }
                {words.text("note-add")}
            }
        };
    }
    rsx! {
        label { class: "field field-own",
            span { class: "field-label",
                Icon { sign: Sign::Pin }
                {words.text("note-label")}
            }
            textarea {
                class: "input",
                "data-testid": "note",
                rows: "2",
                maxlength: "{MAX_NOTE_CHARS}",
                "aria-describedby": "note-hint",
                initial_value: initial,
                oninput: move |event| phone.type_note(&typed, event.value()),
                onblur: move |_| phone.save_note(&question),
            }
            span { id: "note-hint", class: "hint", {words.text("note-hint")} }
        }
    }
}
