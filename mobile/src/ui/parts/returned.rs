//! A visit that the agency sent back: what is asked, until when, and what was handed in before.

use dioxus::prelude::*;
use vitrine_shared::checklist::{Question, Slug};
use vitrine_shared::id::VisitId;

use super::feedback::{Note, Tone};
use super::icon::{Icon, Sign};
use super::picture::Picture;
use crate::core::protocol::{Before, Correction, PhotoCard, Stage, VisitCard};
use crate::ui::platform;
use crate::ui::route::Route;
use crate::ui::state::{Phone, use_phone, use_words};
use crate::ui::views::answer_text;
use crate::ui::words::Words;

/// What the agency asks of the open visit, on its briefing.
#[component]
pub fn Returned(card: VisitCard) -> Element {
    let phone = use_phone();
    let words = use_words();
    if card.stage == Stage::Elsewhere {
        return rsx! {
            Note {
                tone: Tone::Warn,
                title: words.text("other-phone-title"),
                text: words.text("other-phone-text"),
                testid: "other-phone",
            }
        };
    }
    if card.is_correction_void() {
        return rsx! {
            Note {
                tone: Tone::Warn,
                title: words.text("taken-back-title"),
                text: words.text("taken-back-text"),
                testid: "taken-back",
            }
        };
    }
    let Some(correction) = phone.desk.correction(card.assignment.visit) else {
        return rsx! {};
    };
    let visit = card.assignment.visit;
    let zone = card.assignment.location.time_zone.clone();
    let is_taken_up = card.stage == Stage::Correcting;
    rsx! {
        section { class: "panel returned", "data-testid": "returned",
            h2 {
                Icon { sign: Sign::Again }
                {words.text("returned-title")}
            }
            if let Some(said) = correction.words.clone() {
                blockquote { class: "statement", "data-testid": "returned-words", {said} }
            }
            Deadline { correction: correction.clone(), zone }
            ul { class: "asked-list",
                for asked in correction.asked.iter().cloned() {
                    li { key: "{asked.question}", "data-testid": "asked",
                        p { class: "row-question", {question_text(phone, &words, &asked.question)} }
                        blockquote { class: "asked-words", {asked.words} }
                        if is_taken_up {
                            Changed { is_changed: correction.changed.contains(&asked.question) }
                        }
                    }
                }
            }
            p { class: "hint", {words.text("returned-only")} }
        }
        if !is_taken_up {
            TakeUp { visit }
        }
    }
}

/// Until when, and what happens then.
#[component]
fn Deadline(correction: Correction, zone: String) -> Element {
    let words = use_words();
    let args = [
        ("day", words.day(correction.due_at, &zone).into()),
        ("time", words.time(correction.due_at, &zone).into()),
    ];
    let is_late = correction.due_at.unix_ms() < platform::now_ms();
    rsx! {
        if is_late {
            p { class: "state state-bad", "data-testid": "returned-due",
                Icon { sign: Sign::Alert }
                {words.format("returned-late", &args)}
            }
        } else {
            p { class: "state state-warn", "data-testid": "returned-due",
                Icon { sign: Sign::Clock }
                {words.format("returned-due", &args)}
            }
            p { class: "hint", {words.text("returned-after")} }
        }
    }
}

/// Opens what was asked about, and goes to the first of it.
#[component]
fn TakeUp(visit: VisitId) -> Element {
    let phone = use_phone();
    let words = use_words();
    let is_working = *phone.desk.is_working.read();
    rsx! {
        button {
            class: "button button-main",
            r#type: "button",
            "data-testid": "take-up",
            disabled: is_working,
            onclick: move |_| {
                let to_questions = navigator();
                phone.take_up(visit, move |question| {
                    to_questions.push(Route::QuestionScreen { visit, question });
                });
            },
            Icon { sign: Sign::Pencil }
            {words.text("returned-take-up")}
        }
    }
}

/// Whether something differs from what was handed in.
#[component]
fn Changed(is_changed: bool) -> Element {
    let words = use_words();
    let (class, sign, key) = if is_changed {
        ("state state-good", Sign::Check, "returned-changed")
    } else {
        ("state", Sign::Clock, "returned-unchanged")
    };
    rsx! {
        p { class, "data-testid": key,
            Icon { sign }
            {words.text(key)}
        }
    }
}

