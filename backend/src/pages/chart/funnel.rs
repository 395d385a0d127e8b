//! A funnel plot: scores against their number of visits, between the limits that luck allows.

use maud::{Markup, html};

use super::Chart;
use super::marks::{Mark, legend, line, mark, path, sample_line, text};
use super::scale::Scale;
use crate::pages::components::table::Column::{Number, Percent, Words};
use crate::pages::components::table::head;
use crate::pages::context::PageContext;

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 380.0;
const LEFT: f64 = 48.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 48.0;
/// More names beside points than these would cover each other.
const MOST_LABELS: usize = 12;

/// One place of a funnel plot.
#[derive(Clone, Debug)]
pub struct FunnelPoint {
    /// What it is called.
    pub name: String,
    /// Its visits.
    pub n: u64,
    /// Its mean in percent.
    pub value: f64,
    /// How far out it lies.
    pub outside: Outside,
}

/// How far out of the funnel a place lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outside {
    /// Within both limits.
    No,
    /// Beyond the 95 % limit.
    Inner,
    /// Beyond the 99.8 % limit.
    Outer,
}

/// The limits at one number of visits.
#[derive(Clone, Copy, Debug)]
pub struct FunnelLimit {
    /// Visits.
    pub n: f64,
    /// Lower and upper 95 % limit in percent.
    pub inner: (f64, f64),
    /// Lower and upper 99.8 % limit in percent.
    pub outer: (f64, f64),
}

/// A funnel plot.
pub struct Funnel<'a> {
    /// What to see in it.
    pub summary: String,
    /// The mean of all in percent.
    pub centre: f64,
    /// The limits, by ascending number of visits.
    pub limits: &'a [FunnelLimit],
    /// The places.
    pub points: &'a [FunnelPoint],
}

impl Funnel<'_> {
    /// As a figure.
    pub fn render(&self, cx: &PageContext) -> Markup {
        let entries = [
            (mark(Mark::Estimate, 14.0, 6.0), cx.t("funnel-inside")),
            (mark(Mark::Other, 14.0, 6.0), cx.t("funnel-outside")),
            (sample_line("c-reference"), cx.t("funnel-centre")),
            (sample_line("c-limit"), cx.t("funnel-limit-95")),
            (sample_line("c-limit c-limit-outer"), cx.t("funnel-limit-998")),
        ];
        Chart {
            id: "plot",
            title: cx.t("funnel-title"),
            summary: self.summary.clone(),
            legend: legend(&entries),
            size: (WIDTH, HEIGHT),
            drawing: self.drawing(cx),
            table: self.table(cx),
        }
        .render(cx)
    }

    fn drawing(&self, cx: &PageContext) -> Markup {
        let most = self.points.iter().map(|point| point.n).max().unwrap_or(1) as f64;
        let x = Scale::new((0.0, most * 1.05), (LEFT, WIDTH - RIGHT));
        let values = self.points.iter().map(|point| point.value).chain([self.centre]);
        let near = self
            .limits
            .iter()
            .filter(|limit| limit.n >= 2.0)
            .flat_map(|l| [l.inner.0, l.inner.1]);
        let y = Scale::of_scores(values.chain(near), (HEIGHT - BOTTOM, TOP));
        let (low, high) = y.domain();
        let curve = |value: &dyn Fn(&FunnelLimit) -> f64| -> Vec<(f64, f64)> {
            let inside = |v: &f64| (low..=high).contains(v);
            let limits = self.limits.iter().map(|limit| (limit.n, value(limit)));
            limits
                .filter(|(_, v)| inside(v))
                .map(|(n, v)| (x.at(n), y.at(v)))
                .collect()
        };
        let floor = HEIGHT - BOTTOM;
        let mut labelled: Vec<&FunnelPoint> =
            self.points.iter().filter(|p| p.outside != Outside::No).collect();
        labelled.sort_by(|a, b| b.outside.cmp(&a.outside).then(b.n.cmp(&a.n)));
        html! {
            @for tick in y.ticks(5) {
                (line("c-grid", (LEFT, y.at(tick)), (WIDTH - RIGHT, y.at(tick))))
                (text("c-text c-end", LEFT - 8.0, y.at(tick) + 4.0, &cx.lang.float(tick, 0)))
            }
            (line("c-axis", (LEFT, floor), (WIDTH - RIGHT, floor)))
            @for tick in x.ticks(8).into_iter().filter(|tick| tick.fract() == 0.0) {
                (line("c-axis", (x.at(tick), floor), (x.at(tick), floor + 4.0)))
                (text("c-text c-mid", x.at(tick), floor + 18.0, &cx.lang.float(tick, 0)))
            }
            (text("c-text c-mid", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8.0, &cx.t("funnel-x")))
            (line("c-reference", (LEFT, y.at(self.centre)), (WIDTH - RIGHT, y.at(self.centre))))
            (path("c-limit", &curve(&|limit| limit.inner.0)))
            (path("c-limit", &curve(&|limit| limit.inner.1)))
            (path("c-limit c-limit-outer", &curve(&|limit| limit.outer.0)))
            (path("c-limit c-limit-outer", &curve(&|limit| limit.outer.1)))
            @for point in self.points {
                (mark(mark_of(point.outside), x.at(point.n as f64), y.at(point.value)))
            }
            @for point in labelled.into_iter().take(MOST_LABELS) {
                (text("c-label c-end", x.at(point.n as f64) - 9.0, y.at(point.value) + 4.0, &point.name))
            }
        }
    }

    fn table(&self, cx: &PageContext) -> Markup {
        html! {
            table.table {
                caption { (cx.t("funnel-title")) }
                (head([
                    Words("place"),
                    Number("visits"),
                    Percent("estimate-raw"),
                    Words("funnel-verdict"),
                ], cx))
                tbody {
                    @for point in self.points {
                        tr {
                            th scope="row" { (point.name) }
                            td.num { (cx.count(point.n)) }
                            td.num { (cx.tenths(point.value)) }
                            td { (cx.t(match point.outside {
                                Outside::No => "funnel-verdict-inside",
                                Outside::Inner => "funnel-verdict-95",
                                Outside::Outer => "funnel-verdict-998",
                            })) }
                        }
                    }
                }
            }
        }
    }
}

fn mark_of(outside: Outside) -> Mark {
    if outside == Outside::No {
        Mark::Estimate
    } else {
        Mark::Other
    }
}
