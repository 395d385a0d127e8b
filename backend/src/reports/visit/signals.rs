//! What stands out in a visit: shown to who reviews, none of it decides by itself.

use std::collections::BTreeMap;

use vitrine_shared::checklist::{Checklist, Kind, Slug, Visible};
use vitrine_shared::event::{Event, What};
use vitrine_shared::place::{Standing, Whereabouts};
use vitrine_shared::score::VisitScore;
use vitrine_shared::sheet::Sheet;

use super::Signal;
use super::media::not_by_camera;
use super::timing::Timing;

/// A stay below this is worth a look.
const SHORT_STAY_MINUTES: i64 = 5;
/// Wall and monotonic clock may drift apart by this much without anybody's doing.
const CLOCK_TOLERANCE_MINUTES: i64 = 2;
const MINUTE_MS: i64 = 60_000;

/// A visit as it was read from its events.
pub(super) struct Seen<'a> {
    pub checklist: &'a Checklist,
    pub events: &'a [Event],
    pub sheet: &'a Sheet,
    pub visible: &'a Visible<'a>,
    pub times: &'a BTreeMap<&'a Slug, Timing<'a>>,
    pub scored: &'a VisitScore,
    pub arrival: Option<Whereabouts>,
    pub departure: Option<Whereabouts>,
}

/// Everything that stands out.
pub(super) fn signals(seen: &Seen<'_>) -> Vec<Signal> {
    let Seen {
        checklist,
        events,
        sheet,
        scored,
        ..
    } = *seen;
    let mut signals = Vec::new();
    let is_mock = |event: &Event| event.position.is_some_and(|position| position.mock);
    if events.iter().any(is_mock) {
        signals.push(Signal::MockLocation);
    }
    let metres_away = |whereabouts: Whereabouts| match whereabouts.standing() {
        Standing::Away { distance_m } => Some(distance_m),
        _ => None,
    };
    let farthest = [seen.arrival, seen.departure]
        .into_iter()
        .flatten()
        .filter_map(metres_away)
        .max();
    signals.extend(farthest.map(Signal::FarAway));
    if seen
        .arrival
        .is_some_and(|arrival| arrival.standing() == Standing::NoPosition)
    {
        signals.push(Signal::NoPosition);
    }
    if let Some(minutes) = stay_minutes(events).filter(|minutes| *minutes < SHORT_STAY_MINUTES) {
        signals.push(Signal::ShortStay(minutes));
    }
    signals.extend(late_answers(seen));
    let moved = clock_drift_minutes(events);
    if moved > CLOCK_TOLERANCE_MINUTES {
        signals.push(Signal::ClockMoved(moved));
    }
    let warned = sheet
        .photos
        .values()
        .filter(|photo| !photo.warnings.is_empty())
        .count();
    if warned > 0 {
        signals.push(Signal::WarnedPhotos(u32::try_from(warned).unwrap_or(u32::MAX)));
    }
    match not_by_camera(checklist, sheet) {
        0 => {}
        count => signals.push(Signal::NotByCamera(count)),
    }
    if sheet
        .submitted
        .as_ref()
        .is_some_and(|(_, manifest)| manifest.score != scored.visit)
    {
        signals.push(Signal::ScoreDiffers);
    }
    signals
}

/// Where the phone was at the first check-in and at the first check-out.
pub(super) fn whereabouts(
    events: &[Event],
    place: Option<(i64, i64)>,
) -> (Option<Whereabouts>, Option<Whereabouts>) {
    let at = |what: &What| {
        let event = events.iter().find(|event| event.what == *what)?;
        Some(Whereabouts::of(event.position.as_ref(), place))
    };
    (at(&What::CheckedIn), at(&What::CheckedOut))
}

/// How many answers that are no words were given after leaving, and how long after at most.
fn late_answers(seen: &Seen<'_>) -> Option<Signal> {
    let late = |question: &vitrine_shared::checklist::Question| {
        seen.visible.answer(&question.id)?;
        seen.times.get(&question.id)?.late_ms
    };
    let late: Vec<i64> = seen
        .checklist
        .questions()
        .filter(|(_, question)| !matches!(question.kind, Kind::Text { .. }))
        .filter_map(|(_, question)| late(question))
        .collect();
    let longest = *late.iter().max()?;
    Some(Signal::LateAnswers(
        u32::try_from(late.len()).unwrap_or(u32::MAX),
        longest,
    ))
}

