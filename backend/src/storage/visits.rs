//! Visits: planning them and reading them.

use sqlx::any::AnyRow;
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::{ClientId, DeviceId, LocationId, UserId, VisitId, WaveId};
use vitrine_shared::score::{Exact, VisitScore};
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::{Actor, VisitState};

use super::db::Write;
use super::eligibility::require_eligible;
use super::error::{Constraint, StorageError};
use super::feed;
use super::row::Columns as _;
use super::scope::{Caller, Role, Scope};
use super::sql::Sql;
use super::training::{Admission, admitted};
use super::{Result, Store};

/// A visit to be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVisit {
    /// Its id.
    pub id: VisitId,
    /// Where; a location of the wave's client.
    pub location: LocationId,
    /// By whom; without an evaluator it is only planned.
    pub evaluator: Option<UserId>,
    /// The scenario to play.
    pub scenario: String,
    /// The persona to play, one of the checklist's.
    pub persona: Option<Slug>,
    /// Not before.
    pub opens_at: Timestamp,
    /// Not after.
    pub closes_at: Timestamp,
    /// What it pays, in the currency's minor unit.
    pub fee_minor: i64,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// Up to how much of what is spent is paid back; none: nothing is agreed.
    pub expense_cap_minor: Option<i64>,
}

/// A visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Its id.
    pub id: VisitId,
    /// The brand that is visited.
    pub client: ClientId,
    /// The wave it belongs to.
    pub wave: WaveId,
    /// Where.
    pub location: LocationId,
    /// By whom. Brands are never told.
    pub evaluator: Option<UserId>,
    /// The digest of its checklist.
    pub checklist_sha256: Digest,
    /// Where it stands.
    pub state: VisitState,
    /// Whether every photo of the manifest arrived, verified.
    pub media_complete: bool,
    /// The phone whose events were submitted.
    pub device: Option<DeviceId>,
    /// The scenario that is played.
    pub scenario: String,
    /// The persona that is played.
    pub persona: Option<Slug>,
    /// Not before.
    pub opens_at: Timestamp,
    /// Not after.
    pub closes_at: Timestamp,
    /// What it pays, in the currency's minor unit. Brands are told 0.
    pub fee_minor: i64,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// Up to how much of what is spent is paid back; none: nothing is agreed. Brands are told none.
    pub expense_cap_minor: Option<i64>,
    /// When the server received its submission.
    pub submitted_at: Option<Timestamp>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
}

/// A visit in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitLine {
    /// The visit.
    pub visit: Visit,
    /// The location's name.
    pub location_name: String,
    /// The location's code.
    pub location_code: String,
    /// The evaluator's name. Brands are never told.
    pub evaluator_name: Option<String>,
    /// Its exact score, once submitted and if anything applied.
    pub score: Option<Exact>,
    /// How many critical items failed, once submitted.
    pub failed_critical: u32,
    /// How many photos of it were announced and kept.
    pub photos: u32,
    /// How many of those have not arrived.
    pub photos_missing: u32,
}

/// Which visits to list; none of the conditions: all in scope.
#[derive(Clone, Copy, Debug, Default)]
pub struct VisitFilter {
    /// Of this wave.
    pub wave: Option<WaveId>,
    /// To this location.
    pub location: Option<LocationId>,
    /// For this client.
    pub client: Option<ClientId>,
    /// In this state.
    pub state: Option<VisitState>,
    /// Behind this one, in the order of ids.
    pub after: Option<VisitId>,
}

pub(super) const VISIT: &str = "v.id, v.client_id, v.wave_id, v.location_id, v.evaluator_id, \
     v.checklist_sha256, v.state, v.rev, v.media_complete, v.device_id, v.scenario, v.persona, \
     v.opens_at_ms, v.closes_at_ms, v.fee_minor, v.currency, v.expense_cap_minor, v.submitted_at_ms, \
     v.published_at_ms";

/// Reads a visit, leaving out what the caller is not told.
pub(super) fn visit(row: &AnyRow, scope: &Scope) -> Result<Visit> {
    let brand = matches!(scope.caller(), Caller::Brand { .. });
    Ok(Visit {
        id: row.parsed("id")?,
        client: row.parsed("client_id")?,
        wave: row.parsed("wave_id")?,
        location: row.parsed("location_id")?,
        evaluator: if brand {
            None
        } else {
            row.parsed_opt("evaluator_id")?
        },
        checklist_sha256: row.parsed("checklist_sha256")?,
        state: row.state("state")?,
        media_complete: row.flag("media_complete")?,
        device: row.parsed_opt("device_id")?,
        scenario: row.text("scenario")?,
        persona: row.parsed_opt("persona")?,
        opens_at: row.time("opens_at_ms")?,
        closes_at: row.time("closes_at_ms")?,
        fee_minor: if brand { 0 } else { row.int("fee_minor")? },
        currency: row.text("currency")?,
        expense_cap_minor: if brand {
            None
        } else {
            row.int_opt("expense_cap_minor")?
        },
        submitted_at: row.time_opt("submitted_at_ms")?,
        published_at: row.time_opt("published_at_ms")?,
    })
}

