//! From a visit's events to the page of it.

use std::collections::{BTreeMap, BTreeSet};

use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Checklist, Kind, Question, Slug, Touchpoint, Visible};
use vitrine_shared::event::{Event, What};
use vitrine_shared::id::MediaId;
use vitrine_shared::place::{Standing, Whereabouts};
use vitrine_shared::score::{TouchpointScore, VisitScore, earned, loses_points, score};
use vitrine_shared::sheet::Sheet;
use vitrine_shared::text::Text;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;

use super::media::{Media, not_by_camera};
use super::rounds::{ReturnView, Rounds};
use super::timing::{Timing, timings};
use super::{AnswerView, QuestionView, Signal, TouchpointView, VisitPlace, VisitView, read_log};

/// A stay below this is worth a look.
const SHORT_STAY_MINUTES: i64 = 5;
/// Wall and monotonic clock may drift apart by this much without anybody's doing.
const CLOCK_TOLERANCE_MINUTES: i64 = 2;
const MINUTE_MS: i64 = 60_000;

/// What is planned and known of a visit beside its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitFacts {
    /// What it hangs on, and where it stands.
    pub place: VisitPlace,
    /// The scenario that was to be played.
    pub scenario: String,
    /// The persona that was to be played.
    pub persona: Option<Slug>,
    /// Not before.
    pub opens_at: Timestamp,
    /// Not after.
    pub closes_at: Timestamp,
    /// What it pays, in the currency's minor unit; `None` where the reader may not know.
    pub fee: Option<(i64, String)>,
    /// Whether every photo and voice memo of the manifest arrived and was verified.
    pub media_complete: bool,
    /// Whether the reader may listen to voice memos.
    pub hears: bool,
    /// The states that the reader may move it to.
    pub moves: Vec<VisitState>,
    /// How often it was sent back, the first return first; `None` where the reader may not know.
    pub returns: Option<Vec<ReturnView>>,
}

/// Lays a visit out. Events that do not fit are left out: the server refused them on arrival.
/// `arrived` are the photos and voice memos that can be shown.
pub fn build(
    facts: VisitFacts,
    checklist: &Checklist,
    events: &[Event],
    arrived: &BTreeSet<MediaId>,
) -> VisitView {
    let persona = facts.persona.as_ref();
    let mut sheet = Sheet::default();
    for event in events {
        // Only what was accepted is stored, so nothing is refused here.
        let _ = sheet.apply(checklist, persona, event);
    }
    let scored = score(checklist, persona, &sheet.answers);
    let media = Media::new(events, arrived);
    let returns = facts.returns.as_deref().unwrap_or_default();
    let reading = Reading {
        checklist,
        visible: Visible::new(checklist, persona, &sheet.answers),
        sheet: &sheet,
        times: timings(events),
        rounds: Rounds::new(returns, &sheet, &media),
        media: &media,
        hears: facts.hears,
        failed: scored.failed_critical.iter().collect(),
    };
    let (arrival, departure) = whereabouts(events, facts.place.coordinates);
    let late = late_answers(checklist, &reading);
    let by_id: BTreeMap<&Slug, &TouchpointScore> = scored
        .touchpoints
        .iter()
        .map(|score| (&score.touchpoint, score))
        .collect();
    let touchpoint = |touchpoint: &Touchpoint| TouchpointView {
        id: touchpoint.id.to_string(),
        title: touchpoint.title.clone(),
        weight: touchpoint.weight,
        score: by_id.get(&touchpoint.id).and_then(|score| score.score.clone()),
        questions: touchpoint
            .questions
            .iter()
            .filter_map(|question| reading.question(question))
            .collect(),
    };
    let text_of = |id: &Slug| checklist.question(id).map(|question| question.text.clone());
    VisitView {
        checklist: checklist.title.clone(),
        checklist_version: checklist.version,
        persona: persona
            .and_then(|id| checklist.personas.iter().find(|persona| persona.id == *id))
            .map(|persona| persona.title.clone()),
        checked_in: sheet.checked_in,
        arrival,
        checked_out: sheet.checked_out,
        departure,
        submitted: sheet.submitted.as_ref().map(|(at, _)| *at),
        touchpoints: checklist.touchpoints.iter().map(touchpoint).collect(),
        failed_critical: scored.failed_critical.iter().filter_map(text_of).collect(),
        signals: signals(checklist, &sheet, events, &scored, [arrival, departure], late),
        log: read_log(events, checklist),
        scoring_version: scored.scoring_version,
        score: scored.visit,
        facts,
    }
}

struct Reading<'a> {
    checklist: &'a Checklist,
    visible: Visible<'a>,
    sheet: &'a Sheet,
    times: BTreeMap<&'a Slug, Timing<'a>>,
    media: &'a Media<'a>,
    hears: bool,
    rounds: Rounds<'a>,
    failed: BTreeSet<&'a Slug>,
}

