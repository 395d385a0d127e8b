//! The unfinished uploads: one file each, named by visit and photo, as long as what has come.
//!
//! There is no other record of an upload. Its offset is the file's length, so that it survives the
//! server's end at any moment; it expires by the file's age; a file that is not there is an upload
//! that is gone.

use std::collections::HashMap;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use tokio::fs::{self, File, OpenOptions};
use tokio::sync::OwnedMutexGuard;
use tokio_util::sync::CancellationToken;
use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::time::Timestamp;

/// Which upload: a photo of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// The visit.
    pub visit: VisitId,
    /// The photo.
    pub photo: PhotoId,
}

/// The folder of unfinished uploads, and whose turn it is at each.
pub struct Spool {
    folder: PathBuf,
    slots: Arc<Mutex<HashMap<Name, Arc<Slot>>>>,
}

#[derive(Default)]
struct Slot {
    turn: Arc<tokio::sync::Mutex<()>>,
    at_work: Mutex<CancellationToken>,
}

/// The right to read and write one upload. A later request for the same upload ends it: the earlier
/// one's connection is dead more often than not.
pub struct Turn {
    path: PathBuf,
    interrupted: CancellationToken,
    name: Name,
    slots: Arc<Mutex<HashMap<Name, Arc<Slot>>>>,
    guard: Option<OwnedMutexGuard<()>>,
}

/// How far an upload has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The bytes that are there.
    pub length_bytes: u64,
    /// When the last of them came.
    pub touched_at: Timestamp,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Spool {
    /// Uploads in this folder, which is made where it is missing.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn open(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            slots: Arc::default(),
        })
    }

    /// Waits for one's turn at an upload, ending whoever has it.
    pub async fn turn(&self, name: Name) -> Turn {
        let slot = Arc::clone(lock(&self.slots).entry(name).or_default());
        lock(&slot.at_work).cancel();
        let guard = Arc::clone(&slot.turn).lock_owned().await;
        let interrupted = CancellationToken::new();
        *lock(&slot.at_work) = interrupted.clone();
        Turn {
            path: self.path(&name),
            interrupted,
            name,
            slots: Arc::clone(&self.slots),
            guard: Some(guard),
        }
    }

    fn path(&self, name: &Name) -> PathBuf {
        self.folder.join(format!("{}_{}", name.visit, name.photo))
    }

    /// Removes what nobody has touched since `before`, and says how many there were.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub async fn sweep(&self, before: Timestamp) -> io::Result<usize> {
        let mut swept = 0;
        let mut entries = fs::read_dir(&self.folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            let file_name = entry.file_name();
            let ids = file_name.to_str().and_then(|name| name.split_once('_'));
            let name = ids.and_then(|(visit, photo)| {
                Some(Name {
                    visit: visit.parse().ok()?,
                    photo: photo.parse().ok()?,
                })
            });
            let Some(name) = name else { continue };
            let is_old = |part: Part| part.touched_at < before;
            // Looked at before disturbing whoever is at work, and again in one's own turn.
            if !part_at(&entry.path()).await?.is_some_and(is_old) {
                continue;
            }
            let turn = self.turn(name).await;
            if turn.part().await?.is_some_and(is_old) {
                turn.remove().await?;
                swept += 1;
            }
        }
        Ok(swept)
    }
}

impl Part {
    fn of(file: &Metadata) -> io::Result<Self> {
        Ok(Self {
            length_bytes: file.len(),
            touched_at: timestamp(file.modified()?),
        })
    }
}

impl Turn {
    /// How far the upload has come; `None` where there is none.
    ///
    /// # Errors
    /// The file system's.
    pub async fn part(&self) -> io::Result<Option<Part>> {
        part_at(&self.path).await
    }

    /// Begins the upload; one that was begun stays as it is.
    ///
    /// # Errors
    /// The file system's.
    pub async fn begin(&self) -> io::Result<Part> {
        let mut options = OpenOptions::new();
        let file = options.create(true).append(true).open(&self.path).await?;
        Part::of(&file.metadata().await?)
    }

    /// Opens the upload to add to it.
    ///
    /// # Errors
    /// The file system's.
    pub async fn open(&self) -> io::Result<File> {
        OpenOptions::new().append(true).open(&self.path).await
    }

    /// All that has come.
    ///
    /// # Errors
    /// The file system's.
    pub async fn read(&self) -> io::Result<Vec<u8>> {
        fs::read(&self.path).await
    }

    /// Makes the bytes that have come survive a power cut, if not yet the name they are found by.
    ///
    /// # Errors
    /// The file system's.
    pub async fn sync_bytes(&self) -> io::Result<()> {
        File::open(&self.path).await?.sync_data().await
    }

    /// Makes what has come survive a power cut.
    ///
    /// # Errors
    /// The file system's.
    pub async fn sync(&self) -> io::Result<()> {
        self.sync_bytes().await?;
        match self.path.parent() {
            Some(folder) => File::open(folder).await?.sync_all().await,
            None => Ok(()),
        }
    }

    /// Ends the upload and forgets what has come.
    ///
    /// # Errors
    /// The file system's.
    pub async fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.path).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The file of what has come.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Which upload.
    pub fn name(&self) -> Name {
        self.name
    }

    /// Ready when a later request wants the upload.
    pub async fn interrupted(&self) {
        self.interrupted.cancelled().await;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.guard.take();
        let mut slots = lock(&self.slots);
        // Two owners are this map and nobody else's request: its own clone of the mutex is gone.
        if slots
            .get(&self.name)
            .is_some_and(|slot| Arc::strong_count(&slot.turn) == 1 && Arc::strong_count(slot) == 1)
        {
            slots.remove(&self.name);
        }
    }
}

async fn part_at(path: &Path) -> io::Result<Option<Part>> {
    match fs::metadata(path).await {
        Ok(file) => Part::of(&file).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn timestamp(at: SystemTime) -> Timestamp {
    let since_1970 = at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let unix_ms = i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX);
    Timestamp::from_unix_ms(unix_ms).unwrap_or_else(|| chrono::DateTime::UNIX_EPOCH.into())
}
