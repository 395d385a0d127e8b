//! What the phone found of where it was: recorded, told, and in nobody's way.

use dioxus::prelude::*;
use vitrine_shared::place::{Standing, Whereabouts};

use super::feedback::{Note, Tone};
use super::icon::Sign;
use crate::ui::platform::{self, NoFix};
use crate::ui::state::{use_phone, use_words};
use crate::ui::words::Words;

/// What check-in or check-out found, where it is not simply "at the location".
#[component]
pub fn WhereaboutsNote(whereabouts: Whereabouts, children: Element) -> Element {
    let phone = use_phone();
    let words = use_words();
    let why = *phone.desk.no_fix.read();
    let Some((name, text)) = explained(&whereabouts, why, &words) else {
        return rsx! {};
    };
    rsx! {
        Note { tone: Tone::Info, sign: Sign::Place, testid: "whereabouts-{name}", text, {children} }
    }
}

/// The same right after the check-in, until it was read.
#[component]
pub fn ArrivalNews() -> Element {
    let phone = use_phone();
    let words = use_words();
    let mut is_news = phone.desk.arrival_is_news;
    let arrival = phone.desk.sheet.read().as_ref().and_then(|sheet| sheet.arrival);
    let Some(whereabouts) = arrival.filter(|_| *is_news.read()) else {
        return rsx! {};
    };
    rsx! {
        WhereaboutsNote { whereabouts,
            button {
                class: "button button-text",
                r#type: "button",
                "data-testid": "whereabouts-read",
                onclick: move |_| is_news.set(false),
                {words.text("understood")}
            }
        }
    }
}

/// While the phone looks for its position: the way on without it.
#[component]
pub fn Waiting() -> Element {
    let phone = use_phone();
    let words = use_words();
    if !*phone.desk.is_locating.read() {
        return rsx! {};
    }
    rsx! {
        button {
            class: "button button-text",
            r#type: "button",
            "data-testid": "skip-position",
            onclick: move |_| platform::skip_position(),
            {words.text("where-skip")}
        }
    }
}

/// What was found by name, and in words; nothing where there is nothing to explain.
fn explained(whereabouts: &Whereabouts, why: Option<NoFix>, words: &Words) -> Option<(&'static str, String)> {
    let far = |distance_m: u32, key: &str| {
        let distance = words.lang().distance(distance_m);
        words.format(key, &[("distance", distance.into())])
    };
    if whereabouts.mock {
        return Some(("mock", words.text("where-mock")));
    }
    match whereabouts.standing() {
        Standing::Here | Standing::NoPlace => None,
        Standing::Away { distance_m } => Some(("away", far(distance_m, "where-away"))),
        Standing::NoPosition => Some(match why {
            Some(NoFix::Refused) => ("refused", words.text("where-refused")),
            Some(NoFix::TooLate) => ("late", words.text("where-late")),
            Some(NoFix::Skipped | NoFix::Unknown) | None => ("unknown", words.text("where-unknown")),
        }),
    }
}

/// In a few words: how far, and how exact.
pub fn in_short(whereabouts: &Whereabouts, words: &Words) -> String {
    let lang = words.lang();
    let mut said = match (whereabouts.distance_m, whereabouts.accuracy_m) {
        (Some(distance_m), Some(accuracy_m)) => words.format(
            "where-short",
            &[
                ("distance", lang.distance(distance_m).into()),
                ("accuracy", lang.distance(accuracy_m).into()),
            ],
        ),
        (None, Some(_)) => words.text("where-short-placeless"),
        _ => words.text("where-short-none"),
    };
    if whereabouts.mock {
        said = format!("{said} · {}", words.text("where-short-mock"));
    }
    said
}
