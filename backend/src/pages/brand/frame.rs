//! What all views of a comparison share: choices, tabs, the figures of the whole network.

use maud::{Markup, html};
use vitrine_analysis::refusal::Refusal;

use super::{View, query};
use crate::pages::chart::trend::interval_text;
use crate::pages::components::{Figure, Tab, Tone, empty, figures, notice, tabs};
use crate::pages::context::{PageContext, Side};
use crate::pages::layout::{Crumb, Page};
use crate::reports::comparison::{ComparisonView, Selection, Sort, Statistics};

/// A view of the comparison around its body; the body is asked for only where there is something
/// to compare.
pub fn render(
    view: &ComparisonView,
    tab: View,
    cx: &PageContext,
    body: impl FnOnce(&Statistics) -> Markup,
) -> Markup {
    let title = cx.t("comparison-title");
    let page = Page::new(&title)
        .lead(html! { (view.client.name) })
        .crumbs(crumbs(cx));
    page.render(
        cx,
        html! {
            (choices(view, tab, cx))
            @match &view.statistics {
                Some(statistics) => {
                    (network_figures(view, statistics, cx))
                    (view_tabs(view, tab, cx))
                    (body(statistics))
                }
                None => (nothing(view, cx)),
            }
        },
    )
}

/// The way back up, for readers who have more than one brand.
pub fn crumbs(cx: &PageContext) -> Vec<Crumb> {
    match cx.viewer.as_ref().map(|viewer| viewer.side) {
        Some(Side::Agency) => vec![Crumb::new("/", cx.t("nav-home"))],
        _ => Vec::new(),
    }
}

/// The address of a view with what is chosen.
pub fn address(view: &ComparisonView, tab: View, selection: &Selection) -> String {
    let base = format!("/brand/{}", view.client.id);
    let path = if tab == View::Ranking {
        base
    } else {
        format!("{base}/{}", tab.name())
    };
    format!("{path}{}", query(selection))
}

fn choices(view: &ComparisonView, tab: View, cx: &PageContext) -> Markup {
    let chosen = &view.selection;
    let blank = Selection::default();
    html! {
        form.filters method="get" action=(address(view, tab, &blank)) data-instant {
            div.field {
                label for="wave" { (cx.t("wave")) }
                select id="wave" name="wave" {
                    option value="" { (cx.t("all-waves")) }
                    @for wave in &view.waves {
                        option value=(wave.id) selected[chosen.wave == Some(wave.id)] { (wave.name) }
                    }
                }
            }
            @if tab == View::Ranking {
                @if !view.regions.is_empty() {
                    div.field {
                        label for="region" { (cx.t("region")) }
                        select id="region" name="region" {
                            option value="" { (cx.t("all-regions")) }
                            @for region in &view.regions {
                                option value=(region.id) selected[chosen.region == Some(region.id)] { (region.name) }
                            }
                        }
                    }
                }
                div.field {
                    label for="sort" { (cx.t("sort")) }
                    select id="sort" name="sort" {
                        @for (sort, text) in sorts(view, cx) {
                            option value=(sort.name()) selected[chosen.sort == sort] { (text) }
                        }
                    }
                }
            }
            button.button.only-without-script type="submit" { (cx.t("apply")) }
        }
    }
}

fn sorts(view: &ComparisonView, cx: &PageContext) -> Vec<(Sort, String)> {
    let mut sorts = vec![
        (Sort::Rank, cx.t("sort-rank")),
        (Sort::Name, cx.t("sort-name")),
        (Sort::Visits, cx.t("sort-visits")),
    ];
    for head in &view.touchpoints {
        let title = head.title.in_lang(cx.lang).to_owned();
        sorts.push((
            Sort::Touchpoint(head.id.clone()),
            cx.f("sort-touchpoint", &[("title", title.into())]),
        ));
    }
    sorts
}

