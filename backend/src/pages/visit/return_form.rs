//! The form that sends a visit back: what is wrong with which answer, and until when to correct it.

use maud::{Markup, html};

use super::answers::said;
use crate::pages::components::form::{Input, Typed, errors, text_area};
use crate::pages::context::PageContext;
use crate::pages::layout::{Crumb, Page};
use crate::reports::visit::{QuestionView, VisitView};

/// The field of what is asked of a question.
pub fn field_of(question: &str) -> String {
    format!("q-{question}")
}

/// The form, with what was typed.
pub fn page(view: &VisitView, typed: &Typed, cx: &PageContext) -> Markup {
    let place = &view.facts.place;
    let visit = format!("/visits/{}", place.id);
    let crumbs = vec![
        Crumb::new("/waves", cx.t("nav-waves")),
        Crumb::new(format!("/waves/{}", place.wave.id), place.wave.name.clone()),
        Crumb::new(visit.clone(), place.location.name.clone()),
    ];
    let title = cx.t("return-title");
    Page::new(&title)
        .crumbs(crumbs)
        .lead(html! { (cx.t("return-lead")) })
        .render(
            cx,
            html! {
                (errors(&cx.t("form-wrong"), typed))
                form.columns method="post" action=(format!("{visit}/returns")) {
                    div.stack {
                        @for touchpoint in view.touchpoints.iter().filter(|it| !it.questions.is_empty()) {
                            section.panel aria-labelledby=(format!("t-{}", touchpoint.id)) {
                                div.touchpoint-head {
                                    h2 id=(format!("t-{}", touchpoint.id)) { (touchpoint.title.in_lang(cx.lang)) }
                                }
                                @for question in &touchpoint.questions { (row(question, typed, cx)) }
                            }
                        }
                    }
                    aside.aside.stack {
                        div.panel {
                            div.panel-body.stack {
                                (Input::new("due_day", cx.t("return-due-day")).kind("date").render(typed))
                                (Input::new("due_time", cx.t("return-due-time")).kind("time")
                                    .hint(cx.f("return-due-zone", &[("zone", place.time_zone.as_str().into())])).render(typed))
                                (text_area("words", &cx.t("return-words"), Some(&cx.t("return-words-hint")), false, typed))
                                button.button.button-primary.button-wide type="submit" { (cx.t("return-send")) }
                                p.muted.small { (cx.t("return-what-happens")) }
                            }
                        }
                    }
                }
            },
        )
}

fn row(question: &QuestionView, typed: &Typed, cx: &PageContext) -> Markup {
    let name = field_of(&question.id);
    html! {
        div.answer.answer-return {
            div.answer-asked { (question.text.in_lang(cx.lang)) }
            div.answer-said {
                @match &question.answer {
                    Some(answer) => (said(answer, cx)),
                    None => span.muted { (cx.t("answer-none")) },
                }
                @if !question.photos.is_empty() {
                    " " span.muted.small { (cx.f("return-photos", &[("count", question.photos.len().into())])) }
                }
            }
            div.answer-more {
                details.more open[!typed.value(&name).is_empty()] {
                    summary { (cx.t("return-ask")) }
                    (text_area(&name, &cx.f("return-ask-about", &[("question", question.text.in_lang(cx.lang).into())]), None, false, typed))
                }
            }
        }
    }
}
