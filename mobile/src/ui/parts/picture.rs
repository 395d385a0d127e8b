//! A photo in full, with what the phone thinks of it: to keep, take again, cover, or throw away.

use dioxus::prelude::*;

use super::feedback::{Note, Tone};
use super::icon::{Icon, Sign};
use crate::core::protocol::{Blob, Command, PhotoCard, PhotoSize, Reply};
use crate::ui::platform;
use crate::ui::state::{use_phone, use_words};

const DIALOG: &str = "picture";

/// What the person wants of the photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing more: it is kept as it is.
    Close,
    /// Another one in its place.
    Retake,
    /// To cover something, or to draw.
    Edit,
    /// That it goes.
    Discard,
}

/// A photo over the whole screen.
#[component]
pub fn Picture(photo: PhotoCard, is_closed: bool, onwish: EventHandler<Wish>) -> Element {
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
    let is_doubtful = !photo.warnings.is_empty();
    let act = |wish: Wish, class: &'static str, sign: Sign, key: &str, testid: &'static str| {
        rsx! {
            button {
                class,
                r#type: "button",
                "data-testid": testid,
                onclick: move |_| onwish.call(wish),
                Icon { sign }
                {words.text(key)}
            }
        }
    };
    rsx! {
        dialog {
            id: DIALOG,
            class: "over",
            "aria-label": words.text("photo"),
            "data-testid": "picture",
            open: !platform::HAS_CAMERA,
            onmounted: move |_| platform::open_dialog(DIALOG),
            oncancel: move |_| onwish.call(Wish::Close),
            div { class: "over-bar",
                span { class: "over-title", {format!("{} × {} · {size}", photo.width, photo.height)} }
                button {
                    class: "icon-button",
                    r#type: "button",
                    "aria-label": words.text("close"),
                    "data-testid": "picture-close",
                    onclick: move |_| onwish.call(Wish::Close),
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
                    Note { key: "{words.warning(warning)}", tone: Tone::Warn, text: words.warning(warning), testid: "photo-warning" }
                }
                if let Some(edits) = photo.edits {
                    p { class: "hint", "data-testid": "photo-edits",
                        {words.format("photo-edits", &[("covered", edits.covered.into()), ("drawn", edits.drawn.into())])}
                    }
                }
                if !is_closed {
                    div { class: "row over-acts",
                        {act(Wish::Discard, "button button-bad", Sign::Bin, "photo-discard", "photo-discard")}
                        if platform::HAS_EDITOR && !*is_gone.read() {
                            {act(Wish::Edit, "button button-quiet", Sign::Pencil, "photo-edit", "photo-edit")}
                        }
                        if platform::HAS_CAMERA {
                            {act(
                                Wish::Retake,
                                if is_doubtful { "button button-main" } else { "button button-quiet" },
                                Sign::Again,
                                "photo-retake",
                                "photo-retake",
                            )}
                        }
                        {act(
                            Wish::Close,
                            if is_doubtful { "button button-quiet" } else { "button button-main" },
                            Sign::Check,
                            "photo-keep",
                            "photo-keep",
                        )}
                    }
                }
            }
        }
    }
}
