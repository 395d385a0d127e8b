//! One question on one screen, for one hand.

use dioxus::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Kind, Question, Slug};
use vitrine_shared::id::VisitId;

use crate::core::protocol::{CoreError, PhotoRequest, Stage};
use crate::ui::parts::answer::AnswerControl;
use crate::ui::parts::{
    ArrivalNews, AskedAbout, BackBar, Comment, Empty, Failure, GroupControl, Guidance, HideButton, Icon,
    Loading, Memos, Note, NoteToSelf, Photos, SavedSign, ScreenTitle, Sign, Steps, Tone, counted,
};
use crate::ui::route::Route;
use crate::ui::state::{Desk, use_phone, use_words};

/// One question of a visit.
#[component]
pub fn QuestionScreen(visit: VisitId, question: Slug) -> Element {
    let phone = use_phone();
    let words = use_words();
    use_hook(move || {
        phone.open_visit(visit);
        phone.resume(visit);
    });
    let is_open = use_memo(use_reactive!(|visit| phone.desk.has(visit)));
    if !is_open() {
        let trouble = phone.desk.trouble.read().clone();
        return rsx! {
            BackBar { to: Route::Briefing { visit }, label: words.text("back-to-visit") }
            if let Some(trouble) = trouble {
                Failure { title: words.text("visit-not-opened"), text: words.error(&trouble) }
            } else {
                Loading { rows: 4 }
            }
        };
    }
    let place = place_of(phone.desk.checklist.read().as_deref(), &question, words.lang());
    let Some((question, touchpoint, title)) = place else {
        return rsx! {
            BackBar { to: Route::Briefing { visit }, label: words.text("back-to-visit") }
            Empty { sign: Sign::List, title: words.text("question-unknown"), text: words.text("question-unknown-text"),
                Link { class: "button button-quiet", to: Route::Outline { visit }, {words.text("to-list")} }
            }
        };
    };
    let id = question.id.clone();
    rsx! {
        BackBar { to: Route::Briefing { visit }, label: words.text("back-to-visit"),
            p { class: "back-bar-title", {title} }
            SavedSign {}
            Link {
                class: "icon-button",
                to: Route::Outline { visit },
                "aria-label": words.text("to-list"),
                "data-testid": "to-list",
                Icon { sign: Sign::List }
            }
            HideButton {}
        }
        Steps { here: touchpoint }
        ArrivalNews {}
        // Made anew for each question: fields keep their own text, and the title takes the focus.
        for question in [question] {
            Body { key: "{visit}/{question.id}", visit, question }
        }
        Turner { visit, here: id }
    }
}

/// The question with its touchpoint's id and title.
fn place_of(
    checklist: Option<&vitrine_shared::checklist::Checklist>,
    id: &Slug,
    lang: vitrine_shared::text::Lang,
) -> Option<(Question, Slug, String)> {
    let (touchpoint, question) = checklist?.questions().find(|(_, question)| question.id == *id)?;
    Some((
        question.clone(),
        touchpoint.id.clone(),
        touchpoint.title.in_lang(lang).to_owned(),
    ))
}

/// How a question stands in the open visit. The screen is drawn anew when this changes, and not whenever
/// anything in the visit does.
#[derive(Clone, PartialEq)]
struct Standing {
    answer: Option<Answer>,
    takes_answer: bool,
    takes_photos: bool,
    photo_request: Option<PhotoRequest>,
    is_hidden: bool,
    is_late: bool,
    failure: Option<CoreError>,
}

impl Standing {
    fn of(question: &Slug, desk: Desk) -> Self {
        let sheet = desk.sheet.read();
        Self {
            answer: desk.answer(question),
            takes_answer: desk.takes_answer(question),
            takes_photos: desk.takes_photos(question),
            photo_request: desk.photo_request(question),
            is_hidden: sheet
                .as_ref()
                .is_some_and(|sheet| !sheet.visible.contains(question)),
            is_late: desk.stage() == Some(Stage::CheckedOut),
            failure: desk.failure(question),
        }
    }
}

