//! The few things that the journal asks of a file, behind a trait so that tests see their order and let them fail.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use rustix::fs::{FallocateFlags, fallocate, fdatasync};

use crate::store::passing;

/// Bytes that stay where they are written. `sync` is the only promise of durability.
pub trait Disk {
    fn read_all(&self) -> io::Result<Vec<u8>>;
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;
    /// Returns when everything written before lies on the medium.
    fn sync(&mut self) -> io::Result<()>;
    /// Reserves room up to `len` bytes, so that a later write can't find the disk full.
    fn reserve(&mut self, len: u64) -> io::Result<()>;
}

impl Disk for File {
    fn read_all(&self) -> io::Result<Vec<u8>> {
        let len = usize::try_from(self.metadata()?.len()).map_err(io::Error::other)?;
        let mut bytes = passing::room(len).map_err(io::Error::other)?;
        bytes.resize(len, 0);
        self.read_exact_at(&mut bytes, 0)?;
        Ok(bytes)
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.write_all_at(bytes, offset)
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(fdatasync(&*self)?)
    }

    fn reserve(&mut self, len: u64) -> io::Result<()> {
        match fallocate(&*self, FallocateFlags::empty(), 0, len) {
            // A file system without preallocation: the file at least gets its length.
            Err(rustix::io::Errno::OPNOTSUPP) => self.set_len(len.max(self.metadata()?.len())),
            done => Ok(done?),
        }
    }
}
