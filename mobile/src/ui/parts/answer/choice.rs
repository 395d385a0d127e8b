//! Yes or no, one of several, any of several: cards large enough for a thumb.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Choice, Question, Slug};

use crate::ui::parts::icon::{Icon, Sign};
use crate::ui::state::{use_phone, use_words};

/// One card of a choice: a radio button or a box to tick.
#[component]
pub fn Card(
    name: String,
    value: String,
    text: String,
    is_chosen: bool,
    #[props(default)] is_many: bool,
    onpick: EventHandler<bool>,
) -> Element {
    rsx! {
        label { class: if is_chosen { "card card-chosen" } else { "card" },
            input {
                class: "card-input",
                r#type: if is_many { "checkbox" } else { "radio" },
                name,
                value: value.clone(),
                checked: is_chosen,
                "data-testid": "option-{value}",
                onchange: move |event| onpick.call(event.checked()),
            }
            span { class: if is_many { "card-mark card-mark-square" } else { "card-mark" },
                if is_chosen {
                    Icon { sign: Sign::Check }
                }
            }
            span { class: "card-text", {text} }
        }
    }
}

/// Yes or no, side by side.
#[component]
pub fn YesNo(question: Question, answer: Option<Answer>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = question.id;
    rsx! {
        div { class: "cards cards-two",
            for (yes , value , key) in [(true, "yes", "answer-yes"), (false, "no", "answer-no")] {
                Card {
                    key: "{value}",
                    name: id.to_string(),
                    value,
                    text: words.text(key),
                    is_chosen: answer == Some(Answer::YesNo(yes)),
                    onpick: {
                        let id = id.clone();
                        move |_| phone.answer(&id, Some(Answer::YesNo(yes)))
                    },
                }
            }
        }
    }
}

/// One of several.
#[component]
pub fn One(question: Question, answer: Option<Answer>) -> Element {
    let phone = use_phone();
    let lang = use_words().lang();
    let id = question.id.clone();
    rsx! {
        div { class: "cards",
            for option in question.kind.options().iter().cloned() {
                Card {
                    key: "{option.id}",
                    name: id.to_string(),
                    value: option.id.to_string(),
                    text: option.text.in_lang(lang),
                    is_chosen: answer == Some(Answer::Choice(option.id.clone())),
                    onpick: {
                        let id = id.clone();
                        move |_| phone.answer(&id, Some(Answer::Choice(option.id.clone())))
                    },
                }
            }
        }
    }
}

/// Any of several; an option that excludes the others takes their place.
#[component]
pub fn Many(question: Question, answer: Option<Answer>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = question.id.clone();
    let chosen = match &answer {
        Some(Answer::Choices(chosen)) => chosen.clone(),
        _ => BTreeSet::new(),
    };
    let options = question.kind.options().to_vec();
    rsx! {
        p { class: "hint", {words.text("choose-many")} }
        div { class: "cards",
            for option in options.clone() {
                Card {
                    key: "{option.id}",
                    name: id.to_string(),
                    value: option.id.to_string(),
                    text: option.text.in_lang(words.lang()),
                    is_chosen: chosen.contains(&option.id),
                    is_many: true,
                    onpick: {
                        let (id, options) = (id.clone(), options.clone());
                        move |_| {
                            // What was tapped a moment ago counts, even where it is not drawn yet.
                            let now = match phone.desk.answer(&id) {
                                Some(Answer::Choices(chosen)) => chosen,
                                _ => BTreeSet::new(),
                            };
                            let next = toggled(now, &option, &options);
                            phone.answer(&id, (!next.is_empty()).then_some(Answer::Choices(next)));
                        }
                    },
                }
            }
        }
    }
}

fn is_alone(option: &Choice) -> bool {
    option.exclusive || option.not_applicable
}

/// The choice after a tap on one option.
fn toggled(mut chosen: BTreeSet<Slug>, tapped: &Choice, options: &[Choice]) -> BTreeSet<Slug> {
    if chosen.remove(&tapped.id) {
        return chosen;
    }
    if is_alone(tapped) {
        chosen.clear();
    } else {
        chosen.retain(|id| !options.iter().any(|option| option.id == *id && is_alone(option)));
    }
    chosen.insert(tapped.id.clone());
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(id: &str, exclusive: bool) -> Choice {
        Choice {
            id: id.parse().unwrap(),
            text: Default::default(),
            points: None,
            not_applicable: false,
            exclusive,
        }
    }

    #[test]
    fn an_exclusive_option_and_the_others_take_each_others_place() {
        let options = [option("a", false), option("b", false), option("none", true)];
        let tap = |chosen, index: usize| toggled(chosen, &options[index], &options);
        let ids = |chosen: &BTreeSet<Slug>| chosen.iter().map(ToString::to_string).collect::<Vec<_>>();
        let both = tap(tap(BTreeSet::new(), 0), 1);
        assert_eq!(ids(&both), ["a", "b"]);
        let none = tap(both, 2);
        assert_eq!(ids(&none), ["none"]);
        assert_eq!(ids(&tap(none.clone(), 1)), ["b"]);
        assert!(tap(none, 2).is_empty());
    }
}
