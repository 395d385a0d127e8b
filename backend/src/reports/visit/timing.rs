//! When each question was answered, by the monotonic clock: within the visit or after leaving.

use std::collections::BTreeMap;

use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Slug;
use vitrine_shared::event::{Event, What};

/// When something was said about one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Timing<'a> {
    /// When it was last answered or cleared, in milliseconds since the visit began.
    pub said_ms: i64,
    /// How many times it was answered or cleared after the first.
    pub changes: u32,
    /// How long after leaving the answer that counts was given.
    pub late_ms: Option<i64>,
    /// How long after leaving the comment that counts was written.
    pub comment_late_ms: Option<i64>,
    said: Option<(&'a Answer, Option<&'a str>)>,
}

/// The timing of every question that was answered.
///
/// An answer that is sent again with another comment keeps the time at which it was given: what came
/// late is the comment.
pub(super) fn timings(events: &[Event]) -> BTreeMap<&Slug, Timing<'_>> {
    let mut timings: BTreeMap<&Slug, Timing<'_>> = BTreeMap::new();
    let mut left_ms: Option<i64> = None;
    for event in events {
        let (question, said) = match &event.what {
            What::CheckedOut => {
                left_ms.get_or_insert(event.elapsed_ms);
                continue;
            }
            // What the agency asked for is no late answer.
            What::Reopened { .. } => {
                left_ms = None;
                continue;
            }
            What::Answered {
                question,
                answer,
                comment,
            } => (question, Some((answer, comment.as_deref()))),
            What::Cleared { question } => (question, None),
            _ => continue,
        };
        let late_ms = left_ms.map(|left_ms| event.elapsed_ms.saturating_sub(left_ms));
        let is_first = !timings.contains_key(question);
        let timing = timings.entry(question).or_default();
        timing.said_ms = event.elapsed_ms;
        timing.changes += u32::from(!is_first);
        if timing.said.map(|(answer, _)| answer) != said.map(|(answer, _)| answer) {
            timing.late_ms = late_ms;
        }
        let comment = said.and_then(|(_, comment)| comment);
        if timing.said.and_then(|(_, comment)| comment) != comment {
            timing.comment_late_ms = late_ms.filter(|_| comment.is_some());
        }
        timing.said = said;
    }
    timings
}

#[cfg(test)]
mod tests {
    use vitrine_shared::time::Timestamp;

    use super::*;

    fn event(minute: i64, what: What) -> Event {
        Event {
            seq: 1,
            at: Timestamp::from_unix_ms(1_780_000_000_000).unwrap(),
            elapsed_ms: minute * 60_000,
            position: None,
            what,
        }
    }

    fn answered(text: &str, comment: Option<&str>) -> What {
        What::Answered {
            question: "why".parse().unwrap(),
            answer: Answer::Text(text.to_owned()),
            comment: comment.map(str::to_owned),
        }
    }

    /// Minutes late of the answer and of its comment.
    fn late(events: &[Event]) -> (Option<i64>, Option<i64>) {
        let (why, timings) = ("why".parse::<Slug>().unwrap(), timings(events));
        let timing = timings.get(&why).unwrap();
        let minutes = |ms: Option<i64>| ms.map(|ms| ms / 60_000);
        (minutes(timing.late_ms), minutes(timing.comment_late_ms))
    }

    #[test]
    fn an_answer_after_leaving_is_late_by_the_time_since() {
        let mut events = vec![event(0, What::CheckedIn), event(5, answered("ok", None))];
        assert_eq!(late(&events), (None, None));
        events.push(event(10, What::CheckedOut));
        events.push(event(45, answered("a longer text", None)));
        assert_eq!(late(&events), (Some(35), None));
    }

    #[test]
    fn a_comment_after_leaving_does_not_make_its_answer_late() {
        let events = [
            event(5, answered("ok", None)),
            event(10, What::CheckedOut),
            event(30, answered("ok", Some("they were closing"))),
        ];
        assert_eq!(late(&events), (None, Some(20)));
    }

    #[test]
    fn leaving_twice_counts_from_the_first_time() {
        let events = [
            event(10, What::CheckedOut),
            event(60, What::CheckedOut),
            event(70, answered("ok", None)),
        ];
        assert_eq!(late(&events), (Some(60), None));
    }
}
