//! Waves and the visits planned in them.

use serde::Deserialize;
use vitrine_shared::checklist::{Checklist, Slug};
use vitrine_shared::expense::MAX_CLAIM_MINOR;
use vitrine_shared::id::{ClientId, LocationId, UserId, VisitId, WaveId};
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::ChecklistRef;

use super::check::{Check, MAX_NAME_CHARS, MAX_WORDS_CHARS};
use super::{Outcome, checklists};
use crate::app::App;
use crate::random;
use crate::storage::visits::{NewVisit, VisitFilter, VisitLine};
use crate::storage::waves::Wave;
use crate::storage::{Constraint, Scope, StorageError};

/// The most visits that are planned at once.
const MAX_AT_ONCE: usize = 5000;

/// The most visits in one page of a list.
const PAGE: u32 = 500;

/// A wave to be added.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewWave {
    /// The brand that is visited.
    pub client: ClientId,
    /// Its name, unique within the brand.
    pub name: String,
    /// The checklist of all its visits.
    pub checklist: ChecklistRef,
    /// When it begins.
    pub opens_at: Timestamp,
    /// When it ends.
    pub closes_at: Timestamp,
}

/// A visit to be planned.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedVisit {
    /// Where.
    pub location: LocationId,
    /// By whom; without an evaluator it is only planned.
    #[serde(default)]
    pub evaluator: Option<UserId>,
    /// The scenario to play.
    pub scenario: String,
    /// The persona to play, one of the checklist's.
    #[serde(default)]
    pub persona: Option<Slug>,
    /// Not before.
    pub opens_at: Timestamp,
    /// Not after.
    pub closes_at: Timestamp,
    /// What it pays, in the currency's minor unit.
    pub fee_minor: i64,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// Up to how much of what is spent is paid back, in the same unit; none: nothing is agreed.
    #[serde(default)]
    pub expense_cap_minor: Option<i64>,
}

/// Adds a wave.
///
/// # Errors
/// No such brand in scope, no such checklist published, or something out of its limits.
pub async fn create_wave(app: &App, scope: &Scope, new: NewWave) -> Outcome<WaveId> {
    let mut check = Check::default();
    check.text(&new.name, MAX_NAME_CHARS, "name");
    check.window(new.opens_at, new.closes_at, "closes_at");
    check.done()?;
    let now = app.now();
    let wave = Wave {
        id: WaveId::new(now, random::bytes()?),
        client: new.client,
        name: new.name.trim().to_owned(),
        checklist: new.checklist,
        opens_at: new.opens_at,
        closes_at: new.closes_at,
    };
    match app.store().create_wave(scope, &wave, now).await {
        Err(StorageError::Constraint(Constraint::Reference)) => Err(Code::ChecklistUnknown.into()),
        other => Ok(other.map(|()| wave.id)?),
    }
}

/// Plans visits of a wave, all or none; those with an evaluator are assigned at once.
///
/// # Errors
/// No such wave, location or evaluator in scope, or something out of its limits.
pub async fn create_visits(
    app: &App,
    scope: &Scope,
    wave: WaveId,
    planned: Vec<PlannedVisit>,
) -> Outcome<Vec<VisitId>> {
    let wave = app.store().wave(scope, wave).await?;
    let checklist = checklists::by_digest(app, scope, &wave.checklist.sha256).await?;
    let mut check = Check::default();
    check.require(planned.len() <= MAX_AT_ONCE, "", "at most 5000 visits at once");
    for (index, visit) in planned.iter().enumerate() {
        check_visit(&mut check, visit, &wave, &checklist, index);
    }
    check.done()?;
    let now = app.now();
    let mut visits = Vec::with_capacity(planned.len());
    for visit in planned {
        visits.push(NewVisit {
            id: VisitId::new(now, random::bytes()?),
            location: visit.location,
            evaluator: visit.evaluator,
            scenario: visit.scenario,
            persona: visit.persona,
            opens_at: visit.opens_at,
            closes_at: visit.closes_at,
            fee_minor: visit.fee_minor,
            currency: visit.currency,
            expense_cap_minor: visit.expense_cap_minor,
        });
    }
    app.store().create_visits(scope, wave.id, &visits, now).await?;
    Ok(visits.iter().map(|visit| visit.id).collect())
}

fn check_visit(check: &mut Check, visit: &PlannedVisit, wave: &Wave, checklist: &Checklist, index: usize) {
    let at = |field: &str| format!("[{index}].{field}");
    check.text(&visit.scenario, MAX_WORDS_CHARS, &at("scenario"));
    check.window(visit.opens_at, visit.closes_at, &at("closes_at"));
    check.require(
        wave.opens_at <= visit.opens_at && visit.closes_at <= wave.closes_at,
        &at("opens_at"),
        "the visit's window must lie within the wave's",
    );
    check.require(visit.fee_minor >= 0, &at("fee_minor"), "must not be negative");
    check.require(
        visit
            .expense_cap_minor
            .is_none_or(|cap| (0..=MAX_CLAIM_MINOR).contains(&cap)),
        &at("expense_cap_minor"),
        "must not be negative",
    );
    let is_currency = visit.currency.len() == 3 && visit.currency.bytes().all(|b| b.is_ascii_uppercase());
    check.require(
        is_currency,
        &at("currency"),
        "must be an ISO 4217 code such as BRL",
    );
    let is_known = |wanted: &Slug| checklist.personas.iter().any(|persona| persona.id == *wanted);
    check.require(
        visit.persona.as_ref().is_none_or(is_known),
        &at("persona"),
        "must be one of the checklist's personas",
    );
}

/// A page of a wave's visits in scope, in the order of their ids, behind `after`.
///
/// # Errors
/// No such wave in scope.
pub async fn visits(
    app: &App,
    scope: &Scope,
    wave: WaveId,
    after: Option<VisitId>,
) -> Outcome<Vec<VisitLine>> {
    let wave = app.store().wave(scope, wave).await?;
    let filter = VisitFilter {
        wave: Some(wave.id),
        after,
        ..VisitFilter::default()
    };
    Ok(app.store().visits(scope, filter, PAGE).await?)
}
