//! Who may do a visit: the facts that the wave's rules judge, and the job board made of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike as _;
use chrono_tz::Tz;
use sqlx::any::AnyRow;
use vitrine_shared::digest::Digest;
use vitrine_shared::eligibility::{Facts, Ineligible, MAX_RULE_DAYS, Other, Rules, Span, judge};
use vitrine_shared::id::{ClientId, LocationId, UserId, VisitId, WaveId};
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{MeanGrade, Offer};

use super::db::Write;
use super::error::StorageError;
use super::feed::{ASSIGNMENT, assignment};
use super::row::Columns as _;
use super::scope::{Caller, Scope};
use super::sql::Sql;
use super::training::Admission;
use super::verdicts::{grade, grades_of};
use super::visits::Visit;
use super::{Result, Store};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Visits that somebody does or did, with the zone that their days are of.
const BUSY: &str = "SELECT v.id, v.evaluator_id, v.location_id, v.opens_at_ms, v.closes_at_ms, \
     v.submitted_at_ms, l.time_zone FROM visits v JOIN locations l ON l.id = v.location_id \
     WHERE v.evaluator_id IS NOT NULL \
     AND v.state NOT IN ('planned', 'offered', 'released', 'cancelled', 'expired') AND v.agency_id = ";

/// A visit that somebody does or did.
#[derive(Clone, Copy)]
struct Busy {
    visit: VisitId,
    evaluator: UserId,
    location: LocationId,
    span: Span,
    done: Option<(Timestamp, i64)>,
}

fn busy(row: &AnyRow) -> Result<Busy> {
    let zone = zone(&row.text("time_zone")?);
    let done = row.time_opt("submitted_at_ms")?;
    Ok(Busy {
        visit: row.parsed("id")?,
        evaluator: row.parsed("evaluator_id")?,
        location: row.parsed("location_id")?,
        span: span(row.time("opens_at_ms")?, row.time("closes_at_ms")?, zone),
        done: done.map(|at| (at, day(at, zone))),
    })
}

/// The zone of this name; days of a place without one are UTC's.
fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}

fn day(at: Timestamp, zone: Tz) -> i64 {
    at.to_utc().with_timezone(&zone).num_days_from_ce().into()
}

fn span(opens_at: Timestamp, closes_at: Timestamp, zone: Tz) -> Span {
    Span {
        opens_at,
        closes_at,
        first_day: day(opens_at, zone),
        last_day: day(closes_at, zone),
    }
}

/// The visits of an evaluator that a rule can look back at.
fn of_evaluator(scope: &Scope, user: UserId, now: Timestamp) -> Sql {
    since(
        Sql::new(BUSY)
            .bind(scope.agency())
            .push(" AND v.evaluator_id = ")
            .bind(user),
        now,
    )
}

/// Those to a location.
fn of_location(scope: &Scope, location: LocationId, now: Timestamp) -> Sql {
    since(
        Sql::new(BUSY)
            .bind(scope.agency())
            .push(" AND v.location_id = ")
            .bind(location),
        now,
    )
}

/// Those to every location that has something on the job board.
fn of_offered_locations(scope: &Scope, now: Timestamp) -> Sql {
    let sql = Sql::new(BUSY)
        .bind(scope.agency())
        .push(
            " AND v.location_id IN (SELECT location_id FROM visits WHERE state = 'offered' AND agency_id = ",
        )
        .bind(scope.agency())
        .push(")");
    since(sql, now)
}

fn since(sql: Sql, now: Timestamp) -> Sql {
    let earliest = now.plus_ms(-i64::from(MAX_RULE_DAYS) * DAY_MS);
    sql.push(" AND (v.submitted_at_ms IS NULL OR v.submitted_at_ms > ")
        .bind(earliest)
        .push(")")
}

fn others(all: &[Busy], visit: VisitId, evaluator: UserId, location: LocationId) -> Vec<Other> {
    let mut seen = BTreeSet::from([visit]);
    all.iter()
        .filter(|it| seen.insert(it.visit))
        .map(|it| Other {
            same_evaluator: it.evaluator == evaluator,
            same_location: it.location == location,
            span: it.span,
            done: it.done,
        })
        .collect()
}

