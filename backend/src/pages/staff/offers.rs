//! The page on which a wave's open visits find somebody to do them: the job board, assigning one by
//! one, the rules, and who has an interest in the brand.

use maud::{Markup, html};
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::GRADE_HALVES;

use super::wave::moment_due;
use crate::pages::components::form::{Input, Typed, errors, select};
use crate::pages::components::table::Column::{Unseen, Words};
use crate::pages::components::table::head;
use crate::pages::components::{empty, state_chip};
use crate::pages::context::PageContext;
use crate::pages::layout::{Crumb, Page};
use crate::pages::visit::verdict::grade_text;
use crate::reports::offers::{OffersView, OpenVisit};

/// The page.
pub fn page(view: &OffersView, typed: &Typed, cx: &PageContext) -> Markup {
    let title = cx.t("offers-title");
    let base = format!("/waves/{}", view.card.wave.id);
    let crumbs = vec![
        Crumb::new("/waves", cx.t("nav-waves")),
        Crumb::new(base.clone(), view.card.wave.name.clone()),
    ];
    Page::new(&title)
        .crumbs(crumbs)
        .lead(html! { (cx.t("offers-lead")) })
        .render(
            cx,
            html! {
                (errors(&cx.t("form-wrong"), typed))
                @if view.open.is_empty() {
                    (empty(&cx.t("offers-empty-title"), &cx.t("offers-empty"), None))
                } @else {
                    (open_visits(view, &base, cx))
                }
                div.columns {
                    (rules(typed, &base, cx))
                    (conflicts(view, typed, &base, cx))
                }
            },
        )
}

fn open_visits(view: &OffersView, base: &str, cx: &PageContext) -> Markup {
    html! {
        div.table-wrap {
            table.table.rows-stack {
                caption.visually-hidden { (cx.t("offers-title")) }
                (head([
                    Words("place"),
                    Words("state"),
                    Words("window-ends"),
                    Words("job-board"),
                    Words("assign-to"),
                ], cx))
                tbody { @for open in &view.open { (row(open, view, base, cx)) } }
            }
        }
        @if view.open.iter().any(|open| open.visit.state != VisitState::Offered) {
            form method="post" action=(format!("{base}/offers")) {
                @for open in view.open.iter().filter(|open| open.visit.state != VisitState::Offered) {
                    input type="hidden" name="visit" value=(open.visit.id);
                }
                button.button type="submit" { (cx.t("offer-all")) }
            }
        }
    }
}

fn row(open: &OpenVisit, view: &OffersView, base: &str, cx: &PageContext) -> Markup {
    let visit = &open.visit;
    let is_offered = visit.state == VisitState::Offered;
    let name = format!("evaluator-{}", visit.id);
    html! {
        tr data-visit=(visit.id) {
            th scope="row" {
                a href=(format!("/visits/{}", visit.id)) { (visit.location.name) }
                @if let Some(region) = &visit.region { span.sub { (region) } }
            }
            td {
                (state_chip(cx, visit.state))
                @if let Some(reason) = &open.reason {
                    span.sub { (cx.f("given-back-because", &[("reason", reason.as_str().into())])) }
                }
            }
            td { (moment_due(visit, cx)) }
            td {
                form method="post" action=(format!("{base}/offers")) {
                    input type="hidden" name="visit" value=(visit.id);
                    @if is_offered {
                        button.button type="submit" name="do" value="withdraw" { (cx.t("withdraw-offer")) }
                    } @else {
                        button.button type="submit" { (cx.t("offer-visit")) }
                    }
                }
            }
            td {
                form.inline-form method="post" action=(format!("{base}/assignments")) {
                    input type="hidden" name="visit" value=(visit.id);
                    label.visually-hidden for=(name) { (cx.t("evaluator")) }
                    select id=(name) name="evaluator" {
                        @for evaluator in &view.evaluators { option value=(evaluator.id) { (evaluator.name) } }
                    }
                    button.button type="submit" { (cx.t("assign")) }
                }
            }
        }
    }
}

fn rules(typed: &Typed, base: &str, cx: &PageContext) -> Markup {
    html! {
        form.panel method="post" action=(format!("{base}/rules")) {
            div.panel-body.stack {
                h2 { (cx.t("rules-title")) }
                p.muted.small { (cx.t("rules-hint")) }
                (Input::new("rotation_days", cx.t("rule-rotation-days")).kind("number").render(typed))
                (Input::new("spacing_days", cx.t("rule-spacing-days")).kind("number").render(typed))
                (Input::new("most_per_day", cx.t("rule-most-per-day")).kind("number").render(typed))
                (select("min_grade_halves", &cx.t("rule-min-grade"), min_grades(cx), typed))
                button.button.button-primary type="submit" { (cx.t("rules-save")) }
            }
        }
    }
}

/// Grades that can be asked for, none first.
fn min_grades(cx: &PageContext) -> impl Iterator<Item = (String, String)> {
    let none = ("0".to_owned(), cx.t("rule-min-grade-none"));
    let grades = GRADE_HALVES.map(|halves| (halves.to_string(), grade_text(halves, cx)));
    std::iter::once(none).chain(grades)
}

fn conflicts(view: &OffersView, typed: &Typed, base: &str, cx: &PageContext) -> Markup {
    html! {
        section.panel aria-labelledby="conflicts" {
            div.panel-body.stack {
                h2 #conflicts { (cx.t("conflicts-title")) }
                p.muted.small { (cx.f("conflicts-hint", &[("brand", view.card.client.name.as_str().into())])) }
                @if !view.conflicts.is_empty() {
                    table.table {
                        caption.visually-hidden { (cx.t("conflicts-title")) }
                        (head([
                            Words("evaluator"),
                            Words("conflict-until"),
                            Unseen("actions"),
                        ], cx))
                        tbody {
                            @for (evaluator, until) in &view.conflicts {
                                tr {
                                    th scope="row" { (evaluator.name) }
                                    td { @match until { Some(until) => (cx.day(*until)), None => (cx.t("conflict-for-ever")) } }
                                    td {
                                        form method="post" action=(format!("{base}/conflicts/cleared")) {
                                            input type="hidden" name="evaluator" value=(evaluator.id);
                                            button.button type="submit" { (cx.t("conflict-clear")) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                @if !view.evaluators.is_empty() {
                    form.stack method="post" action=(format!("{base}/conflicts")) {
                        (select("evaluator", &cx.t("evaluator"),
                            view.evaluators.iter().map(|e| (e.id.to_string(), e.name.clone())), typed))
                        (Input::new("until", cx.t("conflict-until-day")).kind("date").hint(cx.t("conflict-until-hint")).optional().render(typed))
                        button.button type="submit" { (cx.t("conflict-add")) }
                    }
                }
            }
        }
    }
}
