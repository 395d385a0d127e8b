//! The small sign in the corner that says how the phone stands with the server.

use dioxus::prelude::*;

use super::icon::{Icon, Sign};
use crate::core::protocol::{Fault, SyncState};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};

/// How the phone stands with the server; leads to what is to be sent.
#[component]
pub fn SyncChip() -> Element {
    let phone = use_phone();
    let words = use_words();
    let status = phone.status.read();
    let Some(status) = status.as_ref() else {
        return rsx! {};
    };
    let is_offline = !*phone.online.read();
    let (class, sign, key) = match status.sync {
        SyncState::Off => return rsx! {},
        SyncState::EnrolAgain { .. } | SyncState::UpdateNeeded => {
            ("chip chip-bad", Sign::Alert, "sync-attention")
        }
        _ if status.unsent.attention > 0 => ("chip chip-bad", Sign::Alert, "sync-attention"),
        _ if is_offline => ("chip", Sign::Offline, "sync-offline"),
        SyncState::Running => ("chip", Sign::Sync, "sync-running"),
        SyncState::Waiting {
            fault: Fault::Offline,
            ..
        } => ("chip", Sign::Offline, "sync-offline"),
        SyncState::Waiting { .. } => ("chip chip-warn", Sign::Clock, "sync-waiting"),
        SyncState::Idle if status.unsent.visits + status.unsent.requests > 0 => {
            ("chip", Sign::Clock, "sync-unsent")
        }
        SyncState::Idle => ("chip chip-good", Sign::Check, "sync-idle"),
    };
    rsx! {
        Link { class, to: Route::Sending {}, "data-testid": "sync-chip",
            Icon { sign }
            span { role: "status", {words.text(key)} }
        }
    }
}
