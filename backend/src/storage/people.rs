//! The people of an agency and of its brands.

use sqlx::any::AnyRow;
use vitrine_shared::id::{AgencyId, ClientId, DeviceId, NodeId, UserId};
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;

use super::error::StorageError;
use super::row::Columns as _;
use super::scope::{Caller, Role, Scope};
use super::sql::Sql;
use super::{Result, Store};

/// A person with a log-in or a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The person's id.
    pub id: UserId,
    /// What they log in with; an evaluator may have none.
    pub email: Option<String>,
    /// What the agency calls them.
    pub name: String,
    /// What they are to the agency.
    pub role: Role,
    /// Their language.
    pub lang: Lang,
    /// The brand whose reports they read: of `client_viewer` and `client_manager`, and of no others.
    pub client: Option<ClientId>,
    /// The part of the brand they are held to.
    pub node: Option<NodeId>,
}

/// A phone as the agency lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The id that the phone made for itself.
    pub id: DeviceId,
    /// Whose phone it is.
    pub user: UserId,
    /// What the phone calls itself.
    pub label: String,
    /// When it was enrolled last.
    pub enrolled_at: Timestamp,
    /// When its token was taken away.
    pub revoked_at: Option<Timestamp>,
}

pub(super) const USER: &str = "u.id AS user_id, u.agency_id AS user_agency_id, u.email, u.name AS user_name, \
     u.role, u.lang, u.client_id AS user_client_id, u.node_id AS user_node_id";

pub(super) fn user(row: &AnyRow) -> Result<User> {
    Ok(User {
        id: row.parsed("user_id")?,
        email: row.text_opt("email")?,
        name: row.text("user_name")?,
        role: row.named("role", Role::from_name)?,
        lang: row.parsed("lang")?,
        client: row.parsed_opt("user_client_id")?,
        node: row.parsed_opt("user_node_id")?,
    })
}

impl User {
    /// The scope of this person, on this phone.
    pub(super) fn scope(&self, agency: AgencyId, device: Option<DeviceId>) -> Result<Scope> {
        let (user, role) = (self.id, self.role);
        let caller = match role {
            Role::Admin | Role::Coordinator | Role::Reviewer => Caller::Staff { user, role },
            Role::Evaluator => Caller::Evaluator { user, device },
            Role::ClientViewer | Role::ClientManager => Caller::Brand {
                user,
                role,
                client: self.client.ok_or(StorageError::Corrupt("client_id"))?,
                node: self.node,
            },
        };
        Ok(Scope::new(agency, caller))
    }
}

fn device(row: &AnyRow) -> Result<Device> {
    Ok(Device {
        id: row.parsed("id")?,
        user: row.parsed("user_id")?,
        label: row.text("label")?,
        enrolled_at: row.time("enrolled_at_ms")?,
        revoked_at: row.time_opt("revoked_at_ms")?,
    })
}

impl Store {
    /// Adds a person. `password_hash`: in PHC form; without one they cannot log in by password.
    ///
    /// # Errors
    /// The address is taken, the role and the brand do not go together, or the brand or node is not
    /// the agency's. For planners.
    pub async fn create_user(
        &self,
        scope: &Scope,
        new: &User,
        password_hash: Option<String>,
        at: Timestamp,
    ) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        if let Some(client) = new.client {
            let sql = Sql::new("SELECT id FROM clients WHERE id = $1 AND agency_id = $2");
            write.one(sql.arg(client).arg(scope.agency()), |_| Ok(())).await?;
            if let Some(node) = new.node {
                let sql = Sql::new("SELECT id FROM nodes WHERE id = $1 AND client_id = $2");
                write.one(sql.arg(node).arg(client), |_| Ok(())).await?;
            }
        }
        let sql = Sql::new(
            "INSERT INTO users (id, agency_id, email, name, role, lang, password_hash, client_id, node_id, \
             created_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .arg(new.id)
        .arg(scope.agency())
        .arg(new.email.clone())
        .arg(&new.name)
        .arg(new.role.as_str())
        .arg(new.lang.tag())
        .arg(password_hash)
        .arg(new.client)
        .arg(new.node)
        .arg(at);
        write.execute(sql).await?;
        write.commit().await
    }

    /// A person: anyone for staff, oneself for others.
    ///
    /// # Errors
    /// No such person in scope.
    pub async fn user(&self, scope: &Scope, id: UserId) -> Result<User> {
        let sql = users_of(scope)?.push(" AND u.id = ").bind(id);
        self.db.one(sql, user).await
    }

    /// The agency's people by name, of one role or of all. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn users(&self, scope: &Scope, role: Option<Role>) -> Result<Vec<User>> {
        scope.require_staff()?;
        let mut sql = users_of(scope)?;
        if let Some(role) = role {
            sql = sql.push(" AND u.role = ").bind(role.as_str());
        }
        self.db.all(sql.push(" ORDER BY u.name, u.id"), user).await
    }

    /// Sets the password and ends every session of the person. For oneself and for planners.
    ///
    /// # Errors
    /// No such person in scope.
    pub async fn set_password(&self, scope: &Scope, id: UserId, password_hash: String) -> Result<()> {
        if scope.user() != Some(id) {
            scope.require_planner()?;
        }
        let mut write = self.db.write().await?;
        let sql = Sql::new("UPDATE users SET password_hash = $1 WHERE id = $2 AND agency_id = $3");
        if write
            .execute(sql.arg(password_hash).arg(id).arg(scope.agency()))
            .await?
            == 0
        {
            return Err(StorageError::NotFound);
        }
        let sql = Sql::new("DELETE FROM sessions WHERE user_id = $1");
        write.execute(sql.arg(id)).await?;
        write.commit().await
    }

    /// The phones of the agency's evaluators, or of one of them. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn devices(&self, scope: &Scope, of: Option<UserId>) -> Result<Vec<Device>> {
        scope.require_staff()?;
        let mut sql = Sql::new(
            "SELECT id, user_id, label, enrolled_at_ms, revoked_at_ms FROM devices WHERE agency_id = ",
        )
        .bind(scope.agency());
        if let Some(user) = of {
            sql = sql.push(" AND user_id = ").bind(user);
        }
        self.db
            .all(sql.push(" ORDER BY enrolled_at_ms DESC, id"), device)
            .await
    }

    /// Takes a phone's token away; what it sent stays. For planners.
    ///
    /// # Errors
    /// No such phone in the agency.
    pub async fn revoke_device(&self, scope: &Scope, id: DeviceId, at: Timestamp) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new(
            "UPDATE devices SET revoked_at_ms = COALESCE(revoked_at_ms, $1) WHERE id = $2 AND agency_id = $3",
        );
        if write.execute(sql.arg(at).arg(id).arg(scope.agency())).await? == 0 {
            return Err(StorageError::NotFound);
        }
        write.commit().await
    }
}

/// The people in scope.
fn users_of(scope: &Scope) -> Result<Sql> {
    let sql = Sql::new("SELECT ")
        .push(USER)
        .push(" FROM users u WHERE u.agency_id = ")
        .bind(scope.agency());
    match scope.caller() {
        Caller::Operator | Caller::Staff { .. } => Ok(sql),
        Caller::Evaluator { user, .. } | Caller::Brand { user, .. } => {
            Ok(sql.push(" AND u.id = ").bind(*user))
        }
    }
}
