//! What a comparison of locations is computed from, kept up to date while visits are published.
//!
//! A location's row holds, for one wave or for all of them, n, Σ and Σ² of the scores of every
//! touchpoint, and the histogram of every measure. So the cost of a comparison grows with the
//! number of locations, not with the number of visits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::{AgencyId, ClientId, LocationId, NodeId, VisitId, WaveId};
use vitrine_shared::score::VisitScore;

use super::brands::Ownership;
use super::db::Write;
use super::error::StorageError;
use super::row::{Columns as _, to_json};
use super::scope::{Caller, Scope};
use super::scores::{Measure, MeasureKind};
use super::sql::Sql;
use super::visits::Visit;
use super::{Result, Store};

/// n, Σ and Σ² of scores in parts per million. As JSON: `[n, sum, sum of squares]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(i64, i64, i64)", into = "(i64, i64, i64)")]
pub struct Moments {
    /// How many visits have this score.
    pub n: i64,
    /// The sum of their scores, in parts per million.
    pub sum_ppm: i64,
    /// The sum of the squares.
    pub sum_squares: i64,
}

/// The answers to one measuring question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram {
    /// What the question measures.
    pub kind: MeasureKind,
    /// How many visits chose each step.
    pub counts: BTreeMap<i64, i64>,
}

/// The statistics of one location's published visits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cells {
    /// Of the whole visit.
    pub visit: Moments,
    /// Of each touchpoint that has scores.
    pub touchpoints: BTreeMap<Slug, Moments>,
    /// Of each measuring question that has answers.
    pub measures: BTreeMap<Slug, Histogram>,
}

/// A location in a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocationStats {
    /// Which one; `None` where the caller is not told: outside of their part of the brand.
    pub place: Option<Place>,
    /// Whose it is.
    pub ownership: Ownership,
    /// Its statistics.
    pub cells: Cells,
}

/// A location by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The location.
    pub id: LocationId,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// The part of the brand it belongs to.
    pub node: Option<NodeId>,
}

/// Whether a visit comes into the statistics or leaves them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    In,
    Out,
}

/// The `wave_id` of the row for all waves.
const ALL_WAVES: &str = "";

impl From<(i64, i64, i64)> for Moments {
    fn from((n, sum_ppm, sum_squares): (i64, i64, i64)) -> Self {
        Self {
            n,
            sum_ppm,
            sum_squares,
        }
    }
}

impl From<Moments> for (i64, i64, i64) {
    fn from(moments: Moments) -> Self {
        (moments.n, moments.sum_ppm, moments.sum_squares)
    }
}

impl Moments {
    fn count(&mut self, ppm: i64, sign: i64) {
        self.n += sign;
        self.sum_ppm += sign * ppm;
        self.sum_squares += sign * ppm * ppm;
    }
}

impl Cells {
    fn count(&mut self, score: &VisitScore, measures: &[Measure], count: Count) {
        let sign = match count {
            Count::In => 1,
            Count::Out => -1,
        };
        if let Some(visit) = &score.visit {
            self.visit.count(visit.ppm(), sign);
        }
        for part in &score.touchpoints {
            if let Some(score) = &part.score {
                self.touchpoints
                    .entry(part.touchpoint.clone())
                    .or_default()
                    .count(score.ppm(), sign);
            }
        }
        for measure in measures {
            let histogram = self
                .measures
                .entry(measure.question.clone())
                .or_insert_with(|| Histogram {
                    kind: measure.kind,
                    counts: BTreeMap::new(),
                });
            *histogram.counts.entry(measure.value).or_default() += sign;
        }
        // What is empty looks as if it had never been: a rebuild then gives the same.
        self.touchpoints.retain(|_, moments| moments.n != 0);
        self.measures.retain(|_, histogram| {
            histogram.counts.retain(|_, n| *n != 0);
            !histogram.counts.is_empty()
        });
    }
}

/// Holds the client's statistics against other writers until the transaction ends.
async fn lock(write: &mut Write, agency: AgencyId, client: ClientId) -> Result<()> {
    let sql = Sql::new("UPDATE clients SET created_at_ms = created_at_ms WHERE id = $1 AND agency_id = $2");
    match write.execute(sql.arg(client).arg(agency)).await? {
        0 => Err(StorageError::NotFound),
        _ => Ok(()),
    }
}

/// Counts a visit in or out.
pub(super) async fn count(write: &mut Write, agency: AgencyId, visit: &Visit, count: Count) -> Result<()> {
    lock(write, agency, visit.client).await?;
    let sql = Sql::new("SELECT detail, measures FROM visit_scores WHERE visit_id = $1").arg(visit.id);
    let read = |row: &AnyRow| {
        Ok((
            row.json::<VisitScore>("detail")?,
            row.json::<Vec<Measure>>("measures")?,
        ))
    };
    let Some((score, measures)) = write.optional(sql, read).await? else {
        return Ok(());
    };
    for wave in [visit.wave.to_string(), ALL_WAVES.to_owned()] {
        let sql = Sql::new(
            "SELECT cells FROM location_stats WHERE client_id = $1 AND wave_id = $2 AND location_id = $3",
        );
        let sql = sql.arg(visit.client).arg(&wave).arg(visit.location);
        let mut cells: Cells = write
            .optional(sql, |row| row.json("cells"))
            .await?
            .unwrap_or_default();
        cells.count(&score, &measures, count);
        put(write, agency, visit.client, &wave, visit.location, &cells).await?;
    }
    Ok(())
}

