//! Beside the answers: the score and how it was earned, the facts, what can be done.

use maud::{Markup, html};
use vitrine_shared::place::{Standing, Whereabouts};
use vitrine_shared::visit::VisitState;

use super::{appeal, share_bar};
use crate::pages::components::form::{Typed, text_area};
use crate::pages::components::{Tone, chip, notice};
use crate::pages::context::PageContext;
use crate::reports::visit::VisitView;

/// The score, and what each touchpoint put in.
pub fn score(view: &VisitView, cx: &PageContext) -> Markup {
    html! {
        section.panel aria-labelledby="score" {
            div.panel-body.stack {
                div {
                    h2 #score { (cx.t("column-score")) }
                    p.score-large { (cx.score(view.score.as_ref())) }
                    @if view.score.is_none() { p.muted.small { (cx.t("score-none")) } }
                }
                table.table {
                    caption.visually-hidden { (cx.t("score-by-touchpoint")) }
                    thead {
                        tr {
                            th scope="col" { (cx.t("touchpoint")) }
                            th.num scope="col" { (cx.t("weight")) }
                            th.num scope="col" { "%" }
                        }
                    }
                    tbody {
                        @for touchpoint in &view.touchpoints {
                            tr {
                                th scope="row" {
                                    a href=(format!("#t-{}", touchpoint.id)) { (touchpoint.title.in_lang(cx.lang)) }
                                    @if let Some(score) = &touchpoint.score { (share_bar(score.ppm() as f64 / 1e6)) }
                                }
                                td.num { (cx.lang.decimal(touchpoint.weight)) }
                                td.num {
                                    @match &touchpoint.score {
                                        Some(score) => (cx.tenths(score.ppm() as f64 / 10_000.0)),
                                        None => "–",
                                    }
                                }
                            }
                        }
                    }
                }
                p.muted.small {
                    (cx.f("score-how", &[
                        ("checklist", view.checklist.in_lang(cx.lang).into()),
                        ("version", view.checklist_version.into()),
                        ("scoring", view.scoring_version.into()),
                    ]))
                    @if let Some(score) = &view.score { " " (cx.f("score-exact", &[("ratio", score.to_string().into())])) }
                }
            }
        }
    }
}

/// When, who and what for.
pub fn facts(view: &VisitView, for_staff: bool, cx: &PageContext) -> Markup {
    let facts = &view.facts;
    let zone = &facts.place.time_zone;
    let stay = view
        .checked_in
        .zip(view.checked_out)
        .map(|(from, to)| to.unix_ms() - from.unix_ms());
    html! {
        section.panel aria-labelledby="facts" {
            div.panel-body.stack {
                h2 #facts { (cx.t("visit-facts")) }
                dl.facts {
                    @if for_staff {
                        dt { (cx.t("evaluator")) }
                        dd { (facts.place.evaluator.as_ref().map_or_else(|| cx.t("nobody"), |e| e.name.clone())) }
                    }
                    @if let Some(at) = view.checked_in {
                        dt { (cx.t("event-checked_in")) }
                        dd { (cx.moment(at, zone)) (whereabouts(view.arrival.filter(|_| for_staff), cx)) }
                    }
                    @if let Some(at) = view.checked_out.filter(|_| for_staff) {
                        dt { (cx.t("event-checked_out")) }
                        dd { (cx.moment(at, zone)) (whereabouts(view.departure, cx)) }
                    }
                    @if let Some(ms) = stay { dt { (cx.t("stay")) } dd { (cx.lang.duration(ms)) } }
                    @if let Some(at) = view.submitted { dt { (cx.t("event-submitted")) } dd { (cx.moment(at, zone)) } }
                    @if for_staff { dt { (cx.t("window")) } dd { (cx.moment(facts.opens_at, zone)) " – " (cx.moment(facts.closes_at, zone)) } }
                    @if let Some(persona) = &view.persona { dt { (cx.t("persona")) } dd { (persona.in_lang(cx.lang)) } }
                    @if let Some((minor, currency)) = &facts.fee { dt { (cx.t("fee")) } dd { (cx.lang.money(*minor, currency)) } }
                    dt { (cx.t("photos")) }
                    dd {
                        (view.photos().count())
                        @if for_staff && !facts.media_complete && view.submitted.is_some() {
                            " " (chip(Tone::Warn, &cx.t("photos-on-their-way")))
                        }
                    }
                }
                @if let Some(reason) = facts.given_back.as_ref().filter(|_| for_staff) {
                    (notice(Tone::Warn, html! { p { (cx.f("given-back-because", &[("reason", reason.as_str().into())])) } }))
                }
                @if !facts.scenario.is_empty() {
                    div {
                        h3 { (cx.t("scenario")) }
                        p { (facts.scenario) }
                    }
                }
            }
        }
    }
}