/// Refuses an evaluator whom the wave's rules do not let do the visit. The evaluator and the location
/// are held until the transaction ends, so that nobody gets two visits past a rule at once.
pub(super) async fn require_eligible(
    write: &mut Write,
    scope: &Scope,
    visit: &Visit,
    evaluator: UserId,
    now: Timestamp,
) -> Result<()> {
    let sql = Sql::new("SELECT rules FROM wave_rules WHERE wave_id = $1 AND agency_id = $2");
    let rules: Rules = write
        .optional(sql.arg(visit.wave).arg(scope.agency()), |row| row.json("rules"))
        .await?
        .unwrap_or_default();
    if !rules.is_empty() {
        let sql = Sql::new("UPDATE locations SET name = name WHERE id = $1");
        write.execute(sql.arg(visit.location)).await?;
        let sql = Sql::new("UPDATE users SET name = name WHERE id = $1");
        write.execute(sql.arg(evaluator)).await?;
    }
    let sql =
        Sql::new("SELECT until_ms FROM conflicts WHERE user_id = $1 AND client_id = $2 AND agency_id = $3")
            .arg(evaluator)
            .arg(visit.client)
            .arg(scope.agency());
    let conflict = write.optional(sql, |row| row.time_opt("until_ms")).await?;
    let sql = Sql::new("SELECT time_zone FROM locations WHERE id = $1");
    let zone = zone(
        &write
            .one(sql.arg(visit.location), |row| row.text("time_zone"))
            .await?,
    );
    let mut all = Vec::new();
    if !rules.is_empty() {
        all = write.all(of_evaluator(scope, evaluator, now), busy).await?;
        all.extend(write.all(of_location(scope, visit.location, now), busy).await?);
    }
    let grade = match rules.min_grade_halves {
        0 => None,
        _ => MeanGrade::of(write.all(grades_of(scope, evaluator), grade).await?),
    };
    let facts = Facts {
        now,
        today: day(now, zone),
        wanted: span(visit.opens_at, visit.closes_at, zone),
        others: others(&all, visit.id, evaluator, visit.location),
        conflict,
        grade,
    };
    match judge(&rules, &facts).first() {
        Some(refusal) => Err(StorageError::Ineligible(*refusal)),
        None => Ok(()),
    }
}

/// A visit on the board before it is judged.
struct Offered {
    offer: Offer,
    wave: WaveId,
    client: ClientId,
}

impl Store {
    /// The job board as the calling evaluator sees it, at most `limit` visits, the first to close
    /// first; each with every reason why this evaluator may not take it.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn job_board(&self, scope: &Scope, now: Timestamp, limit: u32) -> Result<Vec<Offer>> {
        let Caller::Evaluator { user, .. } = scope.caller() else {
            return Err(StorageError::Forbidden);
        };
        let sql = Sql::new("SELECT v.wave_id, v.client_id, ")
            .push(ASSIGNMENT)
            .push(" WHERE v.state = 'offered' AND v.agency_id = ")
            .bind(scope.agency())
            .push(" AND v.closes_at_ms > ")
            .bind(now)
            .push(" ORDER BY v.closes_at_ms, v.id LIMIT ")
            .bind(i64::from(limit));
        let offered = self.db.all(sql, |row| offered(row, *user)).await?;
        if offered.is_empty() {
            return Ok(Vec::new());
        }
        let sql = Sql::new("SELECT wave_id, rules FROM wave_rules WHERE agency_id = $1").arg(scope.agency());
        let rules = self
            .db
            .all(sql, |row| Ok((row.parsed("wave_id")?, row.json("rules")?)))
            .await?;
        let rules: BTreeMap<WaveId, Rules> = rules.into_iter().collect();
        let sql = Sql::new("SELECT client_id, until_ms FROM conflicts WHERE user_id = $1 AND agency_id = $2")
            .arg(*user)
            .arg(scope.agency());
        let conflicts = self
            .db
            .all(sql, |row| {
                Ok((row.parsed("client_id")?, row.time_opt("until_ms")?))
            })
            .await?;
        let conflicts: BTreeMap<ClientId, Option<Timestamp>> = conflicts.into_iter().collect();
        let mut all = Vec::new();
        if !rules.is_empty() {
            all = self.db.all(of_evaluator(scope, *user, now), busy).await?;
            all.extend(self.db.all(of_offered_locations(scope, now), busy).await?);
        }
        let grade = match rules.values().any(|rules| rules.min_grade_halves > 0) {
            true => MeanGrade::of(self.db.all(grades_of(scope, *user), grade).await?),
            false => None,
        };
        let checklists: BTreeSet<Digest> = offered.iter().map(|it| it.offer.visit.checklist.sha256).collect();
        let mut lacking = BTreeSet::new();
        for checklist in checklists {
            if self.admission(scope, *user, &checklist).await? == Admission::Lacking {
                lacking.insert(checklist);
            }
        }
        let judged = offered.into_iter().map(
            |Offered {
                 mut offer,
                 wave,
                 client,
             }| {
                let location = &offer.visit.location;
                let zone = zone(&location.time_zone);
                let mine = all
                    .iter()
                    .filter(|it| it.evaluator == *user || it.location == location.id);
                let mine: Vec<Busy> = mine.copied().collect();
                let facts = Facts {
                    now,
                    today: day(now, zone),
                    wanted: span(offer.visit.opens_at, offer.visit.closes_at, zone),
                    others: others(&mine, offer.visit.visit, *user, location.id),
                    conflict: conflicts.get(&client).copied(),
                    grade,
                };
                let rules = rules.get(&wave).copied().unwrap_or_default();
                offer.refusals = judge(&rules, &facts);
                if lacking.contains(&offer.visit.checklist.sha256) {
                    offer.refusals.push(Ineligible {
                        code: Code::NotCertified,
                        until: None,
                    });
                }
                offer
            },
        );
        Ok(judged.collect())
    }
}

fn offered(row: &AnyRow, user: UserId) -> Result<Offered> {
    let mut visit = assignment(row, user)?;
    visit.state = VisitState::Offered;
    Ok(Offered {
        offer: Offer {
            visit,
            refusals: Vec::new(),
        },
        wave: row.parsed("wave_id")?,
        client: row.parsed("client_id")?,
    })
}
