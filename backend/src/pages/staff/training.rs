//! The published trainings, and publishing one.

use maud::{Markup, html};

use crate::pages::components::form::{Typed, errors, text_area};
use crate::pages::components::table::Column::{Right, Words};
use crate::pages::components::table::head;
use crate::pages::components::{Tone, empty, notice};
use crate::pages::context::PageContext;
use crate::pages::layout::Page;
use crate::reports::training::{TrainingEntry, TrainingsView};

/// Every training.
pub fn page(view: &TrainingsView, typed: &Typed, cx: &PageContext) -> Markup {
    let title = cx.t("nav-training");
    Page::new(&title).lead(html! { (cx.t("training-lead")) }).render(cx, html! {
        (errors(&cx.t("form-wrong"), typed))
        div.columns {
            div.stack {
                @if view.trainings.is_empty() {
                    (empty(&cx.t("training-empty-title"), &cx.t("training-empty"), None))
                } @else {
                    (table(view, cx))
                }
                @if !view.trainings.is_empty() && !view.without.is_empty() { (without(view, cx)) }
            }
            section.panel aria-labelledby="publish" {
                form.panel-body.stack method="post" action="/training" {
                    h2 #publish { (cx.t("training-publish")) }
                    (text_area("toml", &cx.t("training-file"), Some(&cx.t("training-file-hint")), true, typed))
                    button.button.button-primary type="submit" { (cx.t("training-publish")) }
                }
            }
        }
    })
}

fn table(view: &TrainingsView, cx: &PageContext) -> Markup {
    html! {
        div.table-wrap {
            table.table.rows-stack {
                caption.visually-hidden { (cx.t("nav-training")) }
                (head([
                    Words("training"),
                    Words("training-holds-for"),
                    Words("training-rules"),
                    Right("training-certified"),
                ], cx))
                tbody { @for entry in &view.trainings { (row(entry, cx)) } }
            }
        }
    }
}

fn row(entry: &TrainingEntry, cx: &PageContext) -> Markup {
    let versions: Vec<String> = entry.versions.iter().map(u32::to_string).collect();
    let contents = [
        ("modules", entry.modules.into()),
        ("questions", entry.questions.into()),
    ];
    let mark = [
        ("percent", entry.pass_percent.into()),
        ("attempts", entry.attempts.into()),
    ];
    html! {
        tr {
            th scope="row" {
                (entry.title.in_lang(cx.lang))
                span.sub { (cx.f("training-contents", &contents)) }
            }
            td {
                (entry.checklist)
                span.sub.num {
                    @if versions.is_empty() { (cx.t("training-replaced")) }
                    @else { (cx.f("training-versions", &[("versions", versions.join(", ").into())])) }
                }
            }
            td {
                (cx.f("training-mark", &mark))
                span.sub {
                    @match entry.wait_hours {
                        Some(hours) => (cx.f("training-wait", &[("hours", hours.into())])),
                        None => (cx.t("training-no-wait")),
                    }
                }
            }
            td.right.num { (cx.count(entry.certified as u64)) }
        }
    }
}

fn without(view: &TrainingsView, cx: &PageContext) -> Markup {
    notice(
        Tone::Info,
        html! {
            p { (cx.t("training-without")) }
            ul {
                @for (checklist, version) in &view.without {
                    li { (cx.f("training-checklist-version",
                        &[("checklist", checklist.as_str().into()), ("version", (*version).into())])) }
                }
            }
        },
    )
}
