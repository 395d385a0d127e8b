//! The dry run: where it begins, and what marks it on every screen.

use dioxus::prelude::*;
use vitrine_shared::problem::Code;

use super::feedback::{Note, Tone};
use super::icon::{Icon, Sign};
use crate::core::protocol::{CourseId, Fault, Stage, VisitCard};
use crate::ui::route::Route;
use crate::ui::state::{Phone, use_phone, use_words};

/// What belongs to training at a visit: the way to it where it is missing, and the dry run.
#[component]
pub fn Preparation(card: VisitCard) -> Element {
    let phone = use_phone();
    let words = use_words();
    let visit = card.assignment.visit;
    let is_working = *phone.desk.is_working.read();
    if phone.is_practising() || !phone.desk.has(visit) || card.stage == Stage::TakenAway {
        return rsx! {};
    }
    let course = CourseId {
        checklist: card.assignment.checklist.id.clone(),
        version: card.assignment.checklist.version,
    };
    // A visit that was begun before is kept, and arrives once the training is passed.
    let why = match card.stage {
        Stage::ToDo => words.text("error-training-needed"),
        _ => words.fault(Fault::Problem(Code::NotCertified)),
    };
    rsx! {
        if card.to_learn {
            Note {
                tone: Tone::Warn,
                sign: Sign::Book,
                title: words.text("training-first-title"),
                text: why,
                testid: "training-first",
                Link { class: "button", to: Route::course(&course), "data-testid": "to-training", {words.text("training-first")} }
            }
        }
        if card.stage == Stage::ToDo {
            button {
                class: "button button-quiet",
                r#type: "button",
                "data-testid": "practise",
                disabled: is_working,
                onclick: move |_| {
                    let nav = navigator();
                    phone.practise(visit, move |copy| {
                        nav.push(Route::Briefing { visit: copy });
                    });
                },
                Icon { sign: Sign::Play }
                {words.text("practice-begin")}
            }
        }
    }
}

/// Marks a dry run, with the way out of it.
#[component]
pub fn PracticeBar() -> Element {
    let phone = use_phone();
    let words = use_words();
    if !phone.is_practising() {
        return rsx! {};
    }
    rsx! {
        div { class: "practice-bar", role: "note", "data-testid": "practice-bar",
            p { {words.text("practice-bar")} }
            button {
                class: "button button-quiet",
                r#type: "button",
                "data-testid": "practice-end",
                onclick: move |_| leave(phone),
                {words.text("practice-end")}
            }
        }
    }
}

/// What stands where a visit would say that it is on its way.
#[component]
pub fn PracticeDone() -> Element {
    let phone = use_phone();
    let words = use_words();
    rsx! {
        Note {
            tone: Tone::Good,
            title: words.text("practice-done-title"),
            text: words.text("practice-done-text"),
            testid: "practice-done",
            button {
                class: "button",
                r#type: "button",
                "data-testid": "practice-close",
                onclick: move |_| leave(phone),
                {words.text("practice-close")}
            }
        }
    }
}

/// Back to the visit itself: opening it closes the dry run.
fn leave(phone: Phone) {
    let practice = *phone.school.practice.peek();
    let to = match practice {
        Some(run) => {
            phone.open_visit(run.of);
            Route::Briefing { visit: run.of }
        }
        None => Route::Visits {},
    };
    navigator().replace(to);
}
