//! The outbox journal: append-only, preallocated, sealed; the truth about what the clerk has given.
//!
//! An entry counts once [`Journal::append`] has returned: then `fdatasync` has. A journal that can't promise that any
//! more refuses further acts instead of pretending.
//!
//! # What an open file tells
//!
//! Frames are read up to the first that is not whole. What then?
//!
//! - *Readable frames behind it*: damage in the middle. Nothing is changed, nothing guessed: the journal does not open.
//! - *The newer superblock claims more than the frames hold*: acknowledged frames are gone (see [`form`] for why a crash
//!   can't cause this). The journal opens with what is there, remembers durably what it lacks ([`Lost`]) and asks for
//!   another name, so that no lost seq is ever used again. Without one whole superblock it does the same: a crash spoils
//!   one of them at most, and nothing is left that tells how far the journal had come.
//! - *Rubbish behind the last frame, and the superblock claims no more*: a write that was cut off before it was
//!   acknowledged. It is cleared.

mod applied;
mod clearing;
mod contents;
mod disk;
mod form;
mod frame;
mod handed_in;
mod history;
mod look;
mod renew;
mod replay;
mod rewrite;
#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;

use chrono::{DateTime, Utc};

pub use disk::{Disk, FileDisk};
pub use frame::{Entry, Lost, Past, SHOWN};
pub use look::{Seen, look, named, waiting, waiting_in};
pub use renew::{Moved, Register};
pub use replay::Outline;

use super::act::{Act, Device, Renewal};
use super::files::{StoreError, full};
use super::ground::Slot;
use super::seal::{Key, random};
use crate::api::sync::{CommandResult, Outcome};
use crate::fault::{self, Fault};
use contents::Contents;
use form::{FORM, Header, Superblock};
use replay::{Tail, walk};

/// Room that is reserved at once: some 4 000 acts.
pub const RESERVE: u64 = 4 << 20;
/// Room that acts leave for what the register says of them: at all, and for each that is open.
const MARGIN: u64 = 32 << 10;
const MARGIN_EACH: u64 = 1 << 10;
/// Bytes of an act, seldom more.
const USUAL: u64 = 2 << 10;

/// An open journal, and the acts in it that still concern somebody.
pub struct Journal {
    disk: Box<dyn Disk>,
    /// For messages.
    path: PathBuf,
    key: Key,
    header: Header,
    /// Count of the newest superblock.
    count: u64,
    /// The newest superblock may not lie on the medium yet.
    unsettled: bool,
    end: u64,
    room: u64,
    /// Ends of the frames behind `end` that may lie there and were not acknowledged: they are cleared before anything
    /// else is written.
    dirty: Vec<u64>,
    broken: bool,
    /// Bytes that a journal written anew would have: what is open, and what is held of the past.
    retained: u64,
    contents: Contents,
    /// What was found lost at open and could not be written down yet.
    owed: Option<Lost>,
}

impl Journal {
    /// Makes the journal of a new store.
    pub fn create(
        slot: &dyn Slot,
        key: &Key,
        device: Device,
        next: u64,
    ) -> Result<Self, StoreError> {
        let path = slot.journal_path();
        let mut journal = Self::begin(slot.fresh_journal()?, path, key, device, next)?;
        slot.put_journal()?;
        journal.disk = there(slot)?;
        Ok(journal)
    }

    /// Opens the journal of a store and replays it. One of an earlier form is written anew; where that can't be done now,
    /// it goes on as it is.
    pub fn open(slot: &dyn Slot, key: &Key, now: DateTime<Utc>) -> Result<Self, StoreError> {
        let mut journal = Self::resume(there(slot)?, slot.journal_path(), key)?;
        if journal.header.form != FORM
            && let Err(error) = journal.rewrite(slot, now)
        {
            tracing::warn!("the journal could not be written anew: {error}");
        }
        Ok(journal)
    }

    /// Writes header, superblock and first entry on an empty disk.
    pub fn begin(
        disk: Box<dyn Disk>,
        path: PathBuf,
        key: &Key,
        device: Device,
        next: u64,
    ) -> Result<Self, StoreError> {
        let header = Header {
            form: FORM,
            id: random()?,
        };
        let end = header.frames() as u64;
        let mut journal = Self {
            disk,
            path,
            key: key.clone(),
            header,
            count: 0,
            unsettled: false,
            end,
            room: RESERVE,
            dirty: Vec::new(),
            broken: false,
            retained: 0,
            contents: Contents::of(device, next),
            owed: None,
        };
        journal
            .disk
            .reserve(RESERVE)
            .and_then(|()| journal.disk.write_at(0, &header.bytes()))
            .and_then(|()| journal.write_superblock())
            .map_err(StoreError::io("writing", &journal.path))?;
        journal.append(&[Entry::Device { device, next }])?;
        Ok(journal)
    }

