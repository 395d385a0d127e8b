//! Voice memos beside an answer: recorded, listened to, thrown away. Nothing plays by itself.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::VisitId;
use vitrine_shared::sheet::MAX_AUDIO_OF_A_QUESTION;
use vitrine_shared::wire::MAX_AUDIO_MS;

use super::feedback::{Note, Tone};
use super::icon::{Icon, Sign};
use crate::core::protocol::AudioCard;
use crate::ui::platform;
use crate::ui::state::{NoMemo, Recorder, use_phone, use_words};

/// The voice memos of one question.
#[component]
pub fn Memos(visit: VisitId, question: Slug, is_closed: bool) -> Element {
    let phone = use_phone();
    let words = use_words();
    let memos: Vec<AudioCard> = {
        let sheet = phone.desk.sheet.read();
        let audio = sheet
            .as_ref()
            .map(|sheet| sheet.audio.as_slice())
            .unwrap_or_default();
        audio
            .iter()
            .filter(|memo| memo.question == question)
            .cloned()
            .collect()
    };
    let recorder = phone.album.recorder.read().clone();
    let is_here = match &recorder {
        Recorder::Idle => false,
        Recorder::Running { question: of, .. }
        | Recorder::Saving { question: of }
        | Recorder::Failed { question: of, .. } => *of == question,
    };
    let is_elsewhere = !is_here && matches!(recorder, Recorder::Running { .. } | Recorder::Saving { .. });
    let is_full = memos.len() >= MAX_AUDIO_OF_A_QUESTION as usize;
    let asked = question.clone();
    rsx! {
        div { class: "memos", "data-testid": "memos",
            for (index , memo) in memos.into_iter().enumerate() {
                Memo { key: "{memo.audio}", visit, memo, number: index + 1, is_closed }
            }
            if is_here {
                Recording { recorder: recorder.clone() }
            }
            if platform::HAS_MICROPHONE && !is_closed && !matches!(recorder, Recorder::Running { .. } | Recorder::Saving { .. }) {
                if is_full {
                    p { class: "hint", "data-testid": "memos-full", {words.text("memos-full")} }
                } else {
                    button {
                        class: "button button-text",
                        r#type: "button",
                        "data-testid": "memo-record",
                        onclick: move |_| phone.record_memo(visit, asked.clone()),
                        Icon { sign: Sign::Mic }
                        {words.text("memo-record")}
                    }
                }
            }
            if is_elsewhere {
                p { class: "hint", {words.text("memo-elsewhere")} }
            }
        }
    }
}

/// The memo that is being recorded, or why it is not.
#[component]
fn Recording(recorder: Recorder) -> Element {
    let phone = use_phone();
    let words = use_words();
    match recorder {
        Recorder::Idle => rsx! {},
        Recorder::Running { ms, .. } => rsx! {
            div { class: "memo memo-live", "data-testid": "memo-live",
                p { class: "memo-time", role: "timer",
                    span { class: "memo-dot" }
                    {words.text("memo-recording")}
                    span { class: "numeric", "data-testid": "memo-time",
                        {words.format("memo-of-most", &[("now", clock(ms).into()), ("most", clock(MAX_AUDIO_MS).into())])}
                    }
                }
                div { class: "row",
                    button {
                        class: "button button-main",
                        r#type: "button",
                        "data-testid": "memo-stop",
                        onclick: move |_| platform::stop_recording(),
                        Icon { sign: Sign::Stop }
                        {words.text("memo-stop")}
                    }
                    button {
                        class: "button button-quiet",
                        r#type: "button",
                        "data-testid": "memo-cancel",
                        onclick: move |_| platform::drop_recording(),
                        {words.text("memo-cancel")}
                    }
                }
            }
        },
        Recorder::Saving { .. } => rsx! {
            p { class: "memo", role: "status",
                span { class: "spinner spinner-small" }
                {words.text("saving")}
            }
        },
        Recorder::Failed { why, .. } => {
            let text = match &why {
                NoMemo::Refused => words.text("memo-refused"),
                NoMemo::Missing => words.text("memo-missing"),
                NoMemo::Unsaved(error) => words.error(error),
            };
            let mut recorder = phone.album.recorder;
            rsx! {
                Note { tone: Tone::Bad, title: words.text("memo-failed"), text, testid: "memo-failed",
                    button {
                        class: "button button-text",
                        r#type: "button",
                        onclick: move |_| recorder.set(Recorder::Idle),
                        {words.text("close")}
                    }
                }
            }
        }
    }
}

/// A memo that is kept; its sound is fetched when it is wanted.
#[component]
fn Memo(visit: VisitId, memo: AudioCard, number: usize, is_closed: bool) -> Element {
    let phone = use_phone();
    let words = use_words();
    let mut url = use_signal(|| None::<String>);
    use_drop(move || {
        if let Some(url) = url.peek().as_ref() {
            platform::drop_url(url);
        }
    });
    let audio = memo.audio;
    let name = words.format("memo-number", &[("number", number.into())]);
    let length = clock(memo.duration_ms);
    rsx! {
        div { class: "memo", "data-testid": "memo",
            p { class: "memo-time",
                Icon { sign: Sign::Mic }
                {name.clone()}
                span { class: "numeric muted", {length} }
            }
            if let Some(url) = url.read().clone() {
                audio { controls: true, src: url, "aria-label": name.clone(), "data-testid": "memo-player" }
            }
            div { class: "row",
                if url.read().is_none() && memo.on_phone {
                    button {
                        class: "button button-quiet",
                        r#type: "button",
                        "aria-label": words.format("memo-listen-to", &[("number", number.into())]),
                        "data-testid": "memo-listen",
                        onclick: move |_| {
                            phone
                                .fetch_memo(
                                    &memo,
                                    move |found| {
                                        if let Ok(mut url) = url.try_write() {
                                            *url = found;
                                        }
                                    },
                                );
                        },
                        Icon { sign: Sign::Play }
                        {words.text("memo-listen")}
                    }
                }
                if !is_closed {
                    button {
                        class: "button button-text",
                        r#type: "button",
                        "aria-label": words.format("memo-discard-it", &[("number", number.into())]),
                        "data-testid": "memo-discard",
                        onclick: move |_| phone.discard_memo(visit, audio),
                        Icon { sign: Sign::Bin }
                        {words.text("photo-discard")}
                    }
                }
            }
        }
    }
}

/// Minutes and seconds.
fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
