//! A score from wave to wave, with its interval, beside a reference.

use maud::{Markup, html};
use vitrine_analysis::interval::Interval;

use super::Chart;
use super::marks::{Mark, legend, line, mark, path, sample, sample_line, text, upright};
use super::scale::Scale;
use crate::pages::context::PageContext;

const WIDTH: f64 = 860.0;
/// Of few waves, so that they are all seen on a phone.
const SMALL_WIDTH: f64 = 420.0;
const FEW_WAVES: usize = 3;
const HEIGHT: f64 = 280.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 40.0;
/// Names of waves beyond these would run into each other.
const MOST_NAMES: usize = 8;
const LONGEST_NAME: usize = 18;

/// One wave of a trend.
#[derive(Clone, Debug)]
pub struct TrendPoint {
    /// The wave's name.
    pub name: String,
    /// Visits it rests on.
    pub n: u64,
    /// The score in percent; `None` where there was no visit.
    pub value: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
    /// The reference in the same wave.
    pub reference: Option<f64>,
}

/// What a trend is of.
pub struct Trend<'a> {
    /// The chart's id within the page.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// What to see in it.
    pub summary: String,
    /// What the score is of.
    pub name: String,
    /// What the reference is; no line where there is none.
    pub reference: Option<String>,
    /// Its waves, oldest first.
    pub points: &'a [TrendPoint],
}

impl Trend<'_> {
    /// As a figure.
    pub fn render(&self, cx: &PageContext) -> Markup {
        let mut entries = vec![(sample(Mark::Estimate), self.name.clone())];
        if let Some(reference) = &self.reference {
            entries.push((sample_line("c-line-2"), reference.clone()));
        }
        Chart {
            id: self.id,
            title: self.title.clone(),
            summary: self.summary.clone(),
            legend: legend(&entries),
            size: (self.width(), HEIGHT),
            drawing: self.drawing(cx),
            table: self.table(cx),
        }
        .render(cx)
    }

    fn width(&self) -> f64 {
        if self.points.len() <= FEW_WAVES {
            SMALL_WIDTH
        } else {
            WIDTH
        }
    }

    fn drawing(&self, cx: &PageContext) -> Markup {
        let right = self.width() - RIGHT;
        let values = self.points.iter().flat_map(|point| {
            let ends = point.interval.map(|i| i.clamped(0.0, 100.0));
            [
                point.value,
                point.reference,
                ends.map(|i| i.low),
                ends.map(|i| i.high),
            ]
        });
        let y = Scale::of_scores(values.flatten(), (HEIGHT - BOTTOM, TOP));
        let last = self.points.len().saturating_sub(1).max(1) as f64;
        // The first and the last wave keep clear of the edges; a single one stands in the middle.
        let x = Scale::new((0.0, last), (LEFT + 50.0, right - 50.0));
        let at = |index: usize| {
            if self.points.len() == 1 {
                LEFT.midpoint(right)
            } else {
                x.at(index as f64)
            }
        };
        let through = |value: &dyn Fn(&TrendPoint) -> Option<f64>| -> Vec<(f64, f64)> {
            let placed = |(index, point): (usize, &TrendPoint)| Some((at(index), y.at(value(point)?)));
            self.points.iter().enumerate().filter_map(placed).collect()
        };
        let every = self.points.len().div_ceil(MOST_NAMES);
        html! {
            @for tick in y.ticks(5) {
                (line("c-grid", (LEFT, y.at(tick)), (right, y.at(tick))))
                (text("c-text c-end", LEFT - 8.0, y.at(tick) + 4.0, &cx.lang.float(tick, 0)))
            }
            (line("c-axis", (LEFT, HEIGHT - BOTTOM), (right, HEIGHT - BOTTOM)))
            (path("c-line-2", &through(&|point| point.reference)))
            (path("c-line", &through(&|point| point.value)))
            @for (index, point) in self.points.iter().enumerate() {
                @if let Some(ends) = point.interval.map(|i| i.clamped(0.0, 100.0)) {
                    (upright(Mark::Estimate, at(index), (y.at(ends.low), y.at(ends.high))))
                }
                @if let Some(value) = point.value {
                    (mark(Mark::Estimate, at(index), y.at(value)))
                    (text("c-label", at(index) + 9.0, y.at(value) - 8.0, &cx.tenths(value)))
                }
                @if index % every == 0 {
                    (text("c-text c-mid", at(index), HEIGHT - BOTTOM + 18.0, &shortened(&point.name)))
                    (text("c-text c-mid", at(index), HEIGHT - BOTTOM + 33.0, &format!("n = {}", cx.count(point.n))))
                }
            }
        }
    }

    fn table(&self, cx: &PageContext) -> Markup {
        html! {
            table.table {
                caption { (self.title) }
                thead {
                    tr {
                        th scope="col" { (cx.t("wave")) }
                        th.num scope="col" { (cx.t("visits")) }
                        th.num scope="col" { (self.name) " (%)" }
                        th.num scope="col" { (cx.t("interval-95")) }
                        @if let Some(reference) = &self.reference { th.num scope="col" { (reference) " (%)" } }
                    }
                }
                tbody {
                    @for point in self.points {
                        tr {
                            th scope="row" { (point.name) }
                            td.num { (cx.count(point.n)) }
                            td.num { (point.value.map_or_else(|| "–".to_owned(), |value| cx.tenths(value))) }
                            td.num { (interval_text(cx, point.interval)) }
                            @if self.reference.is_some() {
                                td.num { (point.reference.map_or_else(|| "–".to_owned(), |value| cx.tenths(value))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// An interval of scores in words: `64,0 a 76,2`; a dash where there is none.
pub fn interval_text(cx: &PageContext, interval: Option<Interval>) -> String {
    interval.map_or_else(
        || "–".to_owned(),
        |ends| {
            let ends = ends.clamped(0.0, 100.0);
            cx.f(
                "interval",
                &[
                    ("low", cx.tenths(ends.low).into()),
                    ("high", cx.tenths(ends.high).into()),
                ],
            )
        },
    )
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LONGEST_NAME - 1).collect();
    format!("{}…", kept.trim_end())
}
