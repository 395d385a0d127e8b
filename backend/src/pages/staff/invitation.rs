//! An invitation to hand over: link and QR code, on screen or on paper.

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

use crate::pages::context::PageContext;
use crate::pages::layout::{Crumb, Page};
use crate::reports::directory::InvitationView;

/// The white border that readers of QR codes need, in modules.
const QUIET: usize = 4;

/// The invitation. It is shown once: only a hash of its code is kept.
pub fn page(view: &InvitationView, cx: &PageContext) -> Markup {
    let title = cx.f("invitation-of", &[("name", view.evaluator.name.as_str().into())]);
    let crumbs = vec![Crumb::new("/people", cx.t("nav-people"))];
    let actions = html! { button.button type="button" data-print hidden { (cx.t("print")) } };
    Page::new(&title).crumbs(crumbs).actions(actions).lead(html! { (view.agency) }).render(cx, html! {
        div.halves {
            section.panel aria-labelledby="scan" {
                div.panel-body.stack {
                    h2 #scan { (cx.t("invitation-scan")) }
                    (qr(&view.link, &cx.t("invitation-qr")))
                    p.muted { (cx.t("invitation-until")) " " strong { (cx.moment_at_home(view.expires_at)) } }
                }
            }
            section.panel aria-labelledby="link" {
                div.panel-body.stack {
                    h2 #link { (cx.t("invitation-send")) }
                    code.link-box #invitation-link { (view.link) }
                    p.no-print {
                        button.button type="button" hidden data-copy="invitation-link" data-copied=(cx.t("copied")) { (cx.t("copy-link")) }
                    }
                    ol.prose {
                        li { (cx.t("invitation-step-open")) }
                        li { (cx.t("invitation-step-install")) }
                        li { (cx.t("invitation-step-offline")) }
                    }
                    p.muted.small { (cx.t("invitation-once")) }
                }
            }
        }
    })
}

/// A text as a QR code, dark on light in every theme; nothing where it is too long for one.
fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
        return html! {};
    };
    let width = code.width();
    let size = width + 2 * QUIET;
    let mut d = String::new();
    for (index, color) in code.to_colors().iter().enumerate() {
        if *color == Color::Dark {
            let (x, y) = (index % width + QUIET, index / width + QUIET);
            d.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    html! {
        svg.qr viewBox=(format!("0 0 {size} {size}")) role="img" aria-label=(label) shape-rendering="crispEdges" {
            path fill="#000000" d=(d) {}
        }
    }
}
