//! Large photos: each opens as the target of its small picture's link, without script.

use maud::{Markup, html};
use vitrine_shared::event::PhotoSource;

use crate::pages::context::PageContext;
use crate::reports::visit::{PhotoView, VisitView};

/// The address of a photo, large or as a small picture.
pub fn photo_address(view: &VisitView, photo: &PhotoView, is_thumb: bool) -> String {
    let size = if is_thumb { "?size=thumb" } else { "" };
    format!("/api/v1/visits/{}/photos/{}{size}", view.facts.place.id, photo.id)
}

/// Every photo that arrived, hidden until it is the target.
pub fn all(view: &VisitView, cx: &PageContext) -> Markup {
    let photos: Vec<_> = view.all_photos().filter(|(photo, _)| photo.arrived).collect();
    let target = |index: Option<usize>| {
        index
            .and_then(|i| photos.get(i))
            .map(|(photo, _)| format!("#p-{}", photo.id))
    };
    html! {
        @for (index, (photo, question)) in photos.iter().enumerate() {
            div.lightbox id=(format!("p-{}", photo.id)) role="dialog" aria-modal="true" aria-label=(cx.t("photo")) {
                img src=(photo_address(view, photo, false)) loading="lazy" width=(photo.width) height=(photo.height)
                    alt=(cx.f("photo-of", &[("question", question.in_lang(cx.lang).into())]));
                div.lightbox-bar {
                    p {
                        (question.in_lang(cx.lang))
                        br;
                        span.small.num {
                            (cx.moment(photo.taken_at, &view.facts.place.time_zone)) " · "
                            (cx.t(match photo.source {
                                PhotoSource::Camera => "photo-source-camera",
                                PhotoSource::File => "photo-source-file",
                            }))
                            " · " (cx.f("photo-position", &[("index", (index + 1).into()), ("count", photos.len().into())]))
                        }
                    }
                    @if let Some(href) = target(index.checked_sub(1)) { a href=(href) data-go="prev" { (cx.t("photo-previous")) } }
                    @if let Some(href) = target(index.checked_add(1)) { a href=(href) data-go="next" { (cx.t("photo-next")) } }
                    a href=(format!("#s-{}", photo.id)) data-go="close" { (cx.t("photo-close")) }
                }
            }
        }
    }
}
