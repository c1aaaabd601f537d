//! What can go wrong with the database, in words that say what to do. Never holds a value of a row.

use std::path::PathBuf;

use thiserror::Error;

#[derive(Debug, Error)]
pub enum StorageError {
    #[error(
        "the database {path} can't be opened: {why}; check that the directory exists and that this user may write there"
    )]
    Open { path: PathBuf, why: String },
    #[error("the file {path} is no database of the register: name another file with --database")]
    NotOurs { path: PathBuf },
    #[error(
        "the database has schema version {found}, this program knows up to {known}: run the newer program, or restore the backup that was made before it"
    )]
    Newer { found: i64, known: i64 },
    #[error(
        "the database was made by another build of schema version {version}: run the program that made it"
    )]
    OtherBuild { version: i64 },
    #[error("the database is locked by another program: end that program, or try again")]
    Locked,
    #[error(
        "the database does not answer now ({0}): see that its disk is there, writable and whole, and that no other program keeps it"
    )]
    Unreachable(String),
    #[error("the disk of the database is full: free space, nothing was half written")]
    Full,
    #[error("{0} exists already: choose another")]
    Taken(&'static str),
    #[error("{0} does not exist: create it first")]
    Missing(&'static str),
    #[error("a stored {what} can't be read ({why}): restore it from the backup")]
    Damaged { what: &'static str, why: String },
    #[error("the database failed: {0}")]
    Failed(String),
}

impl StorageError {
    /// Whether it lies in the state of the database, so that the same call may succeed later. The others lie in what was
    /// asked or in the row that it met: they come again each time.
    #[must_use]
    pub fn passing(&self) -> bool {
        matches!(self, Self::Locked | Self::Full | Self::Unreachable(_))
    }
}

/// Describes a record that doesn't decode by its place alone: serde's own text would quote the value.
pub(crate) fn damaged(what: &'static str) -> impl FnOnce(serde_json::Error) -> StorageError {
    move |error| StorageError::Damaged {
        what,
        why: format!(
            "{:?}, line {}, column {}",
            error.classify(),
            error.line(),
            error.column()
        ),
    }
}
