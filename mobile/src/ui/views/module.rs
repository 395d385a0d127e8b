//! A module of a training, to be read with one hand.

use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;

use crate::core::protocol::{CourseId, TrainingCommand};
use crate::ui::parts::{BackBar, Empty, Icon, Prose, ScreenTitle, Sign, use_course};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};

/// One module.
#[component]
pub fn ModuleScreen(checklist: Slug, version: u32, module: Slug) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = CourseId { checklist, version };
    let open = match use_course(&id, Route::course(&id), "back-to-course") {
        Ok(open) => open,
        Err(waiting) => return waiting,
    };
    let lang = words.lang();
    let modules = &open.training.modules;
    let place = modules.iter().position(|known| known.id == module);
    let Some((at, shown)) = place.and_then(|at| Some((at, modules.get(at)?.clone()))) else {
        return rsx! {
            BackBar { to: Route::course(&id), label: words.text("back-to-course") }
            Empty { sign: Sign::Book, title: words.text("nowhere-title"), text: words.text("training-module-unknown") }
        };
    };
    let after = modules.get(at + 1).map(|next| next.id.clone());
    let before = at.checked_sub(1).and_then(|before| modules.get(before));
    let before = before.map(|before| before.id.clone());
    let of = words.format(
        "question-of",
        &[("at", (at + 1).into()), ("of", modules.len().into())],
    );
    let (to_before, to_after, read) = (id.clone(), id.clone(), module.clone());
    rsx! {
        BackBar { to: Route::course(&id), label: words.text("back-to-course"),
            p { class: "back-bar-title", {open.training.title.in_lang(lang)} }
        }
        // Made anew for each module: the title takes the focus.
        for module in [shown] {
            div { key: "{module.id}", class: "question", "data-testid": "module-text",
                ScreenTitle { text: module.title.in_lang(lang), is_small: true }
                Prose { text: module.body.in_lang(lang) }
            }
        }
        div { class: "turner",
            button {
                class: "button button-quiet turner-back",
                r#type: "button",
                "aria-label": words.text("training-module-before"),
                disabled: before.is_none(),
                onclick: move |_| {
                    if let Some(before) = &before {
                        navigator().replace(Route::module(&to_before, before));
                    }
                },
                Icon { sign: Sign::Back }
            }
            p { class: "turner-place", {of} }
            button {
                class: "button button-main turner-next",
                r#type: "button",
                "data-testid": "module-read",
                onclick: move |_| {
                    let course = to_after.clone();
                    phone.learn(TrainingCommand::ModuleRead { course, module: read.clone() }, |_| {});
                    navigator().replace(match &after {
                        Some(after) => Route::module(&to_after, after),
                        None => Route::course(&to_after),
                    });
                },
                {words.text(if at + 1 < modules.len() { "training-read-next" } else { "training-read-last" })}
                Icon { sign: Sign::Next }
            }
        }
    }
}
