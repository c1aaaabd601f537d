//! The outbox journal: append-only, preallocated, sealed; the truth about what the clerk has given.
//!
//! An entry counts once [`Journal::append`] has returned: then `fdatasync` has. A journal that can't promise that any
//! more refuses further acts instead of pretending.

mod disk;
mod frame;
mod replay;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

pub use disk::{Disk, FileDisk};
pub use frame::Entry;
pub use replay::{Tail, replay};

use super::act::{Act, Device};
use super::files::StoreError;
use super::ground::Slot;
use super::seal::{Key, random};
use crate::api::sync::{CommandResult, Outcome};

const MAGIC: &[u8; 8] = b"REESTRJ\n";
const VERSION: u32 = 1;
/// Magic, version, identity of the journal, room for later.
const HEADER: usize = 64;
/// Room that is reserved at once: some 4 000 acts.
pub const RESERVE: u64 = 4 << 20;
/// From this size on a journal that mostly holds what is over is written anew.
const LARGE: u64 = 1 << 20;
/// Bytes of an open act with its result, for that decision.
const ROUGHLY: u64 = 1 << 10;

/// An open journal, and the acts in it that still concern somebody.
pub struct Journal {
    disk: Box<dyn Disk>,
    /// For messages.
    path: PathBuf,
    key: Key,
    id: [u8; 16],
    end: u64,
    room: u64,
    broken: bool,
    device: Device,
    next: u64,
    acts: BTreeMap<u64, Act>,
}

impl Journal {
    /// Makes the journal of a new store.
    pub fn create(
        slot: &dyn Slot,
        key: &Key,
        device: Device,
        next: u64,
    ) -> Result<Self, StoreError> {
        let mut journal = Self::begin(
            slot.fresh_journal()?,
            slot.journal_path(),
            key,
            device,
            next,
        )?;
        slot.put_journal()?;
        journal.disk = there(slot)?;
        Ok(journal)
    }

    /// Opens the journal of a store and replays it.
    pub fn open(slot: &dyn Slot, key: &Key) -> Result<Self, StoreError> {
        Self::resume(there(slot)?, slot.journal_path(), key)
    }

    /// Writes the journal anew when it is large and mostly holds what is over.
    pub fn compact_if_large(&mut self, slot: &dyn Slot) -> Result<(), StoreError> {
        if self.end < LARGE || self.acts.len() as u64 * ROUGHLY > self.end / 2 {
            return Ok(());
        }
        let (device, next) = (self.device, self.next);
        let disk = slot.fresh_journal()?;
        let mut fresh = Self::begin(disk, self.path.clone(), &self.key, device, next)?;
        let mut kept = Vec::new();
        for act in self.acts.values() {
            kept.push(Entry::Act(act.envelope.clone()));
            kept.extend(act.outcome.clone().map(|outcome| {
                let seq = act.envelope.seq;
                Entry::Result(CommandResult { seq, outcome })
            }));
        }
        kept.push(Entry::Device { device, next });
        fresh.append(&kept)?;
        self.go_on_in(fresh, slot)
    }

    /// Goes on in the journal that was written beside this one. When nobody knows which of them a power cut would bring
    /// back, nothing more is written.
    fn go_on_in(&mut self, fresh: Self, slot: &dyn Slot) -> Result<(), StoreError> {
        let put = slot.put_journal().and_then(|()| there(slot));
        *self = fresh;
        self.broken = put.is_err();
        self.disk = put?;
        Ok(())
    }

    /// Writes the header and the first entry on an empty disk.
    pub fn begin(
        disk: Box<dyn Disk>,
        path: PathBuf,
        key: &Key,
        device: Device,
        next: u64,
    ) -> Result<Self, StoreError> {
        let mut journal = Self {
            disk,
            path,
            key: key.clone(),
            id: random()?,
            end: HEADER as u64,
            room: 0,
            broken: false,
            device,
            next,
            acts: BTreeMap::new(),
        };
        let mut header = [0; HEADER];
        header[..8].copy_from_slice(MAGIC);
        header[8..12].copy_from_slice(&VERSION.to_le_bytes());
        header[12..28].copy_from_slice(&journal.id);
        journal
            .disk
            .reserve(RESERVE)
            .and_then(|()| journal.disk.write_at(0, &header))
            .map_err(StoreError::io("writing", &journal.path))?;
        journal.room = RESERVE;
        journal.append(&[Entry::Device { device, next }])?;
        Ok(journal)
    }

