//! The camera inside the app: the picture goes from the lens to the core, through no gallery.

use dioxus::prelude::*;
use vitrine_shared::event::{NoCamera, PhotoSource};

use super::feedback::{Note, Tone};
use super::file_button::{FileButton, Opens};
use super::icon::{Icon, Sign};
use super::photo_tiles::Thumb;
use crate::ui::platform::{self, Lens, Viewfinder};
use crate::ui::state::{Fresh, Intake, use_phone, use_words};

const DIALOG: &str = "camera";
const VIDEO: &str = "camera-video";

/// The camera over the whole screen; closes by itself once no more photos are wanted and none has a
/// warning to be looked at.
#[component]
pub fn Camera(intake: Intake, room: u32, only_camera: bool, onclose: EventHandler<()>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let lens = use_signal(|| Viewfinder::Opening);
    let mut taken = use_signal(|| 0_u32);
    // The photo whose place the next one takes.
    let mut replaces = use_signal(|| intake.replaces);
    let is_one = intake.replaces.is_some();
    use_drop(platform::close_camera);

    let (visit, question) = (intake.visit, intake.question.clone());
    let fresh = phone.album.fresh_of(visit, &question);
    let is_saving = phone
        .album
        .adding_to(visit, &question)
        .iter()
        .any(|photo| photo.failed.is_none());
    let may_shoot = replaces.read().is_some() || (room > 0 && !is_one);
    let is_done = *taken.read() > 0 && !may_shoot && !is_saving && fresh.is_none();
    use_effect(use_reactive!(|is_done| {
        if is_done {
            onclose.call(());
        }
    }));
    let shooting = intake.clone();
    let shoot = move |_| {
        let intake = Intake {
            replaces: replaces.take(),
            ..shooting.clone()
        };
        phone.add_photo(intake, PhotoSource::Camera, platform::shoot(VIDEO));
        taken += 1;
    };
    let shown = *lens.read();
    rsx! {
        dialog {
            id: DIALOG,
            class: "over over-dark",
            "aria-label": words.text("camera"),
            "data-testid": "camera",
            onmounted: move |_| {
                platform::open_dialog(DIALOG);
                platform::open_camera(VIDEO, move |state| {
                    let mut lens = lens;
                    if let Ok(mut lens) = lens.try_write() {
                        *lens = state;
                    }
                });
            },
            oncancel: move |_| onclose.call(()),
            div { class: "over-bar",
                span { class: "over-title", role: "status",
                    if replaces.read().is_some() {
                        {words.text("camera-retaking")}
                    } else if *taken.read() > 0 {
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
                    class: if matches!(shown, Viewfinder::Open(_)) { "viewfinder" } else { "viewfinder viewfinder-off" },
                    autoplay: true,
                    muted: true,
                    "playsinline": "true",
                    "data-shots": "{taken}",
                }
                match shown {
                    Viewfinder::Opening => rsx! {
                        span { class: "spinner" }
                    },
                    Viewfinder::Closed(why) => rsx! {
                        WayOut { intake: intake.clone(), room, only_camera, why, onadd: move |()| onclose.call(()) }
                    },
                    Viewfinder::Open(_) => rsx! {},
                }
                if let Some(fresh) = fresh {
                    Doubt {
                        key: "{fresh.photo}",
                        fresh: fresh.clone(),
                        onretake: move |()| {
                            replaces.set(Some(fresh.photo));
                            phone.seen_photo(fresh.photo);
                        },
                        onkeep: move |()| phone.seen_photo(fresh.photo),
                    }
                }
            }
            div { class: "over-foot camera-foot",
                if let Viewfinder::Open(lens) = shown {
                    Controls { lens }
                }
                button {
                    class: "shutter",
                    r#type: "button",
                    "aria-label": words.text("camera-shoot"),
                    "data-testid": "shutter",
                    disabled: !matches!(shown, Viewfinder::Open(_)) || !may_shoot,
                    onclick: shoot,
                }
            }
        }
    }
}

/// Zoom, light and the other camera, as far as there are such.
#[component]
fn Controls(lens: Lens) -> Element {
    let words = use_words();
    let mut is_lit = use_signal(|| false);
    rsx! {
        div { class: "camera-controls",
            if lens.has_torch {
                button {
                    class: "icon-button",
                    r#type: "button",
                    "aria-label": words.text("camera-torch"),
                    "aria-pressed": is_lit.read().to_string(),
                    "data-testid": "camera-torch",
                    onclick: move |_| async move {
                        is_lit.toggle();
                        platform::set_torch(*is_lit.peek()).await;
                    },
                    Icon { sign: Sign::Bolt }
                }
            }
            if lens.zoom_to > lens.zoom_from {
                label { class: "camera-zoom",
                    span { class: "visually-hidden", {words.text("camera-zoom")} }
                    input {
                        r#type: "range",
                        min: "{lens.zoom_from}",
                        max: "{lens.zoom_to}",
                        step: "{lens.zoom_step}",
                        initial_value: "{lens.zoom}",
                        "data-testid": "camera-zoom",
                        oninput: move |event| async move {
                            if let Ok(zoom) = event.value().parse() {
                                platform::set_zoom(zoom).await;
                            }
                        },
                    }
                }
            }
            if lens.has_another {
                button {
                    class: "icon-button",
                    r#type: "button",
                    "aria-label": words.text("camera-switch"),
                    "data-testid": "camera-switch",
                    onclick: move |_| platform::next_camera(),
                    Icon { sign: Sign::Sync }
                }
            }
        }
    }
}

/// Why there is no camera, and how to go on all the same.
#[component]
fn WayOut(intake: Intake, room: u32, only_camera: bool, why: NoCamera, onadd: EventHandler<()>) -> Element {
    let words = use_words();
    let reason = match why {
        NoCamera::Refused => "camera-refused",
        NoCamera::Missing => "camera-missing",
        NoCamera::Busy => "camera-busy",
    };
    let room = if intake.replaces.is_some() { 1 } else { room };
    let intake = Intake {
        no_camera: only_camera.then_some(why),
        ..intake
    };
    rsx! {
        div { class: "over-text", "data-testid": "camera-closed", "data-why": reason,
            p { role: "alert",
                {words.text(reason)}
                " "
                {words.text(if only_camera { "camera-way-out-only" } else { "camera-way-out" })}
            }
            button {
                class: "button",
                r#type: "button",
                "data-testid": "camera-again",
                onclick: move |_| platform::reopen_camera(),
                Icon { sign: Sign::Again }
                {words.text("try-again")}
            }
            FileButton { intake: intake.clone(), opens: Opens::Camera, room, onadd, onleft: move |_| {} }
            if only_camera {
                FileButton { intake, opens: Opens::Gallery, room, onadd, onleft: move |_| {} }
            }
        }
    }
}

/// What is wrong with the photo that was just taken, while its place is still before the lens.
#[component]
fn Doubt(fresh: Fresh, onretake: EventHandler<()>, onkeep: EventHandler<()>) -> Element {
    let words = use_words();
    rsx! {
        div { class: "doubt", role: "alertdialog", "aria-label": words.text("photo-look"), "data-testid": "photo-doubt",
            div { class: "doubt-thumb", Thumb { photo: fresh.photo } }
            div { class: "doubt-text",
                for warning in fresh.warnings.iter().copied() {
                    Note { key: "{words.warning(warning)}", tone: Tone::Warn, text: words.warning(warning), testid: "photo-warning" }
                }
                div { class: "row",
                    button {
                        class: "button button-main",
                        r#type: "button",
                        "data-testid": "photo-retake",
                        onclick: move |_| onretake.call(()),
                        Icon { sign: Sign::Again }
                        {words.text("photo-retake")}
                    }
                    button {
                        class: "button button-quiet",
                        r#type: "button",
                        "data-testid": "photo-keep",
                        onclick: move |_| onkeep.call(()),
                        Icon { sign: Sign::Check }
                        {words.text("photo-keep")}
                    }
                }
            }
        }
    }
}
