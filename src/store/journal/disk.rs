//! The few things that the journal asks of a file, behind a trait so that tests see their order and let them fail.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FallocateFlags, fallocate, fdatasync};

use crate::store::files::{StoreError, private};
use crate::store::passing;

/// Bytes that stay where they are written. `sync` is the only promise of durability.
pub trait Disk: Send {
    fn read_all(&self) -> io::Result<Vec<u8>>;
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;
    /// Returns when everything written before lies on the medium.
    fn sync(&mut self) -> io::Result<()>;
    /// Reserves room up to `len` bytes, so that a later write can't find the disk full.
    fn reserve(&mut self, len: u64) -> io::Result<()>;
    /// An error when the bytes would not be found again: the file was removed, or lies elsewhere now.
    fn found_again(&self) -> io::Result<()> {
        Ok(())
    }
}

/// A file that is open under its name.
#[derive(Debug)]
pub struct FileDisk {
    file: File,
    path: PathBuf,
}

impl FileDisk {
    /// The file that is there; `None` if none is.
    pub fn open(path: &Path) -> Result<Option<Self>, StoreError> {
        match private().open(path) {
            Ok(file) => Ok(Some(Self::of(file, path))),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(StoreError::io("opening", path)(e)),
        }
    }

    /// An empty file; what was under the name is gone.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let file = private().create(true).truncate(true).open(path);
        let file = file.map_err(StoreError::io("creating", path))?;
        Ok(Self::of(file, path))
    }

    fn of(file: File, path: &Path) -> Self {
        let path = path.to_owned();
        Self { file, path }
    }
}

impl Disk for FileDisk {
    fn read_all(&self) -> io::Result<Vec<u8>> {
        let len = usize::try_from(self.file.metadata()?.len()).map_err(io::Error::other)?;
        let mut bytes = passing::room(len).map_err(io::Error::other)?;
        bytes.resize(len, 0);
        self.file.read_exact_at(&mut bytes, 0)?;
        Ok(bytes)
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all_at(bytes, offset)
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(fdatasync(&self.file)?)
    }

    fn reserve(&mut self, len: u64) -> io::Result<()> {
        match fallocate(&self.file, FallocateFlags::empty(), 0, len) {
            // A file system without preallocation: the file at least gets its length.
            Err(rustix::io::Errno::OPNOTSUPP) => {
                let now = self.file.metadata()?.len();
                self.file.set_len(len.max(now))
            }
            done => Ok(done?),
        }
    }

    fn found_again(&self) -> io::Result<()> {
        let (named, ours) = (fs::metadata(&self.path)?, self.file.metadata()?);
        if (named.dev(), named.ino()) == (ours.dev(), ours.ino()) {
            return Ok(());
        }
        Err(io::ErrorKind::NotFound.into())
    }
}
