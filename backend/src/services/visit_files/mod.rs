//! Visits that come as a file, from a phone that cannot send them itself.
//!
//! A file is believed no more than a request: it is received beside everything else, its signature,
//! digests and chain are checked whole, and only then are its parts given to the services that take
//! pushes and photos from phones. So whatever the server has already is a duplicate, and whatever
//! they would refuse is refused here.

mod check;
mod receive;

use bytes::Bytes;
use futures_util::Stream;
use serde::Serialize;
use vitrine_shared::id::{DeviceId, ImportId, PhotoId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::visit_file::PartKind;
use vitrine_shared::wire::{Outcome as EventOutcome, PushReply};

use self::receive::Received;
use super::uploads::{self, Name};
use super::{Failure, Outcome, ingest, receipts, visits};
use crate::app::App;
use crate::random;
use crate::storage::access::DeviceLogin;
use crate::storage::visit_files::{VisitFile, VisitFileLine};
use crate::storage::{Role, Scope, StorageError};

/// How many of the files that were taken in are listed.
const LISTED: u32 = 50;

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Events that were not here before.
    pub events_new: u64,
    /// Events that were.
    pub events_known: u64,
    /// Photos that were not here before.
    pub photos_new: u64,
    /// Photos that were.
    pub photos_known: u64,
    /// Photos of the visit that are still missing.
    pub photos_missing: u64,
    /// Whether the visit is submitted and every photo is here.
    pub complete: bool,
    /// Why the rest of the events was not taken, where it was not.
    pub refused: Option<Code>,
}

/// What is known of a file once it was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Import {
    /// The visit.
    pub visit: VisitId,
    /// The phone that made the file.
    pub device: DeviceId,
    /// What came of it.
    #[serde(flatten)]
    pub result: Imported,
}

/// Takes a file in. Once more is no harm.
///
/// # Errors
/// It is no visit's file, damaged, too large, not signed by a phone of the agency, or of a visit that
/// is not its evaluator's; the first of its events is refused. Then nothing was changed.
pub async fn import<E>(
    app: &App,
    scope: &Scope,
    chunks: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Outcome<Import> {
    require_planner(scope)?;
    let file = receive::receive(app, chunks).await?;
    let head = file.head().await?;
    let header = head.header().clone();
    let phone = app.store().device_on_record(scope, header.device).await?;
    let phone = phone.ok_or(Code::VisitFileUnknownPhone)?;
    if !head.is_signed_by(&phone.public_key) {
        return Err(Code::SignatureInvalid.into());
    }
    match app.store().visit(&phone.scope, header.visit).await {
        Err(StorageError::NotFound) => return Err(visits::absent(app, &phone.scope, header.visit).await?),
        other => other?,
    };
    file.check(&phone.public_key).await?;

    let result = take_in(app, &phone, &file, &header.parts, header.visit).await?;
    let now = app.now();
    let kept = VisitFile {
        id: ImportId::new(now, random::bytes().map_err(Failure::internal)?),
        visit: header.visit,
        device: header.device,
        sha256: file.sha256(),
        size_bytes: head.file_bytes(),
        made_at: header.made_at,
        imported_at: now,
        events_new: result.events_new,
        photos_new: result.photos_new,
    };
    app.store().keep_visit_file(scope, &kept).await?;
    Ok(Import {
        visit: header.visit,
        device: header.device,
        result,
    })
}

/// The files that were taken in last.
///
/// # Errors
/// Not for the caller's role.
pub async fn list(app: &App, scope: &Scope) -> Outcome<Vec<VisitFileLine>> {
    require_planner(scope)?;
    Ok(app.store().visit_files(scope, LISTED).await?)
}

fn require_planner(scope: &Scope) -> Outcome<()> {
    match scope.role() {
        Role::Admin | Role::Coordinator => Ok(()),
        _ => Err(Code::Forbidden.into()),
    }
}

async fn take_in(
    app: &App,
    phone: &DeviceLogin,
    file: &Received,
    parts: &[vitrine_shared::visit_file::Part],
    visit: VisitId,
) -> Outcome<Imported> {
    let mut result = Imported::default();
    let mut offset_bytes = file.parts_begin();
    for part in parts {
        let bytes = file.read(offset_bytes, part.size_bytes).await?;
        offset_bytes += part.size_bytes;
        match part.what {
            // What comes behind a refused event waits for it.
            PartKind::Events if result.refused.is_some() => {}
            PartKind::Events => match ingest::push(app, phone, visit, &bytes).await {
                Ok(reply) => result.count(&reply),
                // Until then nothing was changed, and nothing has to be told but this.
                Err(refused) if result.events_new == 0 => return Err(refused),
                Err(Failure::Refused(refusal)) => result.refused = Some(refusal.code),
                Err(failed) => return Err(failed),
            },
            PartKind::Photo { photo } => take_photo(app, phone, visit, photo, bytes, &mut result).await?,
        }
    }
    let standing = receipts::standing(app, &phone.scope, visit).await?;
    result.photos_missing = standing.missing_photos.len() as u64;
    result.complete = standing.receipt.is_some();
    Ok(result)
}

async fn take_photo(
    app: &App,
    phone: &DeviceLogin,
    visit: VisitId,
    photo: PhotoId,
    bytes: Bytes,
    result: &mut Imported,
) -> Outcome<()> {
    match uploads::take_whole(app, &phone.scope, Name::new(visit, photo), bytes).await {
        Ok(true) => result.photos_new += 1,
        Ok(false) => result.photos_known += 1,
        // Its event was refused, or it was thrown away afterwards: it counts as missing where it is.
        Err(failure) if failure.code() == Code::PhotoUnknown => {}
        // What the phone's camera made is no photo here: the others are no less good.
        Err(Failure::Refused(refusal)) => {
            result.refused.get_or_insert(refusal.code);
        }
        Err(failed) => return Err(failed),
    }
    Ok(())
}

impl Imported {
    fn count(&mut self, reply: &PushReply) {
        for outcome in &reply.outcomes {
            match outcome {
                EventOutcome::Accepted => self.events_new += 1,
                EventOutcome::Duplicate => self.events_known += 1,
                EventOutcome::Rejected { code } => {
                    self.refused.get_or_insert(*code);
                }
            }
        }
    }
}