/// How far from the location the phone was, and how sure it was of that.
fn whereabouts(whereabouts: Option<Whereabouts>, cx: &PageContext) -> Markup {
    let Some(whereabouts) = whereabouts else {
        return html! {};
    };
    let said = match (whereabouts.distance_m, whereabouts.accuracy_m) {
        (Some(distance_m), Some(accuracy_m)) => cx.f(
            "where-measured",
            &[
                ("distance", cx.lang.distance(distance_m).into()),
                ("accuracy", cx.lang.distance(accuracy_m).into()),
            ],
        ),
        (None, Some(accuracy_m)) => cx.f(
            "where-unmeasured",
            &[("accuracy", cx.lang.distance(accuracy_m).into())],
        ),
        _ => cx.t("where-none"),
    };
    html! {
        div.muted.small { (said) }
        @if matches!(whereabouts.standing(), Standing::Away { .. }) { (chip(Tone::Warn, &cx.t("where-far"))) " " }
        @if whereabouts.mock { (chip(Tone::Warn, &cx.t("where-simulated"))) }
    }
}

/// What the reader may do with the visit, each with what it means.
pub fn actions(view: &VisitView, typed: &Typed, cx: &PageContext) -> Markup {
    let facts = &view.facts;
    let waits = facts.place.state == VisitState::Submitted && !facts.media_complete;
    // An open appeal has a form of its own, which says the same with words.
    let offered = || {
        let mut moves = facts.moves.iter().copied();
        let taken = appeal::is_open(view);
        std::iter::from_fn(move || moves.find(|to| !(taken && *to == VisitState::InReview)))
    };
    if offered().next().is_none() && !waits {
        return html! {};
    }
    html! {
        section.panel.no-print aria-labelledby="actions" {
            div.panel-body.stack {
                h2 #actions { (cx.t("actions")) }
                @if waits { (notice(Tone::Warn, html! { p { (cx.t("review-waits")) } })) }
                @for (index, to) in offered().enumerate() { (action(view, to, index == 0, typed, cx)) }
            }
        }
    }
}

/// The names of a move and of what it means: going back into review is another thing from each state.
fn names(from: VisitState, to: VisitState) -> (String, String) {
    let plain = || {
        (
            format!("move-{}", to.as_str()),
            format!("confirm-{}", to.as_str()),
        )
    };
    let said = |name: &str, confirm: &str| (name.to_owned(), confirm.to_owned());
    match (from, to) {
        (VisitState::Submitted, _) => plain(),
        (VisitState::Returned, VisitState::InReview) => said("move-take-back", "confirm-take-back"),
        (VisitState::Rejected, VisitState::InReview) => said("move-back", "confirm-unreject"),
        (_, VisitState::InReview) => said("move-back", "confirm-in_review"),
        _ => plain(),
    }
}

/// Every move is confirmed where it is made: it opens, says what it does, and then does it.
fn action(view: &VisitView, to: VisitState, is_first: bool, typed: &Typed, cx: &PageContext) -> Markup {
    let from = view.facts.place.state;
    let address = format!("/visits/{}/moves", view.facts.place.id);
    let is_back = to == VisitState::InReview && from != VisitState::Submitted;
    let is_rejection = to == VisitState::Rejected;
    let (name, confirm) = names(from, to);
    let name = cx.t(&name);
    let form = |class: &str| {
        html! {
            form.stack method="post" action=(address) {
                input type="hidden" name="from" value=(from.as_str());
                @if is_rejection {
                    (text_area("reject_words", &cx.t("reject-words"), Some(&cx.t("reject-words-hint")), false, typed))
                }
                button class=(class) type="submit" name="to" value=(to.as_str()) { (name) }
            }
        }
    };
    // What is asked is typed on a page of its own.
    if to == VisitState::Returned {
        let href = format!("/visits/{}/return", view.facts.place.id);
        return html! { a.button.button-wide href=(href) { (name) "…" } };
    }
    // Taking a visit into review changes nothing for anybody else.
    if to == VisitState::InReview && !is_back {
        return form("button button-primary button-wide");
    }
    let class = if is_first && !is_back {
        "button button-primary button-wide"
    } else {
        "button button-wide"
    };
    html! {
        details.confirm open[is_rejection && typed.error("reject_words").is_some()] {
            summary class=(class) { (name) "…" }
            div.confirmation {
                p { (cx.t(&confirm)) }
                (form("button button-primary"))
            }
        }
    }
}
