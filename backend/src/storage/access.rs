//! Logging in: the only questions asked without a scope, because they are how one is got.
//!
//! Secrets (session tokens, device tokens, invitation codes) arrive here as SHA-256 digests only.

use sqlx::any::AnyRow;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::{AgencyId, DeviceId, UserId};
use vitrine_shared::signature::PublicKey;
use vitrine_shared::time::Timestamp;

use super::people::{USER, User, user};
use super::row::Columns as _;
use super::scope::Scope;
use super::sql::Sql;
use super::{Result, Store};

/// What a password is checked against.
#[derive(Clone, Debug)]
pub struct Login {
    /// The person.
    pub user: User,
    /// Their password's hash in PHC form; none: no log-in by password.
    pub password_hash: Option<String>,
    agency: AgencyId,
}

/// A session to be opened after a password was checked.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The digest of its token.
    pub token_sha256: Digest,
    /// When it begins.
    pub created_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

/// An open session.
#[derive(Clone, Debug)]
pub struct Session {
    /// What the person may see.
    pub scope: Scope,
    /// The person.
    pub user: User,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

/// A phone that proved to hold its token.
#[derive(Clone, Debug)]
pub struct DeviceLogin {
    /// What its evaluator may see.
    pub scope: Scope,
    /// The phone.
    pub device: DeviceId,
    /// The evaluator.
    pub user: UserId,
    /// The key that its batches are signed with.
    pub public_key: PublicKey,
    /// Whether the agency took its token away: nothing else may be done for it.
    pub revoked: bool,
}

impl Store {
    /// Who logs in with this address.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn login(&self, email: &str) -> Result<Option<Login>> {
        let sql = Sql::new("SELECT ")
            .push(USER)
            .push(", u.password_hash FROM users u WHERE u.email = ")
            .bind(email);
        let read = |row: &AnyRow| {
            Ok(Login {
                user: user(row)?,
                password_hash: row.text_opt("password_hash")?,
                agency: row.parsed("user_agency_id")?,
            })
        };
        self.db.optional(sql, read).await
    }

    /// Opens a session for a person whose password was checked, and forgets those that have ended.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn open_session(&self, login: &Login, new: &NewSession) -> Result<Session> {
        let mut write = self.db.write().await?;
        let sql = Sql::new("DELETE FROM sessions WHERE expires_at_ms <= $1");
        write.execute(sql.arg(new.created_at)).await?;
        let sql = Sql::new(
            "INSERT INTO sessions (token_sha256, agency_id, user_id, created_at_ms, expires_at_ms) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .arg(new.token_sha256)
        .arg(login.agency)
        .arg(login.user.id)
        .arg(new.created_at)
        .arg(new.expires_at);
        write.execute(sql).await?;
        write.commit().await?;
        Ok(Session {
            scope: login.user.scope(login.agency, None)?,
            user: login.user.clone(),
            expires_at: new.expires_at,
        })
    }

    /// The open session of this token.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn session(&self, token_sha256: &Digest, now: Timestamp) -> Result<Option<Session>> {
        let sql = Sql::new("SELECT ")
            .push(USER)
            .push(
                ", s.expires_at_ms FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_sha256 = ",
            )
            .bind(*token_sha256)
            .push(" AND s.expires_at_ms > ")
            .bind(now);
        let read = |row: &AnyRow| {
            let user = user(row)?;
            Ok(Session {
                scope: user.scope(row.parsed("user_agency_id")?, None)?,
                expires_at: row.time("expires_at_ms")?,
                user,
            })
        };
        self.db.optional(sql, read).await
    }

    /// Ends the session of this token, if there is one.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn end_session(&self, token_sha256: &Digest) -> Result<()> {
        let mut write = self.db.write().await?;
        let sql = Sql::new("DELETE FROM sessions WHERE token_sha256 = $1");
        write.execute(sql.arg(*token_sha256)).await?;
        write.commit().await
    }

    /// The phone of this token.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn device_login(&self, token_sha256: &Digest) -> Result<Option<DeviceLogin>> {
        self.ingest.device_login(*token_sha256).await
    }

    /// The installation's secret of this name; where there is none, `candidate` becomes it. Several
    /// servers that start at once all get the same.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn secret(&self, name: &'static str, candidate: Vec<u8>) -> Result<Vec<u8>> {
        let read = || Sql::new("SELECT value FROM secrets WHERE name = $1").arg(name);
        if let Some(secret) = self.db.optional(read(), |row| row.bytes("value")).await? {
            return Ok(secret);
        }
        let mut write = self.db.write().await?;
        let sql = Sql::new("INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING");
        write.execute(sql.arg(name).arg(candidate)).await?;
        let secret = write.one(read(), |row| row.bytes("value")).await?;
        write.commit().await?;
        Ok(secret)
    }
}
