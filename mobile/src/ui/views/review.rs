//! The end of a visit: what is missing, the way out of the place, the statement, handing in.

use dioxus::prelude::*;
use vitrine_shared::checklist::Checklist;
use vitrine_shared::id::VisitId;
use vitrine_shared::sheet::Lack;

use crate::core::protocol::{MissingItem, Stage};
use crate::ui::parts::{
    BackBar, Corrected, Failure, HideButton, Icon, Loading, Note, PracticeDone, SavedSign, ScreenTitle, Sign,
    SpentLine, Tone, Waiting, WhereaboutsNote,
};
use crate::ui::route::Route;
use crate::ui::state::{Saving, use_phone, use_words};
use crate::ui::words::Words;

/// What is left to do before a visit is handed in.
#[component]
pub fn Review(visit: VisitId) -> Element {
    let phone = use_phone();
    let words = use_words();
    use_hook(move || phone.open_visit(visit));
    let Some(stage) = phone.desk.stage().filter(|_| phone.desk.has(visit)) else {
        let trouble = phone.desk.trouble.read().clone();
        return rsx! {
            BackBar { to: Route::Briefing { visit }, label: words.text("back-to-visit") }
            if let Some(trouble) = trouble {
                Failure { title: words.text("visit-not-opened"), text: words.error(&trouble) }
            } else {
                Loading { rows: 4 }
            }
        };
    };
    let is_open = stage.is_open();
    let title = match stage {
        Stage::Correcting => "review-correction",
        _ if is_open => "review-title",
        _ => "submitted-title",
    };
    rsx! {
        BackBar { to: Route::Outline { visit }, label: words.text("to-list"),
            p { class: "back-bar-title" }
            SavedSign {}
            HideButton {}
        }
        ScreenTitle { text: words.text(title) }
        if is_open {
            Missing { visit }
            if stage == Stage::Correcting {
                Corrected { visit }
            } else {
                Leaving { visit, has_left: stage == Stage::CheckedOut }
            }
            SpentLine { visit }
            Statement { visit }
        } else {
            HandedIn { visit, stage }
        }
    }
}

/// What stands in the way, each with the way to it.
#[component]
fn Missing(visit: VisitId) -> Element {
    let phone = use_phone();
    let words = use_words();
    let checklist = phone.desk.checklist.read();
    let sheet = phone.desk.sheet.read();
    let (Some(checklist), Some(sheet)) = (checklist.as_ref(), sheet.as_ref()) else {
        return rsx! {};
    };
    let progress = sheet.progress;
    if sheet.missing.is_empty() {
        let args = [("done", progress.done.into()), ("shown", progress.shown.into())];
        return rsx! {
            Note { tone: Tone::Good, title: words.text("review-complete"), text: words.format("progress-long", &args), testid: "complete" }
        };
    }
    rsx! {
        section { class: "group", "data-testid": "missing",
            h2 { class: "group-title", {words.count("review-missing", sheet.missing.len())} }
            ul { class: "rows",
                for item in sheet.missing.iter().cloned() {
                    li { key: "{item.question}",
                        Link {
                            class: "row-card row-line",
                            to: Route::QuestionScreen { visit, question: item.question.clone() },
                            "data-testid": "missing-item",
                            span { class: "dot dot-missing" }
                            div { class: "row-main",
                                p { class: "row-question", {question_text(checklist, &item, &words)} }
                                p { class: "row-sub", {lack_text(&words, item.lack)} }
                            }
                            span { class: "row-go", Icon { sign: Sign::Next } }
                        }
                    }
                }
            }
        }
    }
}

fn question_text(checklist: &Checklist, item: &MissingItem, words: &Words) -> String {
    checklist
        .question(&item.question)
        .map(|q| q.text.in_lang(words.lang()).to_owned())
        .unwrap_or_default()
}

fn lack_text(words: &Words, lack: Lack) -> String {
    match lack {
        Lack::Answer => words.text("lack-answer"),
        Lack::Photos(count) => words.count("lack-photos", count),
    }
}

