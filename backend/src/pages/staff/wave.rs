//! The board of a wave: every visit with where it stands, who does it and what has arrived.

use maud::{Markup, html};
use vitrine_shared::visit::VisitState;

use super::waves::progress;
use crate::pages::components::table::Column::{Number, Percent, Words};
use crate::pages::components::table::head;
use crate::pages::components::{Tab, Tone, chip, empty, stage_name, state_chip, tabs};
use crate::pages::context::PageContext;
use crate::pages::layout::{Crumb, Page};
use crate::reports::wave::{BoardVisit, Stage, WaveBoard};

/// The board.
pub fn page(board: &WaveBoard, cx: &PageContext) -> Markup {
    let card = &board.card;
    let base = format!("/waves/{}", card.wave.id);
    let assign =
        || html! { a.button.button-primary href=(format!("{base}/assign")) { (cx.t("plan-visits")) } };
    let actions = html! {
        a.button href=(format!("/brand/{}?wave={}", card.client.id, card.wave.id)) { (cx.t("nav-comparison")) }
        // Beside the stages, where there are visits.
        @if card.counts.values().all(|count| *count == 0) {
            a.button href=(format!("{base}/offers")) { (cx.t("offers-link")) }
        }
        (assign())
    };
    let lead = html! {
        (card.client.name) " · " (board.checklist.in_lang(cx.lang)) " v" (board.checklist_ref.version) " · "
        span.num { (cx.day(card.opens_at)) " – " (cx.day(card.closes_at)) }
    };
    let crumbs = vec![Crumb::new("/waves", cx.t("nav-waves"))];
    Page::new(&card.wave.name)
        .lead(lead)
        .crumbs(crumbs)
        .actions(actions)
        .render(
            cx,
            html! {
                @if card.counts.values().all(|count| *count == 0) {
                    (empty(&cx.t("wave-empty-title"), &cx.t("wave-empty"), Some(assign())))
                } @else {
                    (progress(card, cx))
                    (stages(board, &base, cx))
                    @if board.visits.is_empty() {
                        (empty(&cx.t("stage-empty-title"), &cx.t("stage-empty"),
                            Some(html! { a.button href=(base) { (cx.t("all-visits")) } })))
                    } @else {
                        (visits(board, cx))
                    }
                }
            },
        )
}

fn stages(board: &WaveBoard, base: &str, cx: &PageContext) -> Markup {
    let mut items = vec![Tab {
        href: base.to_owned(),
        text: cx.t("all-visits"),
        count: Some(board.card.counts.values().sum()),
        current: board.stage.is_none() && !board.late_only,
    }];
    items.extend(Stage::ALL.into_iter().map(|stage| Tab {
        href: format!("{base}?stage={}", stage.name()),
        text: stage_name(cx, stage),
        count: Some(board.card.count(&stage.states())),
        current: board.stage == Some(stage),
    }));
    items.push(Tab {
        href: format!("{base}?late=1"),
        text: cx.t("late"),
        count: None,
        current: board.late_only,
    });
    // Who may do them, and what is on the job board: where the visits without anybody are dealt with.
    items.push(Tab {
        href: format!("{base}/offers"),
        text: cx.t("offers-link"),
        count: Some(board.card.count(&[VisitState::Offered])),
        current: false,
    });
    tabs(cx, &cx.t("stages"), &items)
}

fn visits(board: &WaveBoard, cx: &PageContext) -> Markup {
    html! {
        div.table-wrap {
            table.table.rows-stack {
                caption.visually-hidden { (cx.t("visits-caption")) }
                (head([
                    Words("place"),
                    Words("state"),
                    Words("evaluator"),
                    Words("window-ends"),
                    Number("photos"),
                    Percent("column-score"),
                ], cx))
                tbody { @for visit in &board.visits { (row(visit, cx)) } }
            }
        }
    }
}

fn row(visit: &BoardVisit, cx: &PageContext) -> Markup {
    html! {
        tr {
            th scope="row" {
                a href=(format!("/visits/{}", visit.id)) { (visit.location.name) }
                @if let Some(region) = &visit.region { span.sub { (region) } }
            }
            td {
                (state_chip(cx, visit.state))
                @if visit.failed_critical > 0 {
                    " " (chip(Tone::Bad, &cx.f("critical-count", &[("count", visit.failed_critical.into())])))
                }
            }
            td {
                @match &visit.evaluator {
                    Some(evaluator) => (evaluator.name),
                    None => span.muted { (cx.t("nobody")) },
                }
            }
            td { (moment_due(visit, cx)) }
            td.num data-label=(cx.t("photos")) { (evidence(visit, cx)) }
            td.num data-label=(cx.t("column-score")) { (visit.score_ppm.map_or_else(|| "–".to_owned(), |ppm| cx.tenths(ppm as f64 / 10_000.0))) }
        }
    }
}

/// When a visit has to be handed in, and whether that is late or near.
pub fn moment_due(visit: &BoardVisit, cx: &PageContext) -> Markup {
    html! {
        span.nowrap { (cx.moment(visit.closes_at, &visit.time_zone)) }
        @if visit.is_late(cx.now) { " " (chip(Tone::Bad, &cx.t("late"))) }
        @else if visit.is_due(cx.now) { " " (chip(Tone::Warn, &cx.t("due"))) }
    }
}

/// How many photos arrived, of how many.
pub fn evidence(visit: &BoardVisit, cx: &PageContext) -> Markup {
    html! {
        @match visit.photos_expected {
            Some(expected) if visit.lacks_photos() => {
                (chip(Tone::Warn, &cx.f("photos-of", &[("arrived", visit.photos_arrived.into()), ("expected", expected.into())])))
            },
            Some(expected) => (cx.count(u64::from(expected))),
            None if visit.photos_arrived > 0 => (cx.count(u64::from(visit.photos_arrived))),
            None => "–",
        }
    }
}
