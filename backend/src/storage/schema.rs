//! The migrations, built in. A shipped one is never edited; the next change is a new file.

use std::borrow::Cow;

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migration, MigrationType, Migrator};

use super::Result;
use super::db::Db;

const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "start", include_str!("../../migrations/0001_start.sql")),
    (2, "requests", include_str!("../../migrations/0002_requests.sql")),
    (3, "training", include_str!("../../migrations/0003_training.sql")),
    (4, "returns", include_str!("../../migrations/0004_returns.sql")),
    (5, "media", include_str!("../../migrations/0005_media.sql")),
    (6, "rescue", include_str!("../../migrations/0006_rescue.sql")),
    (8, "rules", include_str!("../../migrations/0008_rules.sql")),
    (9, "verdicts", include_str!("../../migrations/0009_verdicts.sql")),
    (10, "money", include_str!("../../migrations/0010_money.sql")),
    (11, "pictures", include_str!("../../migrations/0011_pictures.sql")),
];

/// Applies what is missing. Several servers may start at once: one of them does it.
pub(super) async fn migrate(db: &Db) -> Result<()> {
    let migrations = MIGRATIONS.iter().map(|(version, name, sql)| {
        let name = Cow::Borrowed(*name);
        Migration::new(
            *version,
            name,
            MigrationType::Simple,
            (*sql).into_sql_str(),
            false,
        )
    });
    Ok(Migrator::with_migrations(migrations.collect())
        .run(db.pool())
        .await?)
}