/// Marks that the evaluator left the place; it holds nothing up.
#[component]
fn Leaving(visit: VisitId, has_left: bool) -> Element {
    let phone = use_phone();
    let words = use_words();
    let left_at = phone.desk.left_at();
    let departure = phone.desk.sheet.read().as_ref().and_then(|sheet| sheet.departure);
    let is_working = *phone.desk.is_working.read();
    rsx! {
        section { class: "panel",
            h2 { {words.text("check-out-title")} }
            if let Some(at) = left_at.filter(|_| has_left) {
                p { class: "state state-good", "data-testid": "checked-out",
                    Icon { sign: Sign::Check }
                    {words.format("check-out-done", &[("at", words.moment(at).into())])}
                }
                if let Some(whereabouts) = departure {
                    WhereaboutsNote { whereabouts }
                }
                p { class: "hint", {words.text("late-hint")} }
            } else {
                p { {words.text("check-out-text")} }
                button {
                    class: "button button-quiet",
                    r#type: "button",
                    "data-testid": "check-out",
                    disabled: is_working,
                    onclick: move |_| phone.check_out(visit),
                    Icon { sign: Sign::Place }
                    {words.text("check-out")}
                }
                Waiting {}
            }
        }
    }
}

/// The statement, to be agreed to, and the button that hands the visit in.
#[component]
fn Statement(visit: VisitId) -> Element {
    let phone = use_phone();
    let words = use_words();
    let lang = words.lang();
    let mut is_agreed = use_signal(|| false);
    let checklist = phone.desk.checklist.read();
    let statement = checklist
        .as_ref()
        .map(|checklist| checklist.declaration.in_lang(lang).to_owned());
    let is_complete = phone
        .desk
        .sheet
        .read()
        .as_ref()
        .is_some_and(|sheet| sheet.missing.is_empty());
    let is_saved = phone.desk.saving() == Saving::Saved && !phone.album.is_busy();
    let is_working = *phone.desk.is_working.read();
    let trouble = phone.desk.trouble.read().clone();
    rsx! {
        section { class: "panel",
            h2 { {words.text("declare-title")} }
            p { class: "statement", "data-testid": "statement", {statement.unwrap_or_default()} }
            label { class: "check",
                input {
                    r#type: "checkbox",
                    "data-testid": "agree",
                    disabled: !is_complete || is_working,
                    checked: *is_agreed.read(),
                    onchange: move |event| is_agreed.set(event.checked()),
                }
                span { {words.text("declare-agree")} }
            }
        }
        if let Some(trouble) = trouble {
            Note { tone: Tone::Bad, text: words.error(&trouble), testid: "review-problem" }
        }
        div { class: "foot",
            if !is_complete {
                p { class: "hint", {words.text("submit-not-yet")} }
            }
            button {
                class: "button button-main",
                r#type: "button",
                "data-testid": "submit",
                disabled: !is_complete || !is_saved || is_working || !*is_agreed.read(),
                onclick: move |_| phone.hand_in(visit, lang),
                if is_working {
                    span { class: "spinner spinner-small" }
                    {words.text("submit-busy")}
                } else {
                    Icon { sign: Sign::Send }
                    {words.text("submit")}
                }
            }
        }
    }
}

/// The visit was handed in.
#[component]
fn HandedIn(visit: VisitId, stage: Stage) -> Element {
    let words = use_words();
    if use_phone().is_practising() {
        return rsx! {
            PracticeDone {}
        };
    }
    let (tone, sign, title, text) = if stage == Stage::Received {
        (Tone::Good, Sign::Shield, "receipt-title", "received-text")
    } else {
        (Tone::Info, Sign::Send, "stage-submitted", "submitted-text")
    };
    rsx! {
        Note { tone, sign, title: words.text(title), text: words.text(text), testid: "handed-in" }
        div { class: "foot",
            Link { class: "button button-main", to: Route::Visits {}, "data-testid": "to-visits", {words.text("back-to-visits")} }
            if stage != Stage::Received {
                Link { class: "button button-quiet", to: Route::Sending {}, {words.text("to-sending")} }
            }
            Link { class: "button button-text", to: Route::Briefing { visit }, {words.text("back-to-visit")} }
        }
    }
}
