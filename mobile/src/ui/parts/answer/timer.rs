//! A stopwatch that goes on while the app is closed, and can be set by hand afterwards.

use dioxus::prelude::*;
use vitrine_shared::answer::{Answer, LONGEST_TIMER_MS};
use vitrine_shared::checklist::Question;

use crate::ui::parts::icon::{Icon, Sign};
use crate::ui::platform;
use crate::ui::state::{use_phone, use_words};

/// How often a running stopwatch is drawn, in milliseconds.
const TICK_MS: u32 = 250;

/// How long something took.
#[component]
pub fn Stopwatch(question: Question, answer: Option<Answer>) -> Element {
    let phone = use_phone();
    let words = use_words();
    let id = question.id.clone();
    // When it was started is remembered outside the page: it runs on through a reload.
    let key = {
        let visit = phone
            .desk
            .card
            .peek()
            .as_ref()
            .map(|card| card.assignment.visit.to_string());
        format!("vitrine.timer.{}.{id}", visit.unwrap_or_default())
    };
    let mut started = use_signal(|| platform::recall(&key).and_then(|at| at.parse::<i64>().ok()));
    let mut now = use_signal(platform::now_ms);
    use_future(move || async move {
        loop {
            platform::sleep(TICK_MS).await;
            if started.peek().is_some() {
                now.set(platform::now_ms());
            }
        }
    });
    let kept = match answer {
        Some(Answer::ElapsedMs(ms)) => Some(ms),
        _ => None,
    };
    let running = (*started.read()).map(|at| (*now.read() - at).clamp(0, LONGEST_TIMER_MS));
    let shown = running.or(kept).unwrap_or(0);
    let toggle = {
        let (id, key) = (id.clone(), key);
        move |_| {
            let at = platform::now_ms();
            let begun = *started.peek();
            if let Some(begun) = begun {
                platform::forget(&key);
                started.set(None);
                phone.answer(
                    &id,
                    Some(Answer::ElapsedMs((at - begun).clamp(0, LONGEST_TIMER_MS))),
                );
            } else {
                platform::remember(&key, &at.to_string());
                now.set(at);
                started.set(Some(at));
            }
        }
    };
    let (class, sign, word) = match (running, kept) {
        (Some(_), _) => ("button button-big button-bad", Sign::Stop, "timer-stop"),
        (None, None) => ("button button-big", Sign::Play, "timer-start"),
        (None, Some(_)) => ("button button-big button-quiet", Sign::Again, "timer-again"),
    };
    rsx! {
        div { class: "stopwatch",
            p { class: "clock", role: "timer", "data-testid": "clock", {clock(shown)} }
            button { class, r#type: "button", "data-testid": "timer-toggle", onclick: toggle,
                Icon { sign }
                {words.text(word)}
            }
        }
        if running.is_none() {
            ByHand { key: "{shown}", question: question.clone(), shown_ms: shown }
        }
    }
}

/// Minutes and seconds typed, for what was measured otherwise.
#[component]
fn ByHand(question: Question, shown_ms: i64) -> Element {
    let phone = use_phone();
    let words = use_words();
    let seconds = shown_ms / 1000;
    let mut minutes = use_signal(|| seconds / 60);
    let mut rest = use_signal(|| seconds % 60);
    let id = question.id;
    let save = move || {
        let ms = minutes
            .peek()
            .saturating_mul(60)
            .saturating_add(*rest.peek())
            .saturating_mul(1000);
        phone.answer(&id, Some(Answer::ElapsedMs(ms.clamp(0, LONGEST_TIMER_MS))));
    };
    rsx! {
        div { class: "by-hand",
            label { class: "field",
                span { class: "field-label", {words.text("timer-minutes")} }
                input {
                    class: "input input-number",
                    r#type: "number",
                    inputmode: "numeric",
                    min: "0",
                    max: "1440",
                    "data-testid": "timer-minutes",
                    initial_value: "{minutes.peek()}",
                    oninput: move |event| minutes.set(event.value().parse().unwrap_or(0)),
                }
            }
            label { class: "field",
                span { class: "field-label", {words.text("timer-seconds")} }
                input {
                    class: "input input-number",
                    r#type: "number",
                    inputmode: "numeric",
                    min: "0",
                    max: "59",
                    "data-testid": "timer-seconds",
                    initial_value: "{rest.peek()}",
                    oninput: move |event| rest.set(event.value().parse().unwrap_or(0)),
                }
            }
            button {
                class: "button button-quiet",
                r#type: "button",
                "data-testid": "timer-save",
                onclick: move |_| save(),
                {words.text("timer-save")}
            }
        }
    }
}

/// Hours where there are any, minutes and seconds: `3:07`, `1:03:07`.
fn clock(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{rest:02}")
    } else {
        format!("{minutes}:{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_show_hours_only_where_there_are_any() {
        assert_eq!(
            [clock(-1), clock(187_999), clock(3_787_000)],
            ["0:00", "3:07", "1:03:07"]
        );
    }
}
