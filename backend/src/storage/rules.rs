//! The rules of waves, and who has an interest in which brand.

use sqlx::any::AnyRow;
use vitrine_shared::eligibility::Rules;
use vitrine_shared::id::{ClientId, UserId, WaveId};
use vitrine_shared::time::Timestamp;

use super::error::{Constraint, StorageError};
use super::row::{Columns as _, to_json};
use super::scope::{Role, Scope};
use super::sql::Sql;
use super::{Result, Store};

/// An evaluator's interest in a brand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The evaluator.
    pub user: UserId,
    /// Their name.
    pub user_name: String,
    /// Until when, if it ends by itself.
    pub until: Option<Timestamp>,
}

impl Store {
    /// The rules of a wave. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn wave_rules(&self, scope: &Scope, wave: WaveId) -> Result<Rules> {
        scope.require_staff()?;
        let sql = Sql::new("SELECT rules FROM wave_rules WHERE wave_id = $1 AND agency_id = $2");
        let found = self
            .db
            .optional(sql.arg(wave).arg(scope.agency()), |row| row.json("rules"))
            .await?;
        Ok(found.unwrap_or_default())
    }

    /// Sets the rules of a wave; what was assigned before stays. For planners.
    ///
    /// # Errors
    /// No such wave in the agency.
    pub async fn set_wave_rules(&self, scope: &Scope, wave: WaveId, rules: &Rules) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new("SELECT id FROM waves WHERE id = $1 AND agency_id = $2");
        write.one(sql.arg(wave).arg(scope.agency()), |_| Ok(())).await?;
        let sql = Sql::new(
            "INSERT INTO wave_rules (wave_id, agency_id, rules) VALUES ($1, $2, $3) \
             ON CONFLICT (wave_id) DO UPDATE SET rules = excluded.rules",
        );
        let json = to_json(rules, "wave_rules.rules")?;
        write.execute(sql.arg(wave).arg(scope.agency()).arg(json)).await?;
        write.commit().await
    }

    /// Who has an interest in a brand, by name. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn conflicts(&self, scope: &Scope, client: ClientId) -> Result<Vec<Conflict>> {
        scope.require_staff()?;
        let sql = Sql::new(
            "SELECT c.user_id, u.name, c.until_ms FROM conflicts c JOIN users u ON u.id = c.user_id \
             WHERE c.client_id = $1 AND c.agency_id = $2 ORDER BY u.name, u.id",
        );
        let read = |row: &AnyRow| {
            Ok(Conflict {
                user: row.parsed("user_id")?,
                user_name: row.text("name")?,
                until: row.time_opt("until_ms")?,
            })
        };
        self.db.all(sql.arg(client).arg(scope.agency()), read).await
    }

    /// Notes that an evaluator has an interest in a brand, for ever or until then. For planners.
    ///
    /// # Errors
    /// No such brand or evaluator in the agency.
    pub async fn set_conflict(
        &self,
        scope: &Scope,
        client: ClientId,
        user: UserId,
        until: Option<Timestamp>,
    ) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new("SELECT id FROM users WHERE id = $1 AND agency_id = $2 AND role = $3")
            .arg(user)
            .arg(scope.agency())
            .arg(Role::Evaluator.as_str());
        if write.optional(sql, |_| Ok(())).await?.is_none() {
            return Err(StorageError::Constraint(Constraint::Reference));
        }
        let sql = Sql::new("SELECT id FROM clients WHERE id = $1 AND agency_id = $2");
        write.one(sql.arg(client).arg(scope.agency()), |_| Ok(())).await?;
        let sql = Sql::new(
            "INSERT INTO conflicts (user_id, client_id, agency_id, until_ms) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (user_id, client_id) DO UPDATE SET until_ms = excluded.until_ms",
        );
        let sql = sql.arg(user).arg(client).arg(scope.agency()).arg(until);
        write.execute(sql).await?;
        write.commit().await
    }

    /// Notes that an evaluator has no interest in a brand any more. For planners.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn clear_conflict(&self, scope: &Scope, client: ClientId, user: UserId) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new("DELETE FROM conflicts WHERE user_id = $1 AND client_id = $2 AND agency_id = $3");
        write
            .execute(sql.arg(user).arg(client).arg(scope.agency()))
            .await?;
        write.commit().await
    }
}