impl Store {
    /// Plans visits of a wave, all or none; one with an evaluator is assigned at once. For planners.
    ///
    /// # Errors
    /// No such wave in the agency ([`StorageError::NotFound`]); a location that is not the wave's
    /// client's or an evaluator who is none of the agency's ([`Constraint::Reference`]) or not
    /// certified for the wave's checklist ([`StorageError::NotCertified`]); a window that closes
    /// before it opens ([`Constraint::VisitWindow`]).
    pub async fn create_visits(
        &self,
        scope: &Scope,
        wave: WaveId,
        new: &[NewVisit],
        at: Timestamp,
    ) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new("SELECT checklist_sha256 FROM waves WHERE id = $1 AND agency_id = $2");
        let sql = sql.arg(wave).arg(scope.agency());
        let checklist: Digest = write.one(sql, |row| row.parsed("checklist_sha256")).await?;
        for visit in new {
            let sql = Sql::new(
                "INSERT INTO visits (id, agency_id, client_id, wave_id, location_id, evaluator_id, \
                 checklist_sha256, state, rev, media_complete, scenario, persona, opens_at_ms, closes_at_ms, \
                 fee_minor, currency, expense_cap_minor, created_at_ms) \
                 SELECT $1, w.agency_id, w.client_id, w.id, l.id, $2, w.checklist_sha256, $3, 1, 0, $4, $5, \
                 $6, $7, $8, $9, $10, $11 FROM waves w JOIN locations l ON l.client_id = w.client_id \
                 WHERE w.id = $12 AND l.id = $13",
            )
            .arg(visit.id)
            .arg(visit.evaluator)
            .arg(match visit.evaluator {
                Some(_) => VisitState::Assigned,
                None => VisitState::Planned,
            })
            .arg(&visit.scenario)
            .arg(visit.persona.as_ref())
            .arg(visit.opens_at)
            .arg(visit.closes_at)
            .arg(visit.fee_minor)
            .arg(&visit.currency)
            .arg(visit.expense_cap_minor)
            .arg(at)
            .arg(wave)
            .arg(visit.location);
            if write.execute(sql).await? == 0 {
                return Err(StorageError::Constraint(Constraint::Reference));
            }
        }
        let mut assigned: Vec<(UserId, VisitId)> = new
            .iter()
            .filter_map(|visit| Some((visit.evaluator?, visit.id)))
            .collect();
        // Locks are taken in one order everywhere.
        assigned.sort_unstable();
        for of_one in assigned.chunk_by(|(a, _), (b, _)| a == b) {
            if let Some((evaluator, _)) = of_one.first() {
                require_evaluator(&mut write, scope, *evaluator, &checklist).await?;
            }
            for (evaluator, visit) in of_one {
                let planned = write
                    .one(select(scope, *visit), |row| self::visit(row, scope))
                    .await?;
                // What was in the past is written down, not planned.
                if planned.closes_at > at {
                    require_eligible(&mut write, scope, &planned, *evaluator, at).await?;
                }
                feed::append(&mut write, scope.agency(), *evaluator, *visit).await?;
            }
        }
        write.commit().await
    }

    /// A visit.
    ///
    /// # Errors
    /// No such visit in scope.
    pub async fn visit(&self, scope: &Scope, id: VisitId) -> Result<Visit> {
        self.db.one(select(scope, id), |row| visit(row, scope)).await
    }

    /// Whether the caller's agency has such a visit, whoever does it: what tells an evaluator's visit
    /// that is a colleague's now from one that never was.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn agency_has_visit(&self, scope: &Scope, id: VisitId) -> Result<bool> {
        let sql = Sql::new("SELECT id FROM visits WHERE id = $1 AND agency_id = $2");
        let found = self
            .db
            .optional(sql.arg(id).arg(scope.agency()), |_| Ok(()))
            .await?;
        Ok(found.is_some())
    }

    /// Visits in the order of their ids, at most `limit`.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn visits(&self, scope: &Scope, filter: VisitFilter, limit: u32) -> Result<Vec<VisitLine>> {
        // A brand knows of no receipts, not even how many there are.
        let of_caller = if scope.sees_expenses() {
            ""
        } else {
            " AND p.media <> 'receipt'"
        };
        let sql = Sql::new("SELECT ")
            .push(VISIT)
            .push(
                ", l.name AS location_name, l.code AS location_code, u.name AS evaluator_name, s.score, s.detail, \
                 (SELECT CAST(COUNT(*) AS BIGINT) FROM photos p WHERE p.visit_id = v.id AND p.discarded = 0",
            )
            .push(of_caller)
            .push(
                ") AS photos, (SELECT CAST(COUNT(*) AS BIGINT) FROM photos p \
                 WHERE p.visit_id = v.id AND p.discarded = 0 AND p.arrived_at_ms IS NULL",
            )
            .push(of_caller)
            .push(
                ") AS photos_missing FROM visits v JOIN locations l ON l.id = v.location_id \
                 LEFT JOIN users u ON u.id = v.evaluator_id \
                 LEFT JOIN visit_scores s ON s.visit_id = v.id WHERE ",
            );
        let mut sql = scope.sees_visit(sql);
        if let Some(wave) = filter.wave {
            sql = sql.push(" AND v.wave_id = ").bind(wave);
        }
        if let Some(location) = filter.location {
            sql = sql.push(" AND v.location_id = ").bind(location);
        }
        if let Some(client) = filter.client {
            sql = sql.push(" AND v.client_id = ").bind(client);
        }
        if let Some(state) = filter.state {
            sql = sql.push(" AND v.state = ").bind(state);
        }
        if let Some(after) = filter.after {
            sql = sql.push(" AND v.id > ").bind(after);
        }
        let sql = sql.push(" ORDER BY v.id LIMIT ").bind(i64::from(limit));
        self.db.all(sql, |row| line(row, scope)).await
    }
}