impl Reading<'_> {
    /// `None` for a question that was not shown, for a note, and for a count that went without saying.
    fn question(&self, question: &Question) -> Option<QuestionView> {
        if !self.visible.shows(&question.id) || matches!(question.kind, Kind::Note) {
            return None;
        }
        let answer = self.sheet.answers.get(&question.id);
        if answer.is_none() && self.checklist.goes_without_saying(question) {
            return None;
        }
        let time = self.times.get(&question.id);
        Some(QuestionView {
            id: question.id.to_string(),
            text: question.text.clone(),
            answer: answer.map(|answer| in_words(question, answer)),
            comment: self.sheet.comments.get(&question.id).cloned(),
            earned: answer.and_then(|answer| earned(question, answer)),
            is_lost: !question.bonus && answer.is_some_and(|answer| loses_points(question, answer)),
            failed_critical: self.failed.contains(&question.id),
            photos: self.media.photos(self.sheet, &question.id),
            photos_thrown: self.media.thrown(&question.id),
            memos: if self.hears {
                self.media.memos(self.sheet, &question.id)
            } else {
                Vec::new()
            },
            answered_ms: time.map(|time| time.said_ms),
            late_ms: time.and_then(|time| time.late_ms),
            comment_late_ms: time.and_then(|time| time.comment_late_ms),
            changes: time.map_or(0, |time| time.changes),
            rounds: self.rounds.of(question),
        })
    }
}

pub(super) fn in_words(question: &Question, answer: &Answer) -> AnswerView {
    let texts = |chosen: &dyn Fn(&Slug) -> bool| -> Vec<Text> {
        question
            .kind
            .options()
            .iter()
            .filter(|o| chosen(&o.id))
            .map(|o| o.text.clone())
            .collect()
    };
    match answer {
        Answer::YesNo(yes) => AnswerView::YesNo(*yes),
        Answer::Choice(chosen) => AnswerView::Options(texts(&|id| id == chosen)),
        Answer::Choices(chosen) => AnswerView::Options(texts(&|id| chosen.contains(id))),
        Answer::Rating(step) => {
            let (min, max) = question.kind.steps().unwrap_or((*step, *step));
            AnswerView::Rating {
                step: *step,
                min,
                max,
            }
        }
        Answer::Thumb(up) => AnswerView::Thumb(*up),
        Answer::Number(number) => {
            let unit = match &question.kind {
                Kind::Number { unit, .. } => unit.clone(),
                _ => None,
            };
            AnswerView::Number(*number, unit)
        }
        Answer::Text(words) => AnswerView::Words(words.clone()),
        Answer::Date(date) => AnswerView::Date(*date),
        Answer::Time(time) => AnswerView::Time(*time),
        Answer::ElapsedMs(ms) => AnswerView::ElapsedMs(*ms),
        Answer::Barcode(code) => AnswerView::Code(code.clone()),
        Answer::NotApplicable => AnswerView::NotApplicable,
    }
}

/// Where the phone was at the first check-in and at the first check-out.
fn whereabouts(events: &[Event], place: Option<(i64, i64)>) -> (Option<Whereabouts>, Option<Whereabouts>) {
    let at = |what: &What| {
        let event = events.iter().find(|event| event.what == *what)?;
        Some(Whereabouts::of(event.position.as_ref(), place))
    };
    (at(&What::CheckedIn), at(&What::CheckedOut))
}

/// How many answers that are no words were given after leaving, and how long after at most.
fn late_answers(checklist: &Checklist, reading: &Reading<'_>) -> Option<Signal> {
    let late = checklist.questions().filter_map(|(_, question)| {
        let is_late =
            reading.visible.answer(&question.id).is_some() && !matches!(question.kind, Kind::Text { .. });
        reading.times.get(&question.id)?.late_ms.filter(|_| is_late)
    });
    let late: Vec<i64> = late.collect();
    let longest = *late.iter().max()?;
    Some(Signal::LateAnswers(
        u32::try_from(late.len()).unwrap_or(u32::MAX),
        longest,
    ))
}

fn signals(
    checklist: &Checklist,
    sheet: &Sheet,
    events: &[Event],
    scored: &VisitScore,
    whereabouts: [Option<Whereabouts>; 2],
    late: Option<Signal>,
) -> Vec<Signal> {
    let mut signals = Vec::new();
    if events
        .iter()
        .any(|event| event.position.is_some_and(|position| position.mock))
    {
        signals.push(Signal::MockLocation);
    }
    let farthest = whereabouts
        .into_iter()
        .flatten()
        .filter_map(|where_| match where_.standing() {
            Standing::Away { distance_m } => Some(distance_m),
            _ => None,
        });
    if let Some(distance_m) = farthest.max() {
        signals.push(Signal::FarAway(distance_m));
    }
    let [arrival, _] = whereabouts;
    if arrival.is_some_and(|arrival| arrival.standing() == Standing::NoPosition) {
        signals.push(Signal::NoPosition);
    }
    if let Some(minutes) = stay_minutes(events).filter(|minutes| *minutes < SHORT_STAY_MINUTES) {
        signals.push(Signal::ShortStay(minutes));
    }
    signals.extend(late);
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
