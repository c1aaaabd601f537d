//! Looking at a register's file without serving it: nothing is made, migrated or written.

use std::path::Path;

use chrono::NaiveDate;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::open::{APPLICATION_ID, MIGRATIONS};
use super::{StorageError, code, primary_code};
use crate::server::storage::Result;
use crate::server::storage::letters::LetterState;

/// How a register's file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The last migration that it has, and the last that this program knows.
    pub schema: i64,
    pub known: i64,
    /// Letters that wait to be sent, and those that were given up.
    pub letters_waiting: i64,
    pub letters_failed: i64,
    /// The last night that was worked off, of the municipality that is furthest behind.
    pub last_night: Option<NaiveDate>,
}

/// Looks at the file, beside a register that serves it.
///
/// # Errors
/// It isn't there, isn't ours, or can't be read.
pub async fn look(path: &Path) -> Result<Looked> {
    let refused = |error: sqlx::Error| match primary_code(&error) {
        Some(code::NOT_A_DATABASE) => StorageError::NotOurs { path: path.into() },
        _ => StorageError::Open {
            path: path.into(),
            why: StorageError::from(error).to_string(),
        },
    };
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    let mut line = options.connect().await.map_err(refused)?;
    let id: i32 = sqlx::query_scalar("PRAGMA application_id")
        .fetch_one(&mut line)
        .await
        .map_err(refused)?;
    if id != APPLICATION_ID {
        return Err(StorageError::NotOurs { path: path.into() });
    }
    let schema: Option<i64> =
        sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations WHERE success")
            .fetch_one(&mut line)
            .await?;
    let (letters_waiting, letters_failed) = letters(&mut line).await?;
    let last_night = last_night(&mut line).await?;
    line.close().await?;
    Ok(Looked {
        schema: schema.unwrap_or_default(),
        known: MIGRATIONS
            .iter()
            .map(|(version, ..)| *version)
            .max()
            .unwrap_or_default(),
        letters_waiting,
        letters_failed,
        last_night,
    })
}

/// Whether the schema is as new as the table.
async fn has(table: &str, line: &mut SqliteConnection) -> Result<bool> {
    let there: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?")
            .bind(table)
            .fetch_one(line)
            .await?;
    Ok(there > 0)
}

async fn last_night(line: &mut SqliteConnection) -> Result<Option<NaiveDate>> {
    if !has("nights", line).await? {
        return Ok(None);
    }
    let last = sqlx::query_scalar(
        "SELECT min(last) FROM (SELECT max(date) AS last FROM nights WHERE ended IS NOT NULL GROUP BY municipality)",
    );
    Ok(last.fetch_one(line).await?)
}

/// How many letters wait and how many were given up.
async fn letters(line: &mut SqliteConnection) -> Result<(i64, i64)> {
    if !has("letters", line).await? {
        return Ok((0, 0));
    }
    let counted: Vec<(String, i64)> =
        sqlx::query_as("SELECT state, count(*) FROM letters GROUP BY state")
            .fetch_all(line)
            .await?;
    let (mut waiting, mut failed) = (0, 0);
    for (state, count) in counted {
        match LetterState::of_code(&state) {
            Some(LetterState::Waiting | LetterState::Sending) => waiting += count,
            Some(LetterState::Failed(_)) => failed += count,
            _ => {}
        }
    }
    Ok((waiting, failed))
}
