//! Rejected work in the record: why, and the appeal against it with what came of it.

use dioxus::prelude::*;
use vitrine_shared::id::VisitId;
use vitrine_shared::wire::{AppealOutcome, MAX_APPEAL_CHARS, Rejection};

use super::feedback::{Note, Tone};
use super::icon::{Icon, Sign};
use super::outbox::AskedNote;
use crate::core::protocol::RecordLine;
use crate::ui::state::{use_phone, use_words};
use crate::ui::words;

/// Every rejection of a visit, the last first, and the form that appeals.
#[component]
pub fn Rejected(line: RecordLine) -> Element {
    let phone = use_phone();
    let words = use_words();
    let visit = line.assignment.visit;
    let zone = line.assignment.location.time_zone.clone();
    let may_appeal = words::now().is_some_and(|now| line.may_appeal(now));
    let trouble = phone.record.trouble.read();
    let trouble = trouble.as_ref().filter(|(of, _)| *of == visit);
    rsx! {
        for rejection in line.assignment.rejections.iter().rev().cloned() {
            div { key: "{rejection.number}", class: "rejection", "data-testid": "rejection",
                Why { rejection: rejection.clone(), zone: zone.clone() }
            }
        }
        if let Some(asked) = line.asked {
            AskedNote { asked }
        }
        if let Some((_, error)) = trouble {
            Note { tone: Tone::Bad, text: words.error(error) }
        }
        if may_appeal {
            if let Some(rejection) = line.rejection().cloned() {
                AppealForm { visit, rejection, zone }
            }
        }
    }
}

#[component]
fn Why(rejection: Rejection, zone: String) -> Element {
    let words = use_words();
    let when = |at| {
        let args = [
            ("day", words.day(at, &zone).into()),
            ("time", words.time(at, &zone).into()),
        ];
        words.format("moment", &args)
    };
    let standing = rejection.appeal.as_ref().map(|appeal| match &appeal.decision {
        None => ("appeal-open", "state state-warn", Sign::Clock),
        Some(decision) if decision.outcome == AppealOutcome::TakenUp => {
            ("appeal-taken-up", "state state-good", Sign::Check)
        }
        Some(_) => ("appeal-dismissed", "state state-bad", Sign::Alert),
    });
    rsx! {
        p { class: "row-sub", {words.format("rejected-at", &[("at", when(rejection.at).into())])} }
        match rejection.words.clone() {
            Some(said) => rsx! { blockquote { class: "asked-words", "data-testid": "rejection-words", {said} } },
            None => rsx! { p { class: "hint", {words.text("rejected-no-words")} } },
        }
        if let Some(appeal) = rejection.appeal.clone() {
            p { class: "row-sub", {words.format("appealed-at", &[("at", when(appeal.made_at).into())])} }
            blockquote { class: "statement", {appeal.words} }
            if let Some((key, class, sign)) = standing {
                p { class, "data-testid": key,
                    Icon { sign }
                    {words.text(key)}
                }
            }
            if let Some(said) = appeal.decision.and_then(|decision| decision.words) {
                blockquote { class: "statement", "data-testid": "appeal-answer", {said} }
            }
        }
    }
}

/// Says why the work should not have been rejected; once, and for a time.
#[component]
fn AppealForm(visit: VisitId, rejection: Rejection, zone: String) -> Element {
    let phone = use_phone();
    let words = use_words();
    let mut said = use_signal(String::new);
    let mut is_asked = use_signal(|| false);
    let is_blank = said.read().trim().is_empty();
    let until = [
        ("day", words.day(rejection.appeal_until, &zone).into()),
        ("time", words.time(rejection.appeal_until, &zone).into()),
    ];
    rsx! {
        details { class: "fold give-back", "data-testid": "appeal",
            summary { {words.text("appeal")} }
            form {
                class: "stack",
                onsubmit: move |event| {
                    event.prevent_default();
                    is_asked.set(true);
                    if !said.peek().trim().is_empty() {
                        phone.appeal(visit, said.peek().clone());
                    }
                },
                p { class: "hint", {words.format("appeal-hint", &until)} }
                label { class: "field",
                    span { class: "field-label", {words.text("appeal-words")} }
                    textarea {
                        class: "input",
                        rows: "4",
                        maxlength: "{MAX_APPEAL_CHARS}",
                        "data-testid": "appeal-words",
                        "aria-invalid": if is_asked() && is_blank { "true" },
                        initial_value: "",
                        oninput: move |event| said.set(event.value()),
                    }
                }
                if is_asked() && is_blank {
                    p { class: "hint hint-bad", role: "alert", {words.text("error-reason-missing")} }
                }
                button { class: "button button-main", r#type: "submit", "data-testid": "appeal-send",
                    {words.text("appeal-send")}
                }
            }
        }
    }
}
