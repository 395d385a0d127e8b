//! The grade of an evaluator's work and the bonus for it, beside the visit.

use maud::{Markup, html};
use vitrine_shared::wire::GRADE_HALVES;

use crate::pages::components::form::{Input, Typed, select, text_area};
use crate::pages::context::PageContext;
use crate::reports::visit::{VerdictView, VisitView};

/// What was said of the work, and the form that says it.
pub fn panel(view: &VisitView, typed: &Typed, cx: &PageContext) -> Markup {
    let facts = &view.facts;
    if facts.verdicts.is_empty() && !facts.may_grade {
        return html! {};
    }
    html! {
        section.panel aria-labelledby="verdict" {
            div.panel-body.stack {
                h2 #verdict { (cx.t("verdict-title")) }
                @for (index, line) in facts.verdicts.iter().enumerate() { (said(view, line, index == 0, cx)) }
                @if let Some(mean) = facts.own_grade {
                    p.muted.small {
                        (cx.f("verdict-own-grade", &[
                            ("grade", cx.lang.float(f64::from(mean.hundredths()) / 100.0, 2).into()),
                            ("count", mean.count().into()),
                        ]))
                    }
                }
                @if facts.may_grade { (form(view, typed, cx)) }
            }
        }
    }
}

/// Said once it folds away: what was given stays in sight, and can be given anew.
fn form(view: &VisitView, typed: &Typed, cx: &PageContext) -> Markup {
    let grades = GRADE_HALVES
        .rev()
        .map(|halves| (halves.to_string(), grade_text(halves, cx)));
    let none = [(String::new(), cx.t("verdict-choose"))];
    let is_said = !view.facts.verdicts.is_empty();
    let fields = html! {
        form.stack method="post" action=(format!("/visits/{}/verdict", view.facts.place.id)) {
            (select("grade", &cx.t("verdict-grade"), none.into_iter().chain(grades), typed))
            (Input::new("bonus", cx.t("verdict-bonus")).hint(cx.t("verdict-bonus-hint")).optional().render(typed))
            (text_area("verdict_words", &cx.t("verdict-words"), Some(&cx.t("verdict-words-hint")), false, typed))
            button.button.button-wide.button-primary[!is_said] type="submit" { (cx.t("verdict-give")) }
        }
    };
    html! {
        div.no-print {
            @if is_said {
                details.more open[!typed.is_right()] {
                    summary { (cx.t("verdict-again")) }
                    (fields)
                }
            } @else { (fields) }
        }
    }
}

fn said(view: &VisitView, line: &VerdictView, counts: bool, cx: &PageContext) -> Markup {
    let verdict = &line.verdict;
    let currency = view
        .facts
        .fee
        .as_ref()
        .map_or("BRL", |(_, currency)| currency.as_str());
    html! {
        div {
            p {
                @if counts { strong { (grade_text(verdict.grade_halves, cx)) } } @else { del { (grade_text(verdict.grade_halves, cx)) } }
                @if verdict.bonus_minor > 0 { " · " (cx.t("verdict-bonus")) " " (cx.lang.money(verdict.bonus_minor, currency)) }
            }
            @if let Some(words) = &verdict.words { p.answer-comment { (words) } }
            p.muted.small {
                (cx.moment(verdict.at, &view.facts.place.time_zone))
                @if let Some(name) = &line.by { " · " (name) }
            }
        }
    }
}

/// A grade as it is read: `4,5 de 5`.
pub fn grade_text(halves: u8, cx: &PageContext) -> String {
    let tenths = cx.tenths(f64::from(halves) / 2.0);
    cx.f("verdict-points", &[("grade", tenths.into())])
}
