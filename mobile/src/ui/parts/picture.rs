//! A photo in full, with what the phone thinks of it, to keep, take again or throw away.

use dioxus::prelude::*;
use vitrine_shared::id::VisitId;

use super::feedback::{Note, Tone};
use super::icon::{Icon, Sign};
use crate::core::protocol::{Blob, Command, PhotoCard, PhotoSize, Reply};
use crate::ui::platform;
use crate::ui::state::{use_phone, use_words};

const DIALOG: &str = "picture";

/// A photo over the whole screen.
#[component]
pub fn Picture(visit: VisitId, photo: PhotoCard, is_closed: bool, onclose: EventHandler<()>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = photo.photo;
    let mut url = use_signal(|| None::<String>);
    let mut is_gone = use_signal(|| !photo.on_phone);
    use_hook(move || {
        let command = Command::Photo {
            photo: id,
            size: PhotoSize::Full,
        };
        // The picture may have been closed by the time it comes.
        phone.send(command, move |_, reply| match reply {
            Ok(Reply::Photo { bytes: Blob(jpeg) }) => {
                if let Ok(mut url) = url.try_write() {
                    *url = Some(platform::picture_url(&jpeg));
                }
            }
            _ => {
                if let Ok(mut is_gone) = is_gone.try_write() {
                    *is_gone = true;
                }
            }
        });
    });
    use_drop(move || {
        if let Some(url) = url.peek().as_ref() {
            platform::drop_url(url);
        }
    });
    let size = words.lang().bytes(photo.size_bytes);
    rsx! {
        dialog {
            id: DIALOG,
            class: "over",
            "aria-label": words.text("photo"),
            "data-testid": "picture",
            open: !platform::HAS_CAMERA,
            onmounted: move |_| platform::open_dialog(DIALOG),
            oncancel: move |_| onclose.call(()),
            div { class: "over-bar",
                span { class: "over-title", {format!("{} × {} · {size}", photo.width, photo.height)} }
                button {
                    class: "icon-button",
                    r#type: "button",
                    "aria-label": words.text("close"),
                    "data-testid": "picture-close",
                    onclick: move |_| onclose.call(()),
                    Icon { sign: Sign::Close }
                }
            }
            div { class: "over-stage",
                if let Some(url) = url.read().clone() {
                    img { src: url, alt: words.text("photo") }
                } else if *is_gone.read() {
                    p { class: "muted", {words.text("photo-gone")} }
                } else {
                    span { class: "spinner" }
                }
            }
            div { class: "over-foot",
                for warning in photo.warnings.iter().copied() {
                    Note { key: "{warning:?}", tone: Tone::Warn, text: words.warning(warning) }
                }
                if !is_closed {
                    div { class: "row",
                        button {
                            class: "button button-bad",
                            r#type: "button",
                            "data-testid": "photo-discard",
                            onclick: move |_| {
                                phone.discard_photo(visit, id);
                                onclose.call(());
                            },
                            Icon { sign: Sign::Bin }
                            {words.text("photo-discard")}
                        }
                        button {
                            class: "button",
                            r#type: "button",
                            onclick: move |_| onclose.call(()),
                            Icon { sign: Sign::Check }
                            {words.text("photo-keep")}
                        }
                    }
                }
            }
        }
    }
}
