//! A visit laid out for reading: by those who judge it, and by the brand once it is published.

mod answers;
mod appeal;
mod expenses;
mod lightbox;
mod media;
pub mod return_form;
mod rounds;
mod side;
pub mod verdict;

use maud::{Markup, html};

pub use expenses::field_of_claim;

use super::components::form::{Typed, errors};
use super::components::{Tone, notice, state_chip};
use super::context::PageContext;
use super::layout::{Crumb, Page};
use crate::reports::visit::{LogEntry, Signal, VisitView};

/// The page of staff: evidence, signals, the log, and what can be done, with what was typed into its forms.
pub fn staff_page(view: &VisitView, typed: &Typed, cx: &PageContext) -> Markup {
    let place = &view.facts.place;
    let crumbs = vec![
        Crumb::new("/waves", cx.t("nav-waves")),
        Crumb::new(format!("/waves/{}", place.wave.id), place.wave.name.clone()),
    ];
    let lead = html! { (place.client.name) " · " (place.address) " " (state_chip(cx, place.state)) };
    Page::new(&place.location.name).crumbs(crumbs).lead(lead).render(
        cx,
        html! {
            (errors(&cx.t("form-wrong"), typed))
            div.columns {
                div.stack {
                    (criticals(view, cx))
                    (signals(view, cx))
                    (answers::list(view, cx))
                    (expenses::list(view, typed, cx))
                    (log(view, cx))
                }
                aside.aside.stack aria-label=(cx.t("visit-summary")) {
                    (side::score(view, cx))
                    (appeal::panel(view, typed, cx))
                    (side::actions(view, typed, cx))
                    (verdict::panel(view, typed, cx))
                    (rounds::list(view, cx))
                    (side::facts(view, true, cx))
                }
            }
            (lightbox::all(view, cx))
        },
    )
}

/// The page of the brand: what was seen, and what it scored.
pub fn brand_page(view: &VisitView, cx: &PageContext) -> Markup {
    let place = &view.facts.place;
    let brand = format!("/brand/{}", place.client.id);
    let crumbs = vec![
        Crumb::new(brand.clone(), cx.t("comparison-title")),
        Crumb::new(
            format!("{brand}/locations/{}", place.location.id),
            place.location.name.clone(),
        ),
    ];
    let title = match view.checked_in {
        Some(at) => cx.f(
            "visit-of",
            &[("moment", cx.moment_text(at, &place.time_zone).into())],
        ),
        None => cx.t("visit"),
    };
    let lead = html! { (place.location.name) " · " (place.wave.name) };
    Page::new(&title).crumbs(crumbs).lead(lead).render(
        cx,
        html! {
            div.columns {
                div.stack {
                    (criticals(view, cx))
                    (answers::list(view, cx))
                }
                aside.aside.stack aria-label=(cx.t("visit-summary")) {
                    (side::score(view, cx))
                    (side::facts(view, false, cx))
                }
            }
            (lightbox::all(view, cx))
        },
    )
}

fn criticals(view: &VisitView, cx: &PageContext) -> Markup {
    if view.failed_critical.is_empty() {
        return html! {};
    }
    notice(
        Tone::Bad,
        html! {
            p { strong { (cx.f("critical-count", &[("count", view.failed_critical.len().into())])) } }
            ul { @for text in &view.failed_critical { li { (text.in_lang(cx.lang)) } } }
        },
    )
}

fn signals(view: &VisitView, cx: &PageContext) -> Markup {
    if view.signals.is_empty() {
        return html! {};
    }
    let words = |signal: &Signal| match signal {
        Signal::MockLocation => cx.t("signal-mock-location"),
        Signal::FarAway(metres) => cx.f(
            "signal-far-away",
            &[("distance", cx.lang.distance(*metres).into())],
        ),
        Signal::NoPosition => cx.t("signal-no-position"),
        Signal::LateAnswers(count, ms) => cx.f(
            "signal-late-answers",
            &[("count", (*count).into()), ("time", cx.lang.duration(*ms).into())],
        ),
        Signal::ShortStay(minutes) => cx.f("signal-short-stay", &[("minutes", (*minutes).into())]),
        Signal::ClockMoved(minutes) => cx.f("signal-clock-moved", &[("minutes", (*minutes).into())]),
        Signal::WarnedPhotos(count) => cx.f("signal-warned-photos", &[("count", (*count).into())]),
        Signal::NotByCamera(count) => cx.f("signal-not-by-camera", &[("count", (*count).into())]),
        Signal::ScoreDiffers => cx.t("signal-score-differs"),
    };
    notice(
        Tone::Warn,
        html! {
            p { strong { (cx.t("signals-title")) } }
            ul { @for signal in &view.signals { li { (words(signal)) } } }
            p.muted.small { (cx.t("signals-note")) }
        },
    )
}

fn log(view: &VisitView, cx: &PageContext) -> Markup {
    if view.log.is_empty() {
        return html! {};
    }
    let zone = &view.facts.place.time_zone;
    let position = |entry: &LogEntry| {
        entry.position.map(|position| {
            let degrees = |e7: i64| cx.lang.float(e7 as f64 / 1e7, 4);
            format!(
                "{}; {} (± {} m)",
                degrees(position.lat_e7),
                degrees(position.lon_e7),
                position.accuracy_m
            )
        })
    };
    html! {
        details.more {
            summary { (cx.f("log-title", &[("count", view.log.len().into())])) }
            p.muted.small.prose { (cx.t("log-note")) }
            div.table-wrap tabindex="0" role="group" aria-label=(cx.t("log-caption")) {
                table.table {
                    caption.visually-hidden { (cx.t("log-caption")) }
                    thead {
                        tr {
                            th.num scope="col" { "#" }
                            th scope="col" { (cx.t("log-when")) }
                            th.num scope="col" { (cx.t("log-elapsed")) }
                            th scope="col" { (cx.t("log-what")) }
                            th scope="col" { (cx.t("log-where")) }
                        }
                    }
                    tbody {
                        @for entry in &view.log {
                            tr {
                                td.num { (entry.seq) }
                                td.nowrap { (cx.moment(entry.at, zone)) }
                                td.num.nowrap { (cx.lang.duration(entry.elapsed_ms)) }
                                td {
                                    (cx.t(&format!("event-{}", entry.what.kind)))
                                    @if let Some(question) = &entry.what.question {
                                        span.sub { (question.in_lang(cx.lang)) }
                                    }
                                }
                                td.nowrap.small { (position(entry).unwrap_or_else(|| "–".to_owned())) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A share of a whole as a bar; the numbers stand beside it.
fn share_bar(share: f64) -> Markup {
    let width = share.clamp(0.0, 1.0) * 100.0;
    html! {
        svg.earned viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.c-bed x="0" y="0" width="100" height="6" {}
            rect.c-bar x="0" y="0" width=(super::chart::scale::px(width)) height="6" {}
        }
    }
}
