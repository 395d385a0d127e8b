//! What surrounds every screen: the start, the other window, and the bar to the app's places.

use dioxus::prelude::*;

use super::enrol::EnrolForm;
use crate::core::protocol::CoreError;
use crate::ui::parts::{Banners, Cover, Failure, Icon, PlacesBar, PracticeBar, ScreenTitle, Sign};
use crate::ui::platform;
use crate::ui::route::Route;
use crate::ui::state::{Phase, use_phone, use_words};

/// Shows the screen of the address once the core is there and someone is enrolled.
#[component]
pub fn Shell() -> Element {
    let phone = use_phone();
    let route = use_route::<Route>();
    let phase = phone.phase.read().clone();
    let has_veil = route.has_veil();
    use_effect(use_reactive((&has_veil,), move |(has_veil,)| {
        phone.veil.suit(has_veil)
    }));
    match phase {
        Phase::Starting => rsx! { Starting {} },
        Phase::Elsewhere => rsx! { Elsewhere { is_asking: false } },
        Phase::TakingOver => rsx! { Elsewhere { is_asking: true } },
        Phase::Failed(error) => rsx! { NotStarted { error } },
        Phase::Ready => {
            let is_enrolled = phone
                .status
                .read()
                .as_ref()
                .is_some_and(|status| status.enrolment.is_some());
            // What is rescued of a damaged database has nobody enrolled.
            let is_open_to_all = matches!(
                route,
                Route::Enrol { .. } | Route::EnrolByHand {} | Route::AsideScreen {}
            );
            if !is_enrolled && !is_open_to_all {
                return rsx! {
                    main { class: "screen",
                        Banners {}
                        EnrolForm { code: "" }
                    }
                };
            }
            let has_bar = is_enrolled && route.has_bar();
            let class = match (phone.is_practising(), has_bar) {
                (true, _) => "screen screen-practice",
                (false, true) => "screen screen-with-bar",
                (false, false) => "screen",
            };
            // What is hidden stays as it is: typed words, open folds, the place on the page.
            let is_hidden = *phone.veil.is_hidden.read();
            rsx! {
                if is_hidden {
                    Cover {}
                }
                main { class, hidden: is_hidden,
                    if !route.is_in_visit() {
                        Banners {}
                    }
                    PracticeBar {}
                    Outlet::<Route> {}
                }
                if has_bar && !is_hidden {
                    PlacesBar {}
                }
            }
        }
    }
}

/// The core opens its storage: the mark of the app, as on the page before.
#[component]
fn Starting() -> Element {
    let words = use_words();
    rsx! {
        main { class: "boot", role: "status",
            img { src: platform::logo_url(), alt: "Vitrine", width: "64", height: "64" }
            p { class: "muted", {words.text("starting")} }
        }
    }
}

/// Another window has the app open.
#[component]
fn Elsewhere(is_asking: bool) -> Element {
    let phone = use_phone();
    let words = use_words();
    rsx! {
        main { class: "screen screen-center", "data-testid": "elsewhere",
            div { class: "empty",
                span { class: "empty-sign", Icon { sign: Sign::List } }
                ScreenTitle { text: words.text("elsewhere-title"), is_small: true }
                p { {words.text("elsewhere-text")} }
                button {
                    class: "button button-main",
                    r#type: "button",
                    "data-testid": "take-over",
                    disabled: is_asking,
                    onclick: move |_| phone.take_over(),
                    {words.text(if is_asking { "elsewhere-taking" } else { "elsewhere-take" })}
                }
            }
        }
    }
}

/// The core could not start.
#[component]
fn NotStarted(error: CoreError) -> Element {
    let phone = use_phone();
    let words = use_words();
    let detail = match &error {
        CoreError::Storage(detail) => detail.clone(),
        _ => String::new(),
    };
    rsx! {
        main { class: "screen screen-center",
            Failure { title: words.text("not-started-title"), text: words.error(&error),
                if !detail.is_empty() {
                    p { class: "muted small mono", {detail} }
                }
                button {
                    class: "button button-main",
                    r#type: "button",
                    onclick: move |_| phone.start_again(),
                    {words.text("try-again")}
                }
            }
        }
    }
}
