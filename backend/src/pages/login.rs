//! The door.

use maud::{Markup, html};

use super::assets;
use super::components::form::{Input, Typed, errors};
use super::context::PageContext;
use super::layout::solo;

/// The log-in, perhaps after a wrong try. `next` is where the reader wanted to go.
pub fn page(typed: &Typed, next: Option<&str>, cx: &PageContext) -> Markup {
    let title = cx.t("login-title");
    solo(
        cx,
        &title,
        html! {
            div.solo-card.stack {
                img.solo-logo src=(assets::logo()) alt="" width="48" height="48";
                h1 { (title) }
                (errors(&cx.t("login-failed"), typed))
                form.stack method="post" action="/login" {
                    @if let Some(next) = next { input type="hidden" name="next" value=(next); }
                    (Input::new("email", cx.t("field-email")).kind("email").autocomplete("username").render(typed))
                    (Input::new("password", cx.t("field-password"))
                        .kind("password").autocomplete("current-password").render(typed))
                    button.button.button-primary.button-wide type="submit" { (cx.t("log-in")) }
                }
                p.muted.small { (cx.t("login-evaluators")) }
            }
        },
    )
}
