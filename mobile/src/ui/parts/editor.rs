//! Covering a face or a badge by hand, and drawing on a photo. What is covered is not in the picture
//! any more that is kept and sent.

use dioxus::prelude::*;
use vitrine_shared::event::Edits;
use vitrine_shared::id::VisitId;

use super::feedback::{Note, Tone};
use super::icon::{Icon, Sign};
use crate::core::protocol::{Blob, Command, PhotoCard, PhotoSize, Reply};
use crate::ui::platform::{self, Tool};
use crate::ui::state::{use_phone, use_words};

const DIALOG: &str = "editor";
const CANVAS: &str = "editor-canvas";
const HELP: &str = "editor-help";

/// How far the picture is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opening,
    Open,
    Unreadable,
}

/// A photo on the work bench, over the whole screen.
#[component]
pub fn Editor(visit: VisitId, photo: PhotoCard, onclose: EventHandler<()>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = photo.photo;
    let mut stage = use_signal(|| Stage::Opening);
    let mut tool = use_signal(|| Tool::Oval);
    let edits = use_signal(Edits::default);
    use_drop(platform::close_editor);
    let open = move || {
        let command = Command::Photo {
            photo: id,
            size: PhotoSize::Full,
        };
        phone.send(command, move |_, reply| {
            let Ok(Reply::Photo { bytes: Blob(jpeg) }) = reply else {
                if let Ok(mut stage) = stage.try_write() {
                    *stage = Stage::Unreadable;
                }
                return;
            };
            dioxus::core::spawn_forever(async move {
                let is_open = platform::open_editor(CANVAS, &jpeg, move |now| {
                    let mut edits = edits;
                    if let Ok(mut edits) = edits.try_write() {
                        *edits = now;
                    }
                })
                .await;
                if let Ok(mut stage) = stage.try_write() {
                    *stage = if is_open { Stage::Open } else { Stage::Unreadable };
                    platform::pick_tool(*tool.peek());
                }
            });
        });
    };
    let done = *edits.read();
    let is_changed = done != Edits::default();
    let question = photo.question.clone();
    rsx! {
        dialog {
            id: DIALOG,
            class: "over over-dark",
            "aria-label": words.text("editor"),
            "data-testid": "editor",
            onmounted: move |_| {
                platform::open_dialog(DIALOG);
                open();
            },
            oncancel: move |_| onclose.call(()),
            div { class: "over-bar",
                button {
                    class: "icon-button",
                    r#type: "button",
                    "aria-label": words.text("editor-cancel"),
                    "data-testid": "editor-cancel",
                    onclick: move |_| onclose.call(()),
                    Icon { sign: Sign::Close }
                }
                span { class: "over-title", role: "status", "data-testid": "editor-count",
                    if is_changed {
                        {words.format("photo-edits", &[("covered", done.covered.into()), ("drawn", done.drawn.into())])}
                    }
                }
                button {
                    class: "icon-button",
                    r#type: "button",
                    "aria-label": words.text("editor-undo"),
                    "data-testid": "editor-undo",
                    disabled: !is_changed,
                    onclick: move |_| platform::undo_edit(),
                    Icon { sign: Sign::Undo }
                }
            }
            div { class: "over-stage",
                canvas {
                    id: CANVAS,
                    class: if *stage.read() == Stage::Open { "bench" } else { "bench viewfinder-off" },
                    tabindex: "0",
                    role: "application",
                    "aria-label": words.text("editor-canvas"),
                    "aria-describedby": HELP,
                    "data-testid": "editor-canvas",
                }
                match *stage.read() {
                    Stage::Opening => rsx! {
                        span { class: "spinner" }
                    },
                    Stage::Open => rsx! {},
                    Stage::Unreadable => rsx! {
                        div { class: "over-text",
                            Note { tone: Tone::Bad, text: words.text("editor-unreadable") }
                        }
                    },
                }
            }
            div { class: "over-foot",
                p { id: HELP, class: "editor-help",
                    {words.text("editor-help")}
                    span { class: "editor-keys", {words.text("editor-keys")} }
                }
                div { class: "tools", role: "radiogroup", "aria-label": words.text("editor-tools"),
                    for choice in Tool::ALL {
                        button {
                            key: "{choice.name()}",
                            class: "tool",
                            r#type: "button",
                            role: "radio",
                            "aria-checked": (*tool.read() == choice).to_string(),
                            "data-testid": "tool-{choice.name()}",
                            onclick: move |_| {
                                tool.set(choice);
                                platform::pick_tool(choice);
                            },
                            Icon { sign: sign_of(choice) }
                            {words.text(&format!("editor-{}", choice.name()))}
                        }
                    }
                }
                button {
                    class: "button button-main",
                    r#type: "button",
                    "data-testid": "editor-save",
                    disabled: !is_changed || *stage.read() != Stage::Open,
                    onclick: move |_| {
                        // Taken off the canvas before the canvas goes.
                        let (phone, question) = (phone, question.clone());
                        dioxus::core::spawn_forever(async move {
                            let edited = platform::finish_edit().await;
                            phone.keep_edit(visit, question, id, done, std::future::ready(edited));
                            onclose.call(());
                        });
                    },
                    Icon { sign: Sign::Check }
                    {words.text("editor-save")}
                }
            }
        }
    }
}

fn sign_of(tool: Tool) -> Sign {
    match tool {
        Tool::Oval => Sign::Face,
        Tool::Box => Sign::Badge,
        Tool::Arrow => Sign::Arrow,
        Tool::Line => Sign::Pencil,
    }
}
