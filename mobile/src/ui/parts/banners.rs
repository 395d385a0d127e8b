//! What concerns the whole app, above whatever screen is shown.

use dioxus::prelude::*;

use super::feedback::{Note, Tone};
use super::icon::Sign;
use crate::core::protocol::SyncState;
use crate::ui::platform;
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};

/// A new version, an enrolment that ended, a database that was set aside. Never within a visit.
#[component]
pub fn Banners() -> Element {
    let phone = use_phone();
    let words = use_words();
    let status = phone.status.read();
    let sync = status.as_ref().map(|status| status.sync);
    let has_aside = status
        .as_ref()
        .is_some_and(|status| status.storage.set_aside.is_some());
    let is_there = use_route::<Route>() == Route::AsideScreen {};
    rsx! {
        if phone.may_update() {
            Note {
                tone: Tone::Info,
                sign: Sign::Sync,
                title: words.text("update-title"),
                text: words.text("update-text"),
                testid: "update-banner",
                button {
                    class: "button button-quiet",
                    r#type: "button",
                    onclick: move |_| platform::update(),
                    {words.text("update-now")}
                }
            }
        }
        if let Some(SyncState::EnrolAgain { .. }) = sync {
            Note { tone: Tone::Bad, title: words.text("enrol-again-title"), text: words.text("enrol-again-text"),
                Link { class: "button button-quiet", to: Route::EnrolByHand {}, {words.text("enrol-again")} }
                Link { class: "button button-text", to: Route::Sending {}, {words.text("enrol-again-export")} }
            }
        }
        if sync == Some(SyncState::UpdateNeeded) {
            Note { tone: Tone::Warn, title: words.text("too-old-title"), text: words.text("too-old-text") }
        }
        if has_aside && !is_there {
            Note {
                tone: Tone::Bad,
                title: words.text("set-aside-title"),
                text: words.text("set-aside-text"),
                testid: "set-aside",
                Link { class: "button button-quiet", to: Route::AsideScreen {}, {words.text("set-aside-open")} }
            }
        }
    }
}
