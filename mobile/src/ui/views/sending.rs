//! What is on its way to the server: every visit and photo, how far, and what went wrong.

use dioxus::prelude::*;

use crate::core::protocol::{Command, Fault, Queue, QueuedPhoto, QueuedVisit, SyncState, Transfer, Trouble};
use crate::ui::parts::{Empty, Export, FreeSpace, Icon, Loading, Networks, Note, Outbox, Sign, Tone, TopBar};
use crate::ui::state::{Source, use_phone, use_words};
use crate::ui::words::Words;

/// The queue.
#[component]
pub fn Sending() -> Element {
    let phone = use_phone();
    let words = use_words();
    use_hook(move || {
        phone.close_visit();
        phone.refresh_queue();
        phone.refresh_status();
    });
    use_drop(move || {
        let mut queue = phone.queue;
        queue.set(None);
    });
    let queue = phone.queue.read();
    rsx! {
        TopBar { title: words.text("sending-title") }
        match queue.as_ref() {
            None => rsx! {
                Loading {}
            },
            Some(queue) => rsx! {
                Summary { queue: queue.clone() }
                Outbox { requests: queue.requests.clone() }
                if queue.visits.is_empty() && queue.requests.is_empty() {
                    Empty { sign: Sign::Send, title: words.text("sending-empty-title"), text: words.text("sending-empty-text") }
                }
                ul { class: "rows",
                    for visit in queue.visits.iter().cloned() {
                        li { key: "{visit.visit}", VisitOnItsWay { visit } }
                    }
                }
                FreeSpace {}
            },
        }
    }
}

/// What is left in all, what the sync does, and the button that tries now.
#[component]
fn Summary(queue: Queue) -> Element {
    let phone = use_phone();
    let words = use_words();
    let unsent = queue.unsent;
    // The queue is as old as its last change; what the sync does now is the status'.
    let sync = phone
        .status
        .read()
        .as_ref()
        .map_or(queue.sync, |status| status.sync);
    let is_running = sync == SyncState::Running;
    let left = words.format(
        "sending-left",
        &[
            ("visits", unsent.visits.into()),
            ("photos", unsent.photos.into()),
            ("size", words.lang().bytes(unsent.photo_bytes).into()),
        ],
    );
    let synced = phone.status.read().as_ref().and_then(|status| status.synced_at);
    rsx! {
        section { class: "panel", "data-testid": "sending-summary", "data-left": "{unsent.visits}",
            p { class: "panel-lead",
                if unsent.visits == 0 && unsent.requests > 0 {
                    {words.count("sending-requests", unsent.requests)}
                } else if unsent.visits == 0 {
                    {words.text("sending-nothing")}
                } else {
                    {left}
                }
            }
            p { class: "muted small", "data-testid": "sync-state", {sync_text(&words, sync, *phone.online.read())} }
            if let Some(at) = synced {
                p { class: "muted small", {words.format("synced-at", &[("at", words.moment(at).into())])} }
            }
            button {
                class: "button button-quiet",
                r#type: "button",
                "data-testid": "retry-now",
                disabled: is_running,
                onclick: move |_| {
                    phone.send(Command::RetryNow, |phone, _| {
                        phone.refresh_queue();
                        phone.refresh_status();
                    });
                },
                Icon { sign: Sign::Sync }
                {words.text(if is_running { "sync-running" } else { "retry-now" })}
            }
            Networks { chosen: queue.photo_networks, wait: queue.photos_wait, photos: unsent.photos }
        }
    }
}

fn sync_text(words: &Words, sync: SyncState, is_online: bool) -> String {
    match sync {
        // The browser knows before the core has tried.
        SyncState::Idle if !is_online => words.fault(Fault::Offline),
        SyncState::Off => words.text("sync-off"),
        SyncState::Idle => words.text("sync-idle-long"),
        SyncState::Running => words.text("sync-running"),
        SyncState::Waiting { fault, next_try_at } => words.format(
            "sync-waiting-long",
            &[
                ("why", words.fault(fault).into()),
                ("at", words.time(next_try_at, "").into()),
            ],
        ),
        SyncState::EnrolAgain { code } => words.fault(Fault::Problem(code)),
        SyncState::UpdateNeeded => words.text("too-old-text"),
    }
}

