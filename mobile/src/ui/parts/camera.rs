//! The camera inside the app: the picture goes from the lens to the core, through no gallery.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::event::PhotoSource;
use vitrine_shared::id::VisitId;

use super::file_button::{FileButton, Opens};
use super::icon::{Icon, Sign};
use crate::ui::platform;
use crate::ui::state::{use_phone, use_words};

const DIALOG: &str = "camera";
const VIDEO: &str = "camera-video";

/// Whether the lens is open.
#[derive(Clone, Copy, PartialEq)]
enum Lens {
    Opening,
    Open,
    Refused,
}

/// The camera over the whole screen; closes by itself when no more photos are wanted.
#[component]
pub fn Camera(
    visit: VisitId,
    question: Slug,
    room: u32,
    only_camera: bool,
    onclose: EventHandler<()>,
) -> Element {
    let phone = use_phone();
    let words = use_words();
    let mut lens = use_signal(|| Lens::Opening);
    let mut taken = use_signal(|| 0_u32);
    use_drop(platform::close_camera);
    let refused = if only_camera {
        "camera-refused-only"
    } else {
        "camera-refused"
    };
    rsx! {
        dialog {
            id: DIALOG,
            class: "over over-dark",
            "aria-label": words.text("camera"),
            "data-testid": "camera",
            onmounted: move |_| async move {
                platform::open_dialog(DIALOG);
                let is_open = platform::open_camera(VIDEO).await;
                lens.set(if is_open { Lens::Open } else { Lens::Refused });
            },
            oncancel: move |_| onclose.call(()),
            div { class: "over-bar",
                span { class: "over-title", role: "status",
                    if *taken.read() > 0 {
                        {words.count("camera-taken", *taken.read())}
                    }
                }
                button {
                    class: "icon-button",
                    r#type: "button",
                    "aria-label": words.text("camera-done"),
                    "data-testid": "camera-close",
                    onclick: move |_| onclose.call(()),
                    Icon { sign: Sign::Close }
                }
            }
            div { class: "over-stage",
                video {
                    id: VIDEO,
                    class: if *lens.read() == Lens::Open { "viewfinder" } else { "viewfinder viewfinder-off" },
                    autoplay: true,
                    muted: true,
                    "playsinline": "true",
                }
                match *lens.read() {
                    Lens::Opening => rsx! {
                        span { class: "spinner" }
                    },
                    Lens::Refused => rsx! {
                        div { class: "over-text",
                            p { role: "alert", {words.text(refused)} }
                            if !only_camera {
                                FileButton { visit, question: question.clone(), opens: Opens::Camera }
                            }
                        }
                    },
                    Lens::Open => rsx! {},
                }
            }
            div { class: "over-foot over-foot-center",
                button {
                    class: "shutter",
                    r#type: "button",
                    "aria-label": words.text("camera-shoot"),
                    "data-testid": "shutter",
                    disabled: *lens.read() != Lens::Open || *taken.read() >= room,
                    onclick: move |_| {
                        phone.add_photo(visit, question.clone(), PhotoSource::Camera, platform::shoot(VIDEO));
                        taken += 1;
                        if *taken.peek() >= room {
                            onclose.call(());
                        }
                    },
                }
            }
        }
    }
}
