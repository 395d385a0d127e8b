//! Parts that pages are put together from.

use maud::{Markup, html};
use vitrine_shared::visit::VisitState;

use super::context::PageContext;
use crate::reports::comparison::{Ownership, PlaceName};
use crate::reports::wave::Stage;

pub mod form;
pub mod table;

/// How much something matters, in colour and in shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do.
    Plain,
    /// As it should be.
    Good,
    /// To be looked at.
    Warn,
    /// Wrong.
    Bad,
    /// Going on.
    Info,
}

impl Tone {
    fn chip_class(self) -> &'static str {
        match self {
            Self::Plain => "chip",
            Self::Good => "chip chip-good",
            Self::Warn => "chip chip-warn",
            Self::Bad => "chip chip-bad",
            Self::Info => "chip chip-info",
        }
    }

    fn notice_class(self) -> &'static str {
        match self {
            Self::Plain => "notice",
            Self::Good => "notice notice-good",
            Self::Warn => "notice notice-warn",
            Self::Bad => "notice notice-bad",
            Self::Info => "notice notice-info",
        }
    }

    /// The path of its mark in a box of 10 by 10: a disc, a tick, a triangle, a cross, a half disc.
    fn mark(self) -> &'static str {
        match self {
            Self::Plain => "M5 1.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z",
            Self::Good => "M1 5.2 2.4 3.8 4 5.4 7.7 1.7 9 3 4 8.1z",
            Self::Warn => "M5 .8 9.6 9.2H.4z",
            Self::Bad => "M2 .8 5 3.8 8 .8 9.2 2 6.2 5l3 3L8 9.2l-3-3-3 3L.8 8l3-3-3-3z",
            Self::Info => "M5 1a4 4 0 0 1 0 8z M5 1.5a3.5 3.5 0 0 0 0 7V8a3 3 0 0 1 0-6z",
        }
    }
}

/// A fact in a word.
pub fn chip(tone: Tone, text: &str) -> Markup {
    html! {
        span class=(tone.chip_class()) {
            svg viewBox="0 0 10 10" aria-hidden="true" focusable="false" { path d=(tone.mark()) fill="currentColor" {} }
            (text)
        }
    }
}

/// The state of a visit.
pub fn state_chip(cx: &PageContext, state: VisitState) -> Markup {
    let tone = match state {
        VisitState::Published | VisitState::Approved => Tone::Good,
        VisitState::Submitted | VisitState::InReview | VisitState::Returned => Tone::Warn,
        VisitState::Rejected | VisitState::Expired | VisitState::Released => Tone::Bad,
        VisitState::Assigned | VisitState::Accepted | VisitState::InProgress => Tone::Info,
        VisitState::Planned | VisitState::Offered | VisitState::Excluded | VisitState::Cancelled => {
            Tone::Plain
        }
    };
    chip(tone, &state_name(cx, state))
}

/// The state of a visit in words.
pub fn state_name(cx: &PageContext, state: VisitState) -> String {
    cx.t(&format!("state-{}", state.as_str()))
}

/// The stage of a visit in words.
pub fn stage_name(cx: &PageContext, stage: Stage) -> String {
    cx.t(&format!("stage-{}", stage.name()))
}

/// Whose a location is; nothing for a brand's own, as most are.
pub fn ownership_chip(cx: &PageContext, ownership: Ownership) -> Markup {
    let key = match ownership {
        Ownership::Own => return html! {},
        Ownership::Franchise => "ownership-franchise",
        Ownership::Competitor => "ownership-competitor",
    };
    html! { span.chip.chip-outline { (cx.t(key)) } }
}

/// What a place is called for this reader.
pub fn place_name(cx: &PageContext, name: &PlaceName) -> String {
    match name {
        PlaceName::Named(name) => name.clone(),
        PlaceName::Competitor(number) => cx.f("place-competitor", &[("number", (*number).into())]),
        PlaceName::Other(number) => cx.f("place-other", &[("number", (*number).into())]),
    }
}

/// A box that says something about the page.
pub fn notice(tone: Tone, body: Markup) -> Markup {
    html! { div class=(tone.notice_class()) { div { (body) } } }
}

/// Nothing here yet: why, and what to do.
pub fn empty(title: &str, text: &str, action: Option<Markup>) -> Markup {
    html! {
        div.empty {
            h2 { (title) }
            p { (text) }
            @if let Some(action) = action { (action) }
        }
    }
}

/// One figure that a page is about.
pub struct Figure {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: Markup,
    /// What qualifies it.
    pub note: Option<String>,
}

impl Figure {
    /// A figure with nothing beside it.
    pub fn new(label: String, value: Markup) -> Self {
        Self {
            label,
            value,
            note: None,
        }
    }

    /// With what qualifies it.
    pub fn note(mut self, note: String) -> Self {
        self.note = Some(note);
        self
    }
}

/// Figures in a row.
pub fn figures(figures: &[Figure]) -> Markup {
    html! {
        dl.figures {
            @for figure in figures {
                div {
                    dt { (figure.label) }
                    dd { (figure.value) }
                    @if let Some(note) = &figure.note { dd.figure-note { (note) } }
                }
            }
        }
    }
}

/// One tab: where it leads, what it says, how many things are there.
pub struct Tab {
    /// Where to.
    pub href: String,
    /// What it says.
    pub text: String,
    /// How many things are there, if that is worth saying.
    pub count: Option<u64>,
    /// Whether it is this page.
    pub current: bool,
}

/// Links between views of the same thing.
pub fn tabs(cx: &PageContext, label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            ul role="list" {
                @for tab in tabs {
                    li {
                        a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                            (tab.text)
                            @if let Some(count) = tab.count { " " span.count { (cx.count(count)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Links to the pages before and after, of `pages` in all; nothing where there is one.
pub fn pager(cx: &PageContext, page: usize, pages: usize, href: impl Fn(usize) -> String) -> Markup {
    if pages <= 1 {
        return html! {};
    }
    let position = cx.f(
        "pager-position",
        &[("page", (page + 1).into()), ("pages", pages.into())],
    );
    html! {
        nav.pager aria-label=(cx.t("pager")) {
            @if page > 0 { a.button href=(href(page - 1)) rel="prev" { (cx.t("pager-previous")) } } @else { span {} }
            span.num { (position) }
            @if page + 1 < pages { a.button href=(href(page + 1)) rel="next" { (cx.t("pager-next")) } } @else { span {} }
        }
    }
}
