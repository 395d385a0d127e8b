//! Taking in a visit that comes as a file, and the files that came before.

use maud::{Markup, html};
use vitrine_shared::problem::Code;
use vitrine_shared::visit_file::EXTENSION;

use crate::pages::components::table::Column::Words;
use crate::pages::components::table::head;
use crate::pages::components::{Tone, notice};
use crate::pages::context::PageContext;
use crate::pages::layout::{Crumb, Page};
use crate::services::visit_files::Import;
use crate::storage::visit_files::VisitFileLine;

/// What became of the file that was sent.
#[derive(Clone, Debug)]
pub enum Told {
    /// It was taken in.
    Imported(Import),
    /// Nothing of it was.
    Refused(Code),
}

/// The form, and the files that came before.
pub fn page(files: &[VisitFileLine], told: Option<&Told>, cx: &PageContext) -> Markup {
    let title = cx.t("visit-files-title");
    let crumbs = vec![Crumb::new("/people", cx.t("nav-people"))];
    let lead = html! { (cx.t("visit-files-lead")) };
    Page::new(&title).crumbs(crumbs).lead(lead).render(
        cx,
        html! {
            @if let Some(told) = told { (outcome(told, cx)) }
            div.columns {
                div {
                    @if files.is_empty() {
                        p.muted { (cx.t("visit-files-none")) }
                    } @else {
                        (table(files, cx))
                    }
                }
                section.panel aria-labelledby="import" {
                    form.panel-body.stack method="post" action="/visit-files" enctype="multipart/form-data" {
                        h2 #import { (cx.t("visit-files-import")) }
                        div.field {
                            label for="file" { (cx.t("visit-files-file")) }
                            // Phones that share nothing but known types name it otherwise.
                            // The browser's own button speaks the browser's language: with script ours is seen instead.
                            div.file-pick data-file-pick {
                                input #file name="file" type="file" required accept=(format!(".{EXTENSION},.txt"))
                                    aria-describedby="file-hint";
                                span.button aria-hidden="true" { (cx.t("file-choose")) }
                                span.file-name aria-hidden="true" data-none=(cx.t("file-none")) { (cx.t("file-none")) }
                            }
                            span.hint #file-hint { (cx.t("visit-files-hint")) }
                        }
                        button.button.button-primary type="submit" { (cx.t("visit-files-send")) }
                    }
                }
            }
        },
    )
}

fn outcome(told: &Told, cx: &PageContext) -> Markup {
    let import = match told {
        Told::Refused(code) => {
            return html! {
                div.notice.notice-bad role="alert" data-code=(code.as_str()) {
                    div { p { strong { (cx.t("visit-files-refused")) } } p { (cx.catalog().problem(*code)) } }
                }
            };
        }
        Told::Imported(import) => import,
    };
    let result = &import.result;
    let is_new = result.events_new + result.photos_new > 0;
    let counts = cx.f(
        "visit-files-counts",
        &[
            ("events", result.events_new.into()),
            ("photos", result.photos_new.into()),
            ("known", (result.events_known + result.photos_known).into()),
        ],
    );
    let tone = match (result.refused, result.complete) {
        (Some(_), _) => Tone::Warn,
        (None, true) => Tone::Good,
        (None, false) => Tone::Info,
    };
    html! {
        div role="status" data-complete=(result.complete.to_string()) {
            (notice(tone, html! {
                p { strong { (cx.t(if is_new { "visit-files-done" } else { "visit-files-nothing-new" })) } }
                p { (counts) }
                @if result.photos_missing > 0 {
                    p { (cx.f("visit-files-missing", &[("count", result.photos_missing.into())])) }
                }
                @if let Some(code) = result.refused {
                    p { (cx.t("visit-files-rest-refused")) " " (cx.catalog().problem(code)) }
                }
                p { a href=(format!("/visits/{}", import.visit)) { (cx.t("visit-files-open")) } }
            }))
        }
    }
}

fn table(files: &[VisitFileLine], cx: &PageContext) -> Markup {
    html! {
        div.table-wrap {
            table.table.rows-stack {
                caption.visually-hidden { (cx.t("visit-files-list")) }
                (head([
                    Words("place"),
                    Words("visit-files-when"),
                    Words("visit-files-by"),
                    Words("visit-files-new"),
                ], cx))
                tbody { @for line in files { (row(line, cx)) } }
            }
        }
    }
}

fn row(line: &VisitFileLine, cx: &PageContext) -> Markup {
    let file = &line.file;
    let new = [
        ("events", file.events_new.into()),
        ("photos", file.photos_new.into()),
    ];
    html! {
        tr {
            th scope="row" {
                a href=(format!("/visits/{}", file.visit)) { (line.location) }
                span.sub { (cx.lang.bytes(file.size_bytes)) }
            }
            td { (cx.moment_at_home(file.imported_at)) }
            td { (line.by.as_deref().unwrap_or("–")) }
            td { (cx.f("visit-files-new-counts", &new)) }
        }
    }
}
