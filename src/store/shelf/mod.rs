//! Where the cache lies: bytes under keys, in sled, that may be lost at any time.
//!
//! sled 0.34 starts seven threads that wake each second for as long as the process lives, and panics on damaged files.
//! So the program keeps it in a keeper process of its own that lives for seconds ([`keeper`]); without a keeper it
//! runs here, behind `catch_unwind`. Values come sealed: the shelf never sees what they say.

pub mod here;
pub mod keeper;
mod wire;

use std::path::Path;

use thiserror::Error;

/// How many pairs are read at once: little enough that reading all leaves no hole in the memory behind.
pub const PAGE: usize = 64;

pub type Pair = (Vec<u8>, Vec<u8>);
/// What to write: a value, or `None` to remove.
pub type Batch = Vec<(Vec<u8>, Option<Vec<u8>>)>;

#[derive(Debug, Error)]
pub enum ShelfError {
    /// The files can't be read: move them aside.
    #[error("the cache is damaged: {0}")]
    Damaged(String),
    /// It can't be used now, but nothing says that the files are bad: disk full, rights, another holder.
    #[error(
        "the cache can't be used now: {0}; check the free space and the rights of the data directory"
    )]
    Unavailable(String),
}

/// An open shelf. Dropping it closes it.
pub trait Shelf: Send {
    fn get(&mut self, key: &[u8]) -> Result<Option<Vec<u8>>, ShelfError>;
    /// Pairs whose key starts with `prefix`, in the order of keys: the first [`PAGE`] of those behind `after`.
    fn page(&mut self, prefix: &[u8], after: &[u8]) -> Result<Vec<Pair>, ShelfError>;
    /// Writes all or nothing.
    fn apply(&mut self, batch: &Batch) -> Result<(), ShelfError>;
}

/// Opens the shelf in `dir`: in the keeper process if the program has one and it can be started, else here.
pub fn open(dir: &Path) -> Result<Box<dyn Shelf>, ShelfError> {
    match keeper::registered().map(|keeper| keeper.open(dir)) {
        Some(Ok(remote)) => Ok(Box::new(remote)),
        Some(Err(_)) | None => Ok(Box::new(here::Here::open(dir)?)),
    }
}

/// Begins to open the shelf in `dir` beside other work, where a keeper can do that and there is something to open.
#[must_use]
pub fn open_early(dir: &Path) -> Option<Box<dyn Shelf>> {
    let keeper = keeper::registered().filter(|_| dir.is_dir())?;
    Some(Box::new(keeper.open(dir).ok()?))
}
