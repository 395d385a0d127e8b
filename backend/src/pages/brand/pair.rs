//! Two places side by side: who is higher, how sure that is, and what it would take to know.

use maud::{Markup, html};
use vitrine_analysis::compare::Difference;
use vitrine_shared::id::LocationId;
use vitrine_shared::text::Lang;

use super::View;
use super::frame;
use crate::pages::chart::marks::{self, Mark};
use crate::pages::chart::row::{Point, RowScale};
use crate::pages::chart::trend::interval_text;
use crate::pages::components::{Figure, Tone, empty, figures, notice, place_name};
use crate::pages::context::PageContext;
use crate::reports::comparison::{ComparisonView, Pair, Statistics};

/// More visits to one place than these are not a plan.
const MOST_VISITS: u64 = 60;

/// Two places side by side.
pub fn page(view: &ComparisonView, cx: &PageContext) -> Markup {
    frame::render(view, View::Pair, cx, |statistics| {
        html! {
            (chooser(view, statistics, cx))
            @match &statistics.pair {
                Some(pair) => (side_by_side(statistics, pair, cx)),
                None => (empty(&cx.t("pair-empty-title"), &cx.t("pair-empty"), None)),
            }
        }
    })
}

fn chooser(view: &ComparisonView, statistics: &Statistics, cx: &PageContext) -> Markup {
    let mut named: Vec<(String, LocationId, usize)> = statistics
        .places
        .iter()
        .enumerate()
        .filter_map(|(index, (name, id))| Some((place_name(cx, name), (*id)?, index)))
        .collect();
    named.sort();
    let chosen = |which: fn(&Pair) -> usize| statistics.pair.as_ref().map(which);
    let select = |name: &str, label: String, chosen: Option<usize>| {
        html! {
            div.field {
                label for=(name) { (label) }
                select id=(name) name=(name) {
                    @for (text, id, index) in &named { option value=(id) selected[chosen == Some(*index)] { (text) } }
                }
            }
        }
    };
    html! {
        form.filters method="get" action=(format!("/brand/{}/{}", view.client.id, View::Pair.name())) {
            @if let Some(wave) = view.selection.wave { input type="hidden" name="wave" value=(wave); }
            (select("a", cx.t("pair-first"), chosen(|pair| pair.first)))
            (select("b", cx.t("pair-second"), chosen(|pair| pair.second)))
            button.button.button-primary type="submit" { (cx.t("compare")) }
        }
    }
}

fn side_by_side(statistics: &Statistics, pair: &Pair, cx: &PageContext) -> Markup {
    let name = |index: usize| {
        statistics
            .places
            .get(index)
            .map(|(name, _)| place_name(cx, name))
            .unwrap_or_default()
    };
    let (first, second) = (name(pair.first), name(pair.second));
    html! {
        @match &pair.difference {
            None => (notice(Tone::Warn, html! { p { (cx.t("pair-refused")) } })),
            Some(difference) => {
                (verdict(difference, &first, &second, cx))
                (numbers(difference, cx))
            },
        }
        (table(statistics, pair, [&first, &second], cx))
    }
}

fn verdict(difference: &Difference, first: &str, second: &str, cx: &PageContext) -> Markup {
    let first_is_higher = difference.shrunk.value >= 0.0;
    let (higher, lower) = if first_is_higher {
        (first, second)
    } else {
        (second, first)
    };
    let chance = difference.probability_first_higher;
    let chance = if first_is_higher { chance } else { 1.0 - chance };
    let names = [
        ("higher", higher.into()),
        ("lower", lower.into()),
        ("points", cx.tenths(difference.shrunk.value.abs()).into()),
        ("chance", cx.lang.float(chance * 100.0, 0).into()),
    ];
    if difference.distinguishable {
        return notice(
            Tone::Good,
            html! { p { strong { (cx.f("pair-different", &names)) } } },
        );
    }
    notice(
        Tone::Info,
        html! {
            p { strong { (cx.f("pair-not-different", &names)) } }
            p {
                @match difference.further_visits {
                    Some(visits) if visits > MOST_VISITS => (cx.f("pair-further-many", &[("visits", visits.into())])),
                Some(visits) => (cx.f("pair-further", &[("visits", visits.into())])),
                    None => (cx.t("pair-further-never")),
                }
            }
        },
    )
}

