//! The photos of a question: those kept, those being saved, and the ways to add one.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::VisitId;

use super::camera::Camera;
use super::feedback::{Note, Tone};
use super::file_button::{FileButton, Opens};
use super::icon::{Icon, Sign};
use super::picture::Picture;
use crate::core::protocol::{PhotoCard, PhotoRequest};
use crate::ui::platform;
use crate::ui::state::{Adding, Phone, use_phone, use_words};

/// What the person looks at besides the tiles.
#[derive(Clone, Copy, PartialEq)]
enum Over {
    Nothing,
    Camera,
    Picture(usize),
}

/// The photos of one question.
#[component]
pub fn Photos(visit: VisitId, question: Slug, request: PhotoRequest, is_closed: bool) -> Element {
    let phone = use_phone();
    let words = use_words();
    let mut over = use_signal(|| Over::Nothing);
    use_hook(move || phone.look_around());

    let photos = kept(phone, &question);
    let adding = phone.album.adding_to(visit, &question);
    let room = request
        .max
        .saturating_sub(u32::try_from(photos.len()).unwrap_or(u32::MAX));
    let rule = rule_text(&words, &request);
    let by_camera = question.clone();
    let shown = match *over.read() {
        Over::Picture(index) => photos.get(index).cloned(),
        _ => None,
    };
    rsx! {
        section { class: "photos", "aria-label": words.text("photos"), "data-testid": "photos",
            p { class: "photos-rule",
                Icon { sign: Sign::Camera }
                {rule}
            }
            ul { class: "tiles",
                for (index , photo) in photos.iter().cloned().enumerate() {
                    li { key: "{photo.photo}",
                        Tile { photo, number: index + 1, onopen: move |()| over.set(Over::Picture(index)) }
                    }
                }
                for photo in adding {
                    li { key: "new-{photo.number}", AddingTile { photo } }
                }
            }
            if room > 0 && !is_closed {
                div { class: "row",
                    if platform::HAS_CAMERA {
                        button {
                            class: "button",
                            r#type: "button",
                            "data-testid": "open-camera",
                            onclick: move |_| over.set(Over::Camera),
                            Icon { sign: Sign::Camera }
                            {words.text("photo-take")}
                        }
                    }
                    if !request.camera_only {
                        FileButton { visit, question: question.clone(), opens: Opens::Gallery }
                    }
                }
            }
            if *over.read() == Over::Camera {
                Camera {
                    visit,
                    question: by_camera,
                    room,
                    only_camera: request.camera_only,
                    onclose: move |()| over.set(Over::Nothing),
                }
            }
            if let Some(photo) = shown {
                Picture {
                    key: "{photo.photo}",
                    visit,
                    photo,
                    is_closed,
                    onclose: move |()| over.set(Over::Nothing),
                }
            }
        }
    }
}

fn kept(phone: Phone, question: &Slug) -> Vec<PhotoCard> {
    let sheet = phone.desk.sheet.read();
    let photos = sheet
        .as_ref()
        .map(|sheet| sheet.photos.as_slice())
        .unwrap_or_default();
    photos
        .iter()
        .filter(|photo| photo.question == *question)
        .cloned()
        .collect()
}

fn rule_text(words: &crate::ui::words::Words, request: &PhotoRequest) -> String {
    let args = [
        ("min", request.min.into()),
        ("max", request.max.into()),
        ("kept", request.kept.into()),
    ];
    let key = if request.min == 0 {
        "photos-optional"
    } else if request.kept < request.min {
        "photos-needed"
    } else {
        "photos-enough"
    };
    words.format(key, &args)
}

/// A photo that is kept.
#[component]
fn Tile(photo: PhotoCard, number: usize, onopen: EventHandler<()>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = photo.photo;
    use_hook(move || {
        if photo.on_phone {
            phone.fetch_thumb(id);
        }
    });
    let is_doubtful = !photo.warnings.is_empty();
    let label = words.format(
        if is_doubtful {
            "photo-tile-warning"
        } else {
            "photo-tile"
        },
        &[("number", number.into())],
    );
    rsx! {
        button {
            class: if is_doubtful { "tile tile-warn" } else { "tile" },
            r#type: "button",
            "aria-label": label,
            "data-testid": "photo-tile",
            onclick: move |_| onopen.call(()),
            if let Some(url) = phone.album.thumb(id) {
                img { src: url, alt: "" }
            } else if !photo.on_phone {
                span { class: "tile-gone", Icon { sign: Sign::Shield } }
            }
            if is_doubtful {
                span { class: "tile-mark", Icon { sign: Sign::Alert } }
            }
        }
    }
}

/// A photo that is being saved, or could not be.
#[component]
fn AddingTile(photo: Adding) -> Element {
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
