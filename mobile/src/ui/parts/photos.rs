//! The photos of a question: those kept, those being saved, and the ways to add one.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::expense::expense_of;
use vitrine_shared::id::{PhotoId, VisitId};

use super::camera::Camera;
use super::editor::Editor;
use super::feedback::{Note, Tone};
use super::file_button::{FileButton, Opens};
use super::icon::{Icon, Sign};
use super::photo_tiles::{AddingTile, Tile};
use super::picture::{Picture, Wish};
use crate::core::protocol::{PhotoCard, PhotoRequest};
use crate::ui::platform;
use crate::ui::state::{Intake, Phone, use_phone, use_words};
use crate::ui::words::Words;

/// What the person looks at besides the tiles.
#[derive(Clone, Copy, PartialEq)]
enum Over {
    Nothing,
    /// The camera; the first picture takes this photo's place.
    Camera(Option<PhotoId>),
    Picture(PhotoId),
    Editor(PhotoId),
}

/// The photos of one question, or of a receipt, which has a `label` of its own.
#[component]
pub fn Photos(
    visit: VisitId,
    question: Slug,
    request: PhotoRequest,
    is_closed: bool,
    #[props(default)] label: Option<String>,
) -> Element {
    let phone = use_phone();
    let words = use_words();
    let mut over = use_signal(|| Over::Nothing);
    let mut left_out = use_signal(|| 0_usize);
    use_hook(move || phone.look_around());
    // What was found wrong with a file is shown before anybody goes on.
    let asked = question.clone();
    use_effect(move || {
        let is_free = *over.read() == Over::Nothing;
        if let Some(fresh) = phone.album.fresh_of(visit, &asked).filter(|_| is_free) {
            over.set(Over::Picture(fresh.photo));
        }
    });

    let photos = kept(phone, &question);
    let adding = phone.album.adding_to(visit, &question);
    let taken = photos.len() + adding.iter().filter(|photo| photo.failed.is_none()).count();
    let room = request
        .max
        .saturating_sub(u32::try_from(taken).unwrap_or(u32::MAX));
    let card = |id: PhotoId| photos.iter().find(|photo| photo.photo == id).cloned();
    let intake = Intake {
        visit,
        question: question.clone(),
        replaces: None,
        no_camera: None,
    };
    let close = move |()| over.set(Over::Nothing);
    let above = match *over.read() {
        Over::Nothing => rsx! {},
        Over::Camera(replaces) => rsx! {
            Camera {
                intake: Intake { replaces, ..intake.clone() },
                room,
                only_camera: request.camera_only,
                onclose: close,
            }
        },
        Over::Picture(id) => match card(id) {
            Some(photo) => rsx! {
                Picture {
                    key: "{id}",
                    photo,
                    is_closed,
                    onwish: move |wish| {
                        phone.seen_photo(id);
                        over.set(match wish {
                            Wish::Close => Over::Nothing,
                            Wish::Retake => Over::Camera(Some(id)),
                            Wish::Edit => Over::Editor(id),
                            Wish::Discard => {
                                phone.discard_photo(visit, id);
                                Over::Nothing
                            }
                        });
                    },
                }
            },
            None => rsx! {},
        },
        Over::Editor(id) => match card(id) {
            Some(photo) => rsx! {
                Editor { key: "{id}", visit, photo, onclose: close }
            },
            None => rsx! {},
        },
    };
    rsx! {
        section { class: "photos", "aria-label": label.unwrap_or_else(|| words.text("photos")), "data-testid": "photos",
            p { class: "photos-rule",
                Icon { sign: Sign::Camera }
                {rule_text(&words, &request, is_closed)}
            }
            ul { class: "tiles",
                for (index , photo) in photos.iter().cloned().enumerate() {
                    li { key: "{photo.photo}",
                        Tile {
                            number: index + 1,
                            onopen: {
                                let id = photo.photo;
                                move |()| over.set(Over::Picture(id))
                            },
                            photo,
                        }
                    }
                }
                for photo in adding {
                    li { key: "new-{photo.number}", AddingTile { photo } }
                }
            }
            if *left_out.read() > 0 {
                Note { tone: Tone::Warn, text: words.count("photos-left-out", *left_out.read() as i64), testid: "photos-left-out" }
            }
            if !is_closed {
                if room > 0 {
                    div { class: "row",
                        if platform::HAS_CAMERA {
                            button {
                                class: "button",
                                r#type: "button",
                                "data-testid": "open-camera",
                                onclick: move |_| over.set(Over::Camera(None)),
                                Icon { sign: Sign::Camera }
                                {words.text("photo-take")}
                            }
                        }
                        if !request.camera_only {
                            FileButton {
                                intake,
                                opens: Opens::Gallery,
                                room,
                                onadd: move |()| {},
                                onleft: move |count| left_out.set(count),
                            }
                        }
                    }
                } else {
                    p { class: "hint", "data-testid": "photos-full", {words.text("photos-full")} }
                }
            }
            {above}
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

fn rule_text(words: &Words, request: &PhotoRequest, is_closed: bool) -> String {
    let args = [
        ("min", request.min.into()),
        ("max", request.max.into()),
        ("kept", request.kept.into()),
    ];
    let key = if expense_of(&request.question).is_some() {
        match (is_closed, request.kept) {
            (false, _) => "photos-receipt",
            (true, 0) => "photos-no-receipt",
            (true, _) => "photos-receipt-kept",
        }
    } else if request.min == 0 {
        "photos-optional"
    } else if request.kept < request.min {
        "photos-needed"
    } else {
        "photos-enough"
    };
    words.format(key, &args)
}
