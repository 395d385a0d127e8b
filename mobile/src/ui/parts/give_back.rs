//! Taking on a visit, or giving it back with a reason.

use dioxus::prelude::*;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::MAX_REASON_CHARS;

use super::icon::{Icon, Sign};
use crate::core::protocol::{AskedWhat, Stage, VisitCard};
use crate::ui::state::{use_phone, use_words};

/// The button that accepts a visit that was given to the evaluator.
#[component]
pub fn AcceptButton(card: VisitCard) -> Element {
    let phone = use_phone();
    let words = use_words();
    let visit = card.assignment.visit;
    if card.stage != Stage::ToDo || card.assignment.state != VisitState::Assigned || card.asked.is_some() {
        return rsx! {};
    }
    rsx! {
        button {
            class: "button button-main",
            r#type: "button",
            "data-testid": "accept",
            onclick: move |_| phone.accept(visit),
            Icon { sign: Sign::Check }
            {words.text("accept")}
        }
    }
}

/// The fold in which a visit is given back: declined before it was accepted, released after.
#[component]
pub fn GiveBack(card: VisitCard) -> Element {
    let phone = use_phone();
    let words = use_words();
    let visit = card.assignment.visit;
    let mut reason = use_signal(String::new);
    let mut is_asked = use_signal(|| false);
    let gave_back = card
        .asked
        .is_some_and(|asked| asked.what.gives_back() && asked.refused.is_none());
    let can = matches!(
        card.stage,
        Stage::ToDo | Stage::InProgress | Stage::Paused | Stage::CheckedOut
    );
    if !can || gave_back || phone.is_practising() {
        return rsx! {};
    }
    let is_accepted = card.assignment.state != VisitState::Assigned
        || card
            .asked
            .is_some_and(|asked| asked.what == AskedWhat::Accept && asked.refused.is_none());
    let (title, hint) = match (card.stage, is_accepted) {
        (Stage::ToDo, false) => ("decline", "decline-hint"),
        (Stage::ToDo, true) => ("release", "release-hint"),
        _ => ("release", "release-begun-hint"),
    };
    let is_blank = reason.read().trim().is_empty();
    rsx! {
        details { class: "fold give-back", "data-testid": "give-back",
            summary { {words.text(title)} }
            form {
                class: "stack",
                onsubmit: move |event| {
                    event.prevent_default();
                    is_asked.set(true);
                    if !reason.peek().trim().is_empty() {
                        phone.give_back(visit, reason.peek().clone());
                    }
                },
                p { class: "hint", {words.text(hint)} }
                label { class: "field",
                    span { class: "field-label", {words.text("give-back-reason")} }
                    textarea {
                        class: "input",
                        rows: "3",
                        maxlength: "{MAX_REASON_CHARS}",
                        "data-testid": "give-back-reason",
                        "aria-invalid": if is_asked() && is_blank { "true" },
                        initial_value: "",
                        oninput: move |event| reason.set(event.value()),
                    }
                }
                if is_asked() && is_blank {
                    p { class: "hint hint-bad", role: "alert", {words.text("error-reason-missing")} }
                }
                button { class: "button button-bad", r#type: "submit", "data-testid": "give-back-send",
                    {words.text(title)}
                }
            }
        }
    }
}
