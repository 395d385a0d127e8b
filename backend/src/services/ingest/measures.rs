//! The answers that are reported beside the score: NPS, CSAT, CES, ratings and thumbs.

use std::collections::BTreeMap;

use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Checklist, Kind, Slug, Visible};

use crate::storage::scores::{Measure, MeasureKind};

/// What the shown questions of a visit measured, in the checklist's order.
pub(super) fn measures(
    checklist: &Checklist,
    persona: Option<&Slug>,
    answers: &BTreeMap<Slug, Answer>,
) -> Vec<Measure> {
    let is_measure = |kind: &Kind| measure_kind(kind).is_some();
    if !checklist
        .questions()
        .any(|(_, question)| is_measure(&question.kind))
    {
        return Vec::new();
    }
    let visible = Visible::new(checklist, persona, answers);
    let measured = checklist.questions().filter_map(|(_, question)| {
        let kind = measure_kind(&question.kind)?;
        let value = match visible.answer(&question.id)? {
            Answer::Rating(step) => *step,
            Answer::Thumb(up) => i64::from(*up),
            _ => return None,
        };
        Some(Measure {
            question: question.id.clone(),
            kind,
            value,
        })
    });
    measured.collect()
}

fn measure_kind(kind: &Kind) -> Option<MeasureKind> {
    match kind {
        Kind::Nps => Some(MeasureKind::Nps),
        Kind::Csat => Some(MeasureKind::Csat),
        Kind::Ces => Some(MeasureKind::Ces),
        Kind::Scale { .. } => Some(MeasureKind::Rating),
        Kind::Thumb => Some(MeasureKind::Thumb),
        _ => None,
    }
}