fn view_tabs(view: &ComparisonView, tab: View, cx: &PageContext) -> Markup {
    let kept = Selection {
        wave: view.selection.wave,
        ..Selection::default()
    };
    let items: Vec<Tab> = View::ALL
        .into_iter()
        .map(|other| Tab {
            href: address(view, other, &kept),
            text: cx.t(&format!("view-{}", other.name())),
            count: None,
            current: other == tab,
        })
        .collect();
    tabs(cx, &cx.t("views"), &items)
}

fn network_figures(view: &ComparisonView, statistics: &Statistics, cx: &PageContext) -> Markup {
    let comparison = &statistics.comparison;
    let flagged = |side| {
        comparison
            .locations
            .iter()
            .filter(|l| l.brand_test.is_some_and(|t| t.flag == Some(side)))
            .count()
    };
    let mean = match &comparison.brand {
        Some(brand) => Figure::new(cx.t("network-mean"), html! { (cx.percent(brand.value)) }).note(cx.f(
            "network-mean-note",
            &[("interval", interval_text(cx, Some(brand.interval)).into())],
        )),
        None => Figure::new(
            cx.t("network-mean"),
            html! { (cx.percent(comparison.visit_mean)) },
        )
        .note(cx.t("network-mean-visits")),
    };
    let mut all = vec![
        mean,
        Figure::new(cx.t("published-visits"), html! { (cx.count(comparison.visits)) }),
        Figure::new(
            cx.t("places"),
            html! { (cx.count(comparison.locations.len() as u64)) },
        )
        .note(cx.f("places-competitors", &[("count", view.competitors.len().into())])),
    ];
    if comparison.model.is_ok() {
        let (above, below) = (
            flagged(vitrine_analysis::compare::Side::Above),
            flagged(vitrine_analysis::compare::Side::Below),
        );
        all.push(Figure::new(cx.t("above-network"), html! { (above) }).note(cx.t("flag-note")));
        all.push(Figure::new(cx.t("below-network"), html! { (below) }).note(cx.t("flag-note")));
    }
    figures(&all)
}

/// Why there is no model, where there is none.
pub fn refusal_notice(refusal: &Refusal, cx: &PageContext) -> Markup {
    notice(
        Tone::Warn,
        html! {
            p { strong { (cx.t("refusal-title")) } }
            p { (refusal_text(refusal, cx)) }
        },
    )
}

/// A refusal in the reader's words.
pub fn refusal_text(refusal: &Refusal, cx: &PageContext) -> String {
    match refusal {
        Refusal::OneLocation => cx.t("refusal-one-location"),
        Refusal::NoRepeatedVisits => cx.t("refusal-no-repeated-visits"),
        Refusal::AllEqual => cx.t("refusal-all-equal"),
        Refusal::NoVariationWithin => cx.t("refusal-no-variation-within"),
        Refusal::OneEvaluator => cx.t("refusal-one-evaluator"),
        Refusal::NoRepeatedEvaluators => cx.t("refusal-no-repeated-evaluators"),
        Refusal::NotConnected {
            pieces,
            joining_visits,
        } => cx.f(
            "refusal-not-connected",
            &[("pieces", (*pieces).into()), ("visits", (*joining_visits).into())],
        ),
        Refusal::Nested => cx.t("refusal-nested"),
        Refusal::Saturated => cx.t("refusal-saturated"),
        Refusal::TooLarge { .. } => cx.t("refusal-too-large"),
        Refusal::NotConverged { .. } => cx.t("refusal-not-converged"),
    }
}

fn nothing(view: &ComparisonView, cx: &PageContext) -> Markup {
    let title = cx.t("comparison-empty-title");
    if view.selection.wave.is_some() {
        let all = html! { a.button href=(address(view, View::Ranking, &Selection::default())) { (cx.t("all-waves")) } };
        empty(&title, &cx.t("comparison-empty-wave"), Some(all))
    } else {
        empty(&title, &cx.t("comparison-empty"), None)
    }
}
