//! The network from wave to wave.

use maud::{Markup, html};
use vitrine_analysis::trend::Change;

use super::View;
use super::frame;
use crate::pages::chart::trend::{Trend, TrendPoint};
use crate::pages::components::{Tone, notice};
use crate::pages::context::PageContext;
use crate::reports::comparison::{ComparisonView, NetworkTrend};

/// The level of every interval.
const LEVEL: f64 = 0.95;

/// How the network went from wave to wave.
pub fn page(view: &ComparisonView, cx: &PageContext) -> Markup {
    frame::render(view, View::Trend, cx, |_| {
        html! { @if let Some(trend) = &view.trend { (verdict(trend, cx)) (chart(trend, cx)) } }
    })
}

fn verdict(trend: &NetworkTrend, cx: &PageContext) -> Markup {
    let Some(change) = &trend.change else {
        return notice(Tone::Warn, html! { p { (cx.t("change-unknown")) } });
    };
    let (tone, key) = judge(change);
    let interval = change.change.interval;
    let range = [
        ("low", cx.change(interval.low).into()),
        ("high", cx.change(interval.high).into()),
    ];
    let args = [
        ("points", cx.change(change.change.value).into()),
        ("interval", cx.f("interval", &range).into()),
        ("locations", change.locations.into()),
    ];
    notice(
        tone,
        html! {
            p { strong { (cx.t(key)) } }
            p { (cx.f("change-is", &args)) }
        },
    )
}

/// A change is up or down only where its interval leaves zero out.
fn judge(change: &Change) -> (Tone, &'static str) {
    match change.change.interval {
        interval if interval.low > 0.0 => (Tone::Good, "change-up"),
        interval if interval.high < 0.0 => (Tone::Bad, "change-down"),
        _ => (Tone::Info, "change-none"),
    }
}

fn chart(trend: &NetworkTrend, cx: &PageContext) -> Markup {
    let points: Vec<TrendPoint> = trend
        .waves
        .iter()
        .map(|wave| TrendPoint {
            name: wave.wave.name.clone(),
            n: wave.visits,
            value: (wave.locations.n > 0).then_some(wave.locations.mean),
            interval: wave.locations.t_interval(LEVEL),
            reference: None,
        })
        .collect();
    Trend {
        id: "trend",
        title: cx.t("trend-title"),
        summary: cx.t("network-trend-summary"),
        name: cx.t("network-mean"),
        reference: None,
        points: &points,
    }
    .render(cx)
}
