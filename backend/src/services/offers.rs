//! The job board from both sides: what coordinators offer and by which rules, what evaluators see.

use serde::Deserialize;
use vitrine_shared::eligibility::{MAX_RULE_DAYS, Rules};
use vitrine_shared::id::{ClientId, UserId, VisitId, WaveId};
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{BoardReply, GRADE_HALVES};

use super::check::Check;
use super::{Failure, Outcome, visits};
use crate::app::App;
use crate::storage::{Constraint, Scope, StorageError};

/// The most visits that are on a board.
const MOST_OFFERS: u32 = 300;

/// The most visits that a rule may allow in a day.
const MOST_PER_DAY: u32 = 50;

/// Visits to be put on the job board.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offering {
    /// The visits; each planned, or given back by its evaluator.
    pub visits: Vec<VisitId>,
}

/// The job board as the calling evaluator sees it.
///
/// # Errors
/// Only an evaluator has one.
pub async fn board(app: &App, scope: &Scope) -> Outcome<BoardReply> {
    let offers = app.store().job_board(scope, app.now(), MOST_OFFERS).await?;
    Ok(BoardReply { offers })
}

/// Puts visits of a wave on the job board.
///
/// # Errors
/// No such wave; a visit that is not the wave's, or that cannot be offered as it stands: those before
/// it are offered.
pub async fn offer(app: &App, scope: &Scope, wave: WaveId, offering: Offering) -> Outcome<()> {
    app.store().wave(scope, wave).await?;
    for (index, visit) in offering.visits.iter().enumerate() {
        if visits::visit(app, scope, *visit).await?.wave != wave {
            return Err(Failure::invalid(
                &format!("visits[{index}]"),
                "is of another wave",
            ));
        }
        visits::move_visit(app, scope, *visit, VisitState::Offered.into()).await?;
    }
    Ok(())
}

/// The rules of a wave.
///
/// # Errors
/// No such wave in scope.
pub async fn rules(app: &App, scope: &Scope, wave: WaveId) -> Outcome<Rules> {
    let wave = app.store().wave(scope, wave).await?;
    Ok(app.store().wave_rules(scope, wave.id).await?)
}

/// Sets the rules of a wave; what was assigned before stays.
///
/// # Errors
/// No such wave in scope, or a rule out of its limits.
pub async fn set_rules(app: &App, scope: &Scope, wave: WaveId, rules: Rules) -> Outcome<()> {
    let mut check = Check::default();
    let most = format!("must be at most {MAX_RULE_DAYS}");
    check.require(rules.rotation_days <= MAX_RULE_DAYS, "rotation_days", &most);
    check.require(rules.spacing_days <= MAX_RULE_DAYS, "spacing_days", &most);
    let most = format!("must be at most {MOST_PER_DAY}");
    check.require(rules.most_per_day <= MOST_PER_DAY, "most_per_day", &most);
    let is_grade = |halves: u32| u8::try_from(halves).is_ok_and(|halves| GRADE_HALVES.contains(&halves));
    check.require(
        rules.min_grade_halves == 0 || is_grade(rules.min_grade_halves),
        "min_grade_halves",
        "must be 0, or from 2 to 10: 1 to 5 in half steps",
    );
    check.done()?;
    Ok(app.store().set_wave_rules(scope, wave, &rules).await?)
}

/// Notes that an evaluator has an interest in a brand, for ever or until then.
///
/// # Errors
/// No such brand in scope, or the person is no evaluator.
pub async fn set_conflict(
    app: &App,
    scope: &Scope,
    client: ClientId,
    user: UserId,
    until: Option<Timestamp>,
) -> Outcome<()> {
    match app.store().set_conflict(scope, client, user, until).await {
        Err(StorageError::Constraint(Constraint::Reference)) => Err(Failure::invalid(
            "evaluator",
            "must be an evaluator of the agency",
        )),
        other => Ok(other?),
    }
}

/// Notes that an evaluator has no interest in a brand any more.
///
/// # Errors
/// Not for the caller's role.
pub async fn clear_conflict(app: &App, scope: &Scope, client: ClientId, user: UserId) -> Outcome<()> {
    Ok(app.store().clear_conflict(scope, client, user).await?)
}
