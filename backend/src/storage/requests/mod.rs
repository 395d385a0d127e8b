//! What evaluators ask of the agency: each request is done and answered in one transaction, once.
//!
//! The request's row is written first and holds its id until the commit. Whoever sends the same id
//! meanwhile waits, finds the row, and gets the answer that stands there.

mod visits;

use sqlx::any::AnyRow;
use vitrine_shared::eligibility::Ineligible;
use vitrine_shared::id::{RequestId, VisitId};
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::RequestOutcome;

use super::db::Write;
use super::error::StorageError;
use super::row::{Columns as _, to_json};
use super::scope::Scope;
use super::sql::Sql;
use super::training::{self, GradedAttempt};
use super::{Result, Store, appeals};

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// Its id.
    pub id: RequestId,
    /// Its exact JSON: what tells a repeated request from another one under the same id.
    pub body: String,
    /// When it was made, by the phone's clock.
    pub made_at: Timestamp,
    /// The server's time.
    pub received_at: Timestamp,
}

/// What a request asks for, checked as far as it can be without the rows it is about.
#[derive(Clone, Debug)]
pub enum Deed {
    /// The caller accepts a visit that was given to them.
    Accept {
        /// The visit.
        visit: VisitId,
    },
    /// The caller gives a visit back, accepted or not.
    GiveBack {
        /// The visit.
        visit: VisitId,
        /// Why, in their words.
        reason: String,
    },
    /// The caller takes a visit of the job board.
    Claim {
        /// The visit.
        visit: VisitId,
    },
    /// The caller appeals against a rejection.
    Appeal {
        /// The visit.
        visit: VisitId,
        /// Which rejection of it, from 1.
        rejection: u32,
        /// Why, in their words.
        words: String,
    },
    /// The caller hands in a quiz, which was graded.
    Attempt(GradedAttempt),
    /// Nothing can be done; the answer is known.
    Refuse(Code),
}

impl Store {
    /// Does what a phone asks and keeps the answer, or gives the answer that was kept before.
    ///
    /// # Errors
    /// Only a phone asks; else only the database's, and then nothing was done and nothing is kept.
    pub async fn answer_request(
        &self,
        scope: &Scope,
        request: &NewRequest,
        deed: &Deed,
    ) -> Result<RequestOutcome> {
        let (user, device) = scope.phone()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new(
            "INSERT INTO requests (id, agency_id, user_id, device_id, body, outcome, made_at_ms, received_at_ms) \
             VALUES ($1, $2, $3, $4, $5, '', $6, $7) ON CONFLICT (id) DO NOTHING",
        )
        .arg(request.id)
        .arg(scope.agency())
        .arg(user)
        .arg(device)
        .arg(&request.body)
        .arg(request.made_at)
        .arg(request.received_at);
        if write.execute(sql).await? == 0 {
            return known(&mut write, scope, request).await;
        }
        let outcome = done(&mut write, scope, deed, request).await?;
        let sql = Sql::new("UPDATE requests SET outcome = $1 WHERE id = $2");
        let outcome_json = to_json(&outcome, "requests.outcome")?;
        write.execute(sql.arg(outcome_json).arg(request.id)).await?;
        write.commit().await?;
        Ok(outcome)
    }
}

/// The answer that was kept; another request under the same id gets none.
async fn known(write: &mut Write, scope: &Scope, request: &NewRequest) -> Result<RequestOutcome> {
    let sql =
        Sql::new("SELECT body, outcome FROM requests WHERE id = $1 AND agency_id = $2 AND user_id = $3")
            .arg(request.id)
            .arg(scope.agency())
            .arg(scope.user().map(|user| user.to_string()));
    let read = |row: &AnyRow| Ok((row.text("body")?, row.json::<RequestOutcome>("outcome")?));
    Ok(match write.optional(sql, read).await? {
        Some((body, outcome)) if body == request.body => outcome,
        _ => Code::RequestConflict.into(),
    })
}

/// Does it, or says why not: a refusal has written nothing.
async fn done(write: &mut Write, scope: &Scope, deed: &Deed, request: &NewRequest) -> Result<RequestOutcome> {
    let at = request.received_at;
    let tried = match deed {
        Deed::Accept { visit } => visits::accept(write, scope, *visit, at).await,
        Deed::GiveBack { visit, reason } => visits::give_back(write, scope, *visit, reason, at).await,
        Deed::Claim { visit } => visits::claim(write, scope, *visit, at).await,
        Deed::Appeal {
            visit,
            rejection,
            words,
        } => appeals::appeal(write, scope, *visit, *rejection, words, (request.made_at, at)).await,
        Deed::Attempt(attempt) => training::record(write, scope, request.id, attempt, at).await,
        Deed::Refuse(code) => return Ok((*code).into()),
    };
    match tried {
        Err(StorageError::Move(_)) => Ok(Code::VisitClosed.into()),
        Err(StorageError::Ineligible(Ineligible { code, until })) => {
            Ok(RequestOutcome::Refused { code, until })
        }
        Err(StorageError::NotFound) => Ok(Code::NotYourVisit.into()),
        other => other,
    }
}
