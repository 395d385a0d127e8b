//! The comparison: places ranked with what is not known about the order, touchpoints as heat.

use maud::{Markup, html};
use vitrine_analysis::compare::Side;

use super::View;
use super::frame::{self, address};
use super::heat;
use crate::pages::chart::marks::{self, Mark};
use crate::pages::chart::row::{Point, RowScale};
use crate::pages::chart::trend::interval_text;
use crate::pages::components::{Tone, chip, notice, ownership_chip, pager, place_name};
use crate::pages::context::PageContext;
use crate::reports::comparison::{ComparisonView, LanePart, PlaceName, Row, Selection, Sort, Statistics};

/// The first page of a brand.
pub fn page(view: &ComparisonView, cx: &PageContext) -> Markup {
    frame::render(view, View::Ranking, cx, |statistics| {
        html! {
            (verdict(statistics, cx))
            (table(view, statistics, cx))
            (pager(cx, view.selection.page, view.pages(), |page| {
                address(view, View::Ranking, &Selection { page, ..view.selection.clone() })
            }))
            div.under-table { (heat::legend(cx)) (row_legend(view, cx)) }
            (how_to_read(view, cx))
        }
    })
}

/// What the ranking does and does not say, in a sentence.
fn verdict(statistics: &Statistics, cx: &PageContext) -> Markup {
    let comparison = &statistics.comparison;
    let count = comparison.locations.len();
    match (&comparison.model, statistics.leading_run()) {
        (Err(refusal), _) => frame::refusal_notice(refusal, cx),
        (Ok(_), Some(run)) if run.last + 1 == count => notice(
            Tone::Info,
            html! { p { strong { (cx.t("verdict-none-title")) } } p { (cx.t("verdict-none")) } },
        ),
        (Ok(_), Some(run)) => {
            let args = [("last", (run.last + 1).into()), ("count", count.into())];
            notice(Tone::Info, html! { p { (cx.f("verdict-leading", &args)) } })
        }
        (Ok(_), None) => notice(Tone::Info, html! { p { (cx.t("verdict-leader")) } }),
    }
}

fn table(view: &ComparisonView, statistics: &Statistics, cx: &PageContext) -> Markup {
    let scale = row_scale(view, statistics);
    let has_model = statistics.comparison.model.is_ok();
    let before_cells = 5 + usize::from(view.lanes > 0);
    html! {
        div.table-wrap tabindex="0" role="group" aria-labelledby="ranking-caption" {
            table.table.heat {
                caption.visually-hidden #ranking-caption { (cx.t("ranking-caption")) }
                thead {
                    tr {
                        @if view.lanes > 0 { th.lanes scope="col" { span.visually-hidden { (cx.t("column-lanes")) } } }
                        th.right.rank scope="col" title=(cx.t("column-rank-hint")) { (cx.t("column-rank")) }
                        (sortable(view, cx, Sort::Name, "place", &cx.t("place")))
                        (sortable(view, cx, Sort::Rank, "score right", &cx.t("column-score")))
                        (sortable(view, cx, Sort::Visits, "right", &cx.t("column-n")))
                        th.plot scope="col" {
                            span.visually-hidden { (cx.t("column-interval")) }
                            (scale.axis(cx))
                        }
                        @for head in &view.touchpoints {
                            (sortable(view, cx, Sort::Touchpoint(head.id.clone()), "touchpoint", head.title.in_lang(cx.lang)))
                        }
                    }
                }
                tbody { @for row in &view.rows { (line(row, view, &scale, Mark::Estimate, has_model, cx)) } }
                @if !view.competitors.is_empty() {
                    tbody.apart {
                        tr.apart-head { th colspan=(before_cells + view.touchpoints.len()) scope="rowgroup" { (cx.t("competitors-head")) } }
                        @for row in &view.competitors { (line(row, view, &scale, Mark::Other, false, cx)) }
                    }
                }
                tfoot {
                    tr {
                        @if view.lanes > 0 { td.lanes {} }
                        td.rank {}
                        th.place scope="row" { (cx.t("network-mean")) }
                        td.score { (cx.tenths(statistics.comparison.brand.map_or(statistics.comparison.visit_mean, |b| b.value))) }
                        td.right { (cx.count(statistics.comparison.visits)) }
                        td.plot {}
                        @for head in &view.touchpoints {
                            td.cell { (head.mean.map_or_else(|| "–".to_owned(), |mean| cx.tenths(mean))) }
                        }
                    }
                }
            }
        }
    }
}

/// A head that sorts by its column.
fn sortable(view: &ComparisonView, cx: &PageContext, sort: Sort, class: &str, text: &str) -> Markup {
    let is_sorted = view.selection.sort == sort;
    let direction = match sort {
        Sort::Name | Sort::Touchpoint(_) => "ascending",
        Sort::Rank | Sort::Visits => "descending",
    };
    let href = address(
        view,
        View::Ranking,
        &Selection {
            sort,
            page: 0,
            ..view.selection.clone()
        },
    );
    html! {
        th class=(class) scope="col" aria-sort=[is_sorted.then_some(direction)] {
            @if is_sorted {
                span.sorted-by { (text) " " span aria-hidden="true" { @if direction == "ascending" { "↑" } @else { "↓" } } }
            } @else {
                a href=(href) title=(cx.t("sort-by-this")) { (text) }
            }
        }
    }
}

