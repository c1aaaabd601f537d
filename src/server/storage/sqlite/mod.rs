//! The register in one `SQLite` file: write-ahead log, `synchronous=FULL`, one writing connection, a few that read.
//!
//! Writers queue on the single writing connection and start with `BEGIN IMMEDIATE`, so that no transaction fails half
//! way for a lock that it could have taken first.

mod comparisons;
mod decode;
mod enrolment;
mod family;
mod forms;
mod generations;
mod handbook;
mod import;
mod leases;
mod letters;
mod look;
mod looks;
mod night;
mod numbers;
mod open;
mod overview;
mod portal;
mod read;
mod records;
mod search;
mod write;

use async_trait::async_trait;
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};

use super::{Read, Result, Storage, StorageError, Write};

pub use look::{Looked, look};
pub use open::open;

pub struct SqliteStorage {
    writer: SqlitePool,
    readers: SqlitePool,
}

/// A transaction; what it may do is told by the trait under which it was handed out.
pub(super) struct SqliteTx(Transaction<'static, Sqlite>);

impl SqliteTx {
    fn on(&mut self) -> &mut SqliteConnection {
        &mut self.0
    }
}

#[async_trait]
impl Storage for SqliteStorage {
    async fn read(&self) -> Result<Box<dyn Read>> {
        Ok(Box::new(SqliteTx(self.readers.begin().await?)))
    }

    async fn write(&self) -> Result<Box<dyn Write>> {
        let tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Box::new(SqliteTx(tx)))
    }

    async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Result codes of <https://sqlite.org/rescode.html>; extended codes have the primary one in the low byte.
mod code {
    pub const ERROR: i32 = 1;
    pub const BUSY: i32 = 5;
    pub const LOCKED: i32 = 6;
    pub const FULL: i32 = 13;
    pub const TOO_BIG: i32 = 18;
    pub const CONSTRAINT: i32 = 19;
    pub const MISMATCH: i32 = 20;
    pub const MISUSE: i32 = 21;
    pub const RANGE: i32 = 25;
    pub const NOT_A_DATABASE: i32 = 26;

    /// What comes again each time, because it lies in the statement or in its values.
    pub const FOR_GOOD: [i32; 6] = [ERROR, TOO_BIG, CONSTRAINT, MISMATCH, MISUSE, RANGE];
}

fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error()?.code()?;
    code.parse::<i32>().ok().map(|code| code & 0xFF)
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        let code = primary_code(&error);
        match (code, &error) {
            (Some(code::BUSY | code::LOCKED), _)
            | (_, sqlx::Error::PoolTimedOut | sqlx::Error::BeginFailed) => Self::Locked,
            (Some(code::FULL), _) => Self::Full,
            (_, sqlx::Error::Database(database)) => {
                let told = database.message().to_owned();
                match code {
                    Some(code) if code::FOR_GOOD.contains(&code) => Self::Failed(told),
                    _ => Self::Unreachable(told),
                }
            }
            (_, sqlx::Error::Io(io)) => Self::Unreachable(io.to_string()),
            (_, sqlx::Error::PoolClosed) => Self::Unreachable("it is being closed".to_owned()),
            (_, sqlx::Error::WorkerCrashed) => {
                Self::Unreachable("its connection broke down".to_owned())
            }
            // The others' texts may quote a column's value.
            (_, sqlx::Error::ColumnDecode { index, .. }) => Self::Damaged {
                what: "row",
                why: format!("column {index}"),
            },
            _ => Self::Failed("an answer of the driver made no sense".to_owned()),
        }
    }
}

/// `SQLite` knows signed integers only; counters, versions and seqs of ours stay far below the half.
fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn unsigned(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}
