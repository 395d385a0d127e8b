//! Discreet mode: its switch, the button that hides a visit, and the list it hides behind.

use dioxus::prelude::*;

use super::icon::{Icon, Sign};
use crate::ui::platform;
use crate::ui::state::{Line, use_phone, use_words};

const TELLING: &str = "hide-told";

/// Does visits discreetly, or no longer.
#[component]
pub fn DiscreetSwitch() -> Element {
    let phone = use_phone();
    let words = use_words();
    rsx! {
        label { class: "check",
            input {
                r#type: "checkbox",
                role: "switch",
                "data-testid": "discreet",
                checked: *phone.veil.is_discreet.read(),
                "aria-describedby": "discreet-hint",
                onchange: move |event| phone.veil.set_discreet(event.checked()),
            }
            span { {words.text("discreet")} }
        }
        p { id: "discreet-hint", class: "hint", {words.text("discreet-hint")} }
    }
}

/// Hides the visit at once.
#[component]
pub fn HideButton() -> Element {
    let phone = use_phone();
    let words = use_words();
    // Whoever does not know the way back would stand before a shopping list: it is told once.
    let mut is_telling = use_signal(|| false);
    rsx! {
        button {
            class: "icon-button",
            r#type: "button",
            "aria-label": words.text("hide"),
            "data-testid": "hide",
            onclick: move |_| {
                if phone.veil.is_known() {
                    phone.hide();
                } else {
                    is_telling.set(true);
                }
            },
            Icon { sign: Sign::Hide }
        }
        if *is_telling.read() {
            dialog {
                id: TELLING,
                class: "telling",
                "aria-label": words.text("hide"),
                "data-testid": "hide-told",
                open: !platform::HAS_CAMERA,
                onmounted: move |_| platform::open_dialog(TELLING),
                oncancel: move |_| is_telling.set(false),
                p { {words.text("hide-text")} }
                div { class: "row",
                    button {
                        class: "button button-quiet",
                        r#type: "button",
                        onclick: move |_| is_telling.set(false),
                        {words.text("close")}
                    }
                    button {
                        class: "button",
                        r#type: "button",
                        "data-testid": "hide-now",
                        onclick: move |_| {
                            is_telling.set(false);
                            phone.hide();
                        },
                        {words.text("hide-now")}
                    }
                }
            }
        }
    }
}

/// An ordinary shopping list, which works as one. A tap on its title brings the visit back.
#[component]
pub fn Cover() -> Element {
    let phone = use_phone();
    let words = use_words();
    let mut typed = use_signal(String::new);
    // A field that is emptied from here is made anew: it keeps its own text.
    let mut additions = use_signal(|| 0_u32);
    let list = phone.veil.list.read().clone();
    let title = words.text("veil-title");
    use_effect(use_reactive((&title,), |(title,)| platform::set_title(&title)));
    rsx! {
        main { class: "screen cover", "data-testid": "cover",
            h1 { class: "cover-title",
                button {
                    id: "cover-title",
                    class: "cover-back",
                    r#type: "button",
                    "aria-label": words.text("veil-back"),
                    "data-testid": "unhide",
                    onmounted: move |_| platform::focus("cover-title"),
                    onclick: move |_| phone.unhide(),
                    {words.text("veil-list")}
                }
            }
            ul { class: "cover-list",
                for (index , line) in list.into_iter().enumerate() {
                    li { key: "{index}",
                        label { class: "check",
                            input {
                                r#type: "checkbox",
                                checked: line.is_done,
                                onchange: move |event| {
                                    phone.veil.change_list(|list| {
                                        if let Some(line) = list.get_mut(index) {
                                            line.is_done = event.checked();
                                        }
                                    });
                                },
                            }
                            span { class: if line.is_done { "cover-done" }, {line.text} }
                        }
                    }
                }
            }
            form {
                class: "cover-add",
                onsubmit: move |event| {
                    event.prevent_default();
                    let text = typed.take().trim().replace('\n', " ");
                    if !text.is_empty() {
                        phone.veil.change_list(|list| list.push(Line { text, is_done: false }));
                    }
                    additions += 1;
                },
                for round in [*additions.read()] {
                    input {
                        key: "{round}",
                        class: "input",
                        r#type: "text",
                        maxlength: "60",
                        autocomplete: "off",
                        "aria-label": words.text("veil-add"),
                        placeholder: words.text("veil-add"),
                        initial_value: "",
                        oninput: move |event| typed.set(event.value()),
                    }
                }
            }
        }
    }
}
