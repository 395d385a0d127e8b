//! Photos whose bytes were stored and verified. What is still on its way is no row: the spool of
//! unfinished uploads knows it.

use vitrine_shared::id::{PhotoId, VisitId};
use vitrine_shared::time::Timestamp;

use super::db::Write;
use super::error::StorageError;
use super::scope::Scope;
use super::sql::Sql;
use super::visits::lock;
use super::{Result, Store, feed};

impl Store {
    /// Says that a photo's bytes are stored for good and have the announced digest. Gives whether the
    /// visit is now complete: submitted, and every photo there. Again is no harm. For phones.
    ///
    /// # Errors
    /// No such photo in scope.
    pub async fn photo_arrived(
        &self,
        scope: &Scope,
        visit: VisitId,
        photo: PhotoId,
        at: Timestamp,
    ) -> Result<bool> {
        let (evaluator, _) = scope.phone()?;
        let mut write = self.db.write().await?;
        // The same lock as the submission's: one of the two sees the other's work.
        let (before, _) = lock(&mut write, scope, visit).await?;
        let sql = Sql::new(
            "UPDATE photos SET arrived_at_ms = COALESCE(arrived_at_ms, $1) \
             WHERE visit_id = $2 AND photo_id = $3 AND discarded = 0",
        );
        if write.execute(sql.arg(at).arg(visit).arg(photo)).await? == 0 {
            return Err(StorageError::NotFound);
        }
        let became = complete_media(&mut write, visit).await?;
        if became {
            feed::append(&mut write, scope.agency(), evaluator, visit).await?;
        }
        write.commit().await?;
        Ok(became || before.media_complete)
    }
}

/// Marks a submitted visit as complete once every photo of its phone arrived; says whether that is
/// new. The caller holds the visit's lock.
async fn complete_media(write: &mut Write, visit: VisitId) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE visits SET media_complete = 1, rev = rev + 1 WHERE id = $1 AND media_complete = 0 \
         AND submitted_at_ms IS NOT NULL AND NOT EXISTS (SELECT 1 FROM photos p WHERE p.visit_id = visits.id \
         AND p.device_id = visits.device_id AND p.discarded = 0 AND p.arrived_at_ms IS NULL)",
    );
    Ok(write.execute(sql.arg(visit)).await? == 1)
}
