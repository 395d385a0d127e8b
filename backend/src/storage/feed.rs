//! The sync feed of each evaluator: which visits changed since a cursor.
//!
//! Numbers are given out under the lock of the evaluator's `feed_heads` row, which is held until
//! the commit. So a reader that sees a number has every smaller one before it: a cursor never skips.

use std::collections::BTreeMap;

use sqlx::any::AnyRow;
use vitrine_shared::id::{AgencyId, UserId, VisitId};
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Assignment, LocationCard};

use super::checklists::checklist_ref;
use super::db::Write;
use super::error::StorageError;
use super::row::Columns as _;
use super::scope::{Caller, Scope};
use super::sql::Sql;
use super::{Result, Store};

/// The columns of an assignment, and the tables they are from.
pub(super) const ASSIGNMENT: &str = "v.id, v.evaluator_id, v.state, c.name AS brand, w.name AS wave, \
     l.id AS location_id, l.name AS location_name, l.address, l.lat_e7, l.lon_e7, l.time_zone, v.opens_at_ms, \
     v.closes_at_ms, v.scenario, v.persona, w.checklist_id, w.checklist_version, w.checklist_sha256, \
     v.fee_minor, v.currency, v.expense_cap_minor FROM visits v JOIN locations l ON l.id = v.location_id \
     JOIN waves w ON w.id = v.wave_id JOIN clients c ON c.id = v.client_id";

/// Part of an evaluator's own feed, from behind one place up to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    user: UserId,
    agency: AgencyId,
    after: i64,
    last: i64,
}

impl Stretch {
    /// Ends a query over `feed f` with the visits `v` of it that are still the evaluator's. More conditions may
    /// follow behind `AND`.
    pub(super) fn visits(self, sql: Sql) -> Sql {
        self.narrow(sql.push(" JOIN visits v ON v.id = f.visit_id AND v.evaluator_id = f.user_id"))
    }

    /// Ends a query over `feed f` with this part of it.
    pub(super) fn narrow(self, sql: Sql) -> Sql {
        sql.push(" WHERE f.user_id = ")
            .bind(self.user)
            .push(" AND f.agency_id = ")
            .bind(self.agency)
            .push(" AND f.seq > ")
            .bind(self.after)
            .push(" AND f.seq <= ")
            .bind(self.last)
    }
}

/// Puts rows in their order together by visit.
pub(super) fn by_visit<T>(rows: Vec<(VisitId, T)>) -> BTreeMap<VisitId, Vec<T>> {
    let mut by_visit: BTreeMap<VisitId, Vec<T>> = BTreeMap::new();
    for (visit, row) in rows {
        by_visit.entry(visit).or_default().push(row);
    }
    by_visit
}

/// A stretch of the feed.
#[derive(Clone, Debug)]
pub struct Changes {
    /// Where the next one begins.
    pub cursor: u64,
    /// Whether there is more already.
    pub more: bool,
    /// The visits, oldest change first.
    pub assignments: Vec<Assignment>,
}

/// Puts the visit at the end of the evaluator's feed. Callers with several keep to the order of
/// (evaluator, visit).
pub(super) async fn append(
    write: &mut Write,
    agency: AgencyId,
    evaluator: UserId,
    visit: VisitId,
) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO feed_heads (user_id, agency_id, seq) VALUES ($1, $2, 1) \
         ON CONFLICT (user_id) DO UPDATE SET seq = feed_heads.seq + 1 RETURNING seq",
    );
    let seq = write
        .one(sql.arg(evaluator).arg(agency), |row| row.int("seq"))
        .await?;
    let sql = Sql::new(
        "INSERT INTO feed (user_id, visit_id, agency_id, seq) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (user_id, visit_id) DO UPDATE SET seq = excluded.seq",
    );
    write
        .execute(sql.arg(evaluator).arg(visit).arg(agency).arg(seq))
        .await?;
    Ok(())
}

impl Store {
    /// The calling evaluator's visits that changed after the cursor, at most `limit`. A visit that
    /// was given to somebody else comes once more, as released.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn changes(&self, scope: &Scope, after: u64, limit: u32) -> Result<Changes> {
        let Caller::Evaluator { user, .. } = scope.caller() else {
            return Err(StorageError::Forbidden);
        };
        let sql = Sql::new("SELECT f.seq, ")
            .push(ASSIGNMENT)
            .push(" JOIN feed f ON f.visit_id = v.id WHERE f.user_id = ")
            .bind(*user)
            .push(" AND f.agency_id = ")
            .bind(scope.agency())
            .push(" AND f.seq > ")
            .bind(integer(after))
            .push(" ORDER BY f.seq LIMIT ")
            .bind(i64::from(limit) + 1);
        let mut rows = self
            .db
            .all(sql, |row| Ok((row.count::<u64>("seq")?, assignment(row, *user)?)))
            .await?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let last = rows.last().map_or(0, |(seq, _)| *seq);
        let stretch = Stretch {
            user: *user,
            agency: scope.agency(),
            after: integer(after),
            last: integer(last),
        };
        let mut returns = self.returns_in_feed(stretch).await?;
        let mut verdicts = self.verdicts_in_feed(stretch).await?;
        let mut rejections = self.rejections_in_feed(stretch).await?;
        let mut decisions = self.decisions_in_feed(stretch).await?;
        let mut payments = self.payments_in_feed(stretch).await?;
        for (_, assignment) in &mut rows {
            assignment.expense_decisions = decisions.remove(&assignment.visit).unwrap_or_default();
            assignment.payments = payments.remove(&assignment.visit).unwrap_or_default();
            assignment.returns = returns.remove(&assignment.visit).unwrap_or_default();
            assignment.rejections = rejections.remove(&assignment.visit).unwrap_or_default();
            assignment.verdict = verdicts.remove(&assignment.visit);
        }
        Ok(Changes {
            cursor: rows.last().map_or(after, |(seq, _)| *seq),
            more,
            assignments: rows.into_iter().map(|(_, assignment)| assignment).collect(),
        })
    }
}

fn integer(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// Reads an assignment as this evaluator knows it.
pub(super) fn assignment(row: &AnyRow, user: UserId) -> Result<Assignment> {
    let theirs = row.parsed_opt("evaluator_id")? == Some(user);
    Ok(Assignment {
        visit: row.parsed("id")?,
        state: if theirs {
            row.state("state")?
        } else {
            VisitState::Released
        },
        brand: row.text("brand")?,
        wave: row.text("wave")?,
        location: LocationCard {
            id: row.parsed("location_id")?,
            name: row.text("location_name")?,
            address: row.text("address")?,
            lat_e7: row.int_opt("lat_e7")?,
            lon_e7: row.int_opt("lon_e7")?,
            time_zone: row.text("time_zone")?,
        },
        opens_at: row.time("opens_at_ms")?,
        closes_at: row.time("closes_at_ms")?,
        scenario: row.text("scenario")?,
        persona: row.parsed_opt("persona")?,
        checklist: checklist_ref(row)?,
        fee_minor: row.int("fee_minor")?,
        currency: row.text("currency")?,
        expense_cap_minor: row.int_opt("expense_cap_minor")?,
        expense_decisions: Vec::new(),
        payments: Vec::new(),
        returns: Vec::new(),
        verdict: None,
        rejections: Vec::new(),
    })
}
