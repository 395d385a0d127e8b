//! What an attempt was worth, and why each answer is right or not.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::training::{QuizQuestion, Standing, asked};

use crate::core::protocol::{CourseId, OpenCourse, QuizResult};
use crate::ui::parts::{BackBar, Certificate, Empty, Icon, Note, ScreenTitle, Sign, Tone, use_course};
use crate::ui::route::Route;
use crate::ui::state::use_words;

/// The result of the attempt that was handed in last.
#[component]
pub fn QuizResultScreen(checklist: Slug, version: u32) -> Element {
    let words = use_words();
    let id = CourseId { checklist, version };
    let open = match use_course(&id, Route::course(&id), "back-to-course") {
        Ok(open) => open,
        Err(waiting) => return waiting,
    };
    let Some(result) = open.result.clone() else {
        return rsx! {
            BackBar { to: Route::course(&id), label: words.text("back-to-course") }
            Empty { sign: Sign::Book, title: words.text("quiz-no-result"), text: words.text("quiz-no-result-text"),
                Link { class: "button button-quiet", to: Route::course(&id), {words.text("back-to-course")} }
            }
        };
    };
    let key = if result.grade.passed {
        "quiz-passed"
    } else {
        "quiz-failed"
    };
    rsx! {
        BackBar { to: Route::course(&id), label: words.text("back-to-course") }
        ScreenTitle { text: words.text(key) }
        Verdict { open: open.clone(), result: result.clone() }
        Answers { open: open.clone(), result }
        WayOn { open }
    }
}

/// The score, and what follows from it.
#[component]
fn Verdict(open: OpenCourse, result: QuizResult) -> Element {
    let words = use_words();
    let grade = result.grade;
    let score = words.format(
        "training-score",
        &[("right", grade.right.into()), ("asked", grade.asked.into())],
    );
    if let (true, Some(certificate)) = (grade.passed, open.card.certificate) {
        return rsx! {
            Certificate { certificate, title: open.training.title.clone(), course: open.card.course.clone() }
        };
    }
    let mark = words.format("quiz-mark", &[("percent", open.training.pass_percent.into())]);
    rsx! {
        Note { tone: Tone::Warn, title: score, text: mark, testid: "quiz-score" }
    }
}

/// Each question with the answer that was given and the explanation.
#[component]
fn Answers(open: OpenCourse, result: QuizResult) -> Element {
    let words = use_words();
    let order = asked(&open.training, result.quiz.seed);
    rsx! {
        section { class: "group",
            h2 { class: "group-title", {words.text("quiz-answers")} }
            ul { class: "rows",
                for shown in order {
                    li { key: "{shown.question.id}",
                        Explained {
                            question: shown.question.clone(),
                            chosen: result.quiz.answers.get(&shown.question.id).cloned(),
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Explained(question: QuizQuestion, chosen: Option<Slug>) -> Element {
    let words = use_words();
    let lang = words.lang();
    let chosen = question
        .options
        .iter()
        .find(|option| Some(&option.id) == chosen.as_ref());
    let is_right = chosen.is_some_and(|option| option.right);
    let (class, sign, key) = if is_right {
        ("state state-good", Sign::Check, "quiz-answer-right")
    } else {
        ("state state-bad", Sign::Close, "quiz-answer-wrong")
    };
    rsx! {
        div { class: "row-card row-block", "data-testid": "explained", "data-right": is_right.to_string(),
            p { class: "row-question", strong { {question.text.in_lang(lang)} } }
            if let Some(chosen) = chosen {
                p { {chosen.text.in_lang(lang)} }
            }
            p { class,
                Icon { sign }
                {words.text(key)}
            }
            p { class: "row-sub", {question.explanation.in_lang(lang)} }
        }
    }
}

/// Another try where there is one, and the way back.
#[component]
fn WayOn(open: OpenCourse) -> Element {
    let words = use_words();
    let course = open.card.course.clone();
    let left = match open.card.standing {
        Some(Standing::Open { left }) => Some(left),
        _ => None,
    };
    rsx! {
        div { class: "foot",
            if let Some(left) = left {
                p { class: "hint", {words.count("training-attempts-left", left)} }
                Link { class: "button button-main", to: Route::quiz(&course), "data-testid": "quiz-again",
                    Icon { sign: Sign::Again }
                    {words.text("quiz-again")}
                }
            }
            if open.card.certificate.is_some() {
                Link { class: "button button-main", to: Route::Visits {}, "data-testid": "to-visits", {words.text("back-to-visits")} }
            }
            Link { class: "button button-quiet", to: Route::course(&course), "data-testid": "to-course", {words.text("back-to-course")} }
        }
    }
}
