//! The people of the agency and its brands, and how more are added.

use maud::{Markup, html};

use super::import;
use crate::pages::components::form::{Input, Typed, errors, select};
use crate::pages::components::table::Column::{Unseen, Words};
use crate::pages::components::table::head;
use crate::pages::components::{Tone, chip, empty};
use crate::pages::context::PageContext;
use crate::pages::layout::Page;
use crate::reports::directory::{PeopleView, Person};
use crate::storage::Role;

/// The columns of a pasted table of evaluators.
pub const COLUMNS: &str = "email;name;lang";

/// The roles that can be given on this page.
const ROLES: [Role; 5] = [
    Role::Evaluator,
    Role::Coordinator,
    Role::Reviewer,
    Role::ClientViewer,
    Role::ClientManager,
];

/// Everyone.
pub fn page(view: &PeopleView, typed: &Typed, cx: &PageContext) -> Markup {
    let title = cx.t("nav-people");
    let actions = html! { a.button href="/visit-files" { (cx.t("visit-files-title")) } };
    Page::new(&title).actions(actions).render(cx, html! {
        (errors(&cx.t("form-wrong"), typed))
        div.columns {
            div {
                @if view.people.is_empty() {
                    (empty(&cx.t("people-empty-title"), &cx.t("people-empty"), None))
                } @else {
                    (table(view, cx))
                }
            }
            div.stack {
                section.panel aria-labelledby="add" {
                    div.panel-body.stack {
                        h2 #add { (cx.t("add-evaluators")) }
                        (import::form("/people/evaluators", COLUMNS, &cx.t("people-hint"), html! {}, typed, cx))
                    }
                }
                details.more { summary { (cx.t("add-person")) } (single(view, typed, cx)) }
            }
        }
    })
}

fn table(view: &PeopleView, cx: &PageContext) -> Markup {
    html! {
        div.table-wrap {
            table.table.rows-stack {
                caption.visually-hidden { (cx.t("nav-people")) }
                (head([
                    Words("person"),
                    Words("role"),
                    Words("phone"),
                    Words("nav-training"),
                    Unseen("actions"),
                ], cx))
                tbody { @for person in &view.people { (row(person, cx)) } }
            }
        }
    }
}

fn row(person: &Person, cx: &PageContext) -> Markup {
    let is_evaluator = person.role == Role::Evaluator;
    html! {
        tr {
            th scope="row" { (person.user.name) @if let Some(email) = &person.email { span.sub { (email) } } }
            td {
                (cx.t(&format!("role-{}", person.role.as_str())))
                @if let Some(client) = &person.client { span.sub { (client) } }
            }
            td {
                @if is_evaluator {
                    @if person.devices > 0 {
                        (chip(Tone::Good, &cx.f("devices", &[("count", person.devices.into())])))
                    } @else {
                        (chip(Tone::Plain, &cx.t("no-device")))
                    }
                } @else { "–" }
            }
            td {
                @if is_evaluator {
                    a href=(format!("/people/{}/training", person.user.id)) {
                        (cx.f("certificates", &[("count", person.certificates.into())]))
                        span.visually-hidden { " " (person.user.name) }
                    }
                } @else { "–" }
            }
            td.right {
                @if is_evaluator {
                    form method="post" action=(format!("/people/{}/invitation", person.user.id)) {
                        button.button type="submit" { (cx.t("invite")) span.visually-hidden { " " (person.user.name) } }
                    }
                }
            }
        }
    }
}

fn single(view: &PeopleView, typed: &Typed, cx: &PageContext) -> Markup {
    html! {
        form.panel method="post" action="/people" {
            div.panel-body.stack {
                (Input::new("name", cx.t("field-name")).render(typed))
                (Input::new("email", cx.t("field-email")).kind("email").render(typed))
                (select("role", &cx.t("role"), ROLES.map(|role| {
                    (role.as_str().to_owned(), cx.t(&format!("role-{}", role.as_str())))
                }), typed))
                @if !view.clients.is_empty() {
                    (select("client", &cx.t("brand-for-role"),
                        std::iter::once((String::new(), "–".to_owned()))
                            .chain(view.clients.iter().map(|c| (c.id.to_string(), c.name.clone()))), typed))
                }
                (Input::new("password", cx.t("field-password")).kind("password").autocomplete("new-password")
                    .hint(cx.t("password-hint")).optional().render(typed))
                button.button type="submit" { (cx.t("add-person")) }
            }
        }
    }
}
