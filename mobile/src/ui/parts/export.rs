//! A visit as a file: made first, then given away, because a browser shares only right after a tap.

use dioxus::prelude::*;

use super::feedback::{Note, Tone};
use super::icon::{Icon, Sign};
use crate::ui::platform::{Given, OutFile};
use crate::ui::state::{Packed, Packing, Source, use_phone, use_words};

/// Makes a visit's file and gives it away.
#[component]
pub fn Export(source: Source) -> Element {
    let phone = use_phone();
    let words = use_words();
    let packing = use_signal(|| Packing::Idle);
    rsx! {
        Made { packing,
            button {
                class: "button button-quiet",
                r#type: "button",
                "data-testid": "export",
                onclick: move |_| phone.pack(source.clone(), packing),
                Icon { sign: Sign::Shield }
                {words.text("export")}
            }
            p { class: "hint", {words.text("export-hint")} }
        }
    }
}

/// Makes a file of a damaged database and gives it away.
#[component]
pub fn ExportRaw(file: String) -> Element {
    let phone = use_phone();
    let words = use_words();
    let packing = use_signal(|| Packing::Idle);
    rsx! {
        Made { packing,
            button {
                class: "button button-quiet",
                r#type: "button",
                "data-testid": "export-raw",
                onclick: move |_| phone.pack_raw(file.clone(), packing),
                {words.text("export-raw")}
            }
        }
    }
}

/// How far the file is; `children` ask for it.
#[component]
fn Made(packing: Signal<Packing>, children: Element) -> Element {
    let words = use_words();
    let now = packing.read().clone();
    match now {
        Packing::Idle => rsx! {
            {children}
        },
        Packing::Busy { done, total } => rsx! {
            p { class: "state", role: "status",
                span { class: "spinner spinner-small" }
                {words.format("export-busy", &[("done", done.into()), ("total", total.into())])}
            }
        },
        Packing::Ready(packed) => rsx! {
            Ready { packed }
        },
        Packing::Failed(error) => rsx! {
            Note { tone: Tone::Bad, text: words.error(&error), testid: "export-problem" }
            {children}
        },
    }
}

/// The file is whole: it can be shared or kept.
#[component]
fn Ready(packed: Packed) -> Element {
    let words = use_words();
    let given = use_signal(|| None::<Given>);
    let size = words.lang().bytes(packed.size_bytes);
    let args = [
        ("photos", packed.photos_lacking.into()),
        ("events", packed.events_lacking.into()),
    ];
    rsx! {
        div { class: "stack", "data-testid": "export-ready",
            p { class: "state state-good",
                Icon { sign: Sign::Check }
                {words.format("export-ready", &[("size", size.into())])}
            }
            if packed.photos_lacking > 0 || packed.events_lacking > 0 {
                Note { tone: Tone::Warn, text: words.format("export-lacking", &args) }
            }
            div { class: "button-pair",
                if packed.file.can_be_shared() {
                    Give { file: packed.file.clone(), way: Way::Share, given }
                }
                Give { file: packed.file, way: Way::Save, given }
            }
            match *given.read() {
                Some(Given::Away) => rsx! {
                    p { class: "hint", role: "status", "data-testid": "export-given", {words.text("export-given")} }
                },
                Some(Given::Failed) => rsx! {
                    Note { tone: Tone::Bad, text: words.text("export-not-given") }
                },
                Some(Given::Dismissed) | None => rsx! {},
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Share,
    Save,
}

#[component]
fn Give(file: OutFile, way: Way, given: Signal<Option<Given>>) -> Element {
    let words = use_words();
    let (class, testid, sign, key) = match way {
        Way::Share => ("button button-main", "export-share", Sign::Send, "export-share"),
        Way::Save => ("button button-quiet", "export-save", Sign::Shield, "export-save"),
    };
    rsx! {
        button {
            class,
            r#type: "button",
            "data-testid": testid,
            onclick: move |_| {
                let file = file.clone();
                async move {
                    let how = match way {
                        Way::Share => file.share().await,
                        Way::Save => file.save(),
                    };
                    given.set(Some(how));
                }
            },
            Icon { sign }
            {words.text(key)}
        }
    }
}