/// The question, its guidance, its answer, its photos, its comment.
#[component]
fn Body(visit: VisitId, question: Question) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = question.id.clone();
    let leaving = id.clone();
    use_drop(move || phone.save_draft(&leaving));
    let asked = id.clone();
    let standing = use_memo(move || Standing::of(&asked, phone.desk))();
    let is_closed = !standing.takes_answer;
    let photos_closed = !standing.takes_photos;
    let is_answered = standing.answer.is_some();
    let is_note = question.kind == Kind::Note;
    let counts = phone
        .desk
        .checklist
        .read()
        .as_ref()
        .and_then(|checklist| counted(checklist, &question).cloned());
    let is_count = counts.is_some();
    let cleared = id.clone();
    let takes_comment = is_answered && !is_count && !matches!(question.kind, Kind::Text { .. }) && !is_note;
    rsx! {
        div { class: "question", "data-swipe": "", "data-testid": "question", "data-question": id.to_string(),
            Badges { question: question.clone(), is_count }
            ScreenTitle { text: question.text.in_lang(words.lang()), is_small: true }
            Guidance { question: question.clone() }
            if standing.is_late {
                LateNote {}
            }
            AskedAbout { visit, question: question.clone() }
            if standing.is_hidden {
                Note { tone: Tone::Info, text: words.text("question-hidden") }
            }
            if let Some(group) = counts {
                GroupControl { visit, group, is_closed }
            } else if question.kind.takes_answer() || question.may_not_apply {
                AnswerControl { question: question.clone(), is_closed }
            }
            if let Some(error) = standing.failure {
                Note { tone: Tone::Bad, title: words.text("not-saved"), text: words.error(&error), testid: "save-failed",
                    button {
                        class: "button button-quiet",
                        r#type: "button",
                        onclick: move |_| phone.save_again(),
                        {words.text("try-again")}
                    }
                }
            }
            if let Some(request) = standing.photo_request {
                Photos { visit, question: id.clone(), request, is_closed: photos_closed }
            } else if !is_note && !is_count {
                UnaskedPhotos { visit, question: id.clone(), is_closed: photos_closed }
            }
            if question.takes_voice_memo() {
                Memos { visit, question: id.clone(), is_closed: photos_closed }
            }
            // First what is always there: an answer moves nothing that the thumb may be on its way to.
            NoteToSelf { question: id.clone() }
            if takes_comment {
                Comment { question: id.clone(), is_closed }
            }
            if is_answered && !is_closed && standing.answer != Some(Answer::NotApplicable) && can_be_cleared(&question.kind) {
                button {
                    class: "button button-text",
                    r#type: "button",
                    "data-testid": "clear",
                    onclick: move |_| phone.answer(&cleared, None),
                    Icon { sign: Sign::Again }
                    {words.text("clear")}
                }
            }
        }
    }
}

/// Says that what is answered now carries the time since leaving.
#[component]
fn LateNote() -> Element {
    let phone = use_phone();
    let words = use_words();
    let Some(at) = phone.desk.left_at() else {
        return rsx! {};
    };
    rsx! {
        p { class: "hint hint-sign", "data-testid": "late",
            Icon { sign: Sign::Clock }
            {words.format("late-question", &[("at", words.moment(at).into())])}
        }
    }
}

/// Photos that nobody asked for, as evidence; folded away until one is wanted.
#[component]
fn UnaskedPhotos(visit: VisitId, question: Slug, is_closed: bool) -> Element {
    let phone = use_phone();
    let words = use_words();
    let mut is_wanted = use_signal(|| false);
    let request = phone.desk.unasked_photos(&question);
    if request.kept > 0 || *is_wanted.read() {
        return rsx! {
            Photos { visit, question, request, is_closed }
        };
    }
    if is_closed {
        return rsx! {};
    }
    rsx! {
        button {
            class: "button button-text",
            r#type: "button",
            "data-testid": "add-photo",
            onclick: move |_| is_wanted.set(true),
            Icon { sign: Sign::Camera }
            {words.text("photo-add")}
        }
    }
}

/// What is tapped is taken back by a tap of its own; what is typed is deleted where it stands.
fn can_be_cleared(kind: &Kind) -> bool {
    !matches!(
        kind,
        Kind::Text { .. }
            | Kind::Number { .. }
            | Kind::Barcode { .. }
            | Kind::Date
            | Kind::Time
            | Kind::Multiple { .. }
    )
}

/// What to know of a question at a glance.
#[component]
fn Badges(question: Question, is_count: bool) -> Element {
    let words = use_words();
    let is_note = question.kind == Kind::Note;
    rsx! {
        p { class: "badges",
            if question.critical.is_some() {
                span { class: "tag tag-bad",
                    Icon { sign: Sign::Alert }
                    {words.text("critical")}
                }
            }
            if is_note {
                span { class: "tag", {words.text("kind-note")} }
            } else if !question.required && !is_count {
                span { class: "tag", {words.text("optional")} }
            }
        }
    }
}

/// The bar for the thumb: back and on.
#[component]
fn Turner(visit: VisitId, here: Slug) -> Element {
    let phone = use_phone();
    let words = use_words();
    let (before, after) = phone.desk.neighbours(&here);
    let place = phone.desk.place_of(&here);
    let label = place.map(|(at, of)| words.format("question-of", &[("at", at.into()), ("of", of.into())]));
    // Turning pages leaves no trail: the way back leads out of the visit, not through every question.
    let turn = move |question: Slug| {
        navigator().replace(Route::QuestionScreen { visit, question });
    };
    rsx! {
        div { class: "turner",
            button {
                class: "button button-quiet turner-back",
                r#type: "button",
                "aria-label": words.text("question-before"),
                "data-testid": "before",
                "data-turn": "back",
                disabled: before.is_none(),
                onclick: move |_| {
                    if let Some(before) = before.clone() {
                        turn(before);
                    }
                },
                Icon { sign: Sign::Back }
            }
            p { class: "turner-place", "data-testid": "question-of", {label.unwrap_or_default()} }
            if let Some(after) = after {
                button {
                    class: "button button-main turner-next",
                    r#type: "button",
                    "data-testid": "next",
                    "data-turn": "next",
                    onclick: move |_| turn(after.clone()),
                    {words.text("next")}
                    Icon { sign: Sign::Next }
                }
            } else {
                Link { class: "button button-main turner-next", to: Route::Review { visit }, "data-testid": "next", "data-turn": "next",
                    {words.text("to-review-short")}
                    Icon { sign: Sign::Next }
                }
            }
        }
    }
}
