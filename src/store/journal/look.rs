//! Looking into a journal that is not opened: nothing is changed, and for some of it no key is needed.

use std::path::Path;

use uuid::Uuid;

use super::contents::Contents;
use super::form::{FORM, Header, Superblock};
use super::frame::Lost;
use super::replay::{self, Outline, Tail, walk};
use crate::store::act::{Act, Device};
use crate::store::files::StoreError;
use crate::store::ground::Slot;
use crate::store::seal::Key;

/// The acts of a slot's journal that the register has not answered, found without opening their seals.
///
/// # Errors
/// A journal that can't be read, or that is damaged so that acts may be hidden in it.
pub fn waiting(slot: &dyn Slot) -> Result<Vec<Outline>, StoreError> {
    let path = slot.journal_path();
    let Some(disk) = slot.journal()? else {
        return Ok(Vec::new());
    };
    let bytes = disk.read_all().map_err(StoreError::io("reading", &path))?;
    waiting_in(&bytes, &path)
}

/// The same in the bytes of a journal.
pub fn waiting_in(bytes: &[u8], path: &Path) -> Result<Vec<Outline>, StoreError> {
    let header = Header::read(bytes, path)?;
    replay::waiting(bytes, header.frames()).map_err(|(at, readable)| StoreError::Damaged {
        path: path.to_owned(),
        at,
        readable,
    })
}

/// What can be read of a journal that nobody writes to.
pub struct Seen {
    pub acts: Vec<Act>,
    /// Byte from which on it can't be read.
    pub damaged_at: Option<u64>,
    pub lost: Option<Lost>,
}

/// Reads the bytes of a journal, damaged or not, and changes nothing.
pub fn look(bytes: &[u8], path: &Path, key: &Key) -> Result<Seen, StoreError> {
    let header = Header::read(bytes, path)?;
    let newest = Superblock::newest(bytes, &header.id);
    let none = Device {
        id: Uuid::nil(),
        epoch: 0,
    };
    let mut contents = Contents::of(none, 1);
    let walked = walk(bytes, header.frames(), key, &header.id, |step| {
        contents.take(step.entry);
    });
    let damaged = matches!(walked.tail, Tail::Damaged { .. });
    let lost = header.form == FORM && newest.is_none_or(|newest| walked.end < newest.end);
    if lost && !damaged {
        contents.lose(newest);
    }
    Ok(Seen {
        acts: contents.acts.into_values().collect(),
        damaged_at: damaged.then_some(walked.end),
        lost: contents.lost,
    })
}

/// The name of a slot's journal as its superblock has it, readable without the key.
#[must_use]
pub fn named(slot: &dyn Slot) -> Option<Device> {
    let bytes = slot.journal().ok()??.read_all().ok()?;
    let header = Header::read(&bytes, &slot.journal_path()).ok()?;
    Some(Superblock::newest(&bytes, &header.id)?.device)
}
