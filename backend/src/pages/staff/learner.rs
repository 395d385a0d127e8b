//! How one evaluator stands with training: certificates, attempts, and giving new ones.

use maud::{Markup, html};
use vitrine_shared::training::Standing;

use crate::pages::components::table::Column::{Right, Words};
use crate::pages::components::table::head;
use crate::pages::components::{Tone, chip, empty};
use crate::pages::context::PageContext;
use crate::pages::layout::{Crumb, Page};
use crate::reports::training::{CourseEntry, LearnerView};

/// One evaluator's training.
pub fn page(view: &LearnerView, cx: &PageContext) -> Markup {
    let title = cx.f("learner-title", &[("name", view.evaluator.name.as_str().into())]);
    let crumbs = vec![Crumb::new("/people", cx.t("nav-people"))];
    Page::new(&title).crumbs(crumbs).render(
        cx,
        html! {
            @if view.courses.is_empty() {
                (empty(&cx.t("learner-empty-title"), &cx.t("learner-empty"), None))
            } @else {
                div.stack { @for (index, course) in view.courses.iter().enumerate() { (section(view, course, index, cx)) } }
            }
        },
    )
}

fn section(view: &LearnerView, course: &CourseEntry, index: usize, cx: &PageContext) -> Markup {
    let heading = format!("course-{index}");
    let of = [
        ("checklist", course.checklist.as_str().into()),
        ("version", course.version.into()),
    ];
    html! {
        section.panel aria-labelledby=(heading) {
            div.panel-body.stack {
                div {
                    h2 id=(heading) { (course.title.in_lang(cx.lang)) }
                    p.muted.small { (cx.f("training-checklist-version", &of)) }
                }
                p { (standing(course, cx)) }
                @if let Some(certificate) = &course.certificate {
                    p {
                        (cx.f("certificate-score", &[("right", certificate.right.into()), ("asked", certificate.asked.into())]))
                        " · " (cx.moment_at_home(certificate.at))
                    }
                }
                @if !course.attempts.is_empty() { (attempts(course, cx)) }
                @if course.can_be_given_attempts() {
                    form method="post" action=(format!("/people/{}/training/attempts", view.evaluator.id)) {
                        input type="hidden" name="checklist" value=(course.checklist);
                        input type="hidden" name="version" value=(course.version);
                        button.button type="submit" {
                            (cx.t("give-attempts")) span.visually-hidden { " " (course.title.in_lang(cx.lang)) }
                        }
                    }
                }
            }
        }
    }
}

fn standing(course: &CourseEntry, cx: &PageContext) -> Markup {
    match course.standing {
        Standing::Passed => chip(Tone::Good, &cx.t("training-passed")),
        Standing::Open { left } => chip(
            Tone::Plain,
            &cx.f("training-attempts-left", &[("count", left.into())]),
        ),
        Standing::UsedUp { opens_at } => html! {
            (chip(Tone::Warn, &cx.t("training-used-up")))
            @if let Some(at) = opens_at { " " (cx.t("training-again-from")) " " (cx.moment_at_home(at)) }
        },
    }
}

fn attempts(course: &CourseEntry, cx: &PageContext) -> Markup {
    html! {
        div.table-wrap {
            table.table {
                caption.visually-hidden { (cx.t("training-attempts")) }
                (head([
                    Words("training-attempt"),
                    Words("training-result"),
                    Right("training-right-answers"),
                ], cx))
                tbody {
                    @for attempt in &course.attempts {
                        tr {
                            th scope="row" {
                                (cx.moment_at_home(attempt.at))
                                @if !attempt.counts { span.sub { (cx.t("training-attempt-reset")) } }
                            }
                            td {
                                @if attempt.grade.passed { (chip(Tone::Good, &cx.t("training-passed"))) }
                                @else { (chip(Tone::Plain, &cx.t("training-failed"))) }
                            }
                            td.right.num { (attempt.grade.right) "/" (attempt.grade.asked) }
                        }
                    }
                }
            }
        }
    }
}
