//! One training: its modules, the way to its quiz, and the certificate.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::training::{Module, Standing};

use crate::core::protocol::{CourseId, OpenCourse, TriedLine};
use crate::ui::parts::{BackBar, Certificate, Icon, Note, ScreenTitle, Sign, Tone, use_course};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};

/// One training at a glance.
#[component]
pub fn Course(checklist: Slug, version: u32) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = CourseId { checklist, version };
    let open = match use_course(&id, Route::TrainingList {}, "back-to-training") {
        Ok(open) => open,
        Err(waiting) => return waiting,
    };
    let trouble = phone.school.trouble.read().clone();
    let lang = words.lang();
    let rules = words.format(
        "training-rules",
        &[
            ("percent", open.card.pass_percent.into()),
            ("questions", open.training.quiz.len().into()),
            ("attempts", open.card.attempts.into()),
        ],
    );
    rsx! {
        BackBar { to: Route::TrainingList {}, label: words.text("back-to-training") }
        ScreenTitle { text: open.training.title.in_lang(lang) }
        p { class: "lead", {rules} }
        if let Some(trouble) = trouble {
            Note { tone: Tone::Bad, text: words.error(&trouble) }
        }
        if let Some(certificate) = open.card.certificate {
            Certificate { certificate, title: open.training.title.clone(), course: id.clone() }
        }
        Modules { open: open.clone() }
        if !open.tried.is_empty() {
            Tried { lines: open.tried.clone() }
        }
        ToQuiz { open }
    }
}

/// What to read, and what was read.
#[component]
fn Modules(open: OpenCourse) -> Element {
    let words = use_words();
    let course = open.card.course.clone();
    let is_read = |module: &Module| open.read.contains(&module.id);
    let progress = [
        ("done", open.card.modules_read.into()),
        ("shown", open.card.modules.into()),
    ];
    rsx! {
        section { class: "group",
            div { class: "group-head",
                h2 { class: "group-title", {words.text("training-modules")} }
                span { class: "muted small numeric", {words.format("progress-short", &progress)} }
            }
            ul { class: "rows",
                for module in open.training.modules.iter() {
                    li { key: "{module.id}",
                        Link {
                            class: "row-card row-line",
                            to: Route::module(&course, &module.id),
                            "data-testid": "module",
                            "data-read": is_read(module).to_string(),
                            span { class: if is_read(module) { "dot dot-done" } else { "dot" },
                                if is_read(module) {
                                    Icon { sign: Sign::Check }
                                    span { class: "visually-hidden", {words.text("training-module-read")} }
                                }
                            }
                            div { class: "row-main",
                                p { class: "row-question", {module.title.in_lang(words.lang())} }
                            }
                            span { class: "row-go", Icon { sign: Sign::Next } }
                        }
                    }
                }
            }
        }
    }
}

/// Every attempt, with what it was worth.
#[component]
fn Tried(lines: Vec<TriedLine>) -> Element {
    let words = use_words();
    rsx! {
        section { class: "group",
            h2 { class: "group-title", {words.text("training-attempts")} }
            ul { class: "rows",
                for (index , line) in lines.into_iter().enumerate() {
                    li { key: "{index}", class: "row-card row-line", "data-testid": "attempt",
                        div { class: "row-main",
                            p { class: "row-question numeric",
                                {words.format("training-score", &[("right", line.grade.right.into()), ("asked", line.grade.asked.into())])}
                            }
                            p { class: "row-sub",
                                {words.moment(line.at)}
                                if !line.is_confirmed {
                                    {format!(" · {}", words.text("training-to-send"))}
                                } else if !line.counts {
                                    {format!(" · {}", words.text("training-counts-no-more"))}
                                }
                            }
                        }
                        if line.grade.passed {
                            span { class: "state state-good",
                                Icon { sign: Sign::Check }
                                {words.text("training-passed")}
                            }
                        } else {
                            span { class: "state", {words.text("training-failed")} }
                        }
                    }
                }
            }
        }
    }
}

/// The way to the quiz, or why there is none now.
#[component]
fn ToQuiz(open: OpenCourse) -> Element {
    let words = use_words();
    let course = open.card.course.clone();
    let goes_on = open.quiz.is_some();
    let hint = match open.card.standing {
        None | Some(Standing::Passed) => return rsx! {},
        Some(Standing::UsedUp { opens_at }) => {
            let text = match opens_at {
                Some(at) => words.format("training-wait-text", &[("at", words.moment(at).into())]),
                None => words.text("training-ask-text"),
            };
            return rsx! {
                Note { tone: Tone::Warn, title: words.text("training-used-up"), text, testid: "used-up" }
            };
        }
        Some(Standing::Open { left }) => words.count("training-attempts-left", left),
    };
    let (key, testid) = if goes_on {
        ("quiz-go-on", "quiz-go-on")
    } else {
        ("quiz-begin", "quiz-begin")
    };
    rsx! {
        div { class: "foot",
            if open.result.is_some() {
                Link { class: "button button-quiet", to: Route::quiz_result(&course), "data-testid": "to-result",
                    {words.text("quiz-last-result")}
                }
            }
            p { class: "hint", "data-testid": "attempts-left", {hint} }
            Link { class: "button button-main", to: Route::quiz(&course), "data-testid": testid,
                Icon { sign: Sign::Pencil }
                {words.text(key)}
            }
        }
    }
}
