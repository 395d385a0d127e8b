//! A brand's places, and how more are added.

use maud::{Markup, html};

use super::import;
use crate::pages::components::form::{Input, Typed, errors};
use crate::pages::components::table::Column::Words;
use crate::pages::components::table::head;
use crate::pages::components::{empty, ownership_chip};
use crate::pages::context::PageContext;
use crate::pages::layout::Page;
use crate::reports::directory::PlacesView;

/// The columns of a pasted table of places.
pub const COLUMNS: &str = "code;name;address;region;ownership;time_zone;lat;lon";

/// The places of a brand.
pub fn page(view: &PlacesView, typed: &Typed, cx: &PageContext) -> Markup {
    let title = cx.t("nav-places");
    let page = match &view.client {
        Some(client) => Page::new(&title).lead(html! { (client.name) }),
        None => Page::new(&title),
    };
    page.render(cx, html! {
        (errors(&cx.t("form-wrong"), typed))
        @match &view.client {
            None => {
                (empty(&cx.t("brands-empty-title"), &cx.t("brands-empty"), None))
                (new_brand(typed, cx))
            },
            Some(client) => {
                (chooser(view, cx))
                div.columns {
                    div {
                        @if view.places.is_empty() {
                            (empty(&cx.t("places-empty-title"), &cx.t("places-empty"), None))
                        } @else {
                            (table(view, cx))
                        }
                    }
                    div.stack {
                        section.panel aria-labelledby="add" {
                            div.panel-body.stack {
                                h2 #add { (cx.t("add-places")) }
                                (import::form(&format!("/places/{}", client.id), COLUMNS, &cx.t("places-hint"), html! {}, typed, cx))
                            }
                        }
                        details.more { summary { (cx.t("new-brand")) } (new_brand(typed, cx)) }
                    }
                }
            },
        }
    })
}

fn chooser(view: &PlacesView, cx: &PageContext) -> Markup {
    if view.clients.len() < 2 {
        return html! {};
    }
    html! {
        form.filters method="get" action="/places" data-instant {
            div.field {
                label for="client" { (cx.t("brand")) }
                select id="client" name="client" {
                    @for client in &view.clients {
                        option value=(client.id) selected[view.client.as_ref().is_some_and(|c| c.id == client.id)] { (client.name) }
                    }
                }
            }
            button.button.only-without-script type="submit" { (cx.t("apply")) }
        }
    }
}

fn new_brand(typed: &Typed, cx: &PageContext) -> Markup {
    html! {
        form.panel.form-narrow method="post" action="/places" {
            div.panel-body.stack {
                (Input::new("brand", cx.t("brand-name")).render(typed))
                button.button type="submit" { (cx.t("new-brand")) }
            }
        }
    }
}

fn table(view: &PlacesView, cx: &PageContext) -> Markup {
    html! {
        div.table-wrap {
            table.table.rows-stack {
                caption.visually-hidden { (cx.t("nav-places")) }
                (head([Words("place"), Words("code"), Words("region"), Words("address")], cx))
                tbody {
                    @for entry in &view.places {
                        tr {
                            th scope="row" {
                                @match &view.client {
                                    Some(client) => a href=(format!("/brand/{}/locations/{}", client.id, entry.location.id)) { (entry.location.name) },
                                    None => (entry.location.name),
                                }
                                " " (ownership_chip(cx, entry.ownership))
                            }
                            td.mono { (entry.code) }
                            td { (entry.region.as_deref().unwrap_or("–")) }
                            td { (entry.address) span.sub { (entry.time_zone) } }
                        }
                    }
                }
            }
        }
    }
}
