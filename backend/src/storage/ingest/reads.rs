//! The two reads of the hot path, as each engine's rows are read.

use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::Head;

use super::{Asked, PushContext};
use crate::storage::Result;
use crate::storage::access::DeviceLogin;
use crate::storage::row::Columns;
use crate::storage::scope::{Caller, Scope};

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
