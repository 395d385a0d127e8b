//! Pages for what went wrong, in the reader's words.

use maud::{Markup, html};
use vitrine_shared::problem::Code;

use super::assets;
use super::context::PageContext;
use super::layout::solo;

/// The page of a problem. `instance` is the request's id in the server's log.
pub fn page(code: Code, instance: Option<&str>, cx: &PageContext) -> Markup {
    let title = cx.t(match code.status() {
        401 => "error-log-in",
        403 => "error-forbidden",
        404 => "error-not-found",
        429 => "error-slow-down",
        500.. => "error-ours",
        _ => "error-refused",
    });
    solo(
        cx,
        &title,
        html! {
            div.solo-card.stack {
                img.solo-logo src=(assets::logo()) alt="" width="48" height="48";
                p.muted.num { (cx.f("error-status", &[("status", code.status().to_string().into())])) }
                h1 { (title) }
                p { (cx.catalog().problem(code)) }
                @if let Some(instance) = instance {
                    p.muted.small { (cx.t("error-instance")) " " code { (instance) } }
                }
                p {
                    @if code.status() == 401 {
                        a.button.button-primary href="/login" { (cx.t("log-in")) }
                    } @else {
                        a.button.button-primary href="/" { (cx.t("error-back")) }
                    }
                }
            }
        },
    )
}