fn line(row: &AnyRow, scope: &Scope) -> Result<VisitLine> {
    let visit = visit(row, scope)?;
    let evaluator_name = row.text_opt("evaluator_name")?;
    Ok(VisitLine {
        location_name: row.text("location_name")?,
        location_code: row.text("location_code")?,
        evaluator_name: evaluator_name.filter(|_| visit.evaluator.is_some()),
        score: row.parsed_opt("score")?,
        failed_critical: failed_critical(row)?,
        photos: row.count("photos")?,
        photos_missing: row.count("photos_missing")?,
        visit,
    })
}

/// How many critical items failed, by the score's detail where there is one.
fn failed_critical(row: &AnyRow) -> Result<u32> {
    let Some(detail) = row.text_opt("detail")? else {
        return Ok(0);
    };
    let score: VisitScore = serde_json::from_str(&detail).map_err(|_| StorageError::Corrupt("detail"))?;
    Ok(u32::try_from(score.failed_critical.len()).unwrap_or(u32::MAX))
}

/// The statement that reads one visit in scope.
pub(super) fn select(scope: &Scope, id: VisitId) -> Sql {
    let sql = Sql::new("SELECT ")
        .push(VISIT)
        .push(" FROM visits v JOIN locations l ON l.id = v.location_id WHERE ");
    scope.sees_visit(sql).push(" AND v.id = ").bind(id)
}

/// Holds the visit against other writers until the transaction ends, and reads it.
pub(super) async fn lock(write: &mut Write, scope: &Scope, id: VisitId) -> Result<(Visit, i64)> {
    let sql = Sql::new("UPDATE visits SET rev = rev WHERE id = $1 AND agency_id = $2");
    write.execute(sql.arg(id).arg(scope.agency())).await?;
    write
        .one(select(scope, id), |row| Ok((visit(row, scope)?, row.int("rev")?)))
        .await
}

/// Holds a visit of the agency, whoever does it, and reads it: for what is offered to everybody.
pub(super) async fn lock_in_agency(write: &mut Write, scope: &Scope, id: VisitId) -> Result<(Visit, i64)> {
    let sql = Sql::new("UPDATE visits SET rev = rev WHERE id = $1 AND agency_id = $2");
    write.execute(sql.arg(id).arg(scope.agency())).await?;
    let sql = Sql::new("SELECT ")
        .push(VISIT)
        .push(" FROM visits v WHERE v.id = ")
        .bind(id)
        .push(" AND v.agency_id = ")
        .bind(scope.agency());
    write
        .one(sql, |row| Ok((visit(row, scope)?, row.int("rev")?)))
        .await
}

/// The person must be an evaluator of the agency.
pub(super) async fn require_evaluator(
    write: &mut Write,
    scope: &Scope,
    user: UserId,
    checklist: &Digest,
) -> Result<()> {
    let sql = Sql::new("SELECT id FROM users WHERE id = $1 AND agency_id = $2 AND role = $3")
        .arg(user)
        .arg(scope.agency())
        .arg(Role::Evaluator.as_str());
    let found = write.optional(sql, |_| Ok(())).await?;
    found.ok_or(StorageError::Constraint(Constraint::Reference))?;
    match admitted(write, scope, user, checklist).await? {
        Admission::Free | Admission::Certified => Ok(()),
        Admission::Lacking => Err(StorageError::NotCertified),
    }
}

/// An actor's name in the log.
pub(super) fn actor_name(actor: Actor) -> &'static str {
    match actor {
        Actor::Coordinator => "coordinator",
        Actor::Reviewer => "reviewer",
        Actor::Evaluator => "evaluator",
        Actor::Clock => "clock",
    }
}
