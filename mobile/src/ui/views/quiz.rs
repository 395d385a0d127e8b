//! The quiz: one question at a time, in the order of this attempt.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::training::asked;

use crate::core::protocol::{CourseId, OpenCourse, Quiz, TrainingCommand};
use crate::ui::parts::answer::Card;
use crate::ui::parts::{BackBar, Failure, Icon, Loading, Note, ScreenTitle, Sign, Tone};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};

/// The attempt under way; it is begun here, and lives through a reload.
#[component]
pub fn QuizScreen(checklist: Slug, version: u32) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = CourseId { checklist, version };
    let begun = id.clone();
    let mut at = use_signal(|| None::<usize>);
    use_hook(move || {
        let mut trouble = phone.school.trouble;
        trouble.set(None);
        phone.learn(TrainingCommand::BeginQuiz { course: begun }, move |open| {
            // Taken up again where it was left.
            let first = open.quiz.as_ref().and_then(|quiz| first_open(open, quiz));
            at.set(first);
        });
    });
    let trouble = phone.school.trouble.read().clone();
    let open = phone.school.course(&id);
    let under_way = open.and_then(|open| Some((open.quiz.clone()?, open)));
    let Some((quiz, open)) = under_way else {
        return rsx! {
            BackBar { to: Route::course(&id), label: words.text("back-to-course") }
            if let Some(trouble) = trouble {
                Failure { title: words.text("quiz-not-begun"), text: words.error(&trouble) }
            } else {
                Loading { rows: 3 }
            }
        };
    };
    let here = (*at.read()).unwrap_or(0);
    rsx! {
        BackBar { to: Route::course(&id), label: words.text("back-to-course"),
            p { class: "back-bar-title", {open.training.title.in_lang(words.lang())} }
        }
        if let Some(trouble) = trouble {
            Note { tone: Tone::Bad, text: words.error(&trouble), testid: "quiz-problem" }
        }
        Question { open: open.clone(), quiz: quiz.clone(), here }
        QuizTurner { open, quiz, here, onturn: move |to| at.set(Some(to)) }
    }
}

/// The place of the first question without an answer, in the order of the attempt.
fn first_open(open: &OpenCourse, quiz: &Quiz) -> Option<usize> {
    asked(&open.training, quiz.seed)
        .iter()
        .position(|asked| !quiz.answers.contains_key(&asked.question.id))
}

/// One question with its options.
#[component]
fn Question(open: OpenCourse, quiz: Quiz, here: usize) -> Element {
    let phone = use_phone();
    let words = use_words();
    let lang = words.lang();
    let order = asked(&open.training, quiz.seed);
    let Some(shown) = order.get(here) else {
        return rsx! {};
    };
    let id = shown.question.id.clone();
    let course = open.card.course.clone();
    let chosen = quiz.answers.get(&id);
    rsx! {
        // Made anew for each question: the title takes the focus.
        for question in [shown.question] {
            div { key: "{question.id}", class: "question", "data-testid": "quiz-question", "data-question": question.id.to_string(),
                ScreenTitle { text: question.text.in_lang(lang), is_small: true }
                fieldset { class: "answer",
                    legend { class: "visually-hidden", {question.text.in_lang(lang)} }
                    div { class: "cards",
                        for option in shown.options.iter() {
                            Card {
                                key: "{option.id}",
                                name: question.id.to_string(),
                                value: option.id.to_string(),
                                text: option.text.in_lang(lang),
                                is_chosen: chosen == Some(&option.id),
                                onpick: {
                                    let (course, question, option) = (course.clone(), id.clone(), option.id.clone());
                                    move |_| {
                                        let (course, question, option) = (course.clone(), question.clone(), option.clone());
                                        phone.learn(TrainingCommand::AnswerQuiz { course, question, option }, |_| {});
                                    }
                                },
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The bar for the thumb: back, on, and at the end handing in.
#[component]
fn QuizTurner(open: OpenCourse, quiz: Quiz, here: usize, onturn: EventHandler<usize>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let count = open.training.quiz.len();
    let is_last = here + 1 >= count;
    let first_open = first_open(&open, &quiz);
    let is_answered = asked(&open.training, quiz.seed)
        .get(here)
        .is_some_and(|shown| quiz.answers.contains_key(&shown.question.id));
    let course = open.card.course.clone();
    let of = words.format("question-of", &[("at", (here + 1).into()), ("of", count.into())]);
    rsx! {
        div { class: "turner",
            button {
                class: "button button-quiet turner-back",
                r#type: "button",
                "aria-label": words.text("question-before"),
                "data-testid": "quiz-before",
                disabled: here == 0,
                onclick: move |_| onturn.call(here.saturating_sub(1)),
                Icon { sign: Sign::Back }
            }
            p { class: "turner-place", "data-testid": "quiz-of", {of} }
            if is_last {
                button {
                    class: "button button-main turner-next",
                    r#type: "button",
                    "data-testid": "quiz-hand-in",
                    disabled: first_open.is_some(),
                    onclick: move |_| {
                        let (course, nav) = (course.clone(), navigator());
                        let result = Route::quiz_result(&course);
                        phone.learn(TrainingCommand::HandInQuiz { course }, move |_| {
                            nav.replace(result);
                        });
                    },
                    {words.text("quiz-hand-in")}
                }
            } else {
                button {
                    class: "button button-main turner-next",
                    r#type: "button",
                    "data-testid": "quiz-next",
                    disabled: !is_answered,
                    onclick: move |_| onturn.call(here + 1),
                    {words.text("next")}
                    Icon { sign: Sign::Next }
                }
            }
        }
    }
}
