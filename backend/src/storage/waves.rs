//! Waves: rounds of visits to a brand's locations, all with one checklist.

use sqlx::any::AnyRow;
use vitrine_shared::id::{ClientId, WaveId};
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::ChecklistRef;

use super::checklists::checklist_ref;
use super::error::{Constraint, StorageError};
use super::row::Columns as _;
use super::scope::Scope;
use super::sql::Sql;
use super::{Result, Store};

/// A wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    /// Its id.
    pub id: WaveId,
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

const WAVE: &str = "SELECT w.id, w.client_id, w.name, w.checklist_id, w.checklist_version, \
     w.checklist_sha256, w.opens_at_ms, w.closes_at_ms FROM waves w WHERE ";

fn wave(row: &AnyRow) -> Result<Wave> {
    Ok(Wave {
        id: row.parsed("id")?,
        client: row.parsed("client_id")?,
        name: row.text("name")?,
        checklist: checklist_ref(row)?,
        opens_at: row.time("opens_at_ms")?,
        closes_at: row.time("closes_at_ms")?,
    })
}

impl Store {
    /// Adds a wave. For planners.
    ///
    /// # Errors
    /// No such client in the agency ([`StorageError::NotFound`]); no such published checklist
    /// ([`Constraint::Reference`]); the client has a wave of that name; it closes before it opens.
    pub async fn create_wave(&self, scope: &Scope, new: &Wave, at: Timestamp) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new("SELECT id FROM clients WHERE id = $1 AND agency_id = $2");
        write
            .one(sql.arg(new.client).arg(scope.agency()), |_| Ok(()))
            .await?;
        let sql = Sql::new(
            "INSERT INTO waves (id, agency_id, client_id, name, checklist_id, checklist_version, \
             checklist_sha256, opens_at_ms, closes_at_ms, created_at_ms) \
             SELECT $1, c.agency_id, $2, $3, c.id, c.version, c.sha256, $4, $5, $6 FROM checklists c \
             WHERE c.agency_id = $7 AND c.id = $8 AND c.version = $9 AND c.sha256 = $10",
        )
        .arg(new.id)
        .arg(new.client)
        .arg(&new.name)
        .arg(new.opens_at)
        .arg(new.closes_at)
        .arg(at)
        .arg(scope.agency())
        .arg(&new.checklist.id)
        .arg(i64::from(new.checklist.version))
        .arg(new.checklist.sha256);
        if write.execute(sql).await? == 0 {
            return Err(StorageError::Constraint(Constraint::Reference));
        }
        write.commit().await
    }

    /// The waves in scope, the latest first; of one client or of all.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn waves(&self, scope: &Scope, of: Option<ClientId>) -> Result<Vec<Wave>> {
        let mut sql = scope.sees_client(Sql::new(WAVE), "w", "client_id");
        if let Some(client) = of {
            sql = sql.push(" AND w.client_id = ").bind(client);
        }
        self.db
            .all(sql.push(" ORDER BY w.opens_at_ms DESC, w.id DESC"), wave)
            .await
    }

    /// A wave.
    ///
    /// # Errors
    /// No such wave in scope.
    pub async fn wave(&self, scope: &Scope, id: WaveId) -> Result<Wave> {
        let sql = scope.sees_client(Sql::new(WAVE), "w", "client_id");
        self.db.one(sql.push(" AND w.id = ").bind(id), wave).await
    }

    /// How many of a wave's visits stand in each state. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn wave_progress(&self, scope: &Scope, id: WaveId) -> Result<Vec<(VisitState, u64)>> {
        scope.require_staff()?;
        let sql = Sql::new(
            "SELECT state, CAST(COUNT(*) AS BIGINT) AS visits FROM visits \
             WHERE wave_id = $1 AND agency_id = $2 GROUP BY state",
        );
        let read = |row: &AnyRow| Ok((row.state("state")?, row.count("visits")?));
        let mut states = self.db.all(sql.arg(id).arg(scope.agency()), read).await?;
        states.sort_by_key(|(state, _)| *state);
        Ok(states)
    }
}
