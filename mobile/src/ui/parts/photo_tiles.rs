//! Small pictures: of photos that are kept, and in the place of those being saved.

use dioxus::prelude::*;
use vitrine_shared::id::PhotoId;

use super::feedback::{Note, Tone};
use super::icon::{Icon, Sign};
use crate::core::protocol::PhotoCard;
use crate::ui::state::{Adding, use_phone, use_words};

/// A photo that is kept.
#[component]
pub fn Tile(photo: PhotoCard, number: usize, onopen: EventHandler<()>) -> Element {
    let words = use_words();
    let is_doubtful = !photo.warnings.is_empty();
    let key = match (is_doubtful, photo.edits.is_some()) {
        (true, _) => "photo-tile-warning",
        (false, true) => "photo-tile-edited",
        (false, false) => "photo-tile",
    };
    let label = words.format(key, &[("number", number.into())]);
    rsx! {
        button {
            class: if is_doubtful { "tile tile-warn" } else { "tile" },
            r#type: "button",
            "aria-label": label,
            "data-testid": "photo-tile",
            onclick: move |_| onopen.call(()),
            if photo.on_phone {
                Thumb { photo: photo.photo }
            } else {
                span { class: "tile-gone", Icon { sign: Sign::Shield } }
            }
            if is_doubtful {
                span { class: "tile-mark", Icon { sign: Sign::Alert } }
            } else if photo.edits.is_some() {
                span { class: "tile-mark tile-mark-calm", Icon { sign: Sign::Pencil } }
            }
        }
    }
}

/// A photo's small picture, once it has come.
#[component]
pub fn Thumb(photo: PhotoId) -> Element {
    let phone = use_phone();
    use_hook(move || phone.fetch_thumb(photo));
    rsx! {
        if let Some(url) = phone.album.thumb(photo) {
            img { src: url, alt: "", "decoding": "async" }
        }
    }
}

/// A photo that is being saved, or could not be.
#[component]
pub fn AddingTile(photo: Adding) -> Element {
    let phone = use_phone();
    let words = use_words();
    let number = photo.number;
    match photo.failed {
        None => rsx! {
            div { class: "tile tile-busy", role: "status", "aria-label": words.text("photo-saving"),
                span { class: "spinner" }
            }
        },
        Some(error) => rsx! {
            div { class: "tile-failed",
                Note { tone: Tone::Bad, title: words.text("photo-failed"), text: words.error(&error),
                    button {
                        class: "button button-text",
                        r#type: "button",
                        onclick: move |_| phone.album.dismiss(number),
                        {words.text("close")}
                    }
                }
            }
        },
    }
}
