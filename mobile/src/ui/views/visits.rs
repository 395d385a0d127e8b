//! My visits: what is to be done, what is under way, what was handed in.

use dioxus::prelude::*;

use super::visit_card::VisitRow;
use crate::core::protocol::{Stage, SyncState, VisitCard};
use crate::ui::parts::{Empty, Loading, Sign, TopBar};
use crate::ui::state::{use_phone, use_words};

/// The evaluator's visits.
#[component]
pub fn Visits() -> Element {
    let phone = use_phone();
    let words = use_words();
    use_hook(move || {
        phone.close_visit();
        phone.refresh_visits();
    });
    let visits = phone.visits.read();
    let is_syncing = phone
        .status
        .read()
        .as_ref()
        .is_some_and(|status| status.sync == SyncState::Running || status.synced_at.is_none());
    rsx! {
        TopBar { title: words.text("visits-title") }
        match visits.as_deref() {
            None => rsx! {
                Loading {}
            },
            Some([]) if is_syncing && *phone.online.read() => rsx! {
                Loading {}
            },
            Some([]) => rsx! {
                Empty { sign: Sign::Bag, title: words.text("visits-empty-title"), text: words.text("visits-empty-text"),
                    button {
                        class: "button button-quiet",
                        r#type: "button",
                        "data-testid": "sync-now",
                        onclick: move |_| phone.sync_now(),
                        {words.text("visits-look")}
                    }
                }
            },
            Some(visits) => rsx! {
                for (key , group) in grouped(visits) {
                    section { key: "{key}", class: "group",
                        h2 { class: "group-title", {words.text(key)} }
                        ul { class: "rows",
                            for card in group {
                                li { key: "{card.assignment.visit}", VisitRow { card } }
                            }
                        }
                    }
                }
            },
        }
    }
}

/// The visits under their headings, in the order of what comes first; empty groups left out.
fn grouped(visits: &[VisitCard]) -> Vec<(&'static str, Vec<VisitCard>)> {
    const GROUPS: [(&str, &[Stage]); 4] = [
        (
            "visits-open",
            &[
                Stage::Returned,
                Stage::Correcting,
                Stage::InProgress,
                Stage::Paused,
                Stage::CheckedOut,
            ],
        ),
        ("visits-to-do", &[Stage::ToDo]),
        ("visits-handed-in", &[Stage::Submitted, Stage::Received]),
        (
            "visits-away",
            &[Stage::GivenBack, Stage::Elsewhere, Stage::TakenAway],
        ),
    ];
    GROUPS
        .into_iter()
        .map(|(key, stages)| {
            let group = visits
                .iter()
                .filter(|card| stages.contains(&card.stage))
                .cloned()
                .collect();
            (key, group)
        })
        .filter(|(_, group): &(_, Vec<_>)| !group.is_empty())
        .collect()
}