    /// Replays what a disk holds and goes on behind it.
    pub fn resume(disk: Box<dyn Disk>, path: PathBuf, key: &Key) -> Result<Self, StoreError> {
        let bytes = disk.read_all().map_err(StoreError::io("reading", &path))?;
        let header = Header::read(&bytes, &path)?;
        let newest = Superblock::newest(&bytes, &header.id);
        let mut found: Option<Contents> = None;
        let mut sizes = history::Sizes::default();
        let walked = walk(&bytes, header.frames(), key, &header.id, |step| {
            sizes.see(&step);
            match (&mut found, step.entry) {
                (Some(contents), entry) => contents.take(entry),
                (None, Entry::Device { device, next }) => {
                    found = Some(Contents::of(device, next));
                }
                (None, _) => {}
            }
        });
        let damaged = |readable| StoreError::Damaged {
            path: path.clone(),
            at: walked.end,
            readable,
        };
        if let Tail::Damaged { readable } = walked.tail {
            return Err(damaged(readable));
        }
        let lost = header.form == FORM && newest.is_none_or(|newest| walked.end < newest.end);
        let (mut contents, owed) = match (found, newest) {
            (Some(mut contents), newest) if lost => {
                let lost = contents.lose(newest);
                (contents, Some(lost))
            }
            (Some(contents), _) => (contents, None),
            // Not even who the journal belongs to is there, but the superblock knows.
            (None, Some(newest)) => {
                let mut contents = Contents::of(newest.device, 1);
                let lost = contents.lose(Some(newest));
                (contents, Some(lost))
            }
            (None, None) => return Err(damaged(0)),
        };
        contents.lost = owed.or(contents.lost);
        let mut journal = Self {
            disk,
            path,
            key: key.clone(),
            header,
            count: newest.map_or(0, |newest| newest.count),
            unsettled: false,
            end: walked.end,
            room: bytes.len() as u64,
            dirty: Vec::new(),
            broken: false,
            retained: sizes.retained(),
            contents,
            owed,
        };
        if let Tail::Torn { len } = walked.tail {
            journal
                .disk
                .write_at(walked.end, &vec![0; len as usize])
                .and_then(|()| journal.disk.sync())
                .map_err(StoreError::io("clearing the torn end of", &journal.path))?;
        }
        // What can't be written down now goes before the next act.
        if owed.is_some()
            && let Err(error) = journal.append(&[])
        {
            tracing::warn!("a lost tail could not be written down: {error}");
        }
        Ok(journal)
    }

    /// Writes entries and returns when they are durable. After an error none of them counts.
    pub fn append(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        if self.broken {
            return Err(StoreError::Broken);
        }
        self.disk
            .found_again()
            .map_err(StoreError::io("finding", &self.path))?;
        self.clear_dirty()?;
        let owed = self.owed.map(Entry::Lost);
        let before = self.end;
        let ends = self.put(owed.iter().chain(entries))?;
        let unsynced = fault::on(Fault::SyncRemoved);
        if !unsynced && let Err(error) = self.disk.sync() {
            self.take_back(before, ends, full(&error));
            return Err(StoreError::io("writing", &self.path)(error));
        }
        self.owed = None;
        entries.iter().cloned().for_each(|e| self.contents.take(e));
        // What the superblock claims has come true; where it can't be written, the one before it stays.
        if let Err(error) = self.write_superblock() {
            tracing::warn!("a superblock of the journal could not be written: {error}");
        }
        Ok(())
    }

