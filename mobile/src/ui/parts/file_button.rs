//! The way to the phone's own camera app and its pictures.
//!
//! In a browser it is a file input. In the native window Dioxus takes such inputs over, and on
//! Android and iOS gives no files back; there a button asks the web view for an input of its own
//! and reads what was chosen by a `FileReader`.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::event::PhotoSource;
use vitrine_shared::id::VisitId;

use super::icon::{Icon, Sign};
use crate::ui::state::{use_phone, use_words};

/// What a [`FileButton`] opens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// The phone's own camera app.
    Camera,
    /// The phone's pictures.
    Gallery,
}

impl Opens {
    fn look(self) -> (Sign, &'static str, &'static str) {
        match self {
            Self::Camera => (Sign::Camera, "photo-os-camera", "photo-file-camera"),
            Self::Gallery => (Sign::Picture, "photo-gallery", "photo-file"),
        }
    }
}

/// A button of the phone's own camera or gallery.
#[cfg(not(all(feature = "mobile", not(target_arch = "wasm32"))))]
#[component]
pub fn FileButton(visit: VisitId, question: Slug, opens: Opens) -> Element {
    let phone = use_phone();
    let words = use_words();
    // The input is made anew after each choice, so that the same file can be chosen again.
    let mut round = use_signal(|| 0_u32);
    let (sign, key, testid) = opens.look();
    let label = words.text(key);
    rsx! {
        label { class: "button button-quiet file-button",
            Icon { sign }
            span { {label.clone()} }
            for now in [*round.read()] {
                input {
                    key: "{now}",
                    class: "visually-hidden",
                    r#type: "file",
                    accept: "image/*",
                    capture: if opens == Opens::Camera { "environment" },
                    multiple: opens == Opens::Gallery,
                    "aria-label": label.clone(),
                    "data-testid": testid,
                    onchange: {
                        let question = question.clone();
                        move |event: FormEvent| {
                            for file in event.files() {
                                let read = async move { file.read_bytes().await.ok().map(|bytes| bytes.to_vec()) };
                                phone.add_photo(visit, question.clone(), PhotoSource::File, read);
                            }
                            round += 1;
                        }
                    },
                }
            }
        }
    }
}

/// A button of the phone's own camera or gallery.
#[cfg(all(feature = "mobile", not(target_arch = "wasm32")))]
#[component]
pub fn FileButton(visit: VisitId, question: Slug, opens: Opens) -> Element {
    let phone = use_phone();
    let words = use_words();
    let (sign, key, testid) = opens.look();
    rsx! {
        button {
            class: "button button-quiet",
            r#type: "button",
            "data-testid": testid,
            onclick: move |_| {
                let question = question.clone();
                spawn(async move {
                    let mut chosen = bridge::Chosen::ask(opens);
                    while let Some(bytes) = chosen.next().await {
                        phone.add_photo(visit, question.clone(), PhotoSource::File, async move { bytes });
                    }
                });
            },
            Icon { sign }
            span { {words.text(key)} }
        }
    }
}

#[cfg(all(feature = "mobile", not(target_arch = "wasm32")))]
mod bridge {
    //! Pictures across the web view's bridge, one message each, as Base64.

    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use dioxus::document::{self, Eval};

    use super::Opens;

    const SCRIPT: &str = include_str!("file_button.js");

    /// What a person chooses, as it is read.
    pub struct Chosen(Eval);

    impl Chosen {
        /// Opens the web view's own chooser.
        pub fn ask(opens: Opens) -> Self {
            let eval = document::eval(SCRIPT);
            // A web view that is gone answers nothing, as one where nothing is chosen.
            let _gone = eval.send(opens == Opens::Camera);
            Self(eval)
        }

        /// The next picture; the inner nothing is one that could not be read.
        pub async fn next(&mut self) -> Option<Option<Vec<u8>>> {
            let message: Option<String> = self.0.recv().await.ok()?;
            Some(STANDARD.decode(message?).ok().filter(|bytes| !bytes.is_empty()))
        }
    }
}
