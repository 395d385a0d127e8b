//! The evaluator's own record: their grade, and what became of each visit that was handed in.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use vitrine_shared::expense::sum_minor;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::Assignment;

use crate::core::protocol::{RecordLine, RecordView};
use crate::ui::parts::{Empty, Icon, Loading, Note, PaidShort, PaidSums, Rejected, Sign, Tone, TopBar};
use crate::ui::state::{use_phone, use_words};
use crate::ui::words::Words;

/// The record.
#[component]
pub fn Record() -> Element {
    let phone = use_phone();
    let words = use_words();
    use_hook(move || {
        phone.close_visit();
        phone.refresh_record();
    });
    let view = phone.record.view.read();
    let Some(view) = view.as_ref() else {
        return rsx! {
            TopBar { title: words.text("record-title") }
            Loading {}
        };
    };
    let is_online = *phone.online.read();
    rsx! {
        TopBar { title: words.text("record-title") }
        if !is_online {
            Note { tone: Tone::Warn, sign: Sign::Offline, text: words.text("record-offline"), testid: "record-offline" }
        }
        if view.lines.is_empty() {
            Empty { sign: Sign::Shield, title: words.text("record-empty-title"), text: words.text("record-empty-text") }
        } else {
            Sums { view: view.clone() }
            ul { class: "rows",
                for line in view.lines.iter().cloned() {
                    li { key: "{line.assignment.visit}", Line { line } }
                }
            }
        }
    }
}

/// The own grade, and what was earned in each currency.
#[component]
fn Sums(view: RecordView) -> Element {
    let words = use_words();
    let mut earned: BTreeMap<&str, i64> = BTreeMap::new();
    let visits = view.lines.iter().map(|line| &line.assignment);
    for visit in visits.filter(|visit| is_earned(visit.state)) {
        let sum = earned.entry(visit.currency.as_str()).or_default();
        *sum = sum.saturating_add(pays(visit));
    }
    let earned: Vec<String> = earned
        .iter()
        .map(|(currency, sum)| words.lang().money(*sum, currency))
        .collect();
    rsx! {
        section { class: "panel own-grade",
            h2 { class: "group-title", {words.text("record-mean")} }
            match view.grade {
                Some(grade) => rsx! {
                    p { class: "own-grade-figure", "data-testid": "record-mean",
                        strong { {hundredths_text(&words, grade.hundredths)} }
                        " "
                        span { class: "muted", {words.text("record-of-five")} }
                    }
                    p { class: "hint", {words.count("record-graded", grade.count)} }
                },
                None => rsx! {
                    p { class: "hint", "data-testid": "record-mean", {words.text("record-no-grade")} }
                },
            }
            if !earned.is_empty() {
                dl { class: "sums",
                    div {
                        dt { {words.text("record-earned")} }
                        dd { class: "numeric", "data-testid": "record-earned", {earned.join(" + ")} }
                    }
                }
            }
            PaidSums { assignments: view.lines.iter().map(|line| line.assignment.clone()).collect::<Vec<_>>() }
        }
    }
}

#[component]
fn Line(line: RecordLine) -> Element {
    let words = use_words();
    let visit = &line.assignment;
    let zone = &visit.location.time_zone;
    let money = |minor: i64| words.lang().money(minor, &visit.currency);
    let (key, class, sign) = if line.is_sent {
        state_look(visit.state)
    } else {
        ("record-unsent", "state state-warn", Sign::Send)
    };
    rsx! {
        article { class: "row-card row-block", "data-testid": "record-line", "data-visit": visit.visit.to_string(),
            h3 { class: "row-title", {visit.location.name.clone()} }
            p { class: "row-sub", {format!("{} · {}", visit.brand, words.day(visit.opens_at, zone))} }
            p { class: "row-facts",
                span { class, "data-testid": "record-state",
                    Icon { sign }
                    {words.text(key)}
                }
                if pays(visit) > 0 {
                    span { class: "row-fee", "data-testid": "record-pays", {money(pays(visit))} }
                }
            }
            if let Some(verdict) = visit.verdict.clone() {
                p { class: "row-facts",
                    span { "data-testid": "record-grade",
                        {words.text("record-grade-label")}
                        " "
                        strong { {halves_text(&words, verdict.grade_halves)} }
                        " "
                        {words.text("record-of-five")}
                    }
                    if verdict.bonus_minor > 0 {
                        span { class: "muted", {words.format("record-bonus", &[("bonus", money(verdict.bonus_minor).into())])} }
                    }
                }
                if let Some(said) = verdict.words {
                    blockquote { class: "statement", "data-testid": "record-words", {said} }
                }
            }
            PaidShort { assignment: visit.clone() }
            Rejected { line: line.clone() }
        }
    }
}

/// Whether what the visit pays was earned.
fn is_earned(state: VisitState) -> bool {
    matches!(
        state,
        VisitState::Approved | VisitState::Published | VisitState::Excluded
    )
}

/// The fee, the bonus and the accepted expenses of a visit; nothing of one that was not accepted.
fn pays(visit: &Assignment) -> i64 {
    if matches!(visit.state, VisitState::Rejected | VisitState::Expired) {
        return 0;
    }
    let bonus = visit.verdict.as_ref().map_or(0, |verdict| verdict.bonus_minor);
    let accepted = visit.expense_decisions.iter().map(|made| made.accepted_minor);
    visit
        .fee_minor
        .saturating_add(bonus)
        .saturating_add(sum_minor(accepted))
}

/// How a visit's state looks to who did it: what the brand is shown is not their concern.
fn state_look(state: VisitState) -> (&'static str, &'static str, Sign) {
    match state {
        VisitState::Approved | VisitState::Published | VisitState::Excluded => {
            ("record-approved", "state state-good", Sign::Check)
        }
        VisitState::Rejected => ("record-rejected", "state state-bad", Sign::Alert),
        VisitState::Expired => ("record-expired", "state state-bad", Sign::Alert),
        VisitState::Returned => ("record-returned", "state state-warn", Sign::Again),
        _ => ("record-waits", "state", Sign::Clock),
    }
}

fn hundredths_text(words: &Words, hundredths: u32) -> String {
    let number = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    words.lang().separators(&number)
}

fn halves_text(words: &Words, halves: u8) -> String {
    let number = format!("{}.{}", halves / 2, (halves % 2) * 5);
    words.lang().separators(&number)
}
