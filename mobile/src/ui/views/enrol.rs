//! Enrolment: the invitation's code is traded for access, from a link or typed.

use dioxus::prelude::*;

use crate::core::protocol::{Command, CoreError, InvitationCode, Reply, RescueReply};
use crate::ui::parts::{Note, ScreenTitle, Tone};
use crate::ui::platform;
use crate::ui::route::Route;
use crate::ui::state::{Phone, use_phone, use_words};

/// Enrolment from an invitation's link.
#[component]
pub fn Enrol(code: String) -> Element {
    rsx! {
        // Made anew for another link: the field keeps its own text.
        for code in [code] {
            EnrolForm { key: "{code}", code }
        }
    }
}

/// Enrolment with a code that is typed.
#[component]
pub fn EnrolByHand() -> Element {
    rsx! {
        EnrolForm { code: "" }
    }
}

/// The form, with the code of the link in it where there was one.
#[component]
pub fn EnrolForm(code: String) -> Element {
    let phone = use_phone();
    let words = use_words();
    let mut typed = use_signal(|| code.clone());
    let mut server = use_signal(platform::origin);
    let is_busy = use_signal(|| false);
    let problem = use_signal(|| None::<CoreError>);
    let status = phone.status.read();
    let enrolled = status.as_ref().and_then(|status| status.enrolment.clone());
    // A link whose code was refused is no better than none: the code can be typed.
    let has_link = !code.is_empty() && problem.read().is_none();
    let can_send = !typed.read().trim().is_empty() && !*is_busy.read();
    rsx! {
        div { class: "enrol", "data-testid": "enrol",
            img { class: "enrol-mark", src: platform::logo_url(), alt: "", width: "56", height: "56" }
            ScreenTitle { text: words.text("enrol-title") }
            p { class: "lead", {words.text(if has_link { "enrol-lead-link" } else { "enrol-lead" })} }
            if phone.is_evicted() {
                Note {
                    tone: Tone::Warn,
                    title: words.text("evicted-title"),
                    text: words.text("evicted-text"),
                    testid: "evicted",
                }
            }
            if let Some(enrolled) = enrolled {
                Note {
                    tone: Tone::Info,
                    text: words.format(
                        "enrol-already",
                        &[("name", enrolled.evaluator_name.into()), ("agency", enrolled.agency_name.into())],
                    ),
                    Link { class: "button button-quiet", to: Route::Visits {}, {words.text("enrol-to-visits")} }
                }
            }
            form {
                class: "stack",
                onsubmit: move |event| {
                    event.prevent_default();
                    enrol(phone, server.peek().clone(), typed.peek().clone(), is_busy, problem);
                },
                label { class: "field",
                    span { class: "field-label", {words.text("enrol-code")} }
                    input {
                        class: "input input-code",
                        r#type: "text",
                        name: "code",
                        autocomplete: "one-time-code",
                        autocapitalize: "none",
                        spellcheck: "false",
                        "data-testid": "enrol-code",
                        "aria-invalid": problem.read().is_some(),
                        initial_value: code,
                        oninput: move |event| typed.set(event.value()),
                    }
                }
                if !cfg!(target_arch = "wasm32") {
                    label { class: "field",
                        span { class: "field-label", {words.text("enrol-server")} }
                        input {
                            class: "input",
                            r#type: "url",
                            name: "server",
                            initial_value: server.peek().clone(),
                            oninput: move |event| server.set(event.value()),
                        }
                    }
                }
                if let Some(error) = problem.read().as_ref() {
                    Note { tone: Tone::Bad, text: words.error(error), testid: "enrol-problem",
                        if *error == CoreError::OtherEnrolment {
                            OtherWork {}
                        }
                    }
                }
                button {
                    class: "button button-main",
                    r#type: "submit",
                    "data-testid": "enrol-submit",
                    disabled: !can_send,
                    if *is_busy.read() {
                        span { class: "spinner spinner-small" }
                        {words.text("enrol-busy")}
                    } else {
                        {words.text("enrol-submit")}
                    }
                }
            }
            p { class: "muted small", {words.text("enrol-privacy")} }
        }
    }
}

/// Somebody else's unsent work is on this phone: it can leave as files, or wait here unseen.
#[component]
fn OtherWork() -> Element {
    let phone = use_phone();
    let words = use_words();
    rsx! {
        p { {words.text("other-work-text")} }
        Link { class: "button button-quiet", to: Route::Sending {}, "data-testid": "other-work-export",
            {words.text("enrol-again-export")}
        }
        button {
            class: "button button-quiet",
            r#type: "button",
            "data-testid": "lock-work",
            onclick: move |_| phone.lock_work(),
            {words.text("other-work-lock")}
        }
    }
}

fn enrol(
    phone: Phone,
    server: String,
    code: String,
    mut is_busy: Signal<bool>,
    mut problem: Signal<Option<CoreError>>,
) {
    if *is_busy.peek() {
        return;
    }
    is_busy.set(true);
    problem.set(None);
    let command = Command::Enrol {
        server,
        code: InvitationCode(code.trim().to_owned()),
        label: platform::device_label(),
    };
    let to_visits = navigator();
    phone.send(command, move |mut phone, reply| {
        // The form may be gone by now.
        if let Ok(mut is_busy) = is_busy.try_write() {
            *is_busy = false;
        }
        match reply {
            Ok(Reply::Status(status)) => {
                phone.take_status(status);
                phone.refresh_visits();
                dioxus::core::spawn_forever(async {
                    // Whether it was promised is shown in the settings.
                    let _is_kept = platform::persist().await;
                });
                to_visits.replace(Route::Visits {});
            }
            // Whose work was locked away is back, in its own database.
            Ok(Reply::Rescue(RescueReply::Restart)) => {
                to_visits.replace(Route::Visits {});
                phone.restart();
            }
            Ok(_) => {}
            Err(error) => {
                if let Ok(mut problem) = problem.try_write() {
                    *problem = Some(error);
                }
            }
        }
    });
}
