//! The same places by three estimates, each with a sentence on what it is.

use maud::{Markup, html};
use vitrine_analysis::compare::{Estimate, LocationResult};
use vitrine_analysis::refusal::Refusal;

use super::View;
use super::frame::{self, refusal_text};
use crate::pages::chart::marks::{self, Mark};
use crate::pages::chart::row::{Point, RowScale};
use crate::pages::chart::trend::interval_text;
use crate::pages::components::{Tone, notice, pager, place_name};
use crate::pages::context::PageContext;
use crate::reports::comparison::{ComparisonView, PAGE_ROWS, Selection, Statistics};

/// Raw, shrunk and adjusted, side by side.
pub fn page(view: &ComparisonView, cx: &PageContext) -> Markup {
    frame::render(view, View::Estimates, cx, |statistics| {
        html! {
            (explanations(statistics, cx))
            (table(view, statistics, cx))
            (pager(cx, view.selection.page, statistics.comparison.order.len().div_ceil(PAGE_ROWS), |page| {
                frame::address(view, View::Estimates, &Selection { page, ..view.selection.clone() })
            }))
        }
    })
}

/// What each estimate is, and what it is good for.
fn explanations(statistics: &Statistics, cx: &PageContext) -> Markup {
    let card = |mark: Mark, title: &str, text: &str, refusal: Option<&Refusal>| {
        html! {
            article.card {
                h2 { (marks::legend(&[(marks::sample(mark), cx.t(title))])) }
                p { (cx.t(text)) }
                @if let Some(refusal) = refusal {
                    (notice(Tone::Warn, html! { p { strong { (cx.t("refusal-title")) } } p { (refusal_text(refusal, cx)) } }))
                }
            }
        }
    };
    let adjusted = statistics.adjusted.as_ref();
    html! {
        div.cards {
            (card(Mark::Raw, "estimate-raw", "estimate-raw-text", None))
            (card(Mark::Estimate, "estimate-shrunk", "estimate-shrunk-text", statistics.comparison.model.as_ref().err()))
            @if let Some(adjusted) = adjusted {
                (card(Mark::Adjusted, "estimate-adjusted", "estimate-adjusted-text", adjusted.as_ref().err()))
            }
        }
    }
}

fn table(view: &ComparisonView, statistics: &Statistics, cx: &PageContext) -> Markup {
    let comparison = &statistics.comparison;
    let adjusted = statistics.adjusted.as_ref().and_then(|it| it.as_ref().ok());
    let first = view.selection.page * PAGE_ROWS;
    let shown: Vec<usize> = comparison
        .order
        .iter()
        .copied()
        .skip(first)
        .take(PAGE_ROWS)
        .collect();
    let result = |index: usize| comparison.locations.get(index);
    let rows = shown.iter().filter_map(|index| result(*index));
    let scale = RowScale::new(
        rows.flat_map(ComparisonView::drawn),
        comparison.brand.map(|brand| brand.value),
    );
    html! {
        div.table-wrap tabindex="0" role="group" aria-labelledby="estimates-caption" {
            table.table.heat {
                caption.visually-hidden #estimates-caption { (cx.t("estimates-caption")) }
                thead {
                    tr {
                        th.place scope="col" { (cx.t("place")) }
                        th.right scope="col" { (cx.t("column-n")) }
                        th.right scope="col" { (cx.t("estimate-raw")) }
                        th.right scope="col" { (cx.t("interval-95")) }
                        th.right scope="col" { (cx.t("estimate-shrunk")) }
                        th.right scope="col" { (cx.t("interval-95")) }
                        @if adjusted.is_some() {
                            th.right scope="col" { (cx.t("estimate-adjusted")) }
                            th.right scope="col" { (cx.t("interval-95")) }
                        }
                        th.right scope="col" title=(cx.t("reliability-hint")) { (cx.t("reliability")) }
                        th.plot scope="col" { span.visually-hidden { (cx.t("column-interval")) } (scale.axis(cx)) }
                    }
                }
                tbody {
                    @for index in shown {
                        @if let Some(row) = result(index) {
                            (line(view, statistics, index, row, adjusted.and_then(|it| it.get(index)), &scale, cx))
                        }
                    }
                }
            }
        }
    }
}

fn line(
    view: &ComparisonView,
    statistics: &Statistics,
    index: usize,
    row: &LocationResult,
    adjusted: Option<&Estimate>,
    scale: &RowScale,
    cx: &PageContext,
) -> Markup {
    let dash = || "–".to_owned();
    let (value, interval) = ComparisonView::shown(row);
    let mut points = vec![Point {
        mark: Mark::Estimate,
        value,
        interval,
    }];
    if row.shrunk.is_some() {
        points.push(Point {
            mark: Mark::Raw,
            value: row.raw,
            interval: None,
        });
    }
    if let Some(adjusted) = adjusted {
        points.push(Point {
            mark: Mark::Adjusted,
            value: adjusted.value,
            interval: None,
        });
    }
    html! {
        tr {
            th.place scope="row" {
                @if let Some((name, id)) = statistics.places.get(index) {
                    @match id {
                        Some(id) => a href=(format!("/brand/{}/locations/{id}", view.client.id)) { (place_name(cx, name)) },
                        None => span { (place_name(cx, name)) },
                    }
                }
            }
            td.right { (cx.count(row.n)) }
            td.right { (cx.tenths(row.raw)) }
            td.right.muted { (interval_text(cx, row.raw_interval)) }
            td.score { (row.shrunk.map_or_else(dash, |it| cx.tenths(it.value))) }
            td.right.muted { (interval_text(cx, row.shrunk.map(|it| it.interval))) }
            @if statistics.adjusted.as_ref().is_some_and(Result::is_ok) {
                td.right { (adjusted.map_or_else(dash, |it| cx.tenths(it.value))) }
                td.right.muted { (interval_text(cx, adjusted.map(|it| it.interval))) }
            }
            td.right { (row.reliability.map_or_else(dash, |share| format!("{}%", cx.lang.float(share * 100.0, 0)))) }
            td.plot { (scale.row(&points)) }
        }
    }
}
