//! The box that takes a pasted table.

use maud::{Markup, html};

use crate::pages::components::form::{Typed, text_area};
use crate::pages::context::PageContext;

/// A form that takes rows of `columns`, pasted from a spreadsheet or as CSV.
pub fn form(
    action: &str,
    columns: &str,
    hint: &str,
    extra: Markup,
    typed: &Typed,
    cx: &PageContext,
) -> Markup {
    html! {
        form.stack method="post" action=(action) {
            (extra)
            (text_area("rows", &cx.t("paste-rows"), Some(hint), true, typed))
            p.hint { (cx.t("paste-columns")) " " code { (columns) } }
            button.button.button-primary type="submit" { (cx.t("add-rows")) }
        }
    }
}
