//! The funnel plot of a network: whose score luck does not explain, whatever its number of visits.

use maud::{Markup, html};
use vitrine_analysis::funnel::Funnel as Limits;
use vitrine_analysis::interval::Interval;

use super::View;
use super::frame;
use crate::pages::chart::funnel::{Funnel, FunnelLimit, FunnelPoint, Outside};
use crate::pages::components::{Tone, notice, place_name};
use crate::pages::context::PageContext;
use crate::reports::comparison::{ComparisonView, Statistics};

const INNER: f64 = 0.95;
const OUTER: f64 = 0.998;
/// Points of a limit's curve: enough to look smooth.
const CURVE: u32 = 60;

/// The funnel plot.
pub fn page(view: &ComparisonView, cx: &PageContext) -> Markup {
    frame::render(view, View::Funnel, cx, |statistics| match &statistics.funnel {
        Some(limits) => plot(statistics, limits, cx),
        None => notice(Tone::Warn, html! { p { (cx.t("funnel-refused")) } }),
    })
}

fn plot(statistics: &Statistics, limits: &Limits, cx: &PageContext) -> Markup {
    let locations = &statistics.comparison.locations;
    let points: Vec<FunnelPoint> = statistics
        .comparison
        .order
        .iter()
        .filter_map(|index| Some((locations.get(*index)?, &statistics.places.get(*index)?.0)))
        .map(|(location, name)| FunnelPoint {
            name: place_name(cx, name),
            n: location.n,
            value: location.raw,
            outside: outside(limits, location.n, location.raw),
        })
        .collect();
    let most = points.iter().map(|point| point.n).max().unwrap_or(1) as f64 * 1.05;
    let ends = |interval: Interval| (interval.low, interval.high);
    let curve: Vec<FunnelLimit> = (0..=CURVE)
        // Closer together on the left, where the curves bend.
        .map(|step| 1.0 + (most - 1.0) * (f64::from(step) / f64::from(CURVE)).powi(2))
        .map(|n| FunnelLimit {
            n,
            inner: ends(limits.limits(n, INNER)),
            outer: ends(limits.limits(n, OUTER)),
        })
        .collect();
    let count = points.iter().filter(|point| point.outside != Outside::No).count();
    Funnel {
        summary: cx.f("funnel-summary", &[("outside", count.into())]),
        centre: limits.target,
        limits: &curve,
        points: &points,
    }
    .render(cx)
}

fn outside(limits: &Limits, n: u64, value: f64) -> Outside {
    let n = n.max(1) as f64;
    if !limits.limits(n, OUTER).contains(value) {
        Outside::Outer
    } else if !limits.limits(n, INNER).contains(value) {
        Outside::Inner
    } else {
        Outside::No
    }
}
