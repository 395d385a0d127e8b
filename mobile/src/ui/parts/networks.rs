//! On which networks photos are sent, and why they wait.

use dioxus::prelude::*;

use super::feedback::{Note, Tone};
use crate::core::protocol::{Command, PhotoNetworks, PhotosWait, RescueCommand};
use crate::ui::state::{Phone, use_phone, use_words};

/// The choice, and what waits because of it.
#[component]
pub fn Networks(chosen: PhotoNetworks, wait: Option<PhotosWait>, photos: u32) -> Element {
    let phone = use_phone();
    let words = use_words();
    // Without a network nothing else keeps them.
    let wait = wait.filter(|_| photos > 0 && *phone.online.read());
    rsx! {
        label { class: "check",
            input {
                r#type: "checkbox",
                checked: chosen == PhotoNetworks::WifiOnly,
                "data-testid": "wifi-only",
                onchange: move |event| {
                    let networks = if event.checked() { PhotoNetworks::WifiOnly } else { PhotoNetworks::Any };
                    choose(phone, RescueCommand::SendPhotosOn { networks });
                },
            }
            span { {words.text("wifi-only")} }
        }
        p { class: "hint", {words.text("wifi-only-hint")} }
        if let Some(wait) = wait {
            Note {
                tone: Tone::Info,
                testid: "photos-wait",
                text: words.count(
                    match wait {
                        PhotosWait::Wifi => "photos-wait-wifi",
                        PhotosWait::Word => "photos-wait-word",
                    },
                    photos,
                ),
                button {
                    class: "button button-quiet",
                    r#type: "button",
                    "data-testid": "send-photos-now",
                    onclick: move |_| choose(phone, RescueCommand::SendPhotosNow),
                    {words.text("photos-send-now")}
                }
            }
        }
    }
}

fn choose(phone: Phone, command: RescueCommand) {
    phone.send(Command::Rescue(command), |phone, _| {
        phone.refresh_queue();
        phone.refresh_status();
    });
}