/// One visit, with its photos folded below it.
#[component]
fn VisitOnItsWay(visit: QueuedVisit) -> Element {
    let words = use_words();
    let lang = words.lang();
    let (class, sign, text) = visit_state(&words, &visit);
    let total = visit.events_total + visit.bytes_total;
    let sent = visit.events_sent + visit.bytes_sent;
    let is_done = visit.received_at.is_some() || sent >= total;
    let sizes = words.format(
        "sending-sizes",
        &[
            ("photos", visit.photos.len().into()),
            ("sent", lang.bytes(visit.bytes_sent).into()),
            ("total", lang.bytes(visit.bytes_total).into()),
        ],
    );
    rsx! {
        article {
            class: "row-card row-block",
            "data-testid": "queued-visit",
            "data-visit": visit.visit.to_string(),
            "data-received": visit.received_at.is_some().to_string(),
            p { class: "row-title", {visit.location.clone()} }
            p { class: "row-sub", {visit.brand.clone()} }
            p { class: "row-state",
                span { class,
                    Icon { sign }
                    {text}
                }
            }
            if !is_done {
                progress {
                    class: "step step-here",
                    "aria-label": words.text("sending-progress"),
                    max: "{total}",
                    value: "{sent}",
                }
            }
            if let Some(trouble) = visit.trouble {
                TroubleNote { trouble }
            }
            if !visit.photos.is_empty() {
                details { class: "fold",
                    summary { {sizes} }
                    ul { class: "sub-rows",
                        for (index , photo) in visit.photos.iter().cloned().enumerate() {
                            li { key: "{photo.photo}", PhotoOnItsWay { photo, number: index + 1 } }
                        }
                    }
                }
            }
            if visit.received_at.is_some() {
                p { class: "hint", "data-testid": "safe-to-delete", {words.text("safe-to-delete")} }
            } else {
                details { class: "fold",
                    summary { "data-testid": "export-fold", {words.text("export-fold")} }
                    div { class: "stack", Export { source: Source::InUse(visit.visit) } }
                }
            }
        }
    }
}

fn visit_state(words: &Words, visit: &QueuedVisit) -> (&'static str, Sign, String) {
    if let Some(at) = visit.received_at {
        let text = words.format("received-at", &[("at", words.moment(at).into())]);
        return ("state state-good", Sign::Shield, text);
    }
    let key = match (visit.transfer, visit.submitted) {
        (Transfer::Attention, _) => {
            return ("state state-bad", Sign::Alert, words.text("transfer-attention"));
        }
        (Transfer::Sending, _) => "transfer-sending",
        (_, None) => "transfer-under-way",
        (Transfer::Sent, Some(_)) => "transfer-photos-left",
        (Transfer::Waiting, Some(_)) => "transfer-waiting",
    };
    ("state", Sign::Clock, words.text(key))
}

/// One photo.
#[component]
fn PhotoOnItsWay(photo: QueuedPhoto, number: usize) -> Element {
    let words = use_words();
    let (class, sign, key) = match photo.transfer {
        Transfer::Attention => ("state state-bad", Sign::Alert, "transfer-attention"),
        Transfer::Sending => ("state state-info", Sign::Send, "transfer-sending"),
        Transfer::Waiting => ("state", Sign::Clock, "transfer-waiting"),
        Transfer::Sent => ("state state-good", Sign::Check, "transfer-sent"),
    };
    rsx! {
        div { class: "sub-row", "data-testid": "queued-photo", "data-transfer": key,
            span { {words.format(if photo.is_audio { "memo-number" } else { "photo-number" }, &[("number", number.into())])} }
            span { class: "muted numeric", {words.lang().bytes(photo.bytes_total)} }
            span { class,
                Icon { sign }
                {words.text(key)}
            }
        }
        if photo.transfer == Transfer::Sending && photo.bytes_sent > 0 {
            progress {
                class: "step step-here",
                "aria-label": words.text("sending-progress"),
                max: "{photo.bytes_total}",
                value: "{photo.bytes_sent}",
            }
        }
        if let Some(trouble) = photo.trouble {
            TroubleNote { trouble }
        }
    }
}

/// What went wrong last, in plain words, and when it is tried again.
#[component]
fn TroubleNote(trouble: Trouble) -> Element {
    let words = use_words();
    let again = match trouble.next_try_at {
        Some(at) => words.format("next-try", &[("at", words.time(at, "").into())]),
        None => words.text("next-try-none"),
    };
    let tone = if trouble.next_try_at.is_some() {
        Tone::Warn
    } else {
        Tone::Bad
    };
    rsx! {
        Note { tone, text: words.fault(trouble.fault), testid: "trouble",
            p { class: "muted small", {again} }
        }
    }
}
