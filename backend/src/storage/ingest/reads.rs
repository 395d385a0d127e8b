//! The two reads of the hot path, over the pool.

use sqlx::any::AnyRow;
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::Head;

use super::{Asked, PushContext};
use crate::storage::Result;
use crate::storage::access::DeviceLogin;
use crate::storage::db::Db;
use crate::storage::row::Columns;
use crate::storage::scope::{Caller, Scope};
use crate::storage::sql::Sql;

/// Wants the digest of a token.
pub(super) const DEVICE_LOGIN: &str =
    "SELECT id, agency_id, user_id, public_key, revoked_at_ms FROM devices WHERE token_sha256 = $1";

/// Wants the device, the visit, the agency and the evaluator.
pub(super) const CONTEXT: &str = "SELECT v.state, v.rev, v.persona, v.checklist_sha256, s.seq, s.hash, s.sheet \
     FROM visits v LEFT JOIN sheets s ON s.visit_id = v.id AND s.device_id = $1 \
     WHERE v.id = $2 AND v.agency_id = $3 AND v.evaluator_id = $4";

pub(super) fn device_login(row: &impl Columns) -> Result<DeviceLogin> {
    let (device, user) = (row.parsed("id")?, row.parsed("user_id")?);
    let caller = Caller::Evaluator {
        user,
        device: Some(device),
    };
    Ok(DeviceLogin {
        scope: Scope::new(row.parsed("agency_id")?, caller),
        device,
        user,
        public_key: row.parsed("public_key")?,
        revoked: row.int_opt("revoked_at_ms")?.is_some(),
    })
}

pub(super) fn context(row: &impl Columns, asked: Asked) -> Result<PushContext> {
    let head = match (row.int_opt("seq")?, row.parsed_opt::<Digest>("hash")?) {
        (Some(_), Some(hash)) => Some(Head {
            seq: row.count("seq")?,
            hash,
        }),
        _ => None,
    };
    Ok(PushContext {
        visit: asked.visit,
        device: asked.device,
        state: row.state("state")?,
        persona: row.parsed_opt::<Slug>("persona")?,
        checklist_sha256: row.parsed("checklist_sha256")?,
        sheet: if head.is_some() {
            row.json("sheet")?
        } else {
            Default::default()
        },
        head,
        agency: asked.agency,
        evaluator: asked.evaluator,
        rev: row.int("rev")?,
    })
}

pub(super) async fn read_device_login(db: &Db, token_sha256: Digest) -> Result<Option<DeviceLogin>> {
    db.optional(Sql::new(DEVICE_LOGIN).arg(token_sha256), |row: &AnyRow| {
        device_login(row)
    })
    .await
}

pub(super) async fn read_context(db: &Db, asked: Asked) -> Result<PushContext> {
    let sql = Sql::new(CONTEXT)
        .arg(asked.device)
        .arg(asked.visit)
        .arg(asked.agency)
        .arg(asked.evaluator);
    db.one(sql, |row: &AnyRow| context(row, asked)).await
}
