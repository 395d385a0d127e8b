//! Empty, loading and error states, and notes within a screen.

use dioxus::prelude::*;

use super::icon::{Icon, Sign};
use crate::ui::state::use_words;

/// What a note means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something to know.
    Info,
    /// All is well.
    Good,
    /// Something to look at.
    Warn,
    /// Something failed.
    Bad,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "note note-info",
            Self::Good => "note note-good",
            Self::Warn => "note note-warn",
            Self::Bad => "note note-bad",
        }
    }

    fn sign(self) -> Sign {
        match self {
            Self::Info => Sign::Clock,
            Self::Good => Sign::Check,
            Self::Warn | Self::Bad => Sign::Alert,
        }
    }
}

/// A note within a screen, with what can be done about it.
#[component]
pub fn Note(
    tone: Tone,
    text: String,
    #[props(default)] title: String,
    #[props(default)] sign: Option<Sign>,
    #[props(default)] testid: Option<String>,
    children: Element,
) -> Element {
    // What failed is spoken at once; the rest when the reader comes to it.
    let role = if tone == Tone::Bad { "alert" } else { "note" };
    rsx! {
        div { class: tone.class(), role, "data-testid": testid,
            Icon { sign: sign.unwrap_or(tone.sign()) }
            div { class: "note-body",
                if !title.is_empty() {
                    p { class: "note-title", {title} }
                }
                p { {text} }
                {children}
            }
        }
    }
}

/// Nothing is here, and that is fine.
#[component]
pub fn Empty(sign: Sign, title: String, text: String, children: Element) -> Element {
    rsx! {
        div { class: "empty", "data-testid": "empty",
            span { class: "empty-sign", Icon { sign } }
            h2 { {title} }
            p { {text} }
            {children}
        }
    }
}

/// Something comes in a moment; its shape is there already.
#[component]
pub fn Loading(#[props(default = 3)] rows: usize) -> Element {
    let words = use_words();
    rsx! {
        div { class: "loading", role: "status", "aria-label": words.text("loading"),
            for row in 0..rows {
                div { key: "{row}", class: "bone" }
            }
        }
    }
}

/// A screen that cannot be shown, in plain words, with a way on.
#[component]
pub fn Failure(title: String, text: String, children: Element) -> Element {
    rsx! {
        div { class: "empty", role: "alert", "data-testid": "failure",
            span { class: "empty-sign empty-bad", Icon { sign: Sign::Alert } }
            h2 { {title} }
            p { {text} }
            {children}
        }
    }
}
