//! The coordinator's first page: what waits for them.

use maud::{Markup, html};

use super::wave::{evidence, moment_due};
use super::waves::wave_card;
use crate::pages::components::table::Column::{Number, Percent, Words};
use crate::pages::components::table::head;
use crate::pages::components::{Figure, Tone, chip, empty, figures, state_chip};
use crate::pages::context::{HOME_ZONE, PageContext};
use crate::pages::layout::Page;
use crate::reports::home::HomeView;

/// The first page.
pub fn page(view: &HomeView, cx: &PageContext) -> Markup {
    let title = cx.t("nav-home");
    let actions = html! { a.button.button-primary href="/waves/new" { (cx.t("new-wave")) } };
    Page::new(&title).actions(actions).render(cx, html! {
        @if view.waves.is_empty() && view.queue.is_empty() && view.clients.is_empty() {
            (empty(&cx.t("home-empty-title"), &cx.t("home-empty"),
                Some(html! { a.button.button-primary href="/places" { (cx.t("add-places")) } })))
        } @else {
            (figures(&[
                Figure::new(cx.t("to-review"), html! { (cx.count(view.to_review)) }).note(cx.t("to-review-note")),
                Figure::new(cx.t("waiting-for-photos"), html! { (cx.count(view.waiting_for_photos)) })
                    .note(cx.t("waiting-for-photos-note")),
                Figure::new(cx.t("to-publish"), html! { (cx.count(view.to_publish)) }).note(cx.t("to-publish-note")),
                Figure::new(cx.t("late"), html! { (cx.count(view.late)) }).note(cx.t("late-note")),
            ]))
            section.stack aria-labelledby="queue" {
                h2 #queue { (cx.t("review-queue")) }
                (queue(view, cx))
            }
            (appeals(view, cx))
            section.stack aria-labelledby="open-waves" {
                h2 #open-waves { (cx.t("open-waves")) }
                @if view.waves.is_empty() {
                    (empty(&cx.t("no-open-waves-title"), &cx.t("no-open-waves"),
                        Some(html! { a.button href="/waves" { (cx.t("all-waves")) } })))
                } @else {
                    div.cards { @for card in &view.waves { (wave_card(card, cx)) } }
                }
            }
            @if !view.clients.is_empty() {
                section.stack aria-labelledby="brands" {
                    h2 #brands { (cx.t("brands")) }
                    div.button-row {
                        @for client in &view.clients {
                            a.button href=(format!("/brand/{}", client.id)) {
                                (cx.f("comparison-of", &[("client", client.name.as_str().into())]))
                            }
                        }
                    }
                }
            }
        }
    })
}

/// What evaluators say against a rejection, while nobody decided of it.
fn appeals(view: &HomeView, cx: &PageContext) -> Markup {
    if view.appeals.is_empty() {
        return html! {};
    }
    html! {
        section.stack aria-labelledby="appeals" {
            h2 #appeals { (cx.f("appeals-open", &[("count", view.appeals.len().into())])) }
            div.table-wrap {
                table.table.rows-stack {
                    caption.visually-hidden { (cx.f("appeals-open", &[("count", view.appeals.len().into())])) }
                    (head([Words("place"), Words("evaluator"), Words("appeal-received")], cx))
                    tbody {
                        @for entry in &view.appeals {
                            tr {
                                th scope="row" { a href=(format!("/visits/{}", entry.visit.id)) { (entry.visit.name) } }
                                td { (entry.evaluator) }
                                td { (cx.moment(entry.received_at, HOME_ZONE.name())) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn queue(view: &HomeView, cx: &PageContext) -> Markup {
    if view.queue.is_empty() {
        return empty(&cx.t("queue-empty-title"), &cx.t("queue-empty"), None);
    }
    html! {
        div.table-wrap {
            table.table.rows-stack {
                caption.visually-hidden { (cx.t("review-queue")) }
                (head([
                    Words("place"),
                    Words("state"),
                    Words("wave"),
                    Words("evaluator"),
                    Number("photos"),
                    Words("window-ends"),
                    Percent("column-score"),
                ], cx))
                tbody {
                    @for entry in &view.queue {
                        tr {
                            th scope="row" {
                                a href=(format!("/visits/{}", entry.visit.id)) { (entry.visit.location.name) }
                                span.sub { (entry.client) }
                            }
                            td {
                                (state_chip(cx, entry.visit.state))
                                @if entry.visit.failed_critical > 0 {
                                    " " (chip(Tone::Bad, &cx.f("critical-count", &[("count", entry.visit.failed_critical.into())])))
                                }
                            }
                            td { (entry.wave) }
                            td { (entry.visit.evaluator.as_ref().map_or_else(|| cx.t("nobody"), |e| e.name.clone())) }
                            td.num data-label=(cx.t("photos")) { (evidence(&entry.visit, cx)) }
                            td { (moment_due(&entry.visit, cx)) }
                            td.num data-label=(cx.t("column-score")) { (entry.visit.score_ppm.map_or_else(|| "–".to_owned(), |ppm| cx.tenths(ppm as f64 / 10_000.0))) }
                        }
                    }
                }
            }
        }
    }
}
