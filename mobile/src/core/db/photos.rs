//! Photos and voice memos, and how far each is on its way to the server. What is said of photos
//! here holds for memos.

use std::io::{Read, Seek, SeekFrom};

use rusqlite::{MAIN_DB, OptionalExtension, Row, Transaction, params};
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::AudioFormat;
use vitrine_shared::id::{MediaId, PhotoId, VisitId};
use vitrine_shared::time::Timestamp;

use super::visits::trouble;
use super::{CoreError, Store, damaged, integer, number};
use crate::core::protocol::{Fault, PhotoSize, Trouble};

/// A photo or voice memo to be kept.
#[derive(Debug)]
pub struct NewMedium {
    /// Its id.
    pub id: MediaId,
    /// The question it belongs to.
    pub question: Slug,
    /// The digest of its bytes.
    pub sha256: Digest,
    /// The bytes as they will be uploaded.
    pub bytes: Vec<u8>,
    /// What they are.
    pub medium: Medium,
}

/// What is kept.
#[derive(Debug)]
pub enum Medium {
    /// A photo.
    Photo {
        /// A small JPEG for lists.
        thumb: Vec<u8>,
    },
    /// A voice memo.
    Audio(AudioFormat),
}

/// The name of a photo's medium; a memo's is that of its format.
const PHOTO: &str = "photo";

/// A photo on its way.
#[derive(Clone, Debug)]
pub struct PhotoRow {
    /// The photo.
    pub photo: PhotoId,
    /// Its visit.
    pub visit: VisitId,
    /// The question it belongs to.
    pub question: Slug,
    /// The digest of its JPEG.
    pub sha256: Digest,
    /// Its size.
    pub size_bytes: u64,
    /// The number of the event that announced it.
    pub seq: u64,
    /// Whether it is a voice memo.
    pub is_audio: bool,
    /// The address of its upload, once one was made.
    pub upload_url: Option<String>,
    /// So much of it the server has.
    pub sent_bytes: u64,
    /// What went wrong last.
    pub trouble: Option<Trouble>,
    /// Whether the server refused it: not sent again before a person asks for it.
    pub held: bool,
    /// Whether its bytes are still here.
    pub on_phone: bool,
}

impl PhotoRow {
    /// Whether the server has all of it.
    pub fn is_sent(&self) -> bool {
        self.sent_bytes >= self.size_bytes
    }
}

fn read(row: &Row<'_>) -> Result<PhotoRow, CoreError> {
    let text = |column: &str| row.get::<_, String>(column);
    Ok(PhotoRow {
        photo: text("photo")?.parse().map_err(damaged)?,
        visit: text("visit")?.parse().map_err(damaged)?,
        question: text("question")?.parse().map_err(damaged)?,
        sha256: text("sha256")?.parse().map_err(damaged)?,
        size_bytes: number(row.get("size_bytes")?)?,
        seq: number(row.get("seq")?)?,
        is_audio: text("media")? != PHOTO,
        upload_url: row.get("upload_url")?,
        sent_bytes: number(row.get("sent_bytes")?)?,
        trouble: trouble(row)?,
        held: row.get("held")?,
        on_phone: row.get("on_phone")?,
    })
}

