//! The way to the phone's own camera app and its pictures.
//!
//! In a browser it is a file input. In the native window Dioxus takes such inputs over, and on
//! Android and iOS gives no files back; there a button asks the web view for an input of its own
//! and reads what was chosen by a `FileReader`.

use dioxus::prelude::*;
use vitrine_shared::event::PhotoSource;

use super::icon::{Icon, Sign};
use crate::ui::state::{Intake, use_phone, use_words};

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

/// A button of the phone's own camera or gallery. At most `room` files are taken; `onleft` hears how many
/// were not, `onadd` that some were.
#[cfg(not(all(feature = "mobile", not(target_arch = "wasm32"))))]
#[component]
pub fn FileButton(
    intake: Intake,
    opens: Opens,
    room: u32,
    onadd: EventHandler<()>,
    onleft: EventHandler<usize>,
) -> Element {
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
                    multiple: opens == Opens::Gallery && room > 1,
                    "aria-label": label.clone(),
                    "data-testid": testid,
                    onchange: {
                        let intake = intake.clone();
                        move |event: FormEvent| {
                            let files = event.files();
                            let room = usize::try_from(room).unwrap_or(usize::MAX);
                            let left = files.len().saturating_sub(room);
                            for file in files.into_iter().take(room) {
                                let read = async move { file.read_bytes().await.ok().map(|bytes| bytes.to_vec()) };
                                phone.add_photo(intake.clone(), PhotoSource::File, read);
                            }
                            round += 1;
                            onleft.call(left);
                            onadd.call(());
                        }
                    },
                }
            }
        }
    }
}

/// A button of the phone's own camera or gallery. At most `room` files are taken; `onleft` hears how many
/// were not, `onadd` that some were.
#[cfg(all(feature = "mobile", not(target_arch = "wasm32")))]
#[component]
pub fn FileButton(
    intake: Intake,
    opens: Opens,
    room: u32,
    onadd: EventHandler<()>,
    onleft: EventHandler<usize>,
) -> Element {
    let phone = use_phone();
    let words = use_words();
    let (sign, key, testid) = opens.look();
    rsx! {
        button {
            class: "button button-quiet",
            r#type: "button",
            "data-testid": testid,
            onclick: move |_| {
                let intake = intake.clone();
                let room = usize::try_from(room).unwrap_or(usize::MAX);
                spawn(async move {
                    let mut chosen = bridge::Chosen::ask(opens);
                    let mut taken = 0_usize;
                    while let Some(bytes) = chosen.next().await {
                        taken += 1;
                        if taken <= room {
                            phone.add_photo(intake.clone(), PhotoSource::File, async move { bytes });
                        }
                    }
                    onleft.call(taken.saturating_sub(room));
                    onadd.call(());
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
