//! Receiving a file: to the disk as it comes, under no name, so that nothing of it is left whatever
//! happens to the server.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use sha2::{Digest as _, Sha256};
use vitrine_shared::digest::Digest;
use vitrine_shared::problem::Code;
use vitrine_shared::signature::PublicKey;
use vitrine_shared::visit_file::{FileError, Head, MAX_FILE_BYTES, PREFIX_BYTES};

use super::check;
use crate::app::App;
use crate::random;
use crate::services::{Failure, Outcome};

/// How long the sender may be silent.
const SILENCE: Duration = Duration::from_secs(30);

/// A file that came whole.
pub(super) struct Received {
    file: Arc<Mutex<File>>,
    size_bytes: u64,
    sha256: Digest,
    head: Mutex<Option<Head>>,
}

/// Writes chunks as they come.
///
/// # Errors
/// It is too large, or the connection broke or fell silent.
pub(super) async fn receive<E>(
    app: &App,
    mut chunks: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Outcome<Received> {
    let file = Arc::new(Mutex::new(nameless(app).map_err(Failure::internal)?));
    let (mut size_bytes, mut hasher) = (0_u64, Sha256::new());
    loop {
        match tokio::time::timeout(SILENCE, chunks.next()).await {
            Ok(Some(Ok(bytes))) => {
                size_bytes += bytes.len() as u64;
                if size_bytes > MAX_FILE_BYTES {
                    return Err(Code::TooLarge.into());
                }
                hasher.update(&bytes);
                on_file(&file, move |file| file.write_all(&bytes)).await?;
            }
            Ok(None) => break,
            Ok(Some(Err(_))) | Err(_) => {
                return Err(Failure::because(
                    Code::VisitFileDamaged,
                    "the file did not arrive whole",
                ));
            }
        }
    }
    Ok(Received {
        file,
        size_bytes,
        sha256: Digest::from_bytes(hasher.finalize().into()),
        head: Mutex::default(),
    })
}

/// A file that is on the disk for as long as it is open.
fn nameless(app: &App) -> std::io::Result<File> {
    let random: [u8; 8] = random::bytes().map_err(std::io::Error::other)?;
    let path = app
        .config()
        .data
        .join(format!("visit-file-{}", hex::encode(random)));
    let file = File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

async fn on_file<T: Send + 'static>(
    file: &Arc<Mutex<File>>,
    work: impl FnOnce(&mut File) -> std::io::Result<T> + Send + 'static,
) -> Outcome<T> {
    let file = Arc::clone(file);
    let done = tokio::task::spawn_blocking(move || {
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut file)
    });
    done.await.map_err(Failure::internal)?.map_err(Failure::internal)
}

impl Received {
    /// The SHA-256 of the whole.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }

    /// The head, whose announced size is the file's.
    ///
    /// # Errors
    /// It is no visit's file, or a damaged one.
    pub async fn head(&self) -> Outcome<Head> {
        let size_bytes = self.size_bytes;
        let head = on_file(&self.file, move |file| Ok(read_head(file, size_bytes))).await?;
        let head = head.map_err(refusal)?;
        *self.head.lock().unwrap_or_else(PoisonError::into_inner) = Some(head.clone());
        Ok(head)
    }

    /// Where the first part begins, in bytes from the start.
    pub fn parts_begin(&self) -> u64 {
        let head = self.head.lock().unwrap_or_else(PoisonError::into_inner);
        let parts_bytes = |head: &Head| {
            head.header()
                .parts
                .iter()
                .map(|part| part.size_bytes)
                .sum::<u64>()
        };
        head.as_ref()
            .map_or(0, |head| head.file_bytes() - parts_bytes(head))
    }

    /// Checks every part before any of it is used.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub async fn check(&self, key: &PublicKey) -> Outcome<()> {
        let (head, begin, key) = (self.head().await?, self.parts_begin(), *key);
        let checked = on_file(&self.file, move |file| {
            file.seek(SeekFrom::Start(begin))?;
            Ok(check::parts(file, head.header(), &key))
        });
        Ok(checked.await??)
    }

    /// So many bytes from there on.
    ///
    /// # Errors
    /// The disk's.
    pub async fn read(&self, offset_bytes: u64, size_bytes: u64) -> Outcome<Bytes> {
        let read = on_file(&self.file, move |file| {
            file.seek(SeekFrom::Start(offset_bytes))?;
            let mut bytes = Vec::new();
            file.take(size_bytes).read_to_end(&mut bytes)?;
            Ok(bytes.into())
        });
        read.await
    }
}

fn read_head(file: &mut File, size_bytes: u64) -> Result<Head, FileError> {
    let damaged = |_| FileError::Damaged;
    let mut prefix = [0; PREFIX_BYTES];
    file.seek(SeekFrom::Start(0)).map_err(damaged)?;
    file.read_exact(&mut prefix).map_err(damaged)?;
    let mut bytes = vec![0; Head::length_bytes(&prefix)?];
    file.seek(SeekFrom::Start(0)).map_err(damaged)?;
    file.read_exact(&mut bytes).map_err(damaged)?;
    let head = Head::read(&bytes)?;
    if head.file_bytes() != size_bytes {
        return Err(FileError::Damaged);
    }
    Ok(head)
}

fn refusal(error: FileError) -> Failure {
    match error {
        FileError::Damaged => Code::VisitFileDamaged.into(),
        FileError::Newer => Code::VisitFileNewer.into(),
        FileError::TooLarge => Code::TooLarge.into(),
    }
}
