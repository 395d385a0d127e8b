//! Language, this phone, storage, about.

use dioxus::prelude::*;
use vitrine_shared::text::Lang;

use crate::ui::parts::{DiscreetSwitch, FreeSpace, Note, ScreenTitle, SyncChip, Tone};
use crate::ui::platform::{self, Room};
use crate::ui::state::{use_phone, use_words};

/// What can be chosen, and what is to be known of this phone.
#[component]
pub fn Settings() -> Element {
    let phone = use_phone();
    let words = use_words();
    use_hook(move || phone.refresh_status());
    rsx! {
        header { class: "top-bar",
            ScreenTitle { text: words.text("settings-title") }
            SyncChip {}
        }
        Language {}
        section { class: "panel",
            h2 { {words.text("discreet-title")} }
            DiscreetSwitch {}
        }
        Person {}
        Storage {}
        section { class: "panel",
            h2 { {words.text("about-title")} }
            p { {words.text("about-text")} }
            p { class: "muted small", "data-testid": "version",
                {words.format("about-version", &[("version", env!("CARGO_PKG_VERSION").into())])}
            }
        }
    }
}

/// The languages, each named in itself.
#[component]
fn Language() -> Element {
    let phone = use_phone();
    let words = use_words();
    let here = words.lang();
    rsx! {
        section { class: "panel",
            fieldset { class: "plain",
                legend { class: "panel-title", {words.text("language")} }
                for lang in Lang::ALL {
                    label { key: "{lang}", class: "check",
                        input {
                            r#type: "radio",
                            name: "language",
                            value: lang.tag(),
                            checked: lang == here,
                            "data-testid": "lang-{lang}",
                            onchange: move |_| phone.speak(lang),
                        }
                        span { lang: lang.tag(), {words.text(&format!("lang-{lang}"))} }
                    }
                }
            }
        }
    }
}

/// Who works with this phone.
#[component]
fn Person() -> Element {
    let phone = use_phone();
    let words = use_words();
    let status = phone.status.read();
    let Some(enrolment) = status.as_ref().and_then(|status| status.enrolment.as_ref()) else {
        return rsx! {};
    };
    rsx! {
        section { class: "panel",
            h2 { {words.text("person-title")} }
            dl { class: "facts",
                div {
                    dt { {words.text("person-name")} }
                    dd { "data-testid": "evaluator", {enrolment.evaluator_name.clone()} }
                }
                div {
                    dt { {words.text("person-agency")} }
                    dd { {enrolment.agency_name.clone()} }
                }
                div {
                    dt { {words.text("person-server")} }
                    dd { {enrolment.server.clone()} }
                }
            }
            if *phone.installable.read() {
                button {
                    class: "button button-quiet",
                    r#type: "button",
                    onclick: move |_| async move { platform::install().await },
                    {words.text("install")}
                }
            }
        }
    }
}

/// How much lies on this phone, and how to make room.
#[component]
fn Storage() -> Element {
    let phone = use_phone();
    let words = use_words();
    let lang = words.lang();
    let room = use_resource(platform::room);
    let room = room.read().unwrap_or_else(Room::default);
    let status = phone.status.read();
    let storage = status
        .as_ref()
        .map(|status| status.storage.clone())
        .unwrap_or_default();
    rsx! {
        section { class: "panel", "data-testid": "storage",
            h2 { {words.text("storage-title")} }
            dl { class: "facts",
                div {
                    dt { {words.text("storage-photos")} }
                    dd { class: "numeric", {lang.bytes(storage.photo_bytes)} }
                }
                if room.used_bytes > 0 {
                    div {
                        dt { {words.text("storage-used")} }
                        dd { class: "numeric", {lang.bytes(room.used_bytes)} }
                    }
                }
                if room.allowed_bytes > 0 {
                    div {
                        dt { {words.text("storage-allowed")} }
                        dd { class: "numeric", {lang.bytes(room.allowed_bytes.saturating_sub(room.used_bytes))} }
                    }
                }
            }
            Reminders {}
            if !room.is_kept {
                Note { tone: Tone::Warn, text: words.text("storage-not-kept") }
            }
            FreeSpace {}
            if storage.locked > 0 {
                Note { tone: Tone::Info, text: words.count("storage-locked", storage.locked), testid: "storage-locked" }
            }
        }
    }
}

/// Asks once whether the phone may remind of what waits, where the browser can.
#[component]
fn Reminders() -> Element {
    let words = use_words();
    let mut can_ask = use_signal(platform::can_remind);
    rsx! {
        if *can_ask.read() {
            p { class: "hint", {words.text("reminders-hint")} }
            button {
                class: "button button-quiet",
                r#type: "button",
                "data-testid": "allow-reminders",
                onclick: move |_| async move {
                    // Either way it is not asked again.
                    let _is_allowed = platform::allow_reminders().await;
                    can_ask.set(false);
                },
                {words.text("reminders-allow")}
            }
        }
    }
}