    /// Replays what a disk holds and goes on behind it.
    pub fn resume(disk: Box<dyn Disk>, path: PathBuf, key: &Key) -> Result<Self, StoreError> {
        let bytes = disk.read_all().map_err(StoreError::io("reading", &path))?;
        let id = read_header(&bytes, &path)?;
        let found = replay(&bytes, HEADER, key, &id);
        let damaged = |readable| StoreError::Damaged {
            path: path.clone(),
            at: found.end,
            readable,
        };
        if let Tail::Damaged { readable } = found.tail {
            return Err(damaged(readable));
        }
        let Some(Entry::Device { device, next }) = found.entries.first() else {
            return Err(damaged(0));
        };
        let mut journal = Self {
            disk,
            path,
            key: key.clone(),
            id,
            end: found.end,
            room: bytes.len() as u64,
            broken: false,
            device: *device,
            next: *next,
            acts: BTreeMap::new(),
        };
        if let Tail::Torn { len } = found.tail {
            journal
                .disk
                .write_at(found.end, &vec![0; len as usize])
                .and_then(|()| journal.disk.sync())
                .map_err(StoreError::io("clearing the torn end of", &journal.path))?;
        }
        found.entries.into_iter().for_each(|e| journal.take(e));
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
        let mut bytes = Vec::new();
        for entry in entries {
            let offset = self.end + bytes.len() as u64;
            bytes.extend(frame::encode(entry, &self.key, &self.id, offset)?);
        }
        let end = self.end + bytes.len() as u64;
        if end > self.room {
            let room = end.div_ceil(RESERVE) * RESERVE;
            self.disk
                .reserve(room)
                .map_err(StoreError::io("growing", &self.path))?;
            self.room = room;
        }
        if let Err(error) = self
            .disk
            .write_at(self.end, &bytes)
            .and_then(|()| self.disk.sync())
        {
            self.take_back(bytes.len());
            return Err(StoreError::io("writing", &self.path)(error));
        }
        self.end = end;
        entries.iter().cloned().for_each(|e| self.take(e));
        Ok(())
    }

    /// After a failed write or sync nobody knows what lies on the medium: what was not acknowledged is overwritten, and
    /// if that can't be made sure either, the journal takes nothing more.
    fn take_back(&mut self, len: usize) {
        let cleared = self
            .disk
            .write_at(self.end, &vec![0; len])
            .and_then(|()| self.disk.sync());
        self.broken = cleared.is_err();
    }

    fn take(&mut self, entry: Entry) {
        match entry {
            Entry::Device { device, next } => {
                self.device = device;
                self.next = next;
            }
            Entry::Act(envelope) => {
                self.next = envelope.seq + 1;
                let act = Act {
                    envelope,
                    outcome: None,
                };
                self.acts.insert(act.envelope.seq, act);
            }
            Entry::Result(result) => {
                if matches!(result.outcome, Outcome::Applied { .. }) {
                    self.acts.remove(&result.seq);
                } else if let Some(act) = self.acts.get_mut(&result.seq) {
                    act.outcome = Some(result.outcome);
                }
            }
            Entry::Dismissed { seq } => {
                self.acts.remove(&seq);
            }
        }
    }

    /// Acts that wait for the register or for a person, in the order of seq.
    pub fn acts(&self) -> impl DoubleEndedIterator<Item = &Act> {
        self.acts.values()
    }

    #[must_use]
    pub fn act(&self, seq: u64) -> Option<&Act> {
        self.acts.get(&seq)
    }

    #[must_use]
    pub fn device(&self) -> Device {
        self.device
    }

    /// The seq that the next act gets.
    #[must_use]
    pub fn next(&self) -> u64 {
        self.next
    }
}

/// How many acts of a slot's journal the register has not answered, without opening their seals.
///
/// # Errors
/// A journal that can't be read, or that is damaged so that acts may be hidden in it.
pub fn waiting(slot: &dyn Slot) -> Result<usize, StoreError> {
    let path = slot.journal_path();
    let Some(disk) = slot.journal()? else {
        return Ok(0);
    };
    let bytes = disk.read_all().map_err(StoreError::io("reading", &path))?;
    read_header(&bytes, &path)?;
    replay::waiting(&bytes, HEADER).map_err(|(at, readable)| StoreError::Damaged {
        path,
        at,
        readable,
    })
}

/// The journal that has to be in the slot.
fn there(slot: &dyn Slot) -> Result<Box<dyn Disk>, StoreError> {
    slot.journal()?.ok_or_else(|| {
        let missing = io::ErrorKind::NotFound.into();
        StoreError::io("opening", &slot.journal_path())(missing)
    })
}

fn read_header(bytes: &[u8], path: &Path) -> Result<[u8; 16], StoreError> {
    let not_ours = || StoreError::NotOurs {
        path: path.to_owned(),
    };
    let header = bytes.first_chunk::<HEADER>().ok_or_else(not_ours)?;
    let (magic, rest) = header.split_first_chunk::<8>().ok_or_else(not_ours)?;
    let (version, rest) = rest.split_first_chunk::<4>().ok_or_else(not_ours)?;
    if magic != MAGIC {
        return Err(not_ours());
    }
    let found = u32::from_le_bytes(*version);
    if found != VERSION {
        return Err(StoreError::OtherVersion {
            path: path.to_owned(),
            found,
            known: VERSION,
        });
    }
    rest.first_chunk::<16>().copied().ok_or_else(not_ours)
}
