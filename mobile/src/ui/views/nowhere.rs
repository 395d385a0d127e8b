//! An address that no screen has.

use dioxus::prelude::*;

use crate::ui::parts::{Icon, ScreenTitle, Sign};
use crate::ui::route::Route;
use crate::ui::state::use_words;

/// Says that there is nothing here, with the way home.
#[component]
pub fn Nowhere(path: Vec<String>) -> Element {
    let words = use_words();
    rsx! {
        div { class: "empty", "data-testid": "nowhere",
            span { class: "empty-sign",
                Icon { sign: Sign::Place }
            }
            ScreenTitle { text: words.text("nowhere-title") }
            p { {words.text("nowhere-text")} }
            Link { class: "button button-main", to: Route::Visits {}, {words.text("nowhere-home")} }
        }
    }
}
