//! Receipts, and where a visit stands for the phone that asks.

use serde_json::value::RawValue;
use sqlx::any::AnyRow;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::VisitId;
use vitrine_shared::sheet::Sheet;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::{Receipt, SignedReceipt, VisitStatus};

use super::error::StorageError;
use super::row::Columns as _;
use super::scope::Scope;
use super::sql::Sql;
use super::{Result, Store};

/// A visit's standing for one phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What the phone is told; with the receipt, if it was kept before.
    pub status: VisitStatus,
    /// What is to be signed and kept now: the phone's submission is complete and has no receipt.
    pub due: Option<Due>,
}

/// A receipt that is to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What is signed.
    pub receipt: Receipt,
    /// How often the visit was returned before it was handed in so.
    pub round: u32,
}

fn signed(row: &AnyRow) -> Result<Option<SignedReceipt>> {
    let (Some(body), Some(signature)) = (row.text_opt("body")?, row.parsed_opt("signature")?) else {
        return Ok(None);
    };
    let receipt = RawValue::from_string(body).map_err(|_| StorageError::Corrupt("receipts.body"))?;
    Ok(Some(SignedReceipt { receipt, signature }))
}

struct Found {
    status: VisitStatus,
    submitted: bool,
    hash: Option<Digest>,
    sheet: Option<Sheet>,
    /// The round of the receipt that is kept.
    round: Option<u32>,
    submitted_at: Option<Timestamp>,
}

impl Store {
    /// Where a visit stands for the calling phone.
    ///
    /// # Errors
    /// No such visit in scope.
    pub async fn standing(&self, scope: &Scope, visit: VisitId) -> Result<Standing> {
        let (_, device) = scope.phone()?;
        let sql = Sql::new(
            "SELECT v.state, v.media_complete, v.device_id, v.submitted_at_ms, s.seq, s.hash, s.sheet, r.body, \
             r.signature, r.round FROM visits v JOIN locations l ON l.id = v.location_id \
             LEFT JOIN sheets s ON s.visit_id = v.id AND s.device_id = ",
        )
        .bind(device)
        .push(" LEFT JOIN receipts r ON r.visit_id = v.id AND r.device_id = ")
        .bind(device)
        .push(
            " AND r.round = (SELECT MAX(latest.round) FROM receipts latest \
             WHERE latest.visit_id = r.visit_id AND latest.device_id = r.device_id)",
        )
        .push(" WHERE ");
        let sql = scope.sees_visit(sql).push(" AND v.id = ").bind(visit);
        let read = |row: &AnyRow| {
            let sheet = row
                .text_opt("sheet")?
                .map(|json| serde_json::from_str(&json))
                .transpose();
            Ok(Found {
                status: VisitStatus {
                    state: row.state("state")?,
                    next_seq: u64::try_from(row.int_opt("seq")?.unwrap_or(0)).unwrap_or(0) + 1,
                    missing_photos: Vec::new(),
                    receipt: signed(row)?,
                },
                submitted: row.flag("media_complete")? && row.parsed_opt("device_id")? == Some(device),
                hash: row.parsed_opt("hash")?,
                sheet: sheet.map_err(|_| StorageError::Corrupt("sheets.sheet"))?,
                round: match row.int_opt("round")? {
                    Some(_) => Some(row.count("round")?),
                    None => None,
                },
                submitted_at: row.time_opt("submitted_at_ms")?,
            })
        };
        let mut found = self.db.one(sql, read).await?;
        // A receipt counts until the visit is corrected; the next hand-in gets its own.
        let handed_in = found.sheet.as_ref().filter(|sheet| sheet.submitted.is_some());
        let round = handed_in.map(Sheet::round);
        if found.round != round {
            found.status.receipt = None;
        }
        if found.status.receipt.is_some() {
            return Ok(Standing {
                status: found.status,
                due: None,
            });
        }
        let mut received_at = found.submitted_at;
        if found.sheet.as_ref().is_some_and(Sheet::has_media) {
            let sql = Sql::new(
                "SELECT photo_id, arrived_at_ms FROM photos WHERE visit_id = $1 AND device_id = $2 \
                 AND discarded = 0 ORDER BY photo_id",
            );
            let read = |row: &AnyRow| Ok((row.parsed("photo_id")?, row.time_opt("arrived_at_ms")?));
            for (photo, arrived_at) in self.db.all(sql.arg(visit).arg(device), read).await? {
                match arrived_at {
                    Some(_) => received_at = received_at.max(arrived_at),
                    None => found.status.missing_photos.push(photo),
                }
            }
        }
        let due = match (found.submitted, found.hash, &found.sheet, received_at) {
            (
                true,
                Some(last_event),
                Some(Sheet {
                    submitted: Some((_, manifest)),
                    ..
                }),
                Some(received_at),
            ) => {
                let photos = manifest.photos.iter().map(|photo| photo.sha256).collect();
                let receipt = Receipt {
                    visit,
                    device,
                    last_event,
                    photos,
                    audio: manifest.audio.iter().map(|audio| audio.sha256).collect(),
                    received_at,
                };
                Some(Due {
                    receipt,
                    round: round.unwrap_or(0),
                })
            }
            _ => None,
        };
        Ok(Standing {
            status: found.status,
            due,
        })
    }

    /// Keeps the receipt of the calling phone's hand-in and gives the one that counts: the first that
    /// was kept for this round.
    ///
    /// # Errors
    /// No such visit in scope.
    pub async fn keep_receipt(
        &self,
        scope: &Scope,
        visit: VisitId,
        round: u32,
        receipt: &SignedReceipt,
        at: Timestamp,
    ) -> Result<SignedReceipt> {
        let (_, device) = scope.phone()?;
        let mut write = self.db.write().await?;
        super::visits::lock(&mut write, scope, visit).await?;
        let sql = Sql::new(
            "INSERT INTO receipts (visit_id, device_id, round, agency_id, body, signature, issued_at_ms) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        )
        .arg(visit)
        .arg(device)
        .arg(i64::from(round))
        .arg(scope.agency())
        .arg(receipt.receipt.get())
        .arg(receipt.signature.to_string())
        .arg(at);
        write.execute(sql).await?;
        let sql = Sql::new(
            "SELECT body, signature FROM receipts WHERE visit_id = $1 AND device_id = $2 AND round = $3",
        );
        let sql = sql.arg(visit).arg(device).arg(i64::from(round));
        let kept = write.one(sql, signed).await?;
        write.commit().await?;
        kept.ok_or(StorageError::Corrupt("receipts.body"))
    }
}
