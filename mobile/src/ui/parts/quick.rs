//! Answers that one tap gives, in the list of questions: no need to open each.

use dioxus::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Kind, Question};

use crate::ui::state::{use_phone, use_words};

/// The two answers of a question that has two; nothing for the others.
#[component]
pub fn QuickAnswer(question: Question) -> Element {
    let phone = use_phone();
    let words = use_words();
    let both: [(&str, &str, Answer); 2] = match question.kind {
        Kind::YesNo { .. } => [
            ("yes", "answer-yes", Answer::YesNo(true)),
            ("no", "answer-no", Answer::YesNo(false)),
        ],
        Kind::Thumb => [
            ("up", "answer-up", Answer::Thumb(true)),
            ("down", "answer-down", Answer::Thumb(false)),
        ],
        _ => return rsx! {},
    };
    let given = phone.desk.answer(&question.id);
    rsx! {
        div { class: "quick", role: "group", "aria-label": question.text.in_lang(words.lang()),
            for (value , key , answer) in both {
                button {
                    key: "{value}",
                    class: if given.as_ref() == Some(&answer) { "quick-answer quick-chosen" } else { "quick-answer" },
                    r#type: "button",
                    "aria-pressed": given.as_ref() == Some(&answer),
                    "data-testid": "quick-{value}",
                    onclick: {
                        let id = question.id.clone();
                        move |_| phone.answer(&id, Some(answer.clone()))
                    },
                    {words.text(key)}
                }
            }
        }
    }
}