async fn put(
    write: &mut Write,
    agency: AgencyId,
    client: ClientId,
    wave: &String,
    location: LocationId,
    cells: &Cells,
) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO location_stats (client_id, wave_id, location_id, agency_id, cells) \
         VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (client_id, wave_id, location_id) DO UPDATE SET cells = excluded.cells",
    )
    .arg(client)
    .arg(wave)
    .arg(location)
    .arg(agency)
    .arg(to_json(cells, "cells")?);
    write.execute(sql).await?;
    Ok(())
}

impl Store {
    /// The statistics of a brand's locations that have published visits, of one wave or of all, by name.
    /// Who is held to a part of the brand gets the rest without names, behind the named ones.
    ///
    /// # Errors
    /// No such client in scope.
    pub async fn comparison(
        &self,
        scope: &Scope,
        client: ClientId,
        wave: Option<WaveId>,
    ) -> Result<Vec<LocationStats>> {
        self.client(scope, client).await?;
        let named = match scope.caller() {
            Caller::Brand { node: Some(node), .. } => Sql::new(
                "SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM node_ancestors a WHERE a.node_id = l.node_id \
                 AND a.ancestor_id = ",
            )
            .bind(*node)
            .push(") THEN 1 ELSE 0 END AS BIGINT)"),
            _ => Sql::new("SELECT CAST(1 AS BIGINT)"),
        };
        let sql = named
            .push(
                " AS named, l.id, l.name, l.code, l.node_id, l.ownership, s.cells \
                 FROM location_stats s JOIN locations l ON l.id = s.location_id WHERE s.client_id = ",
            )
            .bind(client)
            .push(" AND s.agency_id = ")
            .bind(scope.agency())
            .push(" AND s.wave_id = ")
            .bind(wave.map(|wave| wave.to_string()).unwrap_or_default());
        let mut places = self.db.all(sql, location_stats).await?;
        places.retain(|it| it.cells != Cells::default());
        // Without names the order must not tell either: by what is shown.
        places.sort_by_cached_key(|it| match &it.place {
            Some(place) => (0, place.name.clone(), place.code.clone(), 0),
            None => (1, String::new(), String::new(), it.cells.visit.sum_ppm),
        });
        Ok(places)
    }

    /// Counts a brand's statistics anew from its published visits. For planners.
    ///
    /// # Errors
    /// No such client in scope.
    pub async fn rebuild_stats(&self, scope: &Scope, client: ClientId) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        lock(&mut write, scope.agency(), client).await?;
        let mut counted: BTreeMap<(String, LocationId), Cells> = BTreeMap::new();
        let mut after = None;
        loop {
            let visits = write.all(published(client, after), published_visit).await?;
            let Some(last) = visits.last() else { break };
            after = Some(last.id);
            for visit in &visits {
                for wave in [visit.wave.clone(), ALL_WAVES.to_owned()] {
                    let cells = counted.entry((wave, visit.location)).or_default();
                    cells.count(&visit.score, &visit.measures, Count::In);
                }
            }
        }
        write
            .execute(Sql::new("DELETE FROM location_stats WHERE client_id = $1").arg(client))
            .await?;
        for ((wave, location), cells) in &counted {
            put(&mut write, scope.agency(), client, wave, *location, cells).await?;
        }
        write.commit().await
    }
}

fn location_stats(row: &AnyRow) -> Result<LocationStats> {
    let place = if row.flag("named")? {
        Some(Place {
            id: row.parsed("id")?,
            name: row.text("name")?,
            code: row.text("code")?,
            node: row.parsed_opt("node_id")?,
        })
    } else {
        None
    };
    Ok(LocationStats {
        place,
        ownership: row.named("ownership", Ownership::from_name)?,
        cells: row.json("cells")?,
    })
}

struct PublishedVisit {
    id: VisitId,
    wave: String,
    location: LocationId,
    score: VisitScore,
    measures: Vec<Measure>,
}

/// The next stretch of a brand's published visits, so that a million of them need no room.
fn published(client: ClientId, after: Option<VisitId>) -> Sql {
    Sql::new(
        "SELECT v.id, v.wave_id, v.location_id, s.detail, s.measures FROM visits v \
         JOIN visit_scores s ON s.visit_id = v.id \
         WHERE v.client_id = $1 AND v.state = 'published' AND v.id > $2 ORDER BY v.id LIMIT 1000",
    )
    .arg(client)
    .arg(after.map(|id| id.to_string()).unwrap_or_default())
}

fn published_visit(row: &AnyRow) -> Result<PublishedVisit> {
    Ok(PublishedVisit {
        id: row.parsed("id")?,
        wave: row.text("wave_id")?,
        location: row.parsed("location_id")?,
        score: row.json("detail")?,
        measures: row.json("measures")?,
    })
}
