//! The answers, touchpoint by touchpoint, each with what it earned and its photos.

use maud::{Markup, html};
use vitrine_shared::points::Milli;
use vitrine_shared::score::Earned;

use super::{media, rounds};
use crate::pages::components::{Tone, chip};
use crate::pages::context::PageContext;
use crate::reports::visit::{AnswerView, QuestionView, TouchpointView, VisitView};

/// Every touchpoint that was shown.
pub fn list(view: &VisitView, cx: &PageContext) -> Markup {
    html! {
        @for touchpoint in view.touchpoints.iter().filter(|touchpoint| !touchpoint.questions.is_empty()) {
            (section(view, touchpoint, cx))
        }
    }
}

fn section(view: &VisitView, touchpoint: &TouchpointView, cx: &PageContext) -> Markup {
    let id = format!("t-{}", touchpoint.id);
    html! {
        section.panel aria-labelledby=(id) {
            div.touchpoint-head {
                h2 id=(id) { (touchpoint.title.in_lang(cx.lang)) }
                span.touchpoint-score { (cx.score(touchpoint.score.as_ref())) }
            }
            @for question in &touchpoint.questions { (row(view, question, cx)) }
        }
    }
}

fn row(view: &VisitView, question: &QuestionView, cx: &PageContext) -> Markup {
    let has_more = question.comment.is_some()
        || question.failed_critical
        || media::has_any(question)
        || !question.rounds.is_empty();
    html! {
        div.answer.answer-lost[question.is_lost] {
            div.answer-asked {
                (question.text.in_lang(cx.lang))
                (meta(question, cx))
            }
            div.answer-said {
                @match &question.answer {
                    Some(answer) => (said(answer, cx)),
                    None if question.photos.is_empty() => span.muted { (cx.t("answer-none")) },
                    None => {},
                }
            }
            div.answer-points { @if let Some(points) = question.earned { (points_of(points, cx)) } }
            @if has_more {
                div.answer-more.stack-tight {
                    @if question.failed_critical { p { (chip(Tone::Bad, &cx.t("critical-failed"))) } }
                    @if let Some(comment) = &question.comment { p.answer-comment { (comment) } }
                    @if let Some(ms) = question.comment_late_ms.filter(|_| question.comment.is_some()) {
                        p.answer-meta { span.answer-late { (cx.f("commented-late", &[("time", cx.lang.duration(ms).into())])) } }
                    }
                    (media::of(view, question, cx))
                    (rounds::of_question(view, question, cx))
                }
            }
        }
    }
}

fn meta(question: &QuestionView, cx: &PageContext) -> Markup {
    html! {
        @if question.answered_ms.is_some() || question.changes > 0 {
            div.answer-meta {
                @if let Some(ms) = question.answered_ms {
                    (cx.f("answered-after", &[("time", cx.lang.duration(ms).into())]))
                }
                @if let Some(ms) = question.late_ms {
                    " · " span.answer-late { (cx.f("answered-late", &[("time", cx.lang.duration(ms).into())])) }
                }
                @if question.changes > 0 { " · " (cx.f("answer-changes", &[("count", question.changes.into())])) }
            }
        }
    }
}

fn points_of(points: Earned, cx: &PageContext) -> Markup {
    let number = |milli: Milli| cx.lang.decimal(milli);
    html! {
        (number(points.earned)) " / " (number(points.possible))
        span.visually-hidden { " " (cx.t("points")) }
    }
}

/// An answer in words.
pub(super) fn said(answer: &AnswerView, cx: &PageContext) -> Markup {
    match answer {
        AnswerView::YesNo(true) => html! { (cx.t("answer-yes")) },
        AnswerView::YesNo(false) => html! { (cx.t("answer-no")) },
        AnswerView::Thumb(true) => html! { (cx.t("answer-up")) },
        AnswerView::Thumb(false) => html! { (cx.t("answer-down")) },
        AnswerView::Options(texts) if texts.len() == 1 => {
            html! { @for text in texts { (text.in_lang(cx.lang)) } }
        }
        AnswerView::Options(texts) => html! { ul { @for text in texts { li { (text.in_lang(cx.lang)) } } } },
        AnswerView::Rating { step, min, max } => html! {
            (step) span.muted.small { " " (cx.f("rating-scale", &[("min", (*min).into()), ("max", (*max).into())])) }
        },
        AnswerView::Number(number, unit) => html! {
            (cx.lang.decimal(*number))
            @if let Some(unit) = unit { " " (unit.in_lang(cx.lang)) }
        },
        AnswerView::Words(words) => html! { (words) },
        AnswerView::Date(date) => html! { (cx.lang.date(*date)) },
        AnswerView::Time(time) => html! { (cx.lang.time(*time)) },
        AnswerView::ElapsedMs(ms) => html! { (cx.lang.duration(*ms)) },
        AnswerView::Code(code) => html! { span.mono { (code) } },
        AnswerView::NotApplicable => html! { span.muted { (cx.t("answer-not-applicable")) } },
    }
}
