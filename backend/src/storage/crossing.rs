//! Who visited where: what evaluators' strictness is told from.

use sqlx::any::AnyRow;
use vitrine_shared::id::{ClientId, LocationId, UserId, WaveId};

use super::row::Columns as _;
use super::scope::Scope;
use super::sql::Sql;
use super::stats::Moments;
use super::{Result, Store};

/// The published visits of one evaluator to one location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encounter {
    /// The location.
    pub location: LocationId,
    /// The evaluator. Never to be shown to a brand.
    pub evaluator: UserId,
    /// The scores of their visits there.
    pub moments: Moments,
}

impl Store {
    /// The published visits of a brand by location and evaluator, of one wave or of all.
    ///
    /// # Errors
    /// No such client in scope.
    pub async fn crossing(
        &self,
        scope: &Scope,
        client: ClientId,
        wave: Option<WaveId>,
    ) -> Result<Vec<Encounter>> {
        self.client(scope, client).await?;
        let sql = Sql::new(
            "SELECT v.location_id, v.evaluator_id, CAST(COUNT(*) AS BIGINT) AS n, \
             CAST(SUM(s.ppm) AS BIGINT) AS sum_ppm, CAST(SUM(s.ppm * s.ppm) AS BIGINT) AS sum_squares \
             FROM visits v JOIN visit_scores s ON s.visit_id = v.id \
             WHERE v.state = 'published' AND v.evaluator_id IS NOT NULL AND s.ppm IS NOT NULL AND v.agency_id = ",
        )
        .bind(scope.agency())
        .push(" AND v.client_id = ")
        .bind(client);
        let sql = match wave {
            Some(wave) => sql.push(" AND v.wave_id = ").bind(wave),
            None => sql,
        };
        self.db
            .all(sql.push(" GROUP BY v.location_id, v.evaluator_id"), encounter)
            .await
    }
}

fn encounter(row: &AnyRow) -> Result<Encounter> {
    Ok(Encounter {
        location: row.parsed("location_id")?,
        evaluator: row.parsed("evaluator_id")?,
        moments: Moments {
            n: row.int("n")?,
            sum_ppm: row.int("sum_ppm")?,
            sum_squares: row.int("sum_squares")?,
        },
    })
}