fn numbers(difference: &Difference, cx: &PageContext) -> Markup {
    let range = |interval: vitrine_analysis::interval::Interval| {
        let args = [
            ("low", cx.change(interval.low).into()),
            ("high", cx.change(interval.high).into()),
        ];
        cx.f("interval", &args)
    };
    figures(&[
        Figure::new(
            cx.t("pair-difference"),
            html! { (cx.change(difference.shrunk.value)) },
        )
        .note(cx.f(
            "interval-95-is",
            &[("interval", range(difference.shrunk.interval).into())],
        )),
        Figure::new(cx.t("pair-difference-raw"), html! { (cx.change(difference.raw)) }).note(cx.f(
            "interval-95-is",
            &[("interval", range(difference.raw_interval).into())],
        )),
        Figure::new(
            cx.t("pair-chance"),
            html! {
                (chance(difference.probability_first_higher, cx.lang))
            },
        ),
    ])
}

/// A probability as a whole percentage. What rounds to certainty is not certain.
fn chance(probability: f64, lang: Lang) -> String {
    let percent = probability * 100.0;
    let (sign, shown) = match percent {
        _ if percent > 99.0 => ("> ", 99.0),
        _ if percent < 1.0 => ("< ", 1.0),
        _ => ("", percent),
    };
    format!("{sign}{}%", lang.float(shown, 0))
}

fn table(statistics: &Statistics, pair: &Pair, names: [&str; 2], cx: &PageContext) -> Markup {
    let comparison = &statistics.comparison;
    let marks = [Mark::Estimate, Mark::Other];
    let rows: Vec<_> = [pair.first, pair.second]
        .into_iter()
        .filter_map(|index| comparison.locations.get(index))
        .zip(names)
        .zip(marks)
        .collect();
    let values = rows.iter().flat_map(|((row, _), _)| ComparisonView::drawn(row));
    let scale = RowScale::new(values, comparison.brand.map(|brand| brand.value));
    html! {
        div.table-wrap tabindex="0" role="group" aria-labelledby="pair-caption" {
            table.table.heat {
                caption.visually-hidden #pair-caption { (cx.t("pair-caption")) }
                thead {
                    tr {
                        th.place scope="col" { (cx.t("place")) }
                        th.right scope="col" { (cx.t("column-n")) }
                        th.right scope="col" { (cx.t("column-score")) }
                        th.right scope="col" { (cx.t("estimate-shrunk")) }
                        th.right scope="col" { (cx.t("interval-95")) }
                        th.right scope="col" { (cx.t("column-rank")) }
                        th.plot scope="col" { span.visually-hidden { (cx.t("column-interval")) } (scale.axis(cx)) }
                    }
                }
                tbody {
                    @for ((row, name), mark) in rows {
                        @let (value, interval) = ComparisonView::shown(row);
                        tr {
                            th.place scope="row" { span { (name) } }
                            td.right { (cx.count(row.n)) }
                            td.score { (cx.tenths(row.raw)) }
                            td.right { (row.shrunk.map_or_else(|| "–".to_owned(), |it| cx.tenths(it.value))) }
                            td.right.muted { (interval_text(cx, interval)) }
                            td.right { (row.rank.low) "–" (row.rank.high) }
                            td.plot { (scale.row(&[Point { mark, value, interval }])) }
                        }
                    }
                }
            }
        }
        (marks::legend(&[(html! { line.c-reference x1="14" x2="14" y1="0" y2="12" {} }, cx.t("network-mean"))]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_chance_is_shown_as_certain() {
        let shown = [0.0, 0.004, 0.01, 0.62, 0.99, 0.996, 1.0].map(|chance_is| chance(chance_is, Lang::PtBr));
        assert_eq!(shown, ["< 1%", "< 1%", "1%", "62%", "99%", "> 99%", "> 99%"]);
    }
}
