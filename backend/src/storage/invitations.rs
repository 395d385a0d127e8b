//! Enrolment: an invitation's one-time code is traded for a device token.

use sqlx::any::AnyRow;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::{DeviceId, InvitationId, UserId};
use vitrine_shared::signature::PublicKey;
use vitrine_shared::time::Timestamp;

use super::error::{Constraint, StorageError};
use super::people::{USER, User, user};
use super::row::Columns as _;
use super::scope::{Role, Scope};
use super::sql::Sql;
use super::{Result, Store};

/// An invitation to be made.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Its id.
    pub id: InvitationId,
    /// The evaluator who is invited.
    pub user: UserId,
    /// The digest of its one-time code.
    pub code_sha256: Digest,
    /// When it was made.
    pub created_at: Timestamp,
    /// When the code stops working.
    pub expires_at: Timestamp,
}

/// The phone that redeems a code.
#[derive(Clone, Debug)]
pub struct NewDevice {
    /// The id that the phone made for itself.
    pub id: DeviceId,
    /// Its key.
    pub public_key: PublicKey,
    /// What it calls itself.
    pub label: String,
    /// The digest of the token it gets.
    pub token_sha256: Digest,
}

/// What became of a code.
#[derive(Clone, Debug)]
pub enum Enrolment {
    /// The phone is enrolled; its former token, if it had one, works no more.
    Enrolled {
        /// The evaluator.
        user: User,
        /// The agency's name.
        agency_name: String,
    },
    /// No such code, or another phone used it.
    Invalid,
    /// The code works, but the phone is somebody else's; it may still be used by another phone.
    OtherPerson,
    /// The code came too late.
    Expired,
}

struct Invitation {
    id: InvitationId,
    expires_at: Timestamp,
    used_by: Option<(DeviceId, String)>,
    user: User,
    agency_id: String,
    agency_name: String,
}

fn invitation(row: &AnyRow) -> Result<Invitation> {
    let device: Option<DeviceId> = row.parsed_opt("device_id")?;
    Ok(Invitation {
        id: row.parsed("invitation_id")?,
        expires_at: row.time("expires_at_ms")?,
        used_by: device.zip(row.text_opt("public_key")?),
        user: user(row)?,
        agency_id: row.text("user_agency_id")?,
        agency_name: row.text("agency_name")?,
    })
}

impl Store {
    /// Invites an evaluator to enrol a phone. For planners.
    ///
    /// # Errors
    /// No such evaluator in the agency.
    pub async fn create_invitation(&self, scope: &Scope, new: &NewInvitation) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new(
            "INSERT INTO invitations (id, agency_id, user_id, code_sha256, created_at_ms, expires_at_ms) \
             SELECT $1, u.agency_id, u.id, $2, $3, $4 FROM users u \
             WHERE u.id = $5 AND u.agency_id = $6 AND u.role = $7",
        )
        .arg(new.id)
        .arg(new.code_sha256)
        .arg(new.created_at)
        .arg(new.expires_at)
        .arg(new.user)
        .arg(scope.agency())
        .arg(Role::Evaluator.as_str());
        if write.execute(sql).await? == 0 {
            return Err(StorageError::NotFound);
        }
        write.commit().await
    }

    /// Redeems a code. The same phone with the same key may do it again until the code expires (the
    /// first reply may have been lost): it gets the new token and loses the old one.
    ///
    /// # Errors
    /// Only the database's; a code that does not work is an [`Enrolment`] like any other.
    pub async fn enrol(&self, code_sha256: &Digest, new: &NewDevice, at: Timestamp) -> Result<Enrolment> {
        let mut write = self.db.write().await?;
        // Taking the row's lock first: of two phones with one code, the second sees the first.
        let sql = Sql::new("UPDATE invitations SET used_at_ms = used_at_ms WHERE code_sha256 = $1");
        write.execute(sql.arg(*code_sha256)).await?;
        let sql = Sql::new("SELECT ")
            .push(USER)
            .push(
                ", i.id AS invitation_id, i.expires_at_ms, i.device_id, i.public_key, a.name AS agency_name \
                 FROM invitations i JOIN users u ON u.id = i.user_id JOIN agencies a ON a.id = i.agency_id \
                 WHERE i.code_sha256 = ",
            )
            .bind(*code_sha256);
        let Some(found) = write.optional(sql, invitation).await? else {
            return Ok(Enrolment::Invalid);
        };
        let public_key = new.public_key.to_string();
        match &found.used_by {
            Some((device, key)) if *device != new.id || *key != public_key => return Ok(Enrolment::Invalid),
            _ if found.expires_at <= at => return Ok(Enrolment::Expired),
            _ => {}
        }
        let sql = Sql::new(
            "UPDATE invitations SET used_at_ms = COALESCE(used_at_ms, $1), device_id = $2, public_key = $3 \
             WHERE id = $4",
        );
        write
            .execute(sql.arg(at).arg(new.id).arg(&public_key).arg(found.id))
            .await?;
        // The phone holds the work of the person it was enrolled for, and says so by keeping its id.
        let sql = Sql::new("SELECT user_id FROM devices WHERE id = $1 AND public_key = $2 AND user_id <> $3")
            .arg(new.id)
            .arg(&public_key)
            .arg(found.user.id);
        let is_anothers = |row: &AnyRow| row.text("user_id");
        if write.optional(sql, is_anothers).await?.is_some() {
            return Ok(Enrolment::OtherPerson);
        }
        // A phone keeps its id and key for life: another key or person under that id is another phone.
        let sql = Sql::new(
            "INSERT INTO devices (id, agency_id, user_id, public_key, label, token_sha256, enrolled_at_ms) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (id) DO UPDATE SET token_sha256 = excluded.token_sha256, label = excluded.label, \
             enrolled_at_ms = excluded.enrolled_at_ms, revoked_at_ms = NULL \
             WHERE devices.user_id = excluded.user_id AND devices.public_key = excluded.public_key \
             AND (devices.revoked_at_ms IS NULL OR $8 = 0)",
        )
        .arg(new.id)
        .arg(found.agency_id)
        .arg(found.user.id)
        .arg(&public_key)
        .arg(&new.label)
        .arg(new.token_sha256)
        .arg(at)
        // A revoked phone comes back by a new invitation only.
        .arg(i64::from(found.used_by.is_some()));
        match write.execute(sql).await {
            Ok(0) | Err(StorageError::Constraint(Constraint::DeviceId)) => return Ok(Enrolment::Invalid),
            Ok(_) => write.commit().await?,
            Err(error) => return Err(error),
        }
        Ok(Enrolment::Enrolled {
            user: found.user,
            agency_name: found.agency_name,
        })
    }
}
