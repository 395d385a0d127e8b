//! The pictures of a question's guidance: a strip of small ones, each in full at a tap.

use dioxus::prelude::*;
use vitrine_shared::checklist::{Kind, Picture, Question, Shows};

use super::icon::{Icon, Sign};
use crate::ui::platform;
use crate::ui::state::{Guide, use_phone, use_words};
use crate::ui::words::Words;

const DIALOG: &str = "guide";

/// What is meant, in words and pictures. A visit that is done discreetly shows none by itself.
#[component]
pub fn Guidance(question: Question) -> Element {
    let phone = use_phone();
    let words = use_words();
    let is_discreet = *phone.veil.is_discreet.read();
    let has_pictures = !question.pictures.is_empty();
    let folds_pictures = is_discreet && has_pictures;
    rsx! {
        if question.guidance.is_some() || folds_pictures {
            details { class: "fold", "data-testid": "guidance",
                summary { {words.text("guidance")} }
                if let Some(guidance) = &question.guidance {
                    p { {guidance.in_lang(words.lang())} }
                }
                if folds_pictures {
                    Strip { question: question.clone() }
                }
            }
        }
        if has_pictures && !is_discreet {
            Strip { question }
        }
    }
}

/// The small pictures of a question, and the one that was tapped.
#[component]
fn Strip(question: Question) -> Element {
    let phone = use_phone();
    let words = use_words();
    let mut open = use_signal(|| None::<usize>);
    let wanted: Vec<_> = question.pictures.iter().map(|picture| picture.sha256).collect();
    use_hook(move || {
        for sha256 in wanted {
            phone.fetch_guide(sha256);
        }
    });
    let missing = question
        .pictures
        .iter()
        .filter(|picture| phone.guides.get(&picture.sha256) == Guide::Missing)
        .count();
    // What is hidden must leave nothing in front of the list.
    let is_hidden = *phone.veil.is_hidden.read();
    let at = open.read().filter(|_| !is_hidden);
    rsx! {
        ul { class: "guides", "aria-label": words.text("guides"), "data-testid": "guides",
            for (index , picture) in question.pictures.iter().enumerate() {
                li { key: "{index}",
                    button {
                        class: "guide",
                        r#type: "button",
                        "aria-label": label(picture, &question, &words),
                        "data-testid": "guide",
                        onclick: move |_| open.set(Some(index)),
                        span { class: "guide-picture", Small { picture: picture.clone() } }
                        Mark { picture: picture.clone(), question: question.clone() }
                    }
                }
            }
        }
        if missing > 0 {
            p { class: "hint hint-sign", "data-testid": "guides-missing",
                Icon { sign: Sign::Clock }
                {words.count("guides-missing", missing)}
            }
        }
        if let Some(at) = at {
            Large { question: question.clone(), at, onturn: move |to| open.set(to) }
        }
    }
}

/// The picture itself, or its place while it is not here.
#[component]
fn Small(picture: Picture) -> Element {
    let phone = use_phone();
    match phone.guides.get(&picture.sha256) {
        Guide::Here(url) => rsx! {
            img { src: url, alt: "", "decoding": "async" }
        },
        Guide::Asked => rsx! {},
        Guide::Missing => rsx! {
            Icon { sign: Sign::Picture }
        },
    }
}

/// What it is an example of: its option, or a good or bad one.
#[component]
fn Mark(picture: Picture, question: Question) -> Element {
    let words = use_words();
    let Some(title) = title(&picture, &question, &words) else {
        return rsx! {};
    };
    let (class, sign) = match picture.shows {
        Some(Shows::Good) => ("guide-mark guide-good", Some(Sign::Check)),
        Some(Shows::Bad) => ("guide-mark guide-bad", Some(Sign::Close)),
        None => ("guide-mark", None),
    };
    rsx! {
        span { class,
            if let Some(sign) = sign {
                Icon { sign }
            }
            span { {title} }
        }
    }
}

/// A picture over the whole screen, with its words; `onturn` hears of another one, or of none.
#[component]
fn Large(question: Question, at: usize, onturn: EventHandler<Option<usize>>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let Some(picture) = question.pictures.get(at).cloned() else {
        return rsx! {};
    };
    let count = question.pictures.len();
    let place = [("at", (at + 1).into()), ("of", count.into())];
    let caption = picture.caption.in_lang(words.lang()).to_owned();
    rsx! {
        dialog {
            id: DIALOG,
            class: "over",
            "aria-label": words.text("guides"),
            "data-testid": "guide-large",
            open: !platform::HAS_CAMERA,
            onmounted: move |_| platform::open_dialog(DIALOG),
            oncancel: move |_| onturn.call(None),
            div { class: "over-bar",
                span { class: "over-title", {words.format("guide-of", &place)} }
                button {
                    class: "icon-button",
                    r#type: "button",
                    "aria-label": words.text("close"),
                    "data-testid": "guide-close",
                    onclick: move |_| onturn.call(None),
                    Icon { sign: Sign::Close }
                }
            }
            div { class: "over-stage",
                match phone.guides.get(&picture.sha256) {
                    Guide::Here(url) => rsx! {
                        img { src: url, alt: caption.clone() }
                    },
                    Guide::Asked => rsx! {
                        span { class: "spinner" }
                    },
                    Guide::Missing => rsx! {
                        div { class: "over-text",
                            p { class: "muted", {words.count("guides-missing", 1)} }
                        }
                    },
                }
            }
            div { class: "over-foot",
                div { class: "guide-words", "aria-live": "polite",
                    Mark { picture, question }
                    p { "data-testid": "guide-caption", {caption} }
                }
                if count > 1 {
                    div { class: "guide-turn",
                        button {
                            class: "button button-quiet",
                            r#type: "button",
                            "data-testid": "guide-before",
                            "aria-label": words.text("guide-before"),
                            disabled: at == 0,
                            onclick: move |_| onturn.call(at.checked_sub(1)),
                            Icon { sign: Sign::Back }
                        }
                        button {
                            class: "button button-quiet",
                            r#type: "button",
                            "data-testid": "guide-next",
                            "aria-label": words.text("guide-next"),
                            disabled: at + 1 >= count,
                            onclick: move |_| onturn.call(Some(at + 1)),
                            Icon { sign: Sign::Next }
                        }
                    }
                }
            }
        }
    }
}

fn title(picture: &Picture, question: &Question, words: &Words) -> Option<String> {
    let options = match &question.kind {
        Kind::Single { options } | Kind::Multiple { options } => options.as_slice(),
        _ => &[],
    };
    let named = picture.option.as_ref();
    let option = named.and_then(|id| options.iter().find(|option| option.id == *id));
    let verdict = picture.shows.map(|shows| match shows {
        Shows::Good => words.text("guide-good"),
        Shows::Bad => words.text("guide-bad"),
    });
    option
        .map(|option| option.text.in_lang(words.lang()).to_owned())
        .or(verdict)
}

/// What a screen reader says of it, before it is opened.
fn label(picture: &Picture, question: &Question, words: &Words) -> String {
    let caption = picture.caption.in_lang(words.lang());
    match title(picture, question, words) {
        Some(title) => format!("{title}: {caption}"),
        None => caption.to_owned(),
    }
}
