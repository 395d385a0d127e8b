//! The frame of every page.

use maud::{DOCTYPE, Markup, html};
use vitrine_shared::text::Lang;

use super::assets;
use super::context::{Done, PageContext, Side, Viewer};

/// A link back up.
pub struct Crumb {
    /// Where to.
    pub href: String,
    /// What is there.
    pub text: String,
}

impl Crumb {
    /// A link to `href`.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: text.into(),
        }
    }
}

/// A page with the site's header; `title` is also its first heading.
pub struct Page<'a> {
    /// What the page is, for the browser's tab and the heading.
    pub title: &'a str,
    /// A line under the heading.
    pub lead: Option<Markup>,
    /// The way back up, outermost first.
    pub crumbs: Vec<Crumb>,
    /// What can be done here, beside the heading.
    pub actions: Option<Markup>,
}

impl<'a> Page<'a> {
    /// A page with nothing beside its title.
    pub fn new(title: &'a str) -> Self {
        Self {
            title,
            lead: None,
            crumbs: Vec::new(),
            actions: None,
        }
    }

    /// With a line under the heading.
    pub fn lead(mut self, lead: Markup) -> Self {
        self.lead = Some(lead);
        self
    }

    /// With the way back up.
    pub fn crumbs(mut self, crumbs: Vec<Crumb>) -> Self {
        self.crumbs = crumbs;
        self
    }

    /// With something to do.
    pub fn actions(mut self, actions: Markup) -> Self {
        self.actions = Some(actions);
        self
    }

    /// The whole document around its body.
    pub fn render(self, cx: &PageContext, body: Markup) -> Markup {
        document(
            cx,
            self.title,
            html! {
                a.skip href="#main" { (cx.t("skip-to-content")) }
                (header(cx))
                main.page #main tabindex="-1" {
                    @if let Some(done) = cx.done { (done_notice(cx, done)) }
                    div.page-head {
                        div {
                            @if !self.crumbs.is_empty() {
                                nav.crumbs aria-label=(cx.t("crumbs")) {
                                    ol role="list" {
                                        @for crumb in &self.crumbs { li { a href=(crumb.href) { (crumb.text) } } }
                                    }
                                }
                            }
                            h1 { (self.title) }
                            @if let Some(lead) = &self.lead { p.lead { (lead) } }
                        }
                        @if let Some(actions) = &self.actions { div.button-row.no-print { (actions) } }
                    }
                    (body)
                }
                (footer(cx))
            },
        )
    }
}

/// A page with one thing to do and no navigation.
pub fn solo(cx: &PageContext, title: &str, body: Markup) -> Markup {
    document(
        cx,
        title,
        html! {
            main.solo #main { (body) }
            (footer(cx))
        },
    )
}

fn document(cx: &PageContext, title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(cx.lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="theme-color" content="#0b5f6d";
                title { (title) " · Vitrine" }
                link rel="icon" type="image/svg+xml" href=(assets::logo());
                link rel="apple-touch-icon" href=(assets::icon());
                link rel="stylesheet" href=(assets::style());
                script type="module" src=(assets::script()) {}
            }
            body { (body) }
        }
    }
}

fn header(cx: &PageContext) -> Markup {
    html! {
        header.site-header {
            div.site-header-inner {
                a.brandmark href="/" {
                    img src=(assets::logo()) alt="" width="28" height="28";
                    "Vitrine"
                }
                @if let Some(viewer) = &cx.viewer {
                    (navigation(cx, viewer))
                    div.account {
                        span.account-name { (viewer.name) }
                        form method="post" action="/logout" {
                            button.button.button-quiet type="submit" { (cx.t("log-out")) }
                        }
                    }
                }
            }
        }
    }
}

fn navigation(cx: &PageContext, viewer: &Viewer) -> Markup {
    let items = match viewer.side {
        Side::Agency => vec![
            ("/".to_owned(), "nav-home"),
            ("/waves".to_owned(), "nav-waves"),
            ("/places".to_owned(), "nav-places"),
            ("/people".to_owned(), "nav-people"),
            ("/training".to_owned(), "nav-training"),
            ("/payments".to_owned(), "nav-payments"),
        ],
        Side::Brand(client) => vec![(format!("/brand/{client}"), "nav-comparison")],
        Side::Evaluator => vec![("/app/".to_owned(), "nav-app")],
    };
    let is_here = |href: &str| cx.path() == href || (href != "/" && cx.path().starts_with(href));
    html! {
        nav.nav aria-label=(cx.t("nav-main")) {
            ul role="list" {
                @for (href, key) in &items {
                    li { a href=(href) aria-current=[is_here(href).then_some("page")] { (cx.t(key)) } }
                }
            }
        }
    }
}

fn footer(cx: &PageContext) -> Markup {
    html! {
        footer.site-footer {
            div.site-footer-inner {
                span { "Vitrine" }
                form.languages method="post" action="/language" {
                    input type="hidden" name="back" value=(cx.address);
                    span { (cx.t("language")) }
                    @for lang in Lang::ALL {
                        button type="submit" name="lang" value=(lang.tag()) lang=(lang.tag())
                            aria-current=[(lang == cx.lang).then_some("true")] {
                            (cx.t(&format!("lang-{lang}")))
                        }
                    }
                }
            }
        }
    }
}

fn done_notice(cx: &PageContext, done: Done) -> Markup {
    html! {
        div.notice.notice-good role="status" { p { (cx.t(&format!("done-{}", done.name()))) } }
    }
}
