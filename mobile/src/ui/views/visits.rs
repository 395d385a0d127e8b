//! My visits: what is to be done, what is under way, what was handed in.

use dioxus::prelude::*;
use vitrine_shared::event::Position;

use super::visit_card::VisitRow;
use crate::core::protocol::{SyncState, VisitCard};
use crate::ui::agenda::{Turn, away_m};
use crate::ui::parts::{AgendaTools, Empty, Loading, Reminder, Sign, TopBar};
use crate::ui::state::{use_phone, use_words};
use crate::ui::words;

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
    let from = *phone.day.position.read();
    let from = from.filter(|_| *phone.day.by_distance.read());
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
                Reminder { visits: visits.to_vec() }
                AgendaTools { visits: visits.to_vec() }
                for (key , group) in grouped(visits, from.as_ref()) {
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

/// The visits under their headings, in the order of what comes first, or of what is nearest to a
/// position; empty groups left out. Places whose position is not known come last.
fn grouped(visits: &[VisitCard], from: Option<&Position>) -> Vec<(&'static str, Vec<VisitCard>)> {
    Turn::ALL
        .into_iter()
        .map(|turn| {
            let in_turn = visits.iter().filter(|card| words::turn(card) == Some(turn));
            let mut group: Vec<VisitCard> = in_turn.cloned().collect();
            if from.is_some() {
                group.sort_by_key(|card| {
                    let away = away_m(&card.assignment.location, from);
                    (away.is_none(), away)
                });
            }
            (turn.key(), group)
        })
        .filter(|(_, group): &(_, Vec<_>)| !group.is_empty())
        .collect()
}