impl Store {
    /// The visit's photos, in the order they were taken.
    ///
    /// # Errors
    /// If storage fails.
    pub fn photos(&self, visit: VisitId) -> Result<Vec<PhotoRow>, CoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT *, EXISTS (SELECT 1 FROM photo_files f WHERE f.photo = photos.photo) AS on_phone
             FROM photos WHERE visit = ?1 ORDER BY seq",
        )?;
        let mut rows = statement.query([visit.to_string()])?;
        let mut photos = Vec::new();
        while let Some(row) = rows.next()? {
            photos.push(read(row)?);
        }
        Ok(photos)
    }

    /// A photo's JPEG.
    ///
    /// # Errors
    /// [`CoreError::PhotoUnknown`] if it is not on this phone.
    pub fn photo_file(&self, photo: PhotoId, size: PhotoSize) -> Result<Vec<u8>, CoreError> {
        let sql = match size {
            PhotoSize::Full => "SELECT jpeg FROM photo_files WHERE photo = ?1",
            PhotoSize::Thumb => "SELECT thumb FROM photo_files WHERE photo = ?1",
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        let bytes = statement
            .query_row([photo.to_string()], |row| row.get(0))
            .optional()?;
        bytes.ok_or(CoreError::PhotoUnknown)
    }

    /// At most `limit` bytes of a photo's JPEG from `offset` on.
    ///
    /// # Errors
    /// [`CoreError::PhotoUnknown`] if it is not on this phone.
    pub fn photo_chunk(&self, photo: PhotoId, offset: u64, limit: usize) -> Result<Vec<u8>, CoreError> {
        let id: Option<i64> = self
            .connection
            .prepare_cached("SELECT id FROM photo_files WHERE photo = ?1")?
            .query_row([photo.to_string()], |row| row.get(0))
            .optional()?;
        let id = id.ok_or(CoreError::PhotoUnknown)?;
        let mut blob = self
            .connection
            .blob_open(MAIN_DB, "photo_files", "jpeg", id, true)?;
        blob.seek(SeekFrom::Start(offset)).map_err(damaged)?;
        let mut chunk = Vec::new();
        blob.take(limit as u64).read_to_end(&mut chunk).map_err(damaged)?;
        Ok(chunk)
    }

    /// Notes where a photo's upload stands.
    ///
    /// # Errors
    /// If storage fails.
    pub fn set_upload(&self, photo: PhotoId, url: Option<&str>, sent_bytes: u64) -> Result<(), CoreError> {
        self.connection
            .prepare_cached(
                "UPDATE photos SET upload_url = ?2, sent_bytes = ?3, fault = NULL, fault_at = NULL, held = 0
                 WHERE photo = ?1",
            )?
            .execute(params![photo.to_string(), url, integer(sent_bytes)?])?;
        Ok(())
    }

    /// Notes what went wrong with a photo; `held`: only a person can help.
    ///
    /// # Errors
    /// If storage fails.
    pub fn set_photo_fault(
        &self,
        photo: PhotoId,
        fault: Fault,
        at: Timestamp,
        held: bool,
    ) -> Result<(), CoreError> {
        let fault = serde_json::to_string(&fault).map_err(damaged)?;
        self.connection
            .prepare_cached("UPDATE photos SET fault = ?2, fault_at = ?3, held = ?4 WHERE photo = ?1")?
            .execute(params![photo.to_string(), fault, at.unix_ms(), held])?;
        Ok(())
    }

    /// The size of all photos here, and of those whose visit has its receipt.
    ///
    /// # Errors
    /// If storage fails.
    pub fn photo_sizes(&self) -> Result<(u64, u64), CoreError> {
        let (all, received): (i64, i64) = self.connection.query_row(
            "SELECT coalesce(sum(size_bytes), 0), coalesce(sum(iif(receipt IS NULL, 0, size_bytes)), 0)
             FROM photos JOIN visits USING (visit)
             WHERE photo IN (SELECT photo FROM photo_files)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok((number(all)?, number(received)?))
    }

    /// Deletes the files of photos whose visit has its receipt. Answers with their size in bytes.
    ///
    /// # Errors
    /// If storage fails; then nothing was deleted.
    pub fn free_photos(&self) -> Result<u64, CoreError> {
        let (_, freed) = self.photo_sizes()?;
        self.connection.execute(
            "DELETE FROM photo_files WHERE photo IN
             (SELECT photo FROM photos JOIN visits USING (visit) WHERE receipt IS NOT NULL)",
            [],
        )?;
        Ok(freed)
    }

    pub(super) fn insert_medium(
        tx: &Transaction<'_>,
        visit: VisitId,
        seq: u64,
        new: &NewMedium,
    ) -> Result<(), CoreError> {
        let id = new.id.to_string();
        let (media, thumb) = match &new.medium {
            Medium::Photo { thumb } => (PHOTO, thumb.as_slice()),
            Medium::Audio(format) => (format.as_str(), [].as_slice()),
        };
        tx.prepare_cached(
            "INSERT INTO photos (photo, visit, question, sha256, size_bytes, seq, media)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            id,
            visit.to_string(),
            new.question.as_str(),
            new.sha256.to_string(),
            integer(new.bytes.len() as u64)?,
            integer(seq)?,
            media
        ])?;
        tx.prepare_cached("INSERT INTO photo_files (photo, thumb, jpeg) VALUES (?1, ?2, ?3)")?
            .execute(params![id, thumb, new.bytes])?;
        Ok(())
    }

    pub(super) fn delete_photo(tx: &Transaction<'_>, photo: PhotoId) -> Result<(), CoreError> {
        let id = photo.to_string();
        tx.execute("DELETE FROM photo_files WHERE photo = ?1", [&id])?;
        tx.execute("DELETE FROM photos WHERE photo = ?1", [&id])?;
        Ok(())
    }
}
