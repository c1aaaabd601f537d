//! Opening the file: whose it is, which schema it has, and the settings that make a commit durable.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use sqlx::SqlSafeStr;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use super::{SqliteStorage, StorageError, code, primary_code};
use crate::server::storage::Result;

/// `Reestr` in the header of the file (<https://sqlite.org/pragma.html#pragma_application_id>): "Rees".
pub(super) const APPLICATION_ID: i32 = 0x5265_6573;
/// How long a transaction waits for another program's lock.
const BUSY: Duration = Duration::from_secs(5);
/// How long a request waits for a connection.
const WAIT: Duration = Duration::from_secs(15);
const READERS: u32 = 4;

/// The schema, in order; a migration is never changed once it is released.
pub(super) const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "register", include_str!("migrations/0001_register.sql")),
    (2, "results", include_str!("migrations/0002_results.sql")),
    (3, "leases", include_str!("migrations/0003_leases.sql")),
    (4, "zone", include_str!("migrations/0004_zone.sql")),
    (
        5,
        "generations",
        include_str!("migrations/0005_generations.sql"),
    ),
    (6, "supplies", include_str!("migrations/0006_supplies.sql")),
    (7, "letters", include_str!("migrations/0007_letters.sql")),
    (8, "pairs", include_str!("migrations/0008_pairs.sql")),
    (9, "family", include_str!("migrations/0009_family.sql")),
    (10, "homes", include_str!("migrations/0010_homes.sql")),
    (
        11,
        "comparisons",
        include_str!("migrations/0011_comparisons.sql"),
    ),
    (
        12,
        "enrolment",
        include_str!("migrations/0012_enrolment.sql"),
    ),
    (13, "night", include_str!("migrations/0013_night.sql")),
    (14, "portal", include_str!("migrations/0014_portal.sql")),
    (15, "handbook", include_str!("migrations/0015_handbook.sql")),
    (16, "overview", include_str!("migrations/0016_overview.sql")),
];

/// Opens the register's database, creates it where there is none, and brings its schema up.
///
/// # Errors
/// When the file can't be opened, is not ours, is of a newer schema, or is locked for more than [`BUSY`].
pub async fn open(path: &Path) -> Result<SqliteStorage> {
    create_private(path)?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY);
    let refused = |error: sqlx::Error| match primary_code(&error) {
        Some(code::NOT_A_DATABASE) => StorageError::NotOurs { path: path.into() },
        Some(code::BUSY | code::LOCKED) => StorageError::Locked,
        _ => StorageError::Open {
            path: path.into(),
            why: StorageError::from(error).to_string(),
        },
    };
    let writer = pool(1)
        .connect_with(options.clone())
        .await
        .map_err(refused)?;
    if let Err(error) = prepare(&writer, path).await {
        writer.close().await;
        return Err(error);
    }
    let readers = pool(READERS)
        .connect_with(options.pragma("query_only", "ON"))
        .await
        .map_err(refused)?;
    Ok(SqliteStorage { writer, readers })
}

fn pool(most: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(most)
        .min_connections(1)
        .acquire_timeout(WAIT)
        .idle_timeout(None)
        .max_lifetime(None)
}

/// The file holds personal data: nobody else may read it. `SQLite` gives the log beside it the same mode.
fn create_private(path: &Path) -> Result<()> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .map(drop)
        .map_err(|error| StorageError::Open {
            path: path.into(),
            why: error.to_string(),
        })
}

async fn prepare(writer: &SqlitePool, path: &Path) -> Result<()> {
    let id: i32 = sqlx::query_scalar("PRAGMA application_id")
        .fetch_one(writer)
        .await?;
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_master")
        .fetch_one(writer)
        .await?;
    match (id, tables) {
        (APPLICATION_ID, _) => {}
        (0, 0) => {
            // The value of `APPLICATION_ID`: a pragma takes no parameters.
            sqlx::query("PRAGMA application_id = 1382376819")
                .execute(writer)
                .await?;
        }
        _ => return Err(StorageError::NotOurs { path: path.into() }),
    }
    let known = MIGRATIONS.iter().map(|(version, ..)| *version).max();
    Migrator::with_migrations(migrations())
        .run(writer)
        .await
        .map_err(|error| match error {
            MigrateError::VersionMissing(found) | MigrateError::VersionTooNew(found, _) => {
                StorageError::Newer {
                    found,
                    known: known.unwrap_or_default(),
                }
            }
            MigrateError::VersionMismatch(version) => StorageError::OtherBuild { version },
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            other => StorageError::Failed(other.to_string()),
        })
}

pub(super) fn migrations() -> Vec<Migration> {
    MIGRATIONS
        .iter()
        .map(|(version, name, sql)| {
            Migration::new(
                *version,
                (*name).into(),
                MigrationType::Simple,
                sql.into_sql_str(),
                false,
            )
        })
        .collect()
}
