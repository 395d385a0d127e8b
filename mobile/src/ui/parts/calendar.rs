//! The links out of a visit: to its place on a map, and into the phone's calendar.

use dioxus::prelude::*;
use vitrine_shared::wire::Assignment;

use super::icon::{Icon, Sign};
use crate::ui::agenda::map_link;
use crate::ui::ics::{Entry, calendar, data_url};
use crate::ui::platform::{Given, OutFile};
use crate::ui::state::use_words;
use crate::ui::words::{self, Words};

/// Where a visit is and when, for the phone's other apps.
#[component]
pub fn WaysOut(visit: Assignment) -> Element {
    let words = use_words();
    let on_map = map_link(&visit.location);
    rsx! {
        div { class: "row",
            a {
                class: "button button-quiet",
                href: on_map,
                target: "_blank",
                rel: "noopener noreferrer",
                "data-testid": "map",
                Icon { sign: Sign::Place }
                {words.text("map-open")}
            }
            CalendarLink { visits: vec![visit], label: words.text("calendar-add") }
        }
    }
}

/// The link that puts visits into the phone's calendar.
#[component]
pub fn CalendarLink(visits: Vec<Assignment>, label: String) -> Element {
    let words = use_words();
    let Some(now) = words::now() else {
        return rsx! {};
    };
    let entries: Vec<_> = visits.iter().map(|visit| entry(visit, &words)).collect();
    let text = calendar(&entries, now);
    let address = data_url(&text);
    rsx! {
        a {
            class: "button button-quiet",
            href: address,
            download: "vitrine.ics",
            "data-testid": "calendar",
            onclick: move |event| {
                // Phones have a sheet with their calendars; the download is for where there is none.
                let mut file = OutFile::begin_as("vitrine.ics", "text/calendar");
                file.add(text.clone().into_bytes());
                if !file.can_be_shared() {
                    return;
                }
                event.prevent_default();
                spawn(async move {
                    if file.share().await == Given::Failed {
                        file.save();
                    }
                });
            },
            Icon { sign: Sign::Clock }
            {label}
        }
    }
}

/// The place alone stands in the calendar; brand and scenario are for who opens the entry.
fn entry<'a>(visit: &'a Assignment, words: &Words) -> Entry<'a> {
    let location = &visit.location;
    let mut description = format!(
        "{}\n{}",
        visit.wave,
        words.window(visit.opens_at, visit.closes_at, &location.time_zone)
    );
    if visit.fee_minor > 0 {
        description.push('\n');
        description.push_str(&words.lang().money(visit.fee_minor, &visit.currency));
    }
    Entry {
        visit,
        summary: location.name.clone(),
        description,
    }
}
