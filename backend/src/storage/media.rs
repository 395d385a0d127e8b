//! What is uploaded, photo or voice memo; memos as they are listened to; and the pictures whose
//! bytes are to be erased because a face or a badge was covered in them afterwards.

use sqlx::any::AnyRow;
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::AudioFormat;
use vitrine_shared::id::{MediaId, VisitId};
use vitrine_shared::time::Timestamp;

use super::error::StorageError;
use super::row::Columns as _;
use super::scope::{Caller, Scope};
use super::sql::Sql;
use super::{Result, Store};

/// The name of a photo's medium in storage; a memo's is that of its format.
pub(super) const PHOTO: &str = "photo";

/// The name of the medium of a photo that shows a receipt: it is no evidence, and a brand sees none.
pub(super) const RECEIPT: &str = "receipt";

/// What was announced and not discarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announced {
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
    /// Their number.
    pub size_bytes: u64,
    /// The format of a voice memo; `None` for a photo.
    pub audio: Option<AudioFormat>,
    /// When its bytes were stored; none: not yet.
    pub arrived_at: Option<Timestamp>,
}

/// A voice memo that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memo {
    /// The memo.
    pub id: MediaId,
    /// The question it belongs to.
    pub question: Slug,
    /// The SHA-256 of the recording.
    pub sha256: Digest,
    /// What it is recorded in.
    pub format: AudioFormat,
    /// How long it plays, in milliseconds, as the phone measured it.
    pub duration_ms: u64,
    /// When its bytes were stored; none: not yet.
    pub arrived_at: Option<Timestamp>,
}

/// A picture whose bytes are to be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// Its visit.
    pub visit: VisitId,
    /// The photo.
    pub photo: MediaId,
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
    /// Whether the same bytes are kept as another photo, so that they stay.
    pub is_shared: bool,
}

fn format(name: &str) -> Option<AudioFormat> {
    AudioFormat::ALL
        .into_iter()
        .find(|format| format.as_str() == name)
}

fn announced(row: &AnyRow) -> Result<Announced> {
    let media = row.text("media")?;
    let audio = match media.as_str() {
        PHOTO | RECEIPT => None,
        name => Some(format(name).ok_or(StorageError::Corrupt("photos.media"))?),
    };
    Ok(Announced {
        sha256: row.parsed("sha256")?,
        size_bytes: row.count("size_bytes")?,
        audio,
        arrived_at: row.time_opt("arrived_at_ms")?,
    })
}

fn memo(row: &AnyRow) -> Result<Memo> {
    Ok(Memo {
        id: row.parsed("photo_id")?,
        question: row.parsed("question")?,
        sha256: row.parsed("sha256")?,
        format: row.named("media", format)?,
        duration_ms: row.count("duration_ms")?,
        arrived_at: row.time_opt("arrived_at_ms")?,
    })
}

const MEMO: &str = "SELECT p.photo_id, p.question, p.sha256, p.media, p.duration_ms, p.arrived_at_ms FROM photos p \
     JOIN visits v ON v.id = p.visit_id JOIN locations l ON l.id = v.location_id \
     WHERE p.media NOT IN ('photo', 'receipt') AND ";

impl Scope {
    /// Whether voice memos exist for the caller: a voice tells who somebody is, so a brand hears none.
    pub fn hears_memos(&self) -> bool {
        !matches!(self.caller(), Caller::Brand { .. })
    }
}

impl Store {
    /// A photo or voice memo that was announced and kept.
    ///
    /// # Errors
    /// None such in scope.
    pub async fn announced(&self, scope: &Scope, visit: VisitId, id: MediaId) -> Result<Announced> {
        let sql = Sql::new(
            "SELECT p.sha256, p.size_bytes, p.media, p.arrived_at_ms FROM photos p \
             JOIN visits v ON v.id = p.visit_id JOIN locations l ON l.id = v.location_id WHERE p.discarded = 0 AND ",
        );
        let sql = scope.sees_visit(sql);
        let sql = sql.push(" AND p.visit_id = ").bind(visit);
        let mut sql = sql.push(" AND p.photo_id = ").bind(id);
        if !scope.sees_expenses() {
            sql = sql.push(" AND p.media <> 'receipt'");
        }
        self.db
            .optional(sql, announced)
            .await?
            .ok_or(StorageError::NotFound)
    }

