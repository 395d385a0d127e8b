//! Sending a visit back for correction: what is asked of which question, and until when.

use serde::Deserialize;
use vitrine_shared::checklist::{Kind, Visible};
use vitrine_shared::id::VisitId;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::{Asked, MAX_RETURN_CHARS};

use super::check::Check;
use super::visits::said;
use super::{Outcome, checklists};
use crate::app::App;
use crate::storage::Scope;
use crate::storage::returns::{NewReturn, ReturnLine};
use crate::storage::visits::Visit;

/// The longest time that an evaluator is given, in milliseconds.
pub const LONGEST_MS: i64 = 60 * 24 * 60 * 60 * 1000;

/// What a reviewer asks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Until when the visit is to be handed in again.
    pub due_at: Timestamp,
    /// What is said of the visit as a whole.
    #[serde(default)]
    pub words: Option<String>,
    /// What is asked of each question.
    pub questions: Vec<Asked>,
}

/// Sends a visit in review back to its evaluator, whose phone opens those questions again.
///
/// # Errors
/// No such visit in scope; it is not in review; nothing is asked, or of a question that was not
/// shown; the deadline has passed or is too far away.
pub async fn return_visit(app: &App, scope: &Scope, id: VisitId, wanted: Wanted) -> Outcome<Visit> {
    let store = app.store();
    let visit = store.visit(scope, id).await?;
    let checklist = checklists::by_digest(app, scope, &visit.checklist_sha256).await?;
    let sheet = store.sheet(scope, id).await?.map(|(_, sheet)| sheet);
    let answers = sheet.map(|sheet| sheet.answers).unwrap_or_default();
    let shown = Visible::new(&checklist, visit.persona.as_ref(), &answers);
    let now = app.now();

    let mut check = Check::default();
    check.require(wanted.due_at > now, "due_at", "must lie in the future");
    check.require(
        wanted.due_at.unix_ms() - now.unix_ms() <= LONGEST_MS,
        "due_at",
        "must lie within 60 days",
    );
    let words = said(wanted.words);
    if let Some(words) = &words {
        check.text(words, MAX_RETURN_CHARS, "words");
    }
    check.require(
        !wanted.questions.is_empty(),
        "questions",
        "ask about one question at least",
    );
    for (index, asked) in wanted.questions.iter().enumerate() {
        let at = |field: &str| format!("questions[{index}].{field}");
        check.text(&asked.words, MAX_RETURN_CHARS, &at("words"));
        let question = checklist.question(&asked.question);
        let can_be_asked =
            question.is_some_and(|question| question.kind != Kind::Note) && shown.shows(&asked.question);
        check.require(can_be_asked, &at("question"), "must be one that was shown");
        let before = wanted.questions.iter().take(index);
        let is_first = before.filter(|other| other.question == asked.question).count() == 0;
        check.require(is_first, &at("question"), "must be named once");
    }
    check.done()?;
    // In the order of the checklist, whatever order they were sent in.
    let place = |asked: &Asked| {
        let mut questions = checklist.questions();
        questions.position(|(_, question)| question.id == asked.question)
    };
    let mut questions = wanted.questions;
    questions.sort_by_key(place);
    for asked in &mut questions {
        asked.words = asked.words.trim().to_owned();
    }
    let new = NewReturn {
        due_at: wanted.due_at,
        words,
        questions,
    };
    Ok(store.return_visit(scope, id, &new, now).await?)
}

/// Every return of a visit in scope, the first first.
///
/// # Errors
/// No such visit in scope.
pub async fn returns(app: &App, scope: &Scope, id: VisitId) -> Outcome<Vec<ReturnLine>> {
    app.store().visit(scope, id).await?;
    Ok(app.store().visit_returns(scope, id).await?)
}
