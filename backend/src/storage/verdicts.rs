//! What the agency says of an evaluator's work: a grade, words, a bonus. Only ever added to.

use std::collections::BTreeMap;

use sqlx::any::AnyRow;
use vitrine_shared::id::{UserId, VisitId};
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{GRADES_THAT_COUNT, MeanGrade, Verdict};

use super::error::StorageError;
use super::row::Columns as _;
use super::scope::Scope;
use super::sql::Sql;
use super::visits::lock;
use super::{Result, Store, feed};

/// A verdict with who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictLine {
    /// What was said.
    pub verdict: Verdict,
    /// Who said it; nobody at the server's command line.
    pub by: Option<UserId>,
    /// The person's name.
    pub by_name: Option<String>,
}

const VERDICT: &str = "d.visit_id, d.grade_halves, d.words, d.bonus_minor, d.given_by, d.given_at_ms";

fn verdict(row: &AnyRow) -> Result<Verdict> {
    Ok(Verdict {
        grade_halves: row.count("grade_halves")?,
        words: row.text_opt("words")?,
        bonus_minor: row.int("bonus_minor")?,
        at: row.time("given_at_ms")?,
    })
}

/// The states of [`is_graded`].
const GRADED: &str = "('approved', 'published', 'excluded')";

/// Whether the evaluator's work in a visit of this state is graded and paid. What was said of it while
/// it was counts again when it is once more.
pub fn is_graded(state: VisitState) -> bool {
    matches!(
        state,
        VisitState::Approved | VisitState::Published | VisitState::Excluded
    )
}

/// The last grades that count of an evaluator's work.
pub(super) fn grades_of(scope: &Scope, user: UserId) -> Sql {
    let most = i64::try_from(GRADES_THAT_COUNT).unwrap_or(i64::MAX);
    Sql::new(
        "SELECT d.grade_halves, d.given_at_ms FROM visit_verdicts d JOIN visits v ON v.id = d.visit_id \
         WHERE d.number = (SELECT MAX(o.number) FROM visit_verdicts o WHERE o.visit_id = d.visit_id) AND v.state IN ",
    )
    .push(GRADED)
    .push(" AND v.evaluator_id = ")
    .bind(user)
    .push(" AND v.agency_id = ")
    .bind(scope.agency())
    .push(" ORDER BY d.given_at_ms DESC, d.grade_halves DESC LIMIT ")
    .bind(most)
}

/// Reads a row of [`grades_of`].
pub(super) fn grade(row: &AnyRow) -> Result<(Timestamp, u8)> {
    Ok((row.time("given_at_ms")?, row.count("grade_halves")?))
}

impl Store {
    /// An evaluator's own grade: the mean of the last ones; none before the first. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn mean_grade(&self, scope: &Scope, user: UserId) -> Result<Option<MeanGrade>> {
        scope.require_staff()?;
        Ok(MeanGrade::of(self.db.all(grades_of(scope, user), grade).await?))
    }

    /// Grades the work in a visit that was approved; said before, this counts instead. For staff.
    ///
    /// # Errors
    /// No such visit in scope; [`StorageError::Stale`]: it is not approved (any more).
    pub async fn give_verdict(&self, scope: &Scope, id: VisitId, new: &Verdict) -> Result<()> {
        scope.require_staff()?;
        let mut write = self.db.write().await?;
        let (before, _) = lock(&mut write, scope, id).await?;
        if !is_graded(before.state) {
            return Err(StorageError::Stale);
        }
        let sql = Sql::new(
            "INSERT INTO visit_verdicts (visit_id, number, agency_id, grade_halves, words, bonus_minor, given_by, \
             given_at_ms) SELECT $1, COUNT(*) + 1, $2, $3, $4, $5, $6, $7 FROM visit_verdicts WHERE visit_id = $8",
        )
        .arg(id)
        .arg(scope.agency())
        .arg(i64::from(new.grade_halves))
        .arg(new.words.clone())
        .arg(new.bonus_minor)
        .arg(scope.user())
        .arg(new.at)
        .arg(id);
        write.execute(sql).await?;
        if let Some(evaluator) = before.evaluator {
            feed::append(&mut write, scope.agency(), evaluator, id).await?;
        }
        write.commit().await
    }

    /// Everything that was said of the work in a visit, the last first. For staff.
    ///
    /// # Errors
    /// Not for the caller's role.
    pub async fn verdicts(&self, scope: &Scope, id: VisitId) -> Result<Vec<VerdictLine>> {
        scope.require_staff()?;
        let sql = Sql::new("SELECT ")
            .push(VERDICT)
            .push(", u.name FROM visit_verdicts d LEFT JOIN users u ON u.id = d.given_by WHERE d.visit_id = ")
            .bind(id)
            .push(" AND d.agency_id = ")
            .bind(scope.agency());
        let read = |row: &AnyRow| {
            Ok(VerdictLine {
                verdict: verdict(row)?,
                by: row.parsed_opt("given_by")?,
                by_name: row.text_opt("name")?,
            })
        };
        self.db.all(sql.push(" ORDER BY d.number DESC"), read).await
    }

    /// What counts of an evaluator's visits whose place in the feed lies behind `after`, up to `last`.
    pub(super) async fn verdicts_in_feed(
        &self,
        stretch: feed::Stretch,
    ) -> Result<BTreeMap<VisitId, Verdict>> {
        let sql = Sql::new("SELECT ")
            .push(VERDICT)
            .push(" FROM feed f JOIN visit_verdicts d ON d.visit_id = f.visit_id");
        let sql = stretch
            .visits(sql)
            .push(" AND v.state IN ")
            .push(GRADED)
            .push(" ORDER BY d.visit_id, d.number");
        let read = |row: &AnyRow| Ok((row.parsed::<VisitId>("visit_id")?, verdict(row)?));
        // The last of a visit takes the place of those before it.
        Ok(self.db.all(sql, read).await?.into_iter().collect())
    }
}
