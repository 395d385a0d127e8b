//! The forms that make a wave and plan its visits.

use maud::{Markup, html};

use crate::pages::components::empty;
use crate::pages::components::form::{Input, Typed, errors, select, text_area};
use crate::pages::components::table::Column::{Number, Words};
use crate::pages::components::table::head;
use crate::pages::context::PageContext;
use crate::pages::layout::{Crumb, Page};
use crate::reports::wave::{AssignForm, NewWave};

/// The form for a new wave.
pub fn new_page(view: &NewWave, typed: &Typed, cx: &PageContext) -> Markup {
    let title = cx.t("new-wave");
    let crumbs = vec![Crumb::new("/waves", cx.t("nav-waves"))];
    Page::new(&title).crumbs(crumbs).render(cx, html! {
        @if view.clients.is_empty() {
            (empty(&cx.t("wave-needs-brand-title"), &cx.t("wave-needs-brand"),
                Some(html! { a.button.button-primary href="/places" { (cx.t("add-places")) } })))
        } @else if view.checklists.is_empty() {
            (empty(&cx.t("wave-needs-checklist-title"), &cx.t("wave-needs-checklist"), None))
        } @else {
            (errors(&cx.t("form-wrong"), typed))
            form.panel.form-narrow method="post" action="/waves" {
                div.panel-body.form-grid {
                    (select("client", &cx.t("brand"), view.clients.iter().map(|c| (c.id.to_string(), c.name.clone())), typed))
                    (select("checklist", &cx.t("checklist"), view.checklists.iter().map(|option| {
                        let reference = &option.reference;
                        (reference.sha256.to_string(), format!("{} · v{}", option.title.in_lang(cx.lang), reference.version))
                    }), typed))
                    div.form-wide { (Input::new("name", cx.t("wave-name")).hint(cx.t("wave-name-hint")).render(typed)) }
                    (Input::new("opens", cx.t("first-day")).kind("date").render(typed))
                    (Input::new("closes", cx.t("last-day")).kind("date").render(typed))
                    div.form-wide { button.button.button-primary type="submit" { (cx.t("make-wave")) } }
                }
            }
        }
    })
}

/// The form that plans visits of a wave.
pub fn assign_page(view: &AssignForm, typed: &Typed, cx: &PageContext) -> Markup {
    let title = cx.t("plan-visits");
    let base = format!("/waves/{}", view.card.wave.id);
    let crumbs = vec![
        Crumb::new("/waves", cx.t("nav-waves")),
        Crumb::new(base.clone(), view.card.wave.name.clone()),
    ];
    Page::new(&title).crumbs(crumbs).lead(html! { (cx.t("plan-visits-lead")) }).render(cx, html! {
        @if view.locations.is_empty() {
            (empty(&cx.t("assign-needs-places-title"), &cx.t("assign-needs-places"),
                Some(html! { a.button.button-primary href="/places" { (cx.t("add-places")) } })))
        } @else {
            (errors(&cx.t("form-wrong"), typed))
            form.columns method="post" action=(format!("{base}/visits")) {
                fieldset.stack-tight {
                    legend.legend { (cx.t("where-to")) }
                    label.check hidden { input type="checkbox" data-all="location"; (cx.t("all-places")) }
                    (locations(view, typed, cx))
                }
                div.panel {
                    div.panel-body.stack {
                        (select("evaluator", &cx.t("evaluator"),
                            std::iter::once((String::new(), cx.t("nobody-yet")))
                                .chain(view.evaluators.iter().map(|e| (e.id.to_string(), e.name.clone()))), typed))
                        @if !view.personas.is_empty() {
                            (select("persona", &cx.t("persona"), view.personas.iter()
                                .map(|(id, title)| (id.to_string(), title.in_lang(cx.lang).to_owned())), typed))
                        }
                        (text_area("scenario", &cx.t("scenario"), Some(&cx.t("scenario-hint")), false, typed))
                        (Input::new("opens", cx.t("first-day")).kind("date").render(typed))
                        (Input::new("closes", cx.t("last-day")).kind("date").render(typed))
                        (Input::new("fee", cx.t("fee-brl")).hint(cx.t("fee-hint")).render(typed))
                        (Input::new("expense_cap", cx.t("expense-cap-brl")).hint(cx.t("expense-cap-hint")).optional().render(typed))
                        button.button.button-primary.button-wide type="submit" { (cx.t("plan-visits")) }
                    }
                }
            }
        }
    })
}

fn locations(view: &AssignForm, typed: &Typed, cx: &PageContext) -> Markup {
    html! {
        div.table-wrap.check-list tabindex="0" role="group" aria-label=(cx.t("where-to")) {
            table.table {
                (head([Words("place"), Words("region"), Number("visits-planned")], cx))
                tbody {
                    @for entry in &view.locations {
                        @let id = entry.location.id.to_string();
                        tr {
                            th scope="row" {
                                label.check {
                                    input type="checkbox" name="location" value=(id) checked[typed.values("location").any(|v| v == id)];
                                    (entry.location.name)
                                }
                            }
                            td { (entry.region.as_deref().unwrap_or("–")) }
                            td.num { (cx.count(entry.visits)) }
                        }
                    }
                }
            }
        }
    }
}
