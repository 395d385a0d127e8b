//! Agencies, and the operator's way in: founding the first one and acting for one by name.

use sqlx::any::AnyRow;
use vitrine_shared::id::AgencyId;
use vitrine_shared::time::Timestamp;

use super::row::Columns as _;
use super::scope::{Caller, Scope};
use super::sql::Sql;
use super::{Result, Store};

/// An agency: the tenant that everything belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// Its id.
    pub id: AgencyId,
    /// Its name, unique in the installation.
    pub name: String,
}

fn agency(row: &AnyRow) -> Result<Agency> {
    Ok(Agency {
        id: row.parsed("id")?,
        name: row.text("name")?,
    })
}

impl Store {
    /// Founds an agency and gives the operator's scope of it. For the command line alone.
    ///
    /// # Errors
    /// An agency of that name exists.
    pub async fn found_agency(&self, new: &Agency, at: Timestamp) -> Result<Scope> {
        let mut write = self.db.write().await?;
        let sql = Sql::new("INSERT INTO agencies (id, name, created_at_ms) VALUES ($1, $2, $3)");
        write.execute(sql.arg(new.id).arg(&new.name).arg(at)).await?;
        write.commit().await?;
        Ok(Scope::new(new.id, Caller::Operator))
    }

    /// The operator's scope of the agency with this name. For the command line alone.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn operator(&self, agency_name: &str) -> Result<Option<Scope>> {
        let sql = Sql::new("SELECT id, name FROM agencies WHERE name = $1").arg(agency_name);
        let found = self.db.optional(sql, agency).await?;
        Ok(found.map(|agency| Scope::new(agency.id, Caller::Operator)))
    }

    /// The caller's agency.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn agency(&self, scope: &Scope) -> Result<Agency> {
        let sql = Sql::new("SELECT id, name FROM agencies WHERE id = $1").arg(scope.agency());
        self.db.one(sql, agency).await
    }
}
