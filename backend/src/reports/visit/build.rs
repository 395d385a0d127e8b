//! From a visit's events to the page of it.

use std::collections::{BTreeMap, BTreeSet};

use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Checklist, Kind, Question, Slug, Touchpoint, Visible};
use vitrine_shared::event::Event;
use vitrine_shared::id::MediaId;
use vitrine_shared::score::{TouchpointScore, earned, loses_points, score};
use vitrine_shared::sheet::Sheet;
use vitrine_shared::text::Text;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::MeanGrade;

use super::expenses::ExpensesView;
use super::media::Media;
use super::rounds::{ReturnView, Rounds};
use super::signals::{Seen, signals, whereabouts};
use super::timing::{Timing, timings};
use super::{AnswerView, QuestionView, TouchpointView, VisitPlace, VisitView, read_log};
use super::{RejectionView, VerdictView};

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
    /// What was spent and what is paid of it; `None` where the reader may not know, or nothing is.
    pub expenses: Option<ExpensesView>,
    /// Whether the reader may listen to voice memos.
    pub hears: bool,
    /// The states that the reader may move it to.
    pub moves: Vec<VisitState>,
    /// How often it was sent back, the first return first; `None` where the reader may not know.
    pub returns: Option<Vec<ReturnView>>,
    /// Why its last evaluator gave it back, in their words; for staff.
    pub given_back: Option<String>,
    /// What was said of the evaluator's work, the last first; for staff.
    pub verdicts: Vec<VerdictView>,
    /// How often the work was rejected, and what came of it, the first first; for staff.
    pub rejections: Vec<RejectionView>,
    /// Whether the reader may decide of an appeal.
    pub may_decide: bool,
    /// The evaluator's own grade, the mean of their last ones; for staff.
    pub own_grade: Option<MeanGrade>,
    /// Whether the reader may say it now.
    pub may_grade: bool,
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
        signals: signals(&Seen {
            checklist,
            events,
            sheet: &sheet,
            visible: &reading.visible,
            times: &reading.times,
            scored: &scored,
            arrival,
            departure,
        }),
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
