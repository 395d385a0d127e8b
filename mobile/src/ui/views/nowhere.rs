//! An address that no screen has.

use dioxus::prelude::*;

use crate::ui::parts::{Empty, ScreenTitle, Sign};
use crate::ui::route::Route;
use crate::ui::state::use_words;

/// Says that there is nothing here, with the way home.
#[component]
pub fn Nowhere(path: Vec<String>) -> Element {
    let words = use_words();
    rsx! {
        header { class: "top-bar",
            ScreenTitle { text: words.text("nowhere-title") }
        }
        Empty { sign: Sign::Place, title: words.text("nowhere-title"), text: words.text("nowhere-text"),
            Link { class: "button button-main", to: Route::Visits {}, {words.text("nowhere-home")} }
        }
    }
}
