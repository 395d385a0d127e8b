//! The photos and voice memos beside an answer, and what each went through.

use maud::{Markup, html};
use vitrine_shared::event::{NoCamera, PhotoWarning};

use super::lightbox::photo_address;
use crate::pages::components::{Tone, chip};
use crate::pages::context::PageContext;
use crate::reports::visit::{MemoView, PhotoStep, PhotoView, QuestionView, VisitView};

/// Whether there is anything to show.
pub fn has_any(question: &QuestionView) -> bool {
    !question.photos.is_empty() || !question.memos.is_empty() || question.photos_thrown > 0
}

/// The photos and memos of a question.
pub fn of(view: &VisitView, question: &QuestionView, cx: &PageContext) -> Markup {
    html! {
        @if !question.photos.is_empty() {
            ul.photos role="list" {
                @for photo in &question.photos { li { (thumb(view, photo, question, cx)) } }
            }
        }
        @if question.photos_thrown > 0 && view.facts.hears {
            p.muted.small { (cx.f("photos-thrown", &[("count", question.photos_thrown.into())])) }
        }
        @if !question.memos.is_empty() {
            ul.memos role="list" {
                @for memo in &question.memos { li { (memo_player(view, memo, question, cx)) } }
            }
        }
    }
}

/// A photo's small picture, with what is to be known of it.
pub fn thumb(view: &VisitView, photo: &PhotoView, question: &QuestionView, cx: &PageContext) -> Markup {
    let about = cx.f("photo-of", &[("question", question.text.in_lang(cx.lang).into())]);
    html! {
        @if photo.arrived {
            a.photo id=(format!("s-{}", photo.id)) href=(format!("#p-{}", photo.id)) {
                img src=(photo_address(view, photo, true)) alt=(about) width="136" height="104" loading="lazy";
            }
        } @else {
            div.photo-missing { (cx.t("photo-missing")) }
        }
        @for warning in &photo.warnings { (chip(Tone::Warn, &cx.t(warning_key(*warning)))) }
        @if let Some(reason) = photo.no_camera { (chip(Tone::Warn, &cx.t(no_camera_key(reason)))) }
        @if let Some(edits) = photo.edits {
            @if edits.covered > 0 { (chip(Tone::Info, &cx.f("photo-covered", &[("count", edits.covered.into())]))) }
            @if edits.drawn > 0 { (chip(Tone::Info, &cx.f("photo-drawn", &[("count", edits.drawn.into())]))) }
        }
        @if !photo.past.is_empty() && view.facts.hears { (past(view, &photo.past, cx)) }
    }
}

/// What a photo went through, in order.
fn past(view: &VisitView, steps: &[PhotoStep], cx: &PageContext) -> Markup {
    html! {
        ol.photo-past aria-label=(cx.t("photo-past")) {
            @for step in steps {
                li {
                    (cx.t(&format!("event-{}", step.done.kind()))) " "
                    span.num { (cx.moment(step.at, &view.facts.place.time_zone)) }
                }
            }
        }
    }
}

/// A memo to be listened to.
pub fn memo_player(view: &VisitView, memo: &MemoView, question: &QuestionView, cx: &PageContext) -> Markup {
    let about = cx.f("memo-of", &[("question", question.text.in_lang(cx.lang).into())]);
    html! {
        @if memo.arrived {
            audio controls preload="none" aria-label=(about)
                src=(format!("/api/v1/visits/{}/audio/{}", view.facts.place.id, memo.id)) {}
        } @else {
            div.photo-missing { (cx.t("memo-missing")) }
        }
        p.muted.small.num {
            (cx.lang.duration(memo.duration_ms)) " · " (cx.moment(memo.recorded_at, &view.facts.place.time_zone))
        }
    }
}

/// The key of a warning's short name.
fn warning_key(warning: PhotoWarning) -> &'static str {
    match warning {
        PhotoWarning::Blurred => "warning-blurred",
        PhotoWarning::Dark => "warning-dark",
        PhotoWarning::Bright => "warning-bright",
        PhotoWarning::NearDuplicate => "warning-near-duplicate",
    }
}

fn no_camera_key(reason: NoCamera) -> &'static str {
    match reason {
        NoCamera::Refused => "no-camera-refused",
        NoCamera::Missing => "no-camera-missing",
        NoCamera::Busy => "no-camera-busy",
    }
}
