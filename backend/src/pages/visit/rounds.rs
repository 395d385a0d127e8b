//! Returned visits for the reviewer: what was asked, the old answer struck beside the new.

use maud::{Markup, html};

use super::answers::said;
use super::media::{memo_player, thumb};
use crate::pages::components::{Tone, chip};
use crate::pages::context::PageContext;
use crate::reports::visit::{QuestionView, ReturnView, VisitView};

/// What each round asked of a question, and what it was before.
pub fn of_question(view: &VisitView, question: &QuestionView, cx: &PageContext) -> Markup {
    html! {
        @for round in &question.rounds {
            div.round {
                p.round-name {
                    (cx.f("return-number", &[("round", round.round.into())]))
                    @if !round.is_changed { " " (chip(Tone::Plain, &cx.t("return-unchanged"))) }
                }
                @if let Some(asked) = &round.asked { p.round-asked { (asked) } }
                @else { p.muted.small { (cx.t("return-brought-up")) } }
                @if round.is_changed {
                    p.round-before {
                        span.muted { (cx.t("return-before")) ": " }
                        @match &round.answer {
                            Some(answer) => del { (said(answer, cx)) },
                            None => span.muted { (cx.t("answer-none")) },
                        }
                    }
                    @if let Some(comment) = &round.comment { p.answer-comment { del { (comment) } } }
                    @if !round.photos.is_empty() {
                        p.small.muted { (cx.t("return-photos-before")) }
                        ul.photos.photos-before role="list" {
                            @for photo in &round.photos { li { (thumb(view, photo, question, cx)) } }
                        }
                    }
                    @if !round.memos.is_empty() {
                        p.small.muted { (cx.t("return-memos-before")) }
                        ul.memos role="list" {
                            @for memo in &round.memos { li { (memo_player(view, memo, question, cx)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Every return of the visit: who asked, when, until when, and what came of it.
pub fn list(view: &VisitView, cx: &PageContext) -> Markup {
    let returns = view.facts.returns.as_deref().unwrap_or_default();
    if returns.is_empty() {
        return html! {};
    }
    html! {
        section.panel aria-labelledby="returns" {
            div.panel-body.stack {
                h2 #returns { (cx.t("returns-title")) }
                ol.returns role="list" { @for back in returns { li { (one(view, back, cx)) } } }
            }
        }
    }
}

fn one(view: &VisitView, back: &ReturnView, cx: &PageContext) -> Markup {
    let zone = &view.facts.place.time_zone;
    let asked = &back.returned;
    html! {
        p {
            strong { (cx.f("return-number", &[("round", asked.round.into())])) }
            " · " (cx.f("return-questions", &[("count", asked.questions.len().into())]))
        }
        p.small {
            (cx.moment(asked.asked_at, zone))
            @if let Some(name) = &back.by { " · " (name) }
        }
        p.small { (cx.t("return-due")) ": " (cx.moment(asked.due_at, zone)) }
        @if let Some(words) = &asked.words { p.answer-comment { (words) } }
        @if let Some(at) = back.handed_in { p.small { (chip(Tone::Good, &cx.t("return-handed-in"))) " " (cx.moment(at, zone)) } }
        @else if let Some(at) = asked.taken_back_at {
            p.small {
                (chip(Tone::Plain, &cx.t("return-taken-back"))) " " (cx.moment(at, zone))
                @if let Some(name) = &back.taken_back_by { " · " (name) }
            }
        } @else { p.small { (chip(Tone::Warn, &cx.t("return-open"))) } }
    }
}