fn line(
    row: &Row,
    view: &ComparisonView,
    scale: &RowScale,
    mark: Mark,
    has_rank: bool,
    cx: &PageContext,
) -> Markup {
    let (value, interval) = ComparisonView::shown(&row.result);
    let mut points = vec![Point {
        mark,
        value,
        interval,
    }];
    if row.result.shrunk.is_some() {
        points.push(Point {
            mark: Mark::Raw,
            value: row.result.raw,
            interval: None,
        });
    }
    html! {
        tr {
            @if view.lanes > 0 { td.lanes { (lanes(&row.lanes)) } }
            td.right.rank {
                @if has_rank { (rank_range(row, cx)) } @else { "–" }
            }
            th.place scope="row" { (place(row, view, cx)) }
            td.score { (cx.tenths(row.result.raw)) }
            td.right { (cx.count(row.result.n)) }
            td.plot {
                (scale.row(&points))
                span.visually-hidden { (interval_text(cx, interval)) }
            }
            @for cell in &row.cells { (heat::cell(cell.as_ref(), cx)) }
        }
    }
}

fn place(row: &Row, view: &ComparisonView, cx: &PageContext) -> Markup {
    let name = place_name(cx, &row.name);
    let flag = row.result.brand_test.and_then(|test| test.flag);
    html! {
        @match row.id {
            Some(id) => a href=(format!("/brand/{}/locations/{id}", view.client.id)) title=(name) { (name) },
            None => span { (name) },
        }
        span.sub {
            @if let Some(region) = &row.region { (region) " " }
            @if !matches!(row.name, PlaceName::Competitor(_)) { (ownership_chip(cx, row.ownership)) }
            @match flag {
                Some(Side::Above) => { " " (chip(Tone::Good, &cx.t("flag-above"))) },
                Some(Side::Below) => { " " (chip(Tone::Bad, &cx.t("flag-below"))) },
                None => {},
            }
        }
    }
}

/// The places that a location could truly have.
pub fn rank_range(row: &Row, cx: &PageContext) -> Markup {
    let rank = row.result.rank;
    html! {
        @if rank.low == rank.high { (cx.count(rank.low as u64)) }
        @else { (cx.count(rank.low as u64)) "–" (cx.count(rank.high as u64)) }
    }
}

fn lanes(parts: &[Option<LanePart>]) -> Markup {
    let width = parts.len().max(1) as f64;
    html! {
        svg viewBox=(format!("0 0 {width} 10")) preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (index, part) in parts.iter().enumerate() {
                @if let Some(part) = part {
                    (marks::line("c-lane", (index as f64 + 0.5, lane_top(*part)), (index as f64 + 0.5, lane_bottom(*part))))
                }
            }
        }
    }
}

fn lane_top(part: LanePart) -> f64 {
    if part == LanePart::Start { 2.0 } else { 0.0 }
}

fn lane_bottom(part: LanePart) -> f64 {
    if part == LanePart::End { 8.0 } else { 10.0 }
}

fn row_scale(view: &ComparisonView, statistics: &Statistics) -> RowScale {
    // Competitors' intervals from few visits would squeeze everyone else's.
    let rows = view.rows.iter();
    let shown = rows.flat_map(|row| ComparisonView::drawn(&row.result));
    let beside = view.competitors.iter().map(|row| row.result.raw);
    let brand = statistics.comparison.brand.map(|brand| brand.value);
    RowScale::new(shown.chain(beside), brand)
}

fn row_legend(view: &ComparisonView, cx: &PageContext) -> Markup {
    let mut entries = vec![
        (marks::sample(Mark::Estimate), cx.t("mark-estimate")),
        (marks::sample(Mark::Raw), cx.t("mark-raw")),
        (
            html! { line.c-reference x1="14" x2="14" y1="0" y2="12" {} },
            cx.t("network-mean"),
        ),
    ];
    if !view.competitors.is_empty() {
        entries.push((marks::sample(Mark::Other), cx.t("mark-competitor")));
    }
    if view.lanes > 0 {
        entries.push((
            html! { line.c-lane x1="14" x2="14" y1="0" y2="12" {} },
            cx.t("mark-lane"),
        ));
    }
    marks::legend(&entries)
}

fn how_to_read(view: &ComparisonView, cx: &PageContext) -> Markup {
    html! {
        details.more {
            summary { (cx.t("how-to-read")) }
            div.prose {
                p { (cx.t("how-to-read-score")) }
                p { (cx.t("how-to-read-estimate")) }
                p { (cx.t("how-to-read-rank")) }
                @if view.lanes > 0 { p { (cx.t("how-to-read-lanes")) } }
                @if !view.competitors.is_empty() { p { (cx.t("how-to-read-competitors")) } }
                p { (cx.t("how-to-read-fair")) }
            }
        }
    }
}
