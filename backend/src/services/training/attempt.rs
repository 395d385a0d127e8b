//! Grading an attempt that a phone handed in. Its own verdict is not asked for.

use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::training::grade;
use vitrine_shared::wire::QuizAttempt;

use super::by_digest;
use crate::app::App;
use crate::services::Outcome;
use crate::storage::Scope;
use crate::storage::training::GradedAttempt;

/// The attempt with what it is worth, or why there is nothing to grade.
///
/// # Errors
/// Only the server's own.
pub async fn graded(
    app: &App,
    phone: &Scope,
    attempt: &QuizAttempt,
    made_at: Timestamp,
) -> Outcome<Result<GradedAttempt, Code>> {
    let training = match by_digest(app, phone, &attempt.training).await {
        Ok(training) => training,
        Err(failure) if failure.code() == Code::NotFound => return Ok(Err(Code::NotFound)),
        Err(failure) => return Err(failure),
    };
    // An earlier training than the one that holds now will do: the phone knew no other.
    if training.checklist != attempt.checklist || training.version > attempt.version {
        return Ok(Err(Code::ChecklistUnknown));
    }
    Ok(match grade(&training, &attempt.answers) {
        Ok(grade) => Ok(GradedAttempt {
            attempt: attempt.clone(),
            training,
            grade,
            made_at,
        }),
        Err(_) => Err(Code::AnswerInvalid),
    })
}
