//! Above the day's visits: what closes soon, the order, the whole day for the calendar.

use dioxus::prelude::*;

use super::calendar::CalendarLink;
use super::feedback::{Note, Tone};
use super::icon::{Icon, Sign};
use crate::core::protocol::VisitCard;
use crate::ui::agenda::{Turn, closes_soon};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};
use crate::ui::words;

/// What was not begun and closes within a day.
#[component]
pub fn Reminder(visits: Vec<VisitCard>) -> Element {
    let words = use_words();
    let now = words::now();
    let soon: Vec<_> = visits
        .iter()
        .filter(|card| now.is_some_and(|now| closes_soon(card, now)))
        .collect();
    let Some(first) = soon.first() else {
        return rsx! {};
    };
    let visit = &first.assignment;
    let until = words.format(
        "reminder-until",
        &[
            ("place", visit.location.name.clone().into()),
            (
                "day",
                words.day(visit.closes_at, &visit.location.time_zone).into(),
            ),
            (
                "time",
                words.time(visit.closes_at, &visit.location.time_zone).into(),
            ),
        ],
    );
    rsx! {
        Note { tone: Tone::Warn, sign: Sign::Clock, testid: "reminder", title: words.count("closing-title", soon.len()), text: until,
            Link { class: "button button-quiet", to: Route::Briefing { visit: visit.visit }, {words.text("reminder-open")} }
        }
    }
}

/// The order of the list, and the day for the calendar.
#[component]
pub fn AgendaTools(visits: Vec<VisitCard>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let is_near = *phone.day.by_distance.read();
    let open: Vec<_> = visits
        .iter()
        .filter(|card| {
            words::turn(card).is_some_and(|turn| matches!(turn, Turn::UnderWay | Turn::Overdue | Turn::Today))
        })
        .map(|card| card.assignment.clone())
        .collect();
    rsx! {
        div { class: "row",
            button {
                class: "button button-quiet",
                r#type: "button",
                "data-testid": "sort-distance",
                "aria-pressed": is_near.to_string(),
                disabled: *phone.day.is_locating.read(),
                onclick: move |_| phone.sort_by_distance(!is_near),
                Icon { sign: Sign::Place }
                {words.text("sort-distance")}
            }
            if !open.is_empty() {
                CalendarLink { visits: open, label: words.text("calendar-day") }
            }
        }
        if *phone.day.no_position.read() {
            Note { tone: Tone::Warn, text: words.text("no-position"), testid: "no-position" }
        }
    }
}
