//! The evaluators' feeds, for a whole group.

use std::collections::BTreeMap;

use sqlx::{Postgres, Row as _, Transaction};

use crate::storage::Result;

/// A visit that its evaluator is to hear of.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    evaluator: &'a str,
    agency: &'a str,
    visit: &'a str,
}

impl<'a> Entry<'a> {
    pub fn new(evaluator: &'a str, agency: &'a str, visit: &'a str) -> Self {
        Self {
            evaluator,
            agency,
            visit,
        }
    }
}

/// Puts the visits at the end of their evaluators' feeds: each evaluator's head goes on by as many as
/// there are, in the order of the evaluators' ids.
pub(super) async fn append_to_feeds(tx: &mut Transaction<'_, Postgres>, entries: &[Entry<'_>]) -> Result<()> {
    let mut feeds: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
    for entry in entries {
        feeds.entry(entry.evaluator).or_default().push(*entry);
    }
    if feeds.is_empty() {
        return Ok(());
    }
    let agencies = feeds.values().filter_map(|visits| Some(visits.first()?.agency));
    let counts = feeds
        .values()
        .map(|visits| i64::try_from(visits.len()).unwrap_or(i64::MAX));
    let heads = sqlx::query(
        "INSERT INTO feed_heads (user_id, agency_id, seq) SELECT * FROM unnest($1::text[], $2::text[], \
         $3::bigint[]) ON CONFLICT (user_id) DO UPDATE SET seq = feed_heads.seq + excluded.seq \
         RETURNING user_id, seq",
    )
    .bind(feeds.keys().copied().collect::<Vec<_>>())
    .bind(agencies.collect::<Vec<_>>())
    .bind(counts.collect::<Vec<_>>())
    .fetch_all(&mut **tx)
    .await?;
    let (mut numbered, mut seqs) = (Vec::new(), Vec::new());
    for row in &heads {
        let (user, head): (String, i64) = (row.try_get(0)?, row.try_get(1)?);
        let visits = feeds.get(user.as_str()).map(Vec::as_slice).unwrap_or_default();
        numbered.extend_from_slice(visits);
        seqs.extend((1..=head).rev().take(visits.len()));
    }
    sqlx::query(
        "INSERT INTO feed (user_id, visit_id, agency_id, seq) SELECT * FROM unnest($1::text[], $2::text[], \
         $3::text[], $4::bigint[]) ON CONFLICT (user_id, visit_id) DO UPDATE SET seq = excluded.seq",
    )
    .bind(numbered.iter().map(|it| it.evaluator).collect::<Vec<_>>())
    .bind(numbered.iter().map(|it| it.visit).collect::<Vec<_>>())
    .bind(numbered.iter().map(|it| it.agency).collect::<Vec<_>>())
    .bind(seqs)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
