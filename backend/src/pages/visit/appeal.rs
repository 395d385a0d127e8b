//! Rejected work: why, what its evaluator says against that, and the form that decides.

use maud::{Markup, html};
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Appeal, AppealOutcome};

use crate::pages::components::form::{Typed, text_area};
use crate::pages::components::{Tone, chip};
use crate::pages::context::PageContext;
use crate::reports::visit::{RejectionView, VisitView};

/// Whether an appeal waits for a decision.
pub fn is_open(view: &VisitView) -> bool {
    let last = view.facts.rejections.last();
    let appeal = last.and_then(|line| line.rejection.appeal.as_ref());
    view.facts.place.state == VisitState::Rejected && appeal.is_some_and(|appeal| appeal.decision.is_none())
}

/// Every rejection of the visit, the last first, and what is to be decided.
pub fn panel(view: &VisitView, typed: &Typed, cx: &PageContext) -> Markup {
    let rejections = &view.facts.rejections;
    if rejections.is_empty() {
        return html! {};
    }
    html! {
        section.panel aria-labelledby="rejections" {
            div.panel-body.stack {
                h2 #rejections { (cx.t("rejections-title")) }
                @if is_open(view) && view.facts.may_decide { (form(view, typed, cx)) }
                ol.returns role="list" reversed {
                    @for line in rejections.iter().rev() { li { (one(view, line, cx)) } }
                }
            }
        }
    }
}

fn form(view: &VisitView, typed: &Typed, cx: &PageContext) -> Markup {
    let (taken_up, dismissed) = (AppealOutcome::TakenUp, AppealOutcome::Dismissed);
    html! {
        form.stack.no-print method="post" action=(format!("/visits/{}/appeal", view.facts.place.id)) {
            (text_area("appeal_words", &cx.t("appeal-words"), Some(&cx.t("appeal-words-hint")), false, typed))
            button.button.button-primary.button-wide type="submit" name="outcome" value=(taken_up.as_str()) { (cx.t("appeal-take-up")) }
            button.button.button-wide type="submit" name="outcome" value=(dismissed.as_str()) { (cx.t("appeal-dismiss")) }
        }
    }
}

fn one(view: &VisitView, line: &RejectionView, cx: &PageContext) -> Markup {
    let zone = &view.facts.place.time_zone;
    let rejection = &line.rejection;
    html! {
        p {
            strong { (cx.f("rejection-number", &[("number", rejection.number.into())])) }
            " " @match rejection.appeal.as_ref() {
                Some(appeal) => (standing(appeal, cx)),
                None => (chip(Tone::Plain, &cx.t("appeal-none"))),
            }
        }
        p.small {
            (cx.moment(rejection.at, zone))
            @if let Some(name) = &line.by { " · " (name) }
        }
        @if let Some(words) = &rejection.words { p.answer-comment { (words) } }
        @match rejection.appeal.as_ref() {
            Some(appeal) => {
                p.small { strong { (cx.t("appeal-title")) } " · " (cx.moment(appeal.made_at, zone)) }
                p.answer-comment { (appeal.words) }
                @if let Some(decision) = &appeal.decision {
                    p.small {
                        strong { (cx.t("appeal-decision")) } " · " (cx.moment(decision.at, zone))
                        @if let Some(name) = &line.decided_by { " · " (name) }
                    }
                    @if let Some(words) = &decision.words { p.answer-comment { (words) } }
                }
            },
            None => p.small.muted { (cx.t("appeal-until")) ": " (cx.moment(rejection.appeal_until, zone)) },
        }
    }
}

fn standing(appeal: &Appeal, cx: &PageContext) -> Markup {
    match appeal.decision.as_ref().map(|decision| decision.outcome) {
        None => chip(Tone::Warn, &cx.t("appeal-open")),
        Some(AppealOutcome::TakenUp) => chip(Tone::Good, &cx.t("appeal-taken-up")),
        Some(AppealOutcome::Dismissed) => chip(Tone::Plain, &cx.t("appeal-dismissed")),
    }
}
