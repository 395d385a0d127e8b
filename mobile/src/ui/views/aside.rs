//! What a damaged database still holds, and how to bring it to the agency.

use dioxus::prelude::*;

use crate::core::protocol::{Aside, Command, Reply, RescueCommand, RescueReply};
use crate::ui::parts::{Empty, Export, ExportRaw, Loading, Note, Sign, Tone, TopBar};
use crate::ui::route::Route;
use crate::ui::state::{Phone, Source, use_phone, use_words};

/// Every damaged database that lies aside.
#[component]
pub fn AsideScreen() -> Element {
    let phone = use_phone();
    let words = use_words();
    let found = use_signal(|| None::<Vec<Aside>>);
    use_hook(move || look(phone, found));
    rsx! {
        TopBar { title: words.text("aside-title") }
        p { class: "lead", {words.text("aside-lead")} }
        match found.read().as_ref() {
            None => rsx! {
                Loading {}
            },
            Some(found) if found.is_empty() => rsx! {
                Empty { sign: Sign::Check, title: words.text("aside-none-title"), text: words.text("aside-none-text"),
                    Link { class: "button button-main", to: Route::Visits {}, {words.text("enrol-to-visits")} }
                }
            },
            Some(asides) => rsx! {
                for aside in asides.iter().cloned() {
                    Database { key: "{aside.file}", aside, found }
                }
            },
        }
    }
}

#[component]
fn Database(aside: Aside, found: Signal<Option<Vec<Aside>>>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let file = aside.file.clone();
    let name = aside.file.trim_start_matches('/').to_owned();
    rsx! {
        section { class: "panel stack", "data-testid": "aside",
            h2 { class: "mono", {name} }
            if aside.visits.is_empty() {
                p { {words.text("aside-no-visits")} }
            }
            if aside.unreadable > 0 {
                Note { tone: Tone::Warn, text: words.count("aside-unreadable", aside.unreadable) }
            }
            for visit in aside.visits.iter().cloned() {
                div { key: "{visit.visit}", class: "stack", "data-testid": "aside-visit",
                    p { class: "row-title", {visit.location} }
                    p { class: "row-sub", {visit.brand} }
                    Export { source: Source::Aside(aside.file.clone(), visit.visit) }
                }
            }
            p { class: "hint", {words.text("aside-raw-hint")} }
            ExportRaw { file: aside.file.clone() }
            button {
                class: "button button-text",
                r#type: "button",
                "data-testid": "aside-dismiss",
                onclick: move |_| {
                    let file = file.clone();
                    phone.send(Command::Rescue(RescueCommand::DismissAside { file }), move |phone, _| {
                        phone.refresh_status();
                        look(phone, found);
                    });
                },
                {words.text("aside-dismiss")}
            }
        }
    }
}

fn look(phone: Phone, mut found: Signal<Option<Vec<Aside>>>) {
    phone.send(Command::Rescue(RescueCommand::ListAside), move |_, reply| {
        if let (Ok(Reply::Rescue(RescueReply::Aside(asides))), Ok(mut found)) = (reply, found.try_write()) {
            *found = Some(asides);
        }
    });
}
