//! The job board: visits that are on offer, which may be taken, and why not the others.

use dioxus::prelude::*;
use vitrine_shared::eligibility::Ineligible;

use crate::core::protocol::{Fault, OfferCard};
use crate::ui::agenda::away_m;
use crate::ui::parts::{AskedNote, Empty, Icon, Loading, Note, Outbox, Sign, Tone, TopBar};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};

/// The board.
#[component]
pub fn Board() -> Element {
    let phone = use_phone();
    let words = use_words();
    use_hook(move || {
        phone.close_visit();
        phone.refresh_board();
    });
    let board = phone.day.board.read();
    let Some(board) = board.as_ref() else {
        return rsx! {
            TopBar { title: words.text("board-title") }
            Loading {}
        };
    };
    let told = board
        .told_at
        .map(|at| words.format("board-told", &[("at", words.moment(at).into())]));
    let is_online = *phone.online.read();
    rsx! {
        TopBar { title: words.text("board-title") }
        Outbox { requests: board.gone.clone() }
        if let Some(error) = phone.day.trouble.read().as_ref() {
            Note { tone: Tone::Bad, text: words.error(error) }
        }
        if board.offers.is_empty() {
            Empty { sign: Sign::List, title: words.text("board-empty-title"), text: words.text("board-empty-text") }
        } else {
            if !is_online {
                Note { tone: Tone::Warn, sign: Sign::Offline, text: words.text("board-offline"), testid: "board-offline" }
            }
            ul { class: "rows",
                for card in board.offers.iter().cloned() {
                    li { key: "{card.offer.visit.visit}", OfferRow { card } }
                }
            }
        }
        if let Some(told) = told {
            p { class: "muted small", {told} }
        }
    }
}

#[component]
fn OfferRow(card: OfferCard) -> Element {
    let phone = use_phone();
    let words = use_words();
    let visit = &card.offer.visit;
    let id = visit.visit;
    let location = &visit.location;
    let away = away_m(location, phone.day.position.read().as_ref());
    let may_take = card.offer.refusals.is_empty();
    let is_claiming = *phone.day.claiming.read() == Some(id);
    let waits = card.asked.is_some_and(|asked| asked.refused.is_none());
    let is_disabled = !*phone.online.read() || phone.day.claiming.read().is_some() || waits;
    rsx! {
        article {
            class: "row-card row-block",
            "data-testid": "offer",
            "data-visit": id.to_string(),
            "data-eligible": may_take.to_string(),
            p { class: "row-title", {location.name.clone()} }
            p { class: "row-sub", {format!("{} · {}", visit.brand, location.address)} }
            p { class: "row-facts",
                Icon { sign: Sign::Clock }
                span { {words.window(visit.opens_at, visit.closes_at, &location.time_zone)} }
                if visit.fee_minor > 0 {
                    span { class: "row-fee", {words.lang().money(visit.fee_minor, &visit.currency)} }
                }
                if let Some(away) = away {
                    span { "data-testid": "away", {words.lang().distance(away)} }
                }
            }
            if !visit.scenario.is_empty() {
                p { class: "row-sub", {visit.scenario.clone()} }
            }
            for (index , refusal) in card.offer.refusals.iter().enumerate() {
                p { key: "{index}", class: "state state-warn", "data-testid": "not-eligible",
                    Icon { sign: Sign::Alert }
                    {why_not(&words, refusal)}
                }
            }
            if let Some(asked) = card.asked {
                AskedNote { asked }
            }
            if may_take && !waits {
                button {
                    class: "button button-main",
                    r#type: "button",
                    "data-testid": "claim",
                    disabled: is_disabled,
                    onclick: move |_| {
                        let to_visit = navigator();
                        phone.claim(id, move || {
                            to_visit.push(Route::Briefing { visit: id });
                        });
                    },
                    if is_claiming {
                        span { class: "spinner spinner-small" }
                        {words.text("claim-busy")}
                    } else {
                        {words.text("claim")}
                    }
                }
            }
        }
    }
}

/// Which rule stands in the way, and until when.
fn why_not(words: &crate::ui::words::Words, refusal: &Ineligible) -> String {
    let why = words.fault(Fault::Problem(refusal.code));
    match refusal.until {
        Some(until) => {
            let at = words.moment(until);
            format!("{why} {}", words.format("refused-until", &[("at", at.into())]))
        }
        None => why,
    }
}
