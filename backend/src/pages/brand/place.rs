//! One location: how it went from wave to wave, where it stands by touchpoint, its visits.

use maud::{Markup, html};

use super::{frame, heat};
use crate::pages::chart::trend::{Trend, TrendPoint, interval_text};
use crate::pages::components::table::Column::{Number, Percent, Words};
use crate::pages::components::table::head;
use crate::pages::components::{Figure, Tone, chip, empty, figures, ownership_chip};
use crate::pages::context::PageContext;
use crate::pages::layout::{Crumb, Page};
use crate::reports::place::{PlaceView, PlaceVisit};

/// The page of one location.
pub fn page(view: &PlaceView, cx: &PageContext) -> Markup {
    let mut crumbs = frame::crumbs(cx);
    crumbs.push(Crumb::new(
        format!("/brand/{}", view.client.id),
        cx.t("comparison-title"),
    ));
    let lead = html! {
        @if let Some(region) = &view.region { (region) " · " }
        (view.address) " " (ownership_chip(cx, view.ownership))
    };
    Page::new(&view.location.name).crumbs(crumbs).lead(lead).render(
        cx,
        html! {
            @if view.visits.is_empty() {
                (empty(&cx.t("place-empty-title"), &cx.t("place-empty"), None))
            } @else {
                (place_figures(view, cx))
                (trend(view, cx))
                div.halves {
                    section.stack aria-labelledby="touchpoints" {
                        h2 #touchpoints { (cx.t("touchpoints")) }
                        (touchpoints(view, cx))
                    }
                    section.stack aria-labelledby="visits" {
                        h2 #visits { (cx.t("published-visits")) }
                        (visits(view, cx))
                    }
                }
            }
        },
    )
}

fn place_figures(view: &PlaceView, cx: &PageContext) -> Markup {
    let overall = view.overall();
    let interval = overall.t_interval(0.95);
    let score =
        Figure::new(cx.t("column-score"), html! { (cx.percent(overall.mean)) }).note(match interval {
            Some(_) => cx.f(
                "place-interval-note",
                &[("interval", interval_text(cx, interval).into())],
            ),
            None => cx.t("place-interval-none"),
        });
    let critical: u64 = view
        .visits
        .iter()
        .map(|visit| u64::from(visit.failed_critical))
        .sum();
    figures(&[
        score,
        Figure::new(cx.t("published-visits"), html! { (cx.count(overall.n)) }),
        Figure::new(cx.t("failed-critical"), html! { (cx.count(critical)) })
            .note(cx.t("failed-critical-note")),
    ])
}

fn trend(view: &PlaceView, cx: &PageContext) -> Markup {
    let points: Vec<TrendPoint> = view
        .waves
        .iter()
        .map(|point| TrendPoint {
            name: point.wave.name.clone(),
            n: point.here.n,
            value: (point.here.n > 0).then_some(point.here.mean),
            interval: point.here.t_interval(0.95),
            reference: point.network,
        })
        .collect();
    Trend {
        id: "trend",
        title: cx.t("trend-title"),
        summary: cx.t("trend-summary"),
        name: view.location.name.clone(),
        reference: Some(cx.t("network-mean")),
        points: &points,
    }
    .render(cx)
}

fn touchpoints(view: &PlaceView, cx: &PageContext) -> Markup {
    html! {
        div.table-wrap tabindex="0" role="group" aria-labelledby="touchpoints" {
            table.table {
                caption.visually-hidden { (cx.t("touchpoints")) }
                (head([
                    Words("touchpoint"),
                    Percent("here"),
                    Percent("network"),
                    Number("difference"),
                    Number("column-n"),
                ], cx))
                tbody {
                    @for row in &view.touchpoints {
                        tr {
                            th scope="row" { (row.title.in_lang(cx.lang)) }
                            @match &row.here {
                                Some(cell) => td class=(format!("num {}", heat::step(cell.percent))) { (cx.tenths(cell.percent)) },
                                None => td.num { "–" },
                            }
                            td.num { (row.network.map_or_else(|| "–".to_owned(), |mean| cx.tenths(mean))) }
                            td.num {
                                @match (&row.here, row.network) {
                                    (Some(cell), Some(mean)) => (cx.change(cell.percent - mean)),
                                    _ => "–",
                                }
                            }
                            td.num { (cx.count(row.here.map_or(0, |cell| cell.n))) }
                        }
                    }
                }
            }
        }
    }
}

fn visits(view: &PlaceView, cx: &PageContext) -> Markup {
    let moment = |visit: &PlaceVisit| match visit.submitted_at {
        Some(at) => cx.moment_text(at, &view.time_zone),
        None => cx.t("visit-undated"),
    };
    html! {
        div.table-wrap {
            table.table.rows-stack {
                caption.visually-hidden { (cx.t("published-visits")) }
                (head([
                    Words("visited-at"),
                    Words("wave"),
                    Number("photos"),
                    Percent("column-score"),
                ], cx))
                tbody {
                    @for visit in &view.visits {
                        tr {
                            th scope="row" { a href=(format!("/brand/visits/{}", visit.id)) { (moment(visit)) } }
                            td {
                                (visit.wave)
                                @if visit.failed_critical > 0 {
                                    " " (chip(Tone::Bad, &cx.f("critical-count", &[("count", visit.failed_critical.into())])))
                                }
                            }
                            td.num data-label=(cx.t("photos")) { (visit.photos) }
                            td.num data-label=(cx.t("column-score")) { (visit.score_ppm.map_or_else(|| "–".to_owned(), |ppm| cx.tenths(ppm as f64 / 10_000.0))) }
                        }
                    }
                }
            }
        }
    }
}
