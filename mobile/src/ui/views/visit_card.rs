//! One visit in the list: where, when, how far.

use dioxus::prelude::*;

use crate::core::protocol::{Availability, Stage, VisitCard};
use crate::ui::agenda::away_m;
use crate::ui::parts::{Icon, Sign};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};
use crate::ui::words::Words;

/// One visit, leading to its briefing.
#[component]
pub fn VisitRow(card: VisitCard) -> Element {
    let phone = use_phone();
    let words = use_words();
    let visit = &card.assignment;
    let zone = &visit.location.time_zone;
    let (class, sign, key) = stage_sign(card.stage);
    let is_begun = matches!(card.stage, Stage::InProgress | Stage::Paused | Stage::CheckedOut);
    let is_to_do = is_begun || matches!(card.stage, Stage::ToDo);
    rsx! {
        Link {
            class: "row-card",
            to: Route::Briefing { visit: visit.visit },
            "data-testid": "visit",
            "data-visit": visit.visit.to_string(),
            "data-stage": key,
            div { class: "row-main",
                p { class: "row-title", {visit.location.name.clone()} }
                p { class: "row-sub", {format!("{} · {}", visit.brand, visit.location.address)} }
                p { class: "row-facts",
                    Icon { sign: Sign::Clock }
                    span { {words.window(visit.opens_at, visit.closes_at, zone)} }
                    if let Some(away) = away_m(&visit.location, phone.day.position.read().as_ref()) {
                        span { "data-testid": "away", {words.lang().distance(away)} }
                    }
                    if visit.fee_minor > 0 {
                        span { class: "row-fee", {words.lang().money(visit.fee_minor, &visit.currency)} }
                    }
                }
                if is_to_do {
                    Part { card: card.clone() }
                }
                if is_begun {
                    progress {
                        class: "step step-here",
                        "aria-hidden": "true",
                        max: "{card.progress.shown.max(1)}",
                        value: "{card.progress.done}",
                    }
                }
                if let Some(asked) = card.asked {
                    p { class: "row-state",
                        if asked.refused.is_some() {
                            span { class: "state state-bad", "data-testid": "visit-asked",
                                Icon { sign: Sign::Alert }
                                {words.text(&format!("{}-refused", asked.what.key()))}
                            }
                        } else {
                            span { class: "state state-info", "data-testid": "visit-asked",
                                Icon { sign: Sign::Clock }
                                {words.text(&format!("{}-waits", asked.what.key()))}
                            }
                        }
                    }
                } else if card.to_learn && card.trouble.is_none() {
                    p { class: "row-state",
                        span { class: "state state-warn", "data-testid": "visit-to-learn",
                            Icon { sign: Sign::Book }
                            {words.text("training-first-title")}
                        }
                    }
                } else if card.stage != Stage::ToDo || card.trouble.is_some() || card.availability != Availability::Ready {
                    p { class: "row-state",
                        if let Some(trouble) = card.trouble {
                            span { class: "state state-bad",
                                Icon { sign: Sign::Alert }
                                {words.fault(trouble.fault)}
                            }
                        } else if card.availability != Availability::Ready {
                            span { class: "state state-warn",
                                Icon { sign: Sign::Clock }
                                {words.text(availability_key(card.availability))}
                            }
                        } else {
                            span { class,
                                Icon { sign }
                                {stage_text(&words, &card, key)}
                            }
                        }
                    }
                }
            }
            span { class: "row-go", Icon { sign: Sign::Next } }
        }
    }
}

/// The part to play, in two lines at most: the persona and the scenario's beginning.
#[component]
fn Part(card: VisitCard) -> Element {
    let words = use_words();
    let persona = card
        .persona
        .map(|persona| persona.in_lang(words.lang()).to_owned());
    let scenario = card.assignment.scenario;
    if persona.is_none() && scenario.is_empty() {
        return rsx! {};
    }
    rsx! {
        p { class: "row-part", "data-testid": "visit-part",
            if let Some(persona) = persona {
                strong { {persona} }
                if !scenario.is_empty() {
                    " · "
                }
            }
            {scenario}
        }
    }
}

/// How a stage looks and what it is called.
pub fn stage_sign(stage: Stage) -> (&'static str, Sign, &'static str) {
    match stage {
        Stage::ToDo => ("state", Sign::Clock, "stage-to-do"),
        Stage::InProgress => ("state state-info", Sign::Pencil, "stage-in-progress"),
        Stage::Paused => ("state state-info", Sign::Pause, "stage-paused"),
        Stage::CheckedOut => ("state state-info", Sign::Pencil, "stage-checked-out"),
        Stage::Submitted => ("state state-warn", Sign::Send, "stage-submitted"),
        Stage::Received => ("state state-good", Sign::Shield, "stage-received"),
        Stage::GivenBack => ("state", Sign::Close, "stage-given-back"),
        Stage::Returned => ("state state-warn", Sign::Again, "stage-returned"),
        Stage::Correcting => ("state state-info", Sign::Pencil, "stage-correcting"),
        Stage::Elsewhere => ("state", Sign::Again, "stage-elsewhere"),
        Stage::TakenAway => ("state", Sign::Close, "stage-taken-away"),
    }
}

fn stage_text(words: &Words, card: &VisitCard, key: &str) -> String {
    match (card.stage, card.assignment.open_return()) {
        (Stage::Returned | Stage::Correcting, Some(returned)) => {
            let zone = &card.assignment.location.time_zone;
            let args = [
                ("day", words.day(returned.due_at, zone).into()),
                ("time", words.time(returned.due_at, zone).into()),
            ];
            format!("{} · {}", words.text(key), words.format("stage-due", &args))
        }
        (Stage::InProgress | Stage::Paused | Stage::CheckedOut, _) => {
            let args = [
                ("done", card.progress.done.into()),
                ("shown", card.progress.shown.into()),
            ];
            format!("{} · {}", words.text(key), words.format("progress-short", &args))
        }
        _ => words.text(key),
    }
}

/// Why a visit cannot be opened.
pub fn availability_key(availability: Availability) -> &'static str {
    match availability {
        Availability::Ready => "availability-ready",
        Availability::ChecklistMissing => "error-checklist-missing",
        Availability::UpdateNeeded => "error-update-needed",
        Availability::Damaged => "availability-damaged",
    }
}