    /// The voice memos of a visit that were kept, in the order they were recorded; none for a brand.
    ///
    /// # Errors
    /// Only the database's; a visit out of scope has none.
    pub async fn memos(&self, scope: &Scope, visit: VisitId) -> Result<Vec<Memo>> {
        if !scope.hears_memos() {
            return Ok(Vec::new());
        }
        let sql = scope.sees_visit(Sql::new(MEMO));
        let sql = sql.push(" AND p.discarded = 0 AND p.visit_id = ").bind(visit);
        self.db
            .all(sql.push(" ORDER BY p.taken_at_ms, p.photo_id"), memo)
            .await
    }

    /// A voice memo that was kept.
    ///
    /// # Errors
    /// None such in scope; a brand has none.
    pub async fn memo(&self, scope: &Scope, visit: VisitId, id: MediaId) -> Result<Memo> {
        if !scope.hears_memos() {
            return Err(StorageError::NotFound);
        }
        let sql = scope.sees_visit(Sql::new(MEMO));
        let sql = sql.push(" AND p.discarded = 0 AND p.visit_id = ").bind(visit);
        let sql = sql.push(" AND p.photo_id = ").bind(id);
        self.db.optional(sql, memo).await?.ok_or(StorageError::NotFound)
    }

    /// The voice memos of a visit that were recorded and thrown away. For staff: which of them may be
    /// heard, because they were handed in before, the visit's sheet says.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn discarded_memos(&self, scope: &Scope, visit: VisitId) -> Result<Vec<Memo>> {
        scope.require_staff()?;
        let sql = scope.sees_visit(Sql::new(MEMO));
        let sql = sql.push(" AND p.discarded = 1 AND p.visit_id = ").bind(visit);
        self.db.all(sql, memo).await
    }

    /// Pictures whose bytes are to be erased, of one visit or of all; at most so many. The server's own
    /// housekeeping: it has no scope and tells nobody what it finds.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn erasures(&self, visit: Option<VisitId>, limit: u32) -> Result<Vec<Erasure>> {
        let mut sql = Sql::new(
            "SELECT p.visit_id, p.photo_id, p.sha256, CAST(CASE WHEN EXISTS (SELECT 1 FROM photos o \
             WHERE o.sha256 = p.sha256 AND o.discarded = 0) THEN 1 ELSE 0 END AS BIGINT) AS is_shared \
             FROM photos p WHERE p.erase = 1",
        );
        if let Some(visit) = visit {
            sql = sql.push(" AND p.visit_id = ").bind(visit);
        }
        let sql = sql.push(" ORDER BY p.visit_id, p.photo_id LIMIT ");
        let read = |row: &AnyRow| {
            Ok(Erasure {
                visit: row.parsed("visit_id")?,
                photo: row.parsed("photo_id")?,
                sha256: row.parsed("sha256")?,
                is_shared: row.flag("is_shared")?,
            })
        };
        self.db.all(sql.bind(i64::from(limit)), read).await
    }

    /// Says that the bytes of such a picture are gone.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn erased(&self, erasure: &Erasure) -> Result<()> {
        let sql = Sql::new(
            "UPDATE photos SET erase = 0, arrived_at_ms = NULL WHERE visit_id = $1 AND photo_id = $2 AND erase = 1",
        );
        let mut write = self.db.write().await?;
        write.execute(sql.arg(erasure.visit).arg(erasure.photo)).await?;
        write.commit().await
    }
}
