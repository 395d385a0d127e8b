//! A number, typed with the language's own decimal sign.

use dioxus::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Kind, Question};
use vitrine_shared::points::Milli;

use crate::core::protocol::CoreError;
use crate::ui::state::{use_phone, use_words};

/// A number with its unit; what is out of the question's limits is told and not saved.
#[component]
pub fn NumberField(question: Question) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = question.id.clone();
    let initial = use_hook(|| match phone.desk.answer(&id) {
        Some(Answer::Number(number)) => words.lang().decimal(number).replace(group(words.lang()), ""),
        _ => String::new(),
    });
    let mut problem = use_signal(|| None::<String>);
    let Kind::Number { min, max, unit, .. } = &question.kind else {
        return rsx! {};
    };
    let unit = unit.as_ref().map(|unit| unit.in_lang(words.lang()).to_owned());
    let limits = match (min, max) {
        (Some(min), Some(max)) => words.format(
            "number-between",
            &[
                ("min", words.lang().decimal(*min).into()),
                ("max", words.lang().decimal(*max).into()),
            ],
        ),
        _ => String::new(),
    };
    let label = question.text.in_lang(words.lang()).to_owned();
    let typed = question.clone();
    let spoken = words.clone();
    rsx! {
        div { class: "measure",
            input {
                class: "input input-number",
                r#type: "text",
                inputmode: "decimal",
                autocomplete: "off",
                "data-testid": "number",
                "aria-label": label,
                "aria-invalid": problem.read().is_some(),
                "aria-describedby": "number-hint",
                initial_value: initial,
                oninput: move |event| {
                    let text = event.value();
                    let text = text.trim();
                    let answer = if text.is_empty() {
                        problem.set(None);
                        None
                    } else {
                        match parse(text).map(Answer::Number) {
                            Some(answer) => {
                                if let Err(error) = answer.check(&typed) {
                                    problem.set(Some(spoken.error(&CoreError::Answer(error))));
                                    return;
                                }
                                problem.set(None);
                                Some(answer)
                            }
                            None => {
                                problem.set(Some(spoken.text("number-wrong")));
                                return;
                            }
                        }
                    };
                    phone.type_answer(&typed.id, answer);
                },
                onblur: move |_| phone.save_draft(&id),
            }
            if let Some(unit) = unit {
                span { class: "unit", {unit} }
            }
        }
        if let Some(problem) = problem.read().as_ref() {
            p { id: "number-hint", class: "hint hint-bad", role: "alert", {problem.clone()} }
        } else if !limits.is_empty() {
            p { id: "number-hint", class: "hint", {limits} }
        }
    }
}

fn group(lang: vitrine_shared::text::Lang) -> char {
    if lang == vitrine_shared::text::Lang::En {
        ','
    } else {
        '.'
    }
}

/// Reads a number with either decimal sign; groups of thousands are not typed on a phone.
fn parse(text: &str) -> Option<Milli> {
    text.replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_decimal_sign_is_read() {
        let read = |text| parse(text).map(Milli::thousandths);
        assert_eq!(read("12,5"), Some(12_500));
        assert_eq!(read("12.5"), Some(12_500));
        assert_eq!(read("1.234,5"), None);
        assert_eq!(read("dois"), None);
    }
}
