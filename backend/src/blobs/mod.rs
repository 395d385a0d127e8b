//! Photos and voice memos by content: a blob is named by its SHA-256, written once, never changed.
//!
//! A folder by default, memory in tests; any object store behind the same facade. What
//! [`Blobs::put`] has acknowledged survives a power cut.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};
use vitrine_shared::digest::Digest;

/// The blobs. Clones share them.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    /// The data folder, where the blobs are in it.
    data: Option<PathBuf>,
}

/// The blobs' folder in the data folder.
const FOLDER: &str = "blobs";

/// The form of a photo that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As it was uploaded: evidence, never shown.
    Original,
    /// Decoded and encoded anew at full size, without metadata.
    Shown,
    /// The same, small.
    Thumb,
    /// A picture of a guideline: no photo, and never erased with one that has the same bytes.
    Guide,
}

/// The store of blobs failed.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The folder cannot be made.
    #[error("cannot make {0}: {1}")]
    Folder(String, #[source] std::io::Error),
    /// The store's own reason.
    #[error(transparent)]
    Store(#[from] object_store::Error),
}

impl Blobs {
    /// Blobs in a folder of this data folder, which is made where it is missing.
    ///
    /// # Errors
    /// The folder cannot be used.
    pub fn open(data: &Path) -> Result<Self, BlobError> {
        let folder = data.join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(|e| BlobError::Folder(folder.display().to_string(), e))?;
        let store = LocalFileSystem::new_with_prefix(data)?.with_fsync(true);
        Ok(Self {
            store: Arc::new(store),
            data: Some(data.to_owned()),
        })
    }

    /// Blobs that live as long as this value.
    pub fn in_memory() -> Self {
        Self {
            store: Arc::new(InMemory::new()),
            data: None,
        }
    }

    /// Keeps a blob. Keeping the same one again changes nothing.
    ///
    /// # Errors
    /// The store failed; nothing half-written is ever read.
    pub async fn put(&self, digest: &Digest, form: Form, bytes: Bytes) -> Result<(), BlobError> {
        self.store.put(&key(digest, form), bytes.into()).await?;
        Ok(())
    }

    /// Keeps a blob whose bytes are also the whole of this file, safely on the disk, which is never
    /// changed again but may be removed. Where blobs and file are in one data folder they are
    /// not written a second time: the blob is another name of the file.
    ///
    /// # Errors
    /// As for [`Self::put`].
    pub async fn put_file(
        &self,
        digest: &Digest,
        form: Form,
        file: &Path,
        bytes: Bytes,
    ) -> Result<(), BlobError> {
        if let Some(from) = self.key_in_data(file) {
            // Refused where the blob is there already, or the data folder spans file systems.
            if self
                .store
                .copy_if_not_exists(&from, &key(digest, form))
                .await
                .is_ok()
            {
                return Ok(());
            }
        }
        self.put(digest, form, bytes).await
    }

    fn key_in_data(&self, file: &Path) -> Option<Key> {
        let file = file.strip_prefix(self.data.as_ref()?).ok()?;
        file.iter().map(|part| part.to_str()).collect::<Option<_>>()
    }

    /// The bytes of a blob; `None` where there is none.
    ///
    /// # Errors
    /// The store failed.
    pub async fn get(&self, digest: &Digest, form: Form) -> Result<Option<Bytes>, BlobError> {
        match self.store.get(&key(digest, form)).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Erases every form of a photo. Where there is none, nothing happens.
    ///
    /// # Errors
    /// The store failed; some forms may be gone.
    pub async fn erase(&self, digest: &Digest) -> Result<(), BlobError> {
        for form in [Form::Original, Form::Shown, Form::Thumb] {
            match self.store.delete(&key(digest, form)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// 256 folders, so that none grows without bound.
fn key(digest: &Digest, form: Form) -> Key {
    let name = digest.to_string();
    let folder = match form {
        Form::Original => "original",
        Form::Shown => "shown",
        Form::Thumb => "thumb",
        Form::Guide => "guide",
    };
    let fan = name.get(..2).unwrap_or_default();
    Key::from_iter([FOLDER, folder, fan, &name])
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn keeps_what_it_was_given(blobs: Blobs) {
        let digest = Digest::of(b"photo");
        assert_eq!(blobs.get(&digest, Form::Original).await.unwrap(), None);
        for _ in 0..2 {
            let bytes = Bytes::from_static(b"photo");
            blobs.put(&digest, Form::Original, bytes).await.unwrap();
        }
        let found = blobs.get(&digest, Form::Original).await.unwrap();
        assert_eq!(found.as_deref(), Some(&b"photo"[..]));
        let other = blobs.get(&digest, Form::Thumb).await.unwrap();
        assert_eq!(other, None, "forms are apart");
        for _ in 0..2 {
            blobs.erase(&digest).await.unwrap();
        }
        assert_eq!(blobs.get(&digest, Form::Original).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_folder_keeps_what_it_was_given() {
        let folder = tempfile::tempdir().unwrap();
        keeps_what_it_was_given(Blobs::open(folder.path()).unwrap()).await;
    }

    #[tokio::test]
    async fn a_file_of_the_data_folder_becomes_a_blob_without_being_copied() {
        use std::os::unix::fs::MetadataExt as _;

        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        let file = folder.path().join("spool/photo");
        std::fs::create_dir(folder.path().join("spool")).unwrap();
        std::fs::write(&file, b"photo").unwrap();
        let digest = Digest::of(b"photo");
        // Again, as after a crash before the file was removed: by copying, and with the same end.
        for links in [2, 1] {
            let bytes = Bytes::from_static(b"photo");
            blobs
                .put_file(&digest, Form::Original, &file, bytes)
                .await
                .unwrap();
            assert_eq!(std::fs::metadata(&file).unwrap().nlink(), links);
        }
        std::fs::remove_file(&file).unwrap();
        let found = blobs.get(&digest, Form::Original).await.unwrap();
        assert_eq!(found.as_deref(), Some(&b"photo"[..]));
    }

    #[tokio::test]
    async fn a_file_from_elsewhere_is_copied() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = other.path().join("photo");
        std::fs::write(&file, b"photo").unwrap();
        for blobs in [Blobs::open(folder.path()).unwrap(), Blobs::in_memory()] {
            let (digest, bytes) = (Digest::of(b"photo"), Bytes::from_static(b"photo"));
            blobs
                .put_file(&digest, Form::Original, &file, bytes)
                .await
                .unwrap();
            let found = blobs.get(&digest, Form::Original).await.unwrap();
            assert_eq!(found.as_deref(), Some(&b"photo"[..]));
        }
    }

    #[tokio::test]
    async fn memory_keeps_what_it_was_given() {
        keeps_what_it_was_given(Blobs::in_memory()).await;
    }
}
