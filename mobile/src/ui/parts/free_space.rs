//! Making room: photos of visits that the agency signed for, and nothing else.

use dioxus::prelude::*;

use super::feedback::{Note, Tone};
use crate::core::protocol::{Command, Reply};
use crate::ui::state::{use_phone, use_words};

/// How much can be freed, and the button that does.
#[component]
pub fn FreeSpace() -> Element {
    let phone = use_phone();
    let words = use_words();
    let lang = words.lang();
    let mut freed = use_signal(|| None::<u64>);
    let status = phone.status.read();
    let freeable_bytes = status.as_ref().map_or(0, |status| status.storage.freeable_bytes);
    rsx! {
        if let Some(bytes) = *freed.read() {
            Note { tone: Tone::Good, text: words.format("storage-freed", &[("size", lang.bytes(bytes).into())]) }
        } else if freeable_bytes > 0 {
            p { class: "hint", {words.text("storage-free-hint")} }
            button {
                class: "button button-quiet",
                r#type: "button",
                "data-testid": "free-space",
                onclick: move |_| {
                    phone.send(Command::FreeSpace, move |phone, reply| {
                        if let (Ok(Reply::Freed { bytes }), Ok(mut freed)) = (reply, freed.try_write()) {
                            *freed = Some(bytes);
                        }
                        phone.refresh_status();
                    });
                },
                {words.format("storage-free", &[("size", lang.bytes(freeable_bytes).into())])}
            }
        }
    }
}