/// On a question of a returned visit: what the reviewer says, and what was handed in.
#[component]
pub fn AskedAbout(visit: VisitId, question: Question) -> Element {
    let phone = use_phone();
    let words = use_words();
    let Some(correction) = phone.desk.correction(visit) else {
        return rsx! {};
    };
    let id = &question.id;
    let is_open = correction.open.contains(id);
    let said = correction.words_about(id).map(str::to_owned);
    if said.is_none() && !is_open {
        return rsx! {
            Note { tone: Tone::Info, text: words.text("question-not-asked"), testid: "question-not-asked" }
        };
    }
    let before = correction.before.get(id).cloned().unwrap_or_default();
    let is_asked = said.is_some();
    rsx! {
        section { class: "panel returned", "aria-label": words.text("asked-title"), "data-testid": "asked-about",
            if let Some(said) = said {
                h2 {
                    Icon { sign: Sign::Again }
                    {words.text("asked-title")}
                }
                blockquote { class: "asked-words", "data-testid": "asked-words", {said} }
            } else {
                p { {words.text("asked-brought-up")} }
            }
            if is_asked {
                Handed { visit, question, before }
            }
        }
    }
}

/// The answer and the photos as they were handed in.
#[component]
fn Handed(visit: VisitId, question: Question, before: Before) -> Element {
    let words = use_words();
    let answer = before
        .answer
        .as_ref()
        .map(|answer| answer_text(&words, &question, answer));
    rsx! {
        dl { class: "facts", "data-testid": "before",
            if question.kind.takes_answer() {
                div {
                    dt { {words.text("before-answer")} }
                    dd { "data-testid": "before-answer", {answer.unwrap_or_else(|| words.text("before-none"))} }
                }
            }
            if let Some(comment) = before.comment {
                div {
                    dt { {words.text("before-comment")} }
                    dd { {comment} }
                }
            }
            if !before.photos.is_empty() {
                div {
                    dt { {words.text("before-photos")} }
                    dd { OldPhotos { photos: before.photos } }
                }
            }
        }
    }
}

/// Photos that were handed in, to be looked at; those that were freed are with the agency.
#[component]
fn OldPhotos(photos: Vec<PhotoCard>) -> Element {
    let words = use_words();
    let mut over = use_signal(|| None::<usize>);
    let away = photos.iter().filter(|photo| !photo.on_phone).count();
    let shown = over.read().and_then(|index| photos.get(index).cloned());
    rsx! {
        ul { class: "tiles tiles-small",
            for (index , photo) in photos.iter().cloned().enumerate() {
                if photo.on_phone {
                    li { key: "{photo.photo}",
                        OldTile { photo, number: index + 1, onopen: move |()| over.set(Some(index)) }
                    }
                }
            }
        }
        if away > 0 {
            p { class: "row-sub", "data-testid": "photos-away",
                Icon { sign: Sign::Shield }
                {words.count("before-photos-away", away)}
            }
        }
        if let Some(photo) = shown {
            Picture { key: "{photo.photo}", photo, is_closed: true, onwish: move |_| over.set(None) }
        }
    }
}

#[component]
fn OldTile(photo: PhotoCard, number: usize, onopen: EventHandler<()>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = photo.photo;
    use_hook(move || phone.fetch_thumb(id));
    rsx! {
        button {
            class: "tile",
            r#type: "button",
            "aria-label": words.format("before-photo", &[("number", number.into())]),
            "data-testid": "old-photo",
            onclick: move |_| onopen.call(()),
            if let Some(url) = phone.album.thumb(id) {
                img { src: url, alt: "" }
            }
        }
    }
}

/// Before handing in: what was asked, and what of it was changed.
#[component]
pub fn Corrected(visit: VisitId) -> Element {
    let phone = use_phone();
    let words = use_words();
    let Some(correction) = phone.desk.correction(visit) else {
        return rsx! {};
    };
    rsx! {
        section { class: "group", "data-testid": "corrected",
            h2 { class: "group-title", {words.count("returned-questions", correction.asked.len())} }
            ul { class: "rows",
                for asked in correction.asked.iter().cloned() {
                    li { key: "{asked.question}",
                        Link {
                            class: "row-card row-line",
                            to: Route::QuestionScreen { visit, question: asked.question.clone() },
                            div { class: "row-main",
                                p { class: "row-question", {question_text(phone, &words, &asked.question)} }
                                Changed { is_changed: correction.changed.contains(&asked.question) }
                            }
                            span { class: "row-go", Icon { sign: Sign::Next } }
                        }
                    }
                }
            }
        }
    }
}

fn question_text(phone: Phone, words: &Words, id: &Slug) -> String {
    let checklist = phone.desk.checklist.read();
    let question = checklist.as_ref().and_then(|checklist| checklist.question(id));
    question
        .map(|question| question.text.in_lang(words.lang()).to_owned())
        .unwrap_or_default()
}
