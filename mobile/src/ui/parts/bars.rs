//! The bars above and below a screen, and its title.

use dioxus::prelude::*;

use super::icon::{Icon, Sign};
use super::sync_chip::SyncChip;
use crate::ui::agenda::closes_soon;
use crate::ui::platform;
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};

/// The title of a screen. It takes the focus when the screen appears, so that a reader begins there.
#[component]
pub fn ScreenTitle(text: String, #[props(default)] is_small: bool) -> Element {
    // Over a question the app says no more of itself than its name.
    let title = if is_small {
        "Vitrine".to_owned()
    } else {
        format!("{text} · Vitrine")
    };
    let title = use_phone().veil.title(title, &use_words());
    use_effect(use_reactive((&title,), |(title,)| platform::set_title(&title)));
    rsx! {
        h1 {
            id: "screen-title",
            class: if is_small { "screen-title screen-title-small" } else { "screen-title" },
            tabindex: "-1",
            onmounted: move |_| {
                platform::scroll_up();
                platform::focus("screen-title");
            },
            {text}
        }
    }
}

/// The bar of one of the app's places: its title, how the phone stands with the server, the settings.
#[component]
pub fn TopBar(title: String) -> Element {
    let words = use_words();
    let is_here = use_route::<Route>() == Route::Settings {};
    rsx! {
        header { class: "top-bar",
            ScreenTitle { text: title }
            div { class: "top-bar-tools",
                SyncChip {}
                Link {
                    class: "icon-button",
                    to: Route::Settings {},
                    "aria-label": words.text("place-settings"),
                    "aria-current": if is_here { "page" },
                    "data-testid": "place-settings",
                    Icon { sign: Sign::Gear }
                }
            }
        }
    }
}

/// The bar of a screen within another: the way back, and what belongs to the screen.
#[component]
pub fn BackBar(to: Route, label: String, children: Element) -> Element {
    rsx! {
        header { class: "back-bar",
            Link { class: "icon-button", to, "aria-label": label, "data-testid": "back",
                Icon { sign: Sign::Back }
            }
            {children}
        }
    }
}

/// The bar to the app's places: the day, the job board, training, the record, what is to be sent.
#[component]
pub fn PlacesBar() -> Element {
    let words = use_words();
    let phone = use_phone();
    let status = phone.status.read();
    let unsent = status.as_ref().map(|status| status.unsent).unwrap_or_default();
    let waiting = unsent.visits + unsent.requests;
    let to_appeal = phone.record.may_appeal();
    let now = crate::ui::words::now();
    let visits = phone.visits.read();
    let soon = visits.as_deref().unwrap_or_default().iter();
    let soon = soon
        .filter(|card| now.is_some_and(|now| closes_soon(card, now)))
        .count();
    rsx! {
        nav { class: "places", "aria-label": words.text("places"),
            Place {
                to: Route::Visits {},
                sign: Sign::Bag,
                label: words.text("place-visits"),
                testid: "place-visits",
                badge: (soon > 0).then(|| soon.to_string()),
                is_urgent: soon > 0,
            }
            Place { to: Route::Board {}, sign: Sign::List, label: words.text("place-board"), testid: "place-board" }
            Place { to: Route::TrainingList {}, sign: Sign::Book, label: words.text("place-training"), testid: "place-training" }
            Place {
                to: Route::Record {},
                sign: Sign::Shield,
                label: words.text("place-record"),
                testid: "place-record",
                badge: (to_appeal > 0).then(|| to_appeal.to_string()),
                is_urgent: to_appeal > 0,
            }
            Place {
                to: Route::Sending {},
                sign: Sign::Send,
                label: words.text("place-sending"),
                testid: "place-sending",
                badge: (waiting > 0).then(|| waiting.to_string()),
                is_urgent: unsent.attention > 0,
            }
        }
    }
}

#[component]
fn Place(
    to: Route,
    sign: Sign,
    label: String,
    testid: &'static str,
    #[props(default)] badge: Option<String>,
    #[props(default)] is_urgent: bool,
) -> Element {
    let is_here = use_route::<Route>() == to;
    rsx! {
        Link {
            class: if is_here { "place place-here" } else { "place" },
            to,
            "aria-current": if is_here { "page" },
            "data-testid": testid,
            span { class: "place-sign",
                Icon { sign }
                if let Some(badge) = badge {
                    span { class: if is_urgent { "badge badge-bad" } else { "badge" }, {badge} }
                }
            }
            span { {label} }
        }
    }
}
