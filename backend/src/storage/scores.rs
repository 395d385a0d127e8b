//! Scores of submitted visits, exact, with the measures (NPS, CSAT, CES, …) beside them.

use serde::{Deserialize, Serialize};
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::VisitId;
use vitrine_shared::score::VisitScore;
use vitrine_shared::time::Timestamp;

use super::row::Columns as _;
use super::scope::{Scope, names};
use super::sql::Sql;
use super::{Result, Store};

names! {
    /// What a rating question measures.
    MeasureKind {
        /// Would they recommend it, 0–10.
        Nps = "nps",
        /// Satisfaction, 1–5.
        Csat = "csat",
        /// Effort, 1–7.
        Ces = "ces",
        /// Steps of a scale.
        Rating = "rating",
        /// Thumb up (1) or down (0).
        Thumb = "thumb",
    }
}

/// An answer that is reported beside the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The question.
    pub question: Slug,
    /// What it measures.
    pub kind: MeasureKind,
    /// The step chosen.
    pub value: i64,
}

/// The score of a submitted visit as it was computed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredScore {
    /// The digest of the checklist it was scored by.
    pub checklist_sha256: Digest,
    /// The score of the visit and of its touchpoints.
    pub score: VisitScore,
    /// What was measured beside it.
    pub measures: Vec<Measure>,
    /// When it was computed.
    pub scored_at: Timestamp,
}

impl Store {
    /// The score of a visit; `None` before it is submitted.
    ///
    /// # Errors
    /// Only the database's; a visit out of scope has none.
    pub async fn visit_score(&self, scope: &Scope, visit: VisitId) -> Result<Option<StoredScore>> {
        let sql = Sql::new(
            "SELECT s.checklist_sha256, s.detail, s.measures, s.scored_at_ms FROM visit_scores s \
             JOIN visits v ON v.id = s.visit_id JOIN locations l ON l.id = v.location_id WHERE ",
        );
        let sql = scope.sees_visit(sql).push(" AND s.visit_id = ").bind(visit);
        self.db
            .optional(sql, |row| {
                Ok(StoredScore {
                    checklist_sha256: row.parsed("checklist_sha256")?,
                    score: row.json("detail")?,
                    measures: row.json("measures")?,
                    scored_at: row.time("scored_at_ms")?,
                })
            })
            .await
    }
}
