//! The list of waves.

use maud::{Markup, html};

use crate::pages::chart::scale::px;
use crate::pages::components::{Tone, chip, empty, stage_name};
use crate::pages::context::PageContext;
use crate::pages::layout::Page;
use crate::reports::wave::{Stage, WaveCard};

/// All waves, latest first.
pub fn page(waves: &[WaveCard], cx: &PageContext) -> Markup {
    let title = cx.t("nav-waves");
    let new = || html! { a.button.button-primary href="/waves/new" { (cx.t("new-wave")) } };
    Page::new(&title).actions(new()).render(
        cx,
        html! {
            @if waves.is_empty() {
                (empty(&cx.t("waves-empty-title"), &cx.t("waves-empty"), Some(new())))
            } @else {
                div.cards { @for card in waves { (wave_card(card, cx)) } }
            }
        },
    )
}

/// A wave at a glance: how far it is, and what is left.
pub fn wave_card(card: &WaveCard, cx: &PageContext) -> Markup {
    let (tone, key) = if cx.now < card.opens_at {
        (Tone::Plain, "wave-planned")
    } else if cx.now > card.closes_at {
        (Tone::Plain, "wave-closed")
    } else {
        (Tone::Info, "wave-open")
    };
    html! {
        article.card {
            div {
                p.muted.small { (card.client.name) }
                p.card-title { a href=(format!("/waves/{}", card.wave.id)) { (card.wave.name) } }
            }
            p.small.muted.num { (chip(tone, &cx.t(key))) " " (cx.day(card.opens_at)) " – " (cx.day(card.closes_at)) }
            (progress(card, cx))
        }
    }
}

/// How far a wave is, as a bar and in words.
pub fn progress(card: &WaveCard, cx: &PageContext) -> Markup {
    let total = card.total();
    let count = |stage: Stage| card.count(&stage.states());
    let published = count(Stage::Published);
    let review = count(Stage::Review) + count(Stage::Approved);
    let field = count(Stage::Field);
    let share = |part: u64| {
        if total == 0 {
            0.0
        } else {
            part as f64 * 100.0 / total as f64
        }
    };
    let parts = [
        ("progress-published", Stage::Published, published),
        ("progress-review", Stage::Review, review),
        ("progress-field", Stage::Field, field),
    ];
    let places = parts.into_iter().scan(0.0, |from, (class, _, part)| {
        let place = (class, *from, share(part));
        *from += share(part);
        Some(place)
    });
    html! {
        div.stack-tight {
            svg.progress viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                rect.progress-bed x="0" y="0" width="100" height="8" {}
                @for (class, from, width) in places {
                    rect class=(class) x=(px(from)) y="0" width=(px(width)) height="8" {}
                }
            }
            p.small.num {
                strong { (cx.f("progress", &[("done", published.into()), ("total", total.into())])) }
                @for (_, stage, part) in parts.into_iter().skip(1).filter(|(_, _, part)| *part > 0) {
                    " · " (cx.count(part)) " " span.muted { (stage_name(cx, stage).to_lowercase()) }
                }
            }
        }
    }
}
