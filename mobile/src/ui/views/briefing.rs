//! What to know before a visit, where it stands, and the way into it.

use dioxus::prelude::*;
use vitrine_shared::id::VisitId;

use super::visit_card::{availability_key, stage_sign};
use crate::core::protocol::{Availability, CoreError, Stage, VisitCard};
use crate::ui::parts::{
    AcceptButton, AskedNote, BackBar, DiscreetSwitch, Failure, GiveBack, HideButton, Icon, Loading, Note,
    PaidNote, PracticeDone, Preparation, Returned, ScreenTitle, Sign, Tone, Waiting, WaysOut, cap_text,
    in_short,
};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};

/// The briefing of one visit.
#[component]
pub fn Briefing(visit: VisitId) -> Element {
    let phone = use_phone();
    let words = use_words();
    use_hook(move || phone.open_visit(visit));
    // The list has the card before the visit itself has come, and when it cannot be opened.
    let listed = phone
        .visits
        .read()
        .as_ref()
        .and_then(|visits| visits.iter().find(|card| card.assignment.visit == visit).cloned());
    let open = phone
        .desk
        .card
        .read()
        .clone()
        .filter(|card| card.assignment.visit == visit);
    let card = open.or(listed);
    let trouble = phone.desk.trouble.read().clone();
    let Some(card) = card else {
        return rsx! {
            BackBar { to: Route::Visits {}, label: words.text("back-to-visits") }
            if trouble == Some(CoreError::VisitUnknown) {
                Failure { title: words.text("error-visit-unknown"), text: words.text("visit-unknown-text") }
            } else {
                Loading { rows: 4 }
            }
        };
    };
    let title = card.assignment.location.name.clone();
    rsx! {
        BackBar { to: Route::Visits {}, label: words.text("back-to-visits"),
            p { class: "back-bar-title" }
            HideButton {}
        }
        ScreenTitle { text: title }
        Facts { card: card.clone() }
        WaysOut { visit: card.assignment.clone() }
        if let Some(trouble) = trouble {
            Note { tone: Tone::Bad, text: words.error(&trouble) }
        } else if let Some(trouble) = card.trouble.filter(|_| !card.is_correction_void()) {
            Note { tone: Tone::Bad, text: words.fault(trouble.fault) }
        }
        if let Some(asked) = card.asked {
            AskedNote { asked }
        }
        Returned { card: card.clone() }
        Roles { card: card.clone() }
        Preparation { card: card.clone() }
        WayOn { card: card.clone() }
        GiveBack { card }
    }
}

/// Where, when, what it pays, how far it is.
#[component]
fn Facts(card: VisitCard) -> Element {
    let words = use_words();
    let visit = &card.assignment;
    let location = &visit.location;
    let (class, sign, key) = stage_sign(card.stage);
    let phone = use_phone();
    let sheet = phone.desk.sheet.read();
    let sheet = sheet.as_ref().filter(|sheet| sheet.visit == visit.visit);
    let arrival = sheet.and_then(|sheet| Some((sheet.checked_in?, sheet.arrival)));
    rsx! {
        p { class: "lead", {format!("{} · {}", visit.brand, visit.wave)} }
        dl { class: "facts",
            div {
                dt { {words.text("fact-where")} }
                dd { {location.address.clone()} }
            }
            div {
                dt { {words.text("fact-when")} }
                dd { {words.window(visit.opens_at, visit.closes_at, &location.time_zone)} }
            }
            if visit.fee_minor > 0 {
                div {
                    dt { {words.text("fact-fee")} }
                    dd { {words.lang().money(visit.fee_minor, &visit.currency)} }
                }
            }
            if let Some(cap) = visit.expense_cap_minor {
                div {
                    dt { {words.text("fact-expenses")} }
                    dd { "data-testid": "expense-cap", {cap_text(&words, cap, &visit.currency)} }
                }
            }
            div {
                dt { {words.text("fact-state")} }
                dd { "data-testid": "stage", "data-stage": key,
                    span { class,
                        Icon { sign }
                        {words.text(key)}
                    }
                }
            }
            if let Some((at, whereabouts)) = arrival {
                div {
                    dt { {words.text("fact-arrival")} }
                    dd { "data-testid": "arrival",
                        {words.moment(at)}
                        if let Some(whereabouts) = whereabouts {
                            span { class: "muted small block", {in_short(&whereabouts, &words)} }
                        }
                    }
                }
            }
        }
        PaidNote { card: card.clone() }
        if let Some(at) = card.received_at {
            Note {
                tone: Tone::Good,
                sign: Sign::Shield,
                testid: "receipt",
                title: words.text("receipt-title"),
                text: words.format("receipt-text", &[("at", words.moment(at).into())]),
            }
        }
    }
}

