//! Checking the parts of a file, one after the other, before any of them is used.

use std::collections::BTreeMap;
use std::io::Read;

use vitrine_shared::digest::Digest;
use vitrine_shared::event::{ChainError, Head, What, batch_message, genesis};
use vitrine_shared::id::PhotoId;
use vitrine_shared::problem::Code;
use vitrine_shared::signature::PublicKey;
use vitrine_shared::visit_file::{Header, PartKind};
use vitrine_shared::wire::PushRequest;

/// The photos and voice memos that the events announce, with their digests and sizes.
type Announced = BTreeMap<PhotoId, (Digest, u64)>;

/// Reads parts as the header tells: digests, the chain from the visit's first event to its last, a
/// signature for each batch, and no photo that was not announced.
///
/// # Errors
/// The first thing that is wrong.
pub(super) fn parts(file: &mut impl Read, header: &Header, key: &PublicKey) -> Result<(), Code> {
    let mut head = Head::empty(genesis(header.visit, header.device, &header.checklist));
    let mut announced = Announced::new();
    for part in &header.parts {
        let mut bytes = Vec::new();
        let read = file.take(part.size_bytes).read_to_end(&mut bytes);
        if read.is_err() || bytes.len() as u64 != part.size_bytes || Digest::of(&bytes) != part.sha256 {
            return Err(Code::VisitFileDamaged);
        }
        match part.what {
            PartKind::Events => head = follow(head, &bytes, header, key, &mut announced)?,
            PartKind::Photo { photo } => {
                if announced.get(&photo) != Some(&(part.sha256, part.size_bytes)) {
                    return Err(Code::VisitFileDamaged);
                }
            }
        }
    }
    if (head.seq, head.hash) != (header.events, header.last_event) {
        return Err(Code::VisitFileDamaged);
    }
    Ok(())
}

/// Follows the chain through one batch.
fn follow(
    mut head: Head,
    body: &[u8],
    header: &Header,
    key: &PublicKey,
    announced: &mut Announced,
) -> Result<Head, Code> {
    let batch: PushRequest = serde_json::from_slice(body).map_err(|_| Code::VisitFileDamaged)?;
    if batch.checklist != header.checklist || batch.events.is_empty() {
        return Err(Code::VisitFileDamaged);
    }
    for record in &batch.events {
        let (next, event) = head.follow(record).map_err(|error| match error {
            ChainError::Gap { .. } | ChainError::WrongHash => Code::ChainBroken,
            ChainError::Malformed => Code::EventMalformed,
        })?;
        match event.what {
            What::PhotoTaken(photo) => {
                announced.insert(photo.photo, (photo.sha256, photo.size_bytes));
            }
            What::AudioRecorded(audio) => {
                announced.insert(audio.audio, (audio.sha256, audio.size_bytes));
            }
            _ => {}
        }
        head = next;
    }
    if !key.verifies(
        &batch_message(header.visit, header.device, &head),
        &batch.signature,
    ) {
        return Err(Code::SignatureInvalid);
    }
    Ok(head)
}
