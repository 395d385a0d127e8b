//! Every question of a visit at a glance, by touchpoint, with what was answered.

use dioxus::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Kind, Question, Slug};
use vitrine_shared::id::VisitId;

use crate::core::protocol::{Progress, SheetView, Stage};
use crate::ui::parts::{
    BackBar, HideButton, Icon, Loading, QuickAnswer, SavedSign, ScreenTitle, Sign, SpentLine, counted,
    instances,
};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};
use crate::ui::words::Words;

/// The list of a visit's questions.
#[component]
pub fn Outline(visit: VisitId) -> Element {
    let phone = use_phone();
    let words = use_words();
    use_hook(move || phone.open_visit(visit));
    let checklist = phone.desk.checklist.read();
    let sheet = phone.desk.sheet.read();
    let (Some(checklist), Some(sheet)) = (
        checklist.as_ref(),
        sheet.as_ref().filter(|_| phone.desk.has(visit)),
    ) else {
        return rsx! {
            BackBar { to: Route::Briefing { visit }, label: words.text("back-to-visit") }
            Loading { rows: 6 }
        };
    };
    let takes_answers = matches!(sheet.stage, Stage::InProgress | Stage::CheckedOut);
    let missing = sheet
        .missing
        .first()
        .filter(|_| takes_answers)
        .map(|item| item.question.clone());
    let lang = words.lang();
    let groups: Vec<_> = checklist
        .touchpoints
        .iter()
        .filter_map(|touchpoint| {
            let shown: Vec<Question> = touchpoint
                .questions
                .iter()
                .filter(|q| sheet.visible.contains(&q.id))
                .cloned()
                .collect();
            let progress = sheet
                .touchpoints
                .iter()
                .find(|t| t.touchpoint == touchpoint.id)?
                .progress;
            (!shown.is_empty()).then(|| {
                (
                    touchpoint.id.clone(),
                    touchpoint.title.in_lang(lang).to_owned(),
                    progress,
                    shown,
                )
            })
        })
        .collect();
    rsx! {
        BackBar { to: Route::Briefing { visit }, label: words.text("back-to-visit"),
            p { class: "back-bar-title" }
            SavedSign {}
            HideButton {}
        }
        ScreenTitle { text: phone.veil.title(words.text("outline-title"), &words) }
        for (id , title , progress , questions) in groups {
            section { key: "{id}", class: "group", "data-testid": "touchpoint",
                div { class: "group-head",
                    h2 { class: "group-title", {title} }
                    Count { progress }
                }
                ul { class: "rows",
                    for question in questions {
                        li { key: "{question.id}", class: "line",
                            Line { visit, question: question.clone() }
                            if takes_answers {
                                QuickAnswer { question }
                            }
                        }
                    }
                }
            }
        }
        SpentLine { visit }
        div { class: "foot",
            if let Some(question) = missing.clone() {
                Link {
                    class: "button button-main",
                    to: Route::QuestionScreen { visit, question },
                    "data-testid": "to-missing",
                    {words.count("to-missing", sheet.missing.len())}
                    Icon { sign: Sign::Next }
                }
            }
            Link {
                class: if missing.is_some() { "button button-quiet" } else { "button button-main" },
                to: Route::Review { visit },
                "data-testid": "to-review",
                {words.text("to-review")}
            }
        }
    }
}

#[component]
fn Count(progress: Progress) -> Element {
    let words = use_words();
    let args = [("done", progress.done.into()), ("shown", progress.shown.into())];
    rsx! {
        span { class: if progress.missing == 0 { "state state-good" } else { "state" },
            if progress.missing == 0 {
                Icon { sign: Sign::Check }
            }
            {words.format("progress-short", &args)}
        }
    }
}

/// One question with its answer.
#[component]
fn Line(visit: VisitId, question: Question) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = question.id.clone();
    let answer = phone.desk.answer(&id);
    let sheet = phone.desk.sheet.read();
    let photos = sheet.as_ref().map_or(0, |sheet| photos_of(sheet, &id));
    let is_missing = sheet
        .as_ref()
        .is_some_and(|sheet| sheet.missing.iter().any(|item| item.question == id));
    let counted = phone
        .desk
        .checklist
        .read()
        .as_ref()
        .and_then(|checklist| Some(instances(counted(checklist, &question)?, answer.as_ref())));
    let said = answer
        .as_ref()
        .map(|answer| answer_text(&words, &question, answer))
        .or(counted
            .filter(|count| *count > 0)
            .map(|count| words.lang().integer(count.into())));
    let note = phone.desk.note(&id);
    let is_note = question.kind == Kind::Note;
    let (class, sign) = if is_missing {
        ("dot dot-missing", None)
    } else if said.is_some() || photos > 0 {
        ("dot dot-done", Some(Sign::Check))
    } else {
        ("dot", None)
    };
    rsx! {
        Link {
            class: "row-card row-line",
            to: Route::QuestionScreen { visit, question: id.clone() },
            "data-testid": "line",
            "data-question": id.to_string(),
            if !is_note {
                span { class,
                    if let Some(sign) = sign {
                        Icon { sign }
                    }
                }
            }
            div { class: "row-main",
                p { class: "row-question", {question.text.in_lang(words.lang())} }
                if let Some(said) = said {
                    p { class: "row-sub clip", {said} }
                } else if is_missing {
                    p { class: "row-sub", {words.text("lack-answer")} }
                }
                if photos > 0 {
                    p { class: "row-sub", {words.count("unit-photos", photos)} }
                }
                if let Some(note) = note {
                    p { class: "row-sub row-note clip", "data-testid": "line-note",
                        Icon { sign: Sign::Pin }
                        span { class: "visually-hidden", {words.text("note-label")} ": " }
                        {note}
                    }
                }
            }
        }
    }
}

fn photos_of(sheet: &SheetView, question: &Slug) -> usize {
    sheet
        .photos
        .iter()
        .filter(|photo| photo.question == *question)
        .count()
}

/// An answer in words.
pub fn answer_text(words: &Words, question: &Question, answer: &Answer) -> String {
    let lang = words.lang();
    let option = |id: &Slug| {
        let options = question.kind.options();
        options
            .iter()
            .find(|option| option.id == *id)
            .map(|option| option.text.in_lang(lang))
            .unwrap_or_default()
    };
    match answer {
        Answer::YesNo(yes) => words.text(if *yes { "answer-yes" } else { "answer-no" }),
        Answer::Choice(id) => option(id).to_owned(),
        Answer::Choices(ids) => ids.iter().map(option).collect::<Vec<_>>().join(", "),
        Answer::Rating(step) => lang.integer(*step),
        Answer::Thumb(up) => words.text(if *up { "answer-up" } else { "answer-down" }),
        Answer::Number(number) => match &question.kind {
            Kind::Number { unit: Some(unit), .. } => {
                format!("{} {}", lang.decimal(*number), unit.in_lang(lang))
            }
            _ => lang.decimal(*number),
        },
        Answer::Text(text) | Answer::Barcode(text) => text.clone(),
        Answer::Date(date) => lang.date(*date),
        Answer::Time(time) => lang.time(*time),
        Answer::ElapsedMs(ms) => lang.duration(*ms),
        Answer::NotApplicable => words.text("answer-not-applicable"),
    }
}