/// The scenario and the persona to play, and what the checklist says before the visit.
#[component]
fn Roles(card: VisitCard) -> Element {
    let phone = use_phone();
    let words = use_words();
    let lang = words.lang();
    let checklist = phone.desk.checklist.read();
    let checklist = checklist
        .as_ref()
        .filter(|_| phone.desk.has(card.assignment.visit));
    let persona = checklist.and_then(|checklist| {
        let chosen = card.assignment.persona.as_ref()?;
        checklist.personas.iter().find(|persona| persona.id == *chosen)
    });
    let briefing = checklist
        .map(|checklist| checklist.briefing.in_lang(lang).to_owned())
        .unwrap_or_default();
    rsx! {
        if !card.assignment.scenario.is_empty() {
            section { class: "panel",
                h2 { {words.text("briefing-scenario")} }
                Paragraphs { text: card.assignment.scenario.clone() }
            }
        }
        if let Some(persona) = persona {
            section { class: "panel",
                h2 { {words.format("briefing-persona", &[("persona", persona.title.in_lang(lang).into())])} }
                Paragraphs { text: persona.brief.in_lang(lang) }
            }
        }
        if !briefing.is_empty() {
            section { class: "panel",
                h2 { {words.text("briefing-guidance")} }
                Paragraphs { text: briefing }
            }
        }
    }
}

/// A text with its line breaks.
#[component]
fn Paragraphs(text: String) -> Element {
    rsx! {
        for (index , part) in text.split('\n').map(str::trim).filter(|part| !part.is_empty()).enumerate() {
            p { key: "{index}", {part} }
        }
    }
}

/// The one thing to do next.
#[component]
fn WayOn(card: VisitCard) -> Element {
    let phone = use_phone();
    let words = use_words();
    let visit = card.assignment.visit;
    let is_working = *phone.desk.is_working.read();
    if card.availability != Availability::Ready {
        return rsx! {
            Note { tone: Tone::Warn, text: words.text(availability_key(card.availability)) }
        };
    }
    let Some(stage) = phone.desk.stage().filter(|_| phone.desk.has(visit)) else {
        return rsx! {
            Loading { rows: 1 }
        };
    };
    let questions = phone.desk.next_question();
    let gave_back = card
        .asked
        .is_some_and(|asked| asked.what.gives_back() && asked.refused.is_none());
    match stage {
        Stage::ToDo if gave_back => rsx! {},
        // Said above, with the way to it.
        Stage::ToDo if card.to_learn => rsx! {},
        Stage::Submitted | Stage::Received if phone.is_practising() => rsx! {
            PracticeDone {}
        },
        Stage::ToDo => rsx! {
            div { class: "foot",
                AcceptButton { card: card.clone() }
                DiscreetSwitch {}
                p { class: "hint", {words.text("check-in-hint")} }
                button {
                    class: "button button-main",
                    r#type: "button",
                    "data-testid": "check-in",
                    disabled: is_working,
                    onclick: move |_| {
                        let to_questions = navigator();
                        phone.check_in(visit, move |question| {
                            to_questions.push(Route::QuestionScreen { visit, question });
                        });
                    },
                    if is_working {
                        span { class: "spinner spinner-small" }
                        {words.text("check-in-busy")}
                    } else {
                        Icon { sign: Sign::Place }
                        {words.text("check-in")}
                    }
                }
                Waiting {}
            }
        },
        Stage::InProgress | Stage::Paused | Stage::CheckedOut => rsx! {
            div { class: "foot",
                if let Some(question) = questions {
                    Link {
                        class: "button button-main",
                        to: Route::QuestionScreen { visit, question },
                        "data-testid": "continue",
                        onclick: move |_| phone.resume(visit),
                        Icon { sign: Sign::Pencil }
                        {words.text("continue")}
                    }
                }
                div { class: "row",
                    Link { class: "button button-quiet", to: Route::Review { visit }, "data-testid": "to-review",
                        {words.text("to-review")}
                    }
                    if stage == Stage::InProgress {
                        button {
                            class: "button button-quiet",
                            r#type: "button",
                            "data-testid": "pause",
                            disabled: is_working,
                            onclick: move |_| phone.pause(visit),
                            {words.text("pause")}
                        }
                    }
                }
            }
        },
        Stage::Correcting => rsx! {
            div { class: "foot",
                if let Some(question) = questions {
                    Link {
                        class: "button button-main",
                        to: Route::QuestionScreen { visit, question },
                        "data-testid": "continue",
                        Icon { sign: Sign::Pencil }
                        {words.text("returned-continue")}
                    }
                }
                Link { class: "button button-quiet", to: Route::Review { visit }, "data-testid": "to-review",
                    {words.text("review-correction")}
                }
            }
        },
        Stage::Returned => rsx! {
            div { class: "foot",
                Link { class: "button button-text", to: Route::Outline { visit }, {words.text("to-answers")} }
            }
        },
        Stage::Elsewhere => rsx! {},
        Stage::Submitted => rsx! {
            Note { tone: Tone::Info, sign: Sign::Send, title: words.text("submitted-title"), text: words.text("submitted-text") }
            div { class: "foot",
                Link { class: "button button-quiet", to: Route::Sending {}, {words.text("to-sending")} }
                Link { class: "button button-text", to: Route::Outline { visit }, {words.text("to-answers")} }
            }
        },
        Stage::Received => rsx! {
            div { class: "foot",
                Link { class: "button button-text", to: Route::Outline { visit }, {words.text("to-answers")} }
            }
        },
        Stage::GivenBack => rsx! {
            Note { tone: Tone::Info, title: words.text("stage-given-back"), text: words.text("given-back-text") }
        },
        // What became of the correction is said above.
        Stage::TakenAway if card.is_correction_void() => rsx! {},
        Stage::TakenAway => rsx! {
            Note { tone: Tone::Warn, title: words.text("stage-taken-away"), text: words.text("taken-away-text") }
        },
    }
}
