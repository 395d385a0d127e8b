//! Taking in a chunk: what arrives is kept, however the connection ends.

use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;
use vitrine_shared::problem::Code;

use super::spool::{Name, Turn};
use super::{EXPIRES_AFTER_MS, Progress, finish, unexpired};
use crate::app::App;
use crate::services::{Failure, Outcome};
use crate::storage::Scope;

/// How long the sender of a chunk may be silent.
const SILENCE: Duration = Duration::from_secs(30);

/// What the sender says of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// Its SHA-1: the least that every client of the protocol knows.
    Sha1([u8; 20]),
    /// Its SHA-256.
    Sha256([u8; 32]),
}

enum Hasher {
    Unchecked,
    Sha1(Sha1, [u8; 20]),
    Sha256(Sha256, [u8; 32]),
}

impl Hasher {
    fn new(checksum: Option<Checksum>) -> Self {
        match checksum {
            None => Self::Unchecked,
            Some(Checksum::Sha1(expected)) => Self::Sha1(Sha1::new(), expected),
            Some(Checksum::Sha256(expected)) => Self::Sha256(Sha256::new(), expected),
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Unchecked => {}
            Self::Sha1(hasher, _) => hasher.update(bytes),
            Self::Sha256(hasher, _) => hasher.update(bytes),
        }
    }

    fn checks(&self) -> bool {
        !matches!(self, Self::Unchecked)
    }

    fn matches(self) -> bool {
        match self {
            Self::Unchecked => true,
            Self::Sha1(hasher, expected) => <[u8; 20]>::from(hasher.finalize()) == expected,
            Self::Sha256(hasher, expected) => <[u8; 32]>::from(hasher.finalize()) == expected,
        }
    }
}

/// How a chunk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// It was whole.
    Whole,
    /// The connection broke, fell silent, or a later request took over.
    Cut,
    /// It has more bytes than the photo.
    TooLong,
}

/// Adds a chunk to an upload. Without a checksum what arrived of a cut chunk is kept; with one
/// nothing of it can be trusted, and nothing is.
///
/// # Errors
/// The upload is gone or does not stand at `offset_bytes`; the chunk does not match its checksum or
/// is too long; the whole photo is not what was announced.
pub async fn append<E>(
    app: &App,
    scope: &Scope,
    name: Name,
    offset_bytes: u64,
    checksum: Option<Checksum>,
    chunks: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Outcome<Progress> {
    let photo = app.store().announced(scope, name.visit, name.photo).await?;
    let length_bytes = photo.size_bytes;
    if photo.arrived_at.is_some() {
        return match offset_bytes {
            at_end if at_end == length_bytes => Ok(Progress::arrived(&photo)),
            _ => Err(Code::UploadOffset.into()),
        };
    }
    let turn = app.spool().turn(name).await;
    let part = unexpired(app, &turn).await?.ok_or(Code::UploadGone)?;
    let stands_at = part.length_bytes;
    if stands_at != offset_bytes {
        return Err(Failure::because(
            Code::UploadOffset,
            format!("the upload stands at {stands_at}"),
        ));
    }

    let mut file = turn.open().await.map_err(Failure::internal)?;
    let mut hasher = Hasher::new(checksum);
    let room = length_bytes.saturating_sub(offset_bytes);
    let (end, received) = receive(&turn, &mut file, &mut hasher, room, chunks)
        .await
        .map_err(Failure::internal)?;

    let refusal = match end {
        End::TooLong => Some(Failure::because(
            Code::TooLarge,
            "the chunk goes beyond Upload-Length",
        )),
        End::Cut if hasher.checks() => Some(Code::ChecksumMismatch.into()),
        End::Whole if !hasher.matches() => Some(Code::ChecksumMismatch.into()),
        End::Whole | End::Cut => None,
    };
    if let Some(refusal) = refusal {
        file.set_len(offset_bytes).await.map_err(Failure::internal)?;
        return Err(refusal);
    }
    drop(file);

    let offset_bytes = offset_bytes + received;
    if offset_bytes == length_bytes {
        finish(app, scope, &turn, &photo).await?;
        return Ok(Progress::arrived(&photo));
    }
    turn.sync().await.map_err(Failure::internal)?;
    match end {
        // Nobody may be there to read this; whoever is asks where the upload stands.
        End::Cut => Err(Failure::because(Code::UploadOffset, "the chunk was cut")),
        _ => {
            let expires_at = app.now().plus_ms(EXPIRES_AFTER_MS);
            Ok(Progress::of(&photo, offset_bytes, Some(expires_at)))
        }
    }
}

/// Writes chunks as they come, at most `room` bytes, and says how it ended and how many there were.
async fn receive<E>(
    turn: &Turn,
    file: &mut File,
    hasher: &mut Hasher,
    room: u64,
    mut chunks: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> std::io::Result<(End, u64)> {
    let mut received = 0u64;
    let end = loop {
        let next = tokio::select! {
            next = tokio::time::timeout(SILENCE, chunks.next()) => next,
            () = turn.interrupted() => break End::Cut,
        };
        match next {
            Ok(Some(Ok(bytes))) => {
                received += bytes.len() as u64;
                if received > room {
                    break End::TooLong;
                }
                hasher.update(&bytes);
                file.write_all(&bytes).await?;
            }
            Ok(None) => break End::Whole,
            Ok(Some(Err(_))) | Err(_) => break End::Cut,
        }
    };
    file.flush().await?;
    Ok((end, received))
}
