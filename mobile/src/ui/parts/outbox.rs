//! What was asked of the agency: beside its visit, and in the queue.

use dioxus::prelude::*;
use vitrine_shared::id::RequestId;
use vitrine_shared::wire::Ask;

use super::feedback::{Note, Tone};
use super::icon::{Icon, Sign};
use crate::core::protocol::{Asked, Command, DayCommand, QueuedRequest, Transfer};
use crate::ui::state::{use_phone, use_words};
use crate::ui::words::Words;

/// The part of the queue that shows what was asked, each with the way to drop it.
#[component]
pub fn Outbox(requests: Vec<QueuedRequest>) -> Element {
    let words = use_words();
    if requests.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "group",
            h2 { class: "group-title", {words.text("outbox-title")} }
            ul { class: "rows",
                for request in requests {
                    li { key: "{request.request}", OnItsWay { request } }
                }
            }
        }
    }
}

#[component]
fn OnItsWay(request: QueuedRequest) -> Element {
    let words = use_words();
    let is_refused = request.transfer == Transfer::Attention;
    let made = words.format("outbox-made", &[("at", words.moment(request.made_at).into())]);
    let about = match &request.location {
        Some(location) => format!("{location} · {made}"),
        None => made,
    };
    rsx! {
        article {
            class: "row-card row-block",
            "data-testid": "queued-request",
            "data-request": request.request.to_string(),
            "data-refused": is_refused.to_string(),
            p { class: "row-title", {words.text(ask_key(&request.ask))} }
            p { class: "row-sub", {about} }
            if let Some(trouble) = request.trouble {
                Note {
                    tone: if is_refused { Tone::Bad } else { Tone::Warn },
                    text: refusal(&words, trouble.fault, request.until),
                    testid: "trouble",
                }
            } else {
                p { class: "row-state",
                    span { class: "state",
                        Icon { sign: Sign::Clock }
                        {words.text("transfer-waiting")}
                    }
                }
            }
            // An attempt at a quiz that was made cannot be unmade.
            if is_refused || !matches!(request.ask, Ask::Attempt(_)) {
                DropButton {
                    request: request.request,
                    label: words.text(if is_refused { "outbox-read" } else { "outbox-drop" }),
                }
            }
        }
    }
}

/// What was asked about a visit, beside it, with the way to drop it.
#[component]
pub fn AskedNote(asked: Asked) -> Element {
    let words = use_words();
    let key = asked.what.key();
    match asked.refused {
        Some(fault) => rsx! {
            Note {
                tone: Tone::Bad,
                title: words.text(&format!("{key}-refused")),
                text: refusal(&words, fault, asked.until),
                testid: "asked-refused",
                DropButton { request: asked.request, label: words.text("outbox-read") }
            }
        },
        None => rsx! {
            Note {
                tone: Tone::Info,
                sign: Sign::Clock,
                title: words.text(&format!("{key}-waits")),
                text: words.text("asked-waits-text"),
                testid: "asked-waits",
                DropButton { request: asked.request, label: words.text("outbox-drop") }
            }
        },
    }
}

#[component]
fn DropButton(request: RequestId, label: String) -> Element {
    let phone = use_phone();
    rsx! {
        button {
            class: "button button-quiet",
            r#type: "button",
            "data-testid": "drop-request",
            onclick: move |_| {
                phone.send(Command::Day(DayCommand::Drop { request }), |_, _| {});
            },
            {label}
        }
    }
}

/// Why something was refused, and until when that holds.
fn refusal(
    words: &Words,
    fault: crate::core::protocol::Fault,
    until: Option<vitrine_shared::time::Timestamp>,
) -> String {
    let why = words.fault(fault);
    match until {
        Some(until) => format!(
            "{why} {}",
            words.format("refused-until", &[("at", words.moment(until).into())])
        ),
        None => why,
    }
}

fn ask_key(ask: &Ask) -> &'static str {
    match ask {
        Ask::Accept { .. } => "ask-accept",
        Ask::Decline { .. } => "ask-decline",
        Ask::Release { .. } => "ask-release",
        Ask::Claim { .. } => "ask-claim",
        Ask::Appeal { .. } => "ask-appeal",
        Ask::Attempt(_) => "ask-attempt",
    }
}