/// Minutes from check-in to check-out, or to submission where nobody checked out.
fn stay_minutes(events: &[Event]) -> Option<i64> {
    let begun = events.first()?.elapsed_ms;
    let ended = events
        .iter()
        .find(|event| matches!(event.what, What::CheckedOut))
        .or_else(|| {
            events
                .iter()
                .find(|event| matches!(event.what, What::Submitted(_)))
        })?;
    Some(ended.elapsed_ms.saturating_sub(begun) / MINUTE_MS)
}

fn clock_drift_minutes(events: &[Event]) -> i64 {
    let Some(first) = events.first() else { return 0 };
    let drift = |event: &Event| {
        let wall = event.at.unix_ms() - first.at.unix_ms();
        wall.saturating_sub(event.elapsed_ms - first.elapsed_ms).abs() / MINUTE_MS
    };
    events.iter().map(drift).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use vitrine_shared::answer::Answer;
    use vitrine_shared::event::Position;
    use vitrine_shared::time::Timestamp;
    use vitrine_shared::visit::VisitState;

    use super::*;
    use crate::pages::samples;
    use crate::reports::visit::build;

    /// What stands out in a visit of these events, each so many minutes after its begin.
    fn of(events: &[(i64, Option<Position>, What)]) -> Vec<Signal> {
        let event = |(index, (minute, position, what)): (usize, &(i64, Option<Position>, What))| Event {
            seq: index as u64 + 1,
            at: Timestamp::from_unix_ms(1_780_000_000_000 + minute * MINUTE_MS).unwrap(),
            elapsed_ms: minute * MINUTE_MS,
            position: *position,
            what: what.clone(),
        };
        let events: Vec<Event> = events.iter().enumerate().map(event).collect();
        let facts = samples::visit(VisitState::Submitted, &[]).facts;
        build(facts, &samples::checklist(), &events, &BTreeSet::new()).signals
    }

    fn at(north_m: i64, mock: bool) -> Option<Position> {
        let (lat, lon_e7) = samples::visit(VisitState::Submitted, &[])
            .facts
            .place
            .coordinates
            .unwrap();
        Some(Position {
            // A metre is about 90 ten-millionths of a degree of latitude.
            lat_e7: lat + north_m * 90,
            lon_e7,
            accuracy_m: 10,
            mock,
        })
    }

    fn answered(question: &str, answer: Answer) -> What {
        What::Answered {
            question: question.parse().unwrap(),
            answer,
            comment: None,
        }
    }

    #[test]
    fn a_visit_at_its_place_in_its_time_has_none() {
        let events = [
            (0, at(40, false), What::CheckedIn),
            (3, None, answered("clean", Answer::YesNo(true))),
            (12, at(0, false), What::CheckedOut),
        ];
        assert_eq!(of(&events), []);
    }

    #[test]
    fn the_farthest_of_arrival_and_departure_is_told() {
        let events = [
            (0, at(500, true), What::CheckedIn),
            (12, at(5_000, false), What::CheckedOut),
        ];
        let signals = of(&events);
        assert!(matches!(
            signals[..],
            [Signal::MockLocation, Signal::FarAway(4_900..5_100)]
        ));
    }

    #[test]
    fn an_arrival_without_a_position_is_told() {
        let events = [(0, None, What::CheckedIn), (12, None, What::CheckedOut)];
        assert_eq!(of(&events), [Signal::NoPosition]);
    }

    #[test]
    fn late_words_are_expected_and_other_late_answers_are_told() {
        let text = answered("words", Answer::Text("Rápido.".to_owned()));
        let mut events = vec![
            (0, at(0, false), What::CheckedIn),
            (12, at(0, false), What::CheckedOut),
            (40, None, text),
        ];
        assert_eq!(of(&events), []);
        events.push((47, None, answered("clean", Answer::YesNo(true))));
        events.push((57, None, answered("badge", Answer::YesNo(true))));
        assert_eq!(of(&events), [Signal::LateAnswers(2, 45 * MINUTE_MS)]);
    }
}