    /// Writes entries behind the end, without any promise; gives where their frames end.
    fn put<'a>(
        &mut self,
        entries: impl Iterator<Item = &'a Entry>,
    ) -> Result<Vec<u64>, StoreError> {
        let mut bytes = Vec::new();
        let mut ends = Vec::new();
        let mut acts = false;
        for entry in entries {
            let offset = self.end + bytes.len() as u64;
            bytes.extend(frame::encode(entry, &self.key, &self.header.id, offset)?);
            ends.push(self.end + bytes.len() as u64);
            acts |= matches!(entry, Entry::Act(_));
        }
        let end = self.end + bytes.len() as u64;
        // An act leaves room for the results of all that wait, so that a full disk holds up none of them.
        let margin = if acts { self.margin() } else { 0 };
        if end + margin > self.room {
            self.grow(end + margin)?;
        }
        let before = self.end;
        self.end = end;
        if let Err(error) = self.disk.write_at(before, &bytes) {
            self.take_back(before, ends, full(&error));
            return Err(StoreError::io("writing", &self.path)(error));
        }
        Ok(ends)
    }

    fn margin(&self) -> u64 {
        MARGIN + self.contents.acts.len() as u64 * MARGIN_EACH
    }

    fn grow(&mut self, end: u64) -> Result<(), StoreError> {
        let room = end.div_ceil(RESERVE) * RESERVE;
        self.disk
            .reserve(room)
            .map_err(StoreError::io("growing", &self.path))?;
        self.room = room;
        Ok(())
    }

    /// Whether an act would find room; tries to make it.
    pub fn has_room(&mut self) -> bool {
        let end = self.end + self.margin() + USUAL;
        end <= self.room || self.grow(end).is_ok()
    }

    /// Tells how far the journal has come. It lies on the medium with the next sync.
    fn write_superblock(&mut self) -> io::Result<()> {
        if self.header.form != FORM {
            return Ok(());
        }
        let superblock = Superblock {
            count: self.count + 1,
            end: self.end,
            next: self.contents.next,
            device: self.contents.device,
        };
        let bytes = superblock.bytes(&self.header.id);
        self.disk.write_at(superblock.place(), &bytes)?;
        self.count += 1;
        self.unsettled = true;
        Ok(())
    }

    /// The newest superblock may not lie on the medium. When there is time, [`Journal::settle`] brings it there: then an end
    /// that is lost later will be noticed.
    #[must_use]
    pub fn unsettled(&self) -> bool {
        self.unsettled
    }

    /// One sync, for when nobody waits; see [`Journal::unsettled`].
    pub fn settle(&mut self) {
        if !std::mem::take(&mut self.unsettled) || self.broken {
            return;
        }
        if let Err(error) = self.disk.sync() {
            tracing::warn!("a superblock of the journal could not be synced: {error}");
        }
    }

    /// Acts that wait for the register or for a person, in the order of seq.
    pub fn acts(&self) -> impl DoubleEndedIterator<Item = &Act> {
        self.contents.acts.values()
    }

    #[must_use]
    pub fn act(&self, seq: u64) -> Option<&Act> {
        self.contents.acts.get(&seq)
    }

    #[must_use]
    pub fn device(&self) -> Device {
        self.contents.device
    }

    /// The seq that the next act gets.
    #[must_use]
    pub fn next(&self) -> u64 {
        self.contents.next
    }

    /// The last seq that the register has answered, under the name that the journal has now: it answers in order.
    #[must_use]
    pub fn confirmed(&self) -> u64 {
        let mut waiting = self.acts().filter(|act| act.waits());
        let first = waiting.next().map_or(self.next(), |a| a.envelope.seq);
        let first = self.lost().map_or(first, |lost| lost.first.min(first));
        first.saturating_sub(1)
    }

    /// What is missing at the end.
    #[must_use]
    pub fn lost(&self) -> Option<Lost> {
        self.contents.lost
    }

    /// What the clerk has not read yet.
    #[must_use]
    pub fn renewal(&self) -> Option<&Renewal> {
        self.contents.renewal.as_ref()
    }

    /// The seq under which an act is kept that was settled under another name.
    #[must_use]
    pub fn next_shown(&self) -> u64 {
        self.contents.shown
    }
}

/// The journal that has to be in the slot.
fn there(slot: &dyn Slot) -> Result<Box<dyn Disk>, StoreError> {
    slot.journal()?.ok_or_else(|| {
        let missing = io::ErrorKind::NotFound.into();
        StoreError::io("opening", &slot.journal_path())(missing)
    })
}

/// An entry of an act's result.
#[must_use]
pub fn settled(seq: u64, outcome: Outcome, at: Option<DateTime<Utc>>) -> Entry {
    let result = CommandResult { seq, outcome };
    Entry::Result { result, at }
}
