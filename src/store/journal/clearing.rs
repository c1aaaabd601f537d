//! Taking back what was written and not acknowledged.
//!
//! Frames are overwritten with zeros, the last one first, each synced before the one in front of it is touched. So wherever
//! the clearing is cut off, there are whole frames, then at most one that is not, then nothing: a torn end, and never the
//! readable frames behind a bad one that would be taken for damage.

use std::io;

use super::Journal;
use crate::store::files::{StoreError, full};

impl Journal {
    /// After a failed write or sync nobody knows what lies on the medium: what was not acknowledged is overwritten before
    /// anything else is written. If that can't be made sure either, the journal takes nothing more, unless all that was
    /// wanting is space: then it is tried again. `ends` are those of the frames behind `before`.
    pub(super) fn take_back(&mut self, before: u64, ends: Vec<u64>, space: bool) {
        self.dirty = ends;
        self.end = before;
        if let Err(error) = self.clear() {
            self.broken = !(space && full(&error));
        }
    }

    pub(super) fn clear_dirty(&mut self) -> Result<(), StoreError> {
        self.clear().map_err(|error| {
            self.broken = !full(&error);
            StoreError::io("clearing the end of", &self.path)(error)
        })
    }

    fn clear(&mut self) -> io::Result<()> {
        while let [before @ .., end] = &*self.dirty {
            let start = before.last().copied().unwrap_or(self.end);
            let zeros = vec![0; end.saturating_sub(start) as usize];
            self.disk.write_at(start, &zeros)?;
            self.disk.sync()?;
            self.dirty.pop();
        }
        Ok(())
    }
}
