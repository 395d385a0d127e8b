//! A visit as a file that the server takes in without this phone.
//!
//! Whatever can still be read goes into it: of a damaged visit the events up to the damage, and the
//! photos whose bytes are those that were announced. What is lacking is counted, never left unsaid.

use std::collections::BTreeMap;

use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Head, Record, What, genesis};
use vitrine_shared::id::{MediaId, VisitId};
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit_file::{EXTENSION, Header, Part, PartKind};

use super::batch::batch;
use super::db::{Identity, Store, VisitRow};
use super::protocol::{Blob, CoreError, PhotoSize, VisitFile};

/// The part of a visit's log that can be read, and what it adds up to.
struct Log {
    records: Vec<Record>,
    head: Head,
    /// The photos and voice memos that are kept, with their digests.
    media: BTreeMap<MediaId, Digest>,
}

/// Makes the visit's file, but for its photos.
///
/// # Errors
/// [`CoreError::VisitUnknown`] if it is not here, or nothing of it can be read.
pub fn pack(
    store: &Store,
    identity: &Identity,
    visit: VisitId,
    now: Timestamp,
) -> Result<VisitFile, CoreError> {
    let row = store.visit(visit)?;
    let checklist = row.assignment.checklist.sha256;
    let log = read(store, identity, &row);
    let (mut parts, mut events) = (Vec::new(), Vec::new());
    let mut left = log.records.as_slice();
    while let Some(request) = batch(identity, visit, checklist, left) {
        left = left.get(request.events.len()..).unwrap_or_default();
        let body = serde_json::to_vec(&request).map_err(|error| CoreError::Storage(error.to_string()))?;
        parts.push(Part::of(PartKind::Events, &body));
        events.extend(body);
    }
    if parts.is_empty() {
        return Err(CoreError::VisitUnknown);
    }
    let (mut photos, mut lacking) = (Vec::new(), Vec::new());
    for (&photo, sha256) in &log.media {
        match store.photo_file(photo, PhotoSize::Full) {
            Ok(bytes) if Digest::of(&bytes) == *sha256 => {
                parts.push(Part::of(PartKind::Photo { photo }, &bytes));
                photos.push(photo);
            }
            _ => lacking.push(photo),
        }
    }
    let parts_bytes: u64 = parts.iter().map(|part| part.size_bytes).sum();
    let photos_lacking = u32::try_from(lacking.len()).unwrap_or(u32::MAX);
    let header = Header {
        visit,
        device: identity.enrolment.device,
        checklist,
        made_at: now,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        events: log.head.seq,
        last_event: log.head.hash,
        parts,
        lacking,
    };
    let mut head = header
        .sign(&identity.key)
        .map_err(|error| CoreError::Storage(error.to_string()))?;
    let size_bytes = head.len() as u64 + parts_bytes;
    head.extend(events);
    Ok(VisitFile {
        name: name(&row, now),
        size_bytes,
        head: Blob(head),
        photos,
        photos_lacking,
        events_lacking: row.last_seq.saturating_sub(log.head.seq),
    })
}

/// Follows the chain as far as it can be read.
fn read(store: &Store, identity: &Identity, row: &VisitRow) -> Log {
    let visit = row.assignment.visit;
    let start = genesis(visit, identity.enrolment.device, &row.assignment.checklist.sha256);
    let mut log = Log {
        records: Vec::new(),
        head: Head::empty(start),
        media: BTreeMap::new(),
    };
    for record in store.readable_records(visit) {
        let Ok((head, event)) = log.head.follow(&record) else {
            break;
        };
        log.head = head;
        log.records.push(record);
        log.note(event);
    }
    log
}

impl Log {
    fn note(&mut self, event: Event) {
        match event.what {
            What::PhotoTaken(photo) => {
                if let Some(old) = photo.replaces {
                    self.media.remove(&old);
                }
                self.media.insert(photo.photo, photo.sha256);
            }
            What::AudioRecorded(audio) => {
                self.media.insert(audio.audio, audio.sha256);
            }
            What::ExpenseWithdrawn { photos, .. } => {
                self.media.retain(|medium, _| !photos.contains(medium));
            }
            What::PhotoDiscarded { photo: medium } | What::AudioDiscarded { audio: medium } => {
                self.media.remove(&medium);
            }
            _ => {}
        }
    }
}

/// Says the day and which visit, and nothing that a glance over the shoulder should read.
fn name(row: &VisitRow, now: Timestamp) -> String {
    let day = now.to_utc().date_naive();
    let id = row.assignment.visit.to_string();
    let tail = id.get(id.len().saturating_sub(8)..).unwrap_or_default();
    format!("vitrine-{day}-{tail}.{EXTENSION}")
}
