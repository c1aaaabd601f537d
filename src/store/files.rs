//! Files as the store wants them: private to the owner, replaced whole or not at all, and errors that say what to do.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde::Serialize;
use thiserror::Error;

use super::cause::{Cause, CauseCode};

/// Why the store can't go on.
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("{what} {} failed: {source}. Check the rights and the free space of the data directory", path.display())]
    Io {
        what: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    #[error(
        "{} is of version {found}, this program reads version {known}: use the program that wrote it, or another data directory",
        path.display()
    )]
    OtherVersion {
        path: PathBuf,
        found: u32,
        known: u32,
    },
    #[error("{} is not a file of this program: choose another data directory", path.display())]
    NotOurs { path: PathBuf },
    #[error(
        "{} is damaged at byte {at} and {readable} readable entries follow: nothing was changed; copy the directory and call the administrator",
        path.display()
    )]
    Damaged {
        path: PathBuf,
        at: u64,
        readable: usize,
    },
    #[error("the password does not open this store: type it again")]
    WrongPassword,
    #[error("the system gives no random numbers: restart the machine")]
    NoRandom,
    #[error("an act of this size can't be kept: shorten its text and give it again")]
    TooLarge,
    #[error("something can't be written down: {0}; call the administrator")]
    NoForm(String),
    #[error("the journal of acts can't be written any more: leave the program and start it again")]
    Broken,
}

impl StoreError {
    /// What a screen says of it.
    #[must_use]
    pub fn cause(&self) -> Cause {
        match self {
            Self::Io { path, source, .. } => Cause::new(
                CauseCode::Disk,
                &format_args!("{}: {source}", path.display()),
            ),
            Self::OtherVersion { path, .. } => Cause::new(CauseCode::OtherVersion, &path.display()),
            Self::NotOurs { path } => Cause::new(CauseCode::NotOurs, &path.display()),
            Self::Damaged { path, .. } => Cause::new(CauseCode::Damaged, &path.display()),
            Self::WrongPassword | Self::NoRandom | Self::TooLarge | Self::NoForm(_) => {
                Cause::new(CauseCode::System, &self)
            }
            Self::Broken => Cause::new(CauseCode::Broken, &""),
        }
    }

    /// Whether space is all that is wanting.
    #[must_use]
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Io { source, .. } if full(source))
    }

    pub(crate) fn io(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { what, path, source }
    }
}

/// Whether a disk has no space, or none for this user.
#[must_use]
pub fn full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    )
}

/// The JSON form of a value.
pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(value).map_err(|error| StoreError::NoForm(error.to_string()))
}

/// Makes a directory and those above it, readable by the owner alone.
pub fn make_private_dir(path: &Path) -> Result<(), StoreError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(StoreError::io("making", path))
}

/// Options of a file that only the owner reads.
pub fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options
        .read(true)
        .write(true)
        .mode(0o600)
        .custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    options
}

/// Puts `bytes` in the place of `path` so that after a crash either the old or the new content is there, whole.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let new = path.with_extension("new");
    let mut file = private()
        .create(true)
        .truncate(true)
        .open(&new)
        .map_err(StoreError::io("creating", &new))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(StoreError::io("writing", &new))?;
    fs::rename(&new, path).map_err(StoreError::io("replacing", path))?;
    sync_parent(path)
}

/// Makes a rename or a creation in the directory of `path` durable.
pub fn sync_parent(path: &Path) -> Result<(), StoreError> {
    let parent = path.parent().unwrap_or(Path::new("."));
    File::open(parent)
        .and_then(|dir| dir.sync_all())
        .map_err(StoreError::io("syncing", parent))
}

/// Reads a whole file; `None` if there is none.
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(StoreError::io("reading", path)(e)),
    }
}
