//! A clerk's machine: the places of its stores in memory, and what a crash leaves of them.
//!
//! The machine outlives the program that runs on it. A killed program loses nothing that was written; a power cut
//! loses what was not synced: each such write is kept, lost, or torn at any byte, whatever became of the others. The
//! machine can be made to fail in the middle of a write or a sync: from then on nothing that the program does counts.

mod ground;
mod platter;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use reestr::store::ground::Ground;

use super::chance::Chance;
use ground::Memory;
use platter::Platter;

/// What ends a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Killed,
    PowerCut,
}

/// Clones are the same machine.
#[derive(Clone)]
pub struct Machine(Arc<Mutex<Inside>>);

struct Inside {
    chance: Chance,
    /// Tells it from other machines, unless its whole disk is cloned.
    marker: u64,
    slots: BTreeMap<(String, usize), SlotPlace>,
    /// How many further operations of a disk succeed; `None`: all.
    fails_after: Option<u64>,
    failed: bool,
}

/// A slot of a login.
#[derive(Clone, Default)]
struct SlotPlace {
    taken: bool,
    header: Option<Vec<u8>>,
    identity: Option<Vec<u8>>,
    bond: Option<Vec<u8>>,
    journal: Option<Arc<Mutex<Platter>>>,
    fresh: Option<Arc<Mutex<Platter>>>,
    /// What the cache holds, and what it held some writes ago: it is no truth, and a power cut may bring that back.
    shelf: BTreeMap<Vec<u8>, Vec<u8>>,
    shelf_before: Vec<BTreeMap<Vec<u8>, Vec<u8>>>,
}

/// A journal that was copied away.
pub struct JournalCopy(BTreeMap<(String, usize), Vec<u8>>);

impl Machine {
    pub fn new(chance: Chance) -> Self {
        Self(Arc::new(Mutex::new(Inside {
            marker: chance.split("marker").number(),
            chance,
            slots: BTreeMap::new(),
            fails_after: None,
            failed: false,
        })))
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn ground(&self) -> Box<dyn Ground> {
        Box::new(Memory(self.clone()))
    }

    /// From the operation behind `operations` further ones on, nothing counts any more.
    pub fn fail_after(&self, operations: u64) {
        self.inside().fails_after = Some(operations);
    }

    pub fn fail_no_more(&self) {
        self.inside().fails_after = None;
    }

    /// Whether it has failed and waits to be ended.
    pub fn failed(&self) -> bool {
        self.inside().failed
    }

    /// What the disks hold once the program is over and the machine is up again.
    pub fn end(&self, end: End) {
        let mut inside = self.inside();
        let chance = inside.chance.clone();
        inside.fails_after = None;
        let cut = end == End::PowerCut || inside.failed;
        inside.failed = false;
        for slot in inside.slots.values_mut() {
            slot.taken = false;
            if cut {
                slot.power_cut(&chance);
            }
        }
    }

    /// Copies the journals as they lie on the disk.
    pub fn copy_journals(&self) -> JournalCopy {
        let inside = self.inside();
        let journals = inside.slots.iter().filter_map(|(place, slot)| {
            let journal = slot.journal.as_ref()?.lock().unwrap().bytes();
            Some((place.clone(), journal))
        });
        JournalCopy(journals.collect())
    }

    /// Everything that this machine holds is replaced by a copy of what `other` holds; `whole`: what tells the machines
    /// apart, too. Only while no program runs here.
    pub fn becomes_copy_of(&self, other: &Self, whole: bool) {
        if whole {
            let marker = other.inside().marker;
            self.inside().marker = marker;
        }
        let slots: BTreeMap<_, _> = {
            let theirs = other.inside();
            let copied = theirs.slots.iter();
            copied
                .map(|(place, slot)| (place.clone(), slot.copied()))
                .collect()
        };
        self.inside().slots = slots;
    }

    /// Puts the journals back to a copy. Only while no program runs.
    pub fn put_journals_back(&self, copy: &JournalCopy) {
        let mut inside = self.inside();
        for (place, bytes) in &copy.0 {
            if let Some(slot) = inside.slots.get_mut(place) {
                slot.journal = Some(Arc::new(Mutex::new(Platter::holding(bytes.clone()))));
            }
        }
    }
}

impl Inside {
    /// Counts an operation; the one at which the machine fails, and those behind it, don't succeed.
    fn operate(&mut self) -> io::Result<()> {
        if let Some(left) = &mut self.fails_after {
            match left.checked_sub(1) {
                Some(fewer) => *left = fewer,
                None => self.failed = true,
            }
        }
        if self.failed {
            return Err(io::Error::other("the power is gone"));
        }
        Ok(())
    }
}

impl SlotPlace {
    /// As it lies on the disk, with nobody in it.
    fn copied(&self) -> Self {
        let copy = |file: &Arc<Mutex<Platter>>| {
            let bytes = file.lock().unwrap().bytes();
            Arc::new(Mutex::new(Platter::holding(bytes)))
        };
        Self {
            taken: false,
            header: self.header.clone(),
            identity: self.identity.clone(),
            bond: self.bond.clone(),
            journal: self.journal.as_ref().map(copy),
            fresh: self.fresh.as_ref().map(copy),
            shelf: self.shelf.clone(),
            shelf_before: Vec::new(),
        }
    }

    fn power_cut(&mut self, chance: &Chance) {
        for journal in [&self.journal, &self.fresh].into_iter().flatten() {
            journal.lock().unwrap().power_cut(chance);
        }
        let states = self.shelf_before.len() as u64;
        let back = chance.between(0, states);
        if back > 0 {
            let kept = self.shelf_before.len() - back as usize;
            self.shelf = self.shelf_before[kept].clone();
        }
        self.shelf_before.clear();
    }
}
