//! The machine as the store sees it.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use reestr::store::StoreError;
use reestr::store::ground::{Ground, ShelfPlace, Slot, Small};
use reestr::store::journal::Disk;
use reestr::store::seal::Cost;
use reestr::store::shelf::{Batch, PAGE, Pair, Shelf, ShelfError};

use super::{Machine, Platter, SlotPlace};

/// More sessions of one clerk than a run starts.
const MOST: usize = 4;
/// The room of a journal is reserved by the megabyte; so much behind its end is enough for a torn frame to read as a whole
/// one.
const ROOM: usize = 16 * 1024;
/// How many states of the cache may be lost at once.
const SHELF_STATES: usize = 4;

pub struct Memory(pub Machine);

impl Memory {
    fn take(&self, login: &str, with_store: bool) -> Vec<(String, usize)> {
        let mut inside = self.0.inside();
        let mut found = Vec::new();
        for n in 0..MOST {
            let place = (login.to_owned(), n);
            let slot = inside.slots.entry(place.clone()).or_default();
            if !slot.taken && slot.header.is_some() == with_store {
                found.push(place);
            }
        }
        found
    }

    fn hold(&self, place: (String, usize)) -> Box<dyn Slot> {
        if let Some(slot) = self.0.inside().slots.get_mut(&place) {
            slot.taken = true;
        }
        Box::new(HeldSlot {
            machine: self.0.clone(),
            place,
        })
    }
}

impl Ground for Memory {
    fn find(&self, login: &str) -> Result<Option<Box<dyn Slot>>, StoreError> {
        let first = self.take(login, true).into_iter().next();
        Ok(first.map(|place| self.hold(place)))
    }

    fn create(&self, login: &str) -> Result<Box<dyn Slot>, StoreError> {
        let first = self.take(login, false).into_iter().next();
        let place = first.ok_or_else(|| StoreError::NotOurs {
            path: PathBuf::from("machine"),
        })?;
        let slot = self.hold(place);
        slot.clear()?;
        Ok(slot)
    }

    fn left(&self, login: &str) -> Result<Vec<Box<dyn Slot>>, StoreError> {
        let all = self.take(login, true);
        Ok(all.into_iter().map(|place| self.hold(place)).collect())
    }

    fn cost(&self) -> Cost {
        Cost::LEAST
    }
}

struct HeldSlot {
    machine: Machine,
    place: (String, usize),
}

impl Drop for HeldSlot {
    fn drop(&mut self) {
        if let Some(slot) = self.machine.inside().slots.get_mut(&self.place) {
            slot.taken = false;
        }
    }
}

impl HeldSlot {
    /// Does `work` as one durable step, unless the machine fails: then it is done or not, as chance will have it.
    fn step(&self, work: impl FnOnce(&mut SlotPlace)) -> Result<(), StoreError> {
        let mut inside = self.machine.inside();
        let was = inside.failed;
        let operated = inside.operate();
        let happens = operated.is_ok() || !was && inside.chance.per_mille(500);
        if let (true, Some(slot)) = (happens, inside.slots.get_mut(&self.place)) {
            work(slot);
        }
        operated.map_err(|source| self.io("writing", source))
    }

    fn io(&self, what: &'static str, source: io::Error) -> StoreError {
        let path = self.journal_path();
        StoreError::Io { what, path, source }
    }

    fn read_place<T>(&self, read: impl FnOnce(&SlotPlace) -> T) -> Option<T> {
        self.machine.inside().slots.get(&self.place).map(read)
    }

    fn disk(&self, platter: Arc<Mutex<Platter>>) -> Box<dyn Disk> {
        let machine = self.machine.clone();
        Box::new(MemoryDisk { machine, platter })
    }
}

impl Slot for HeldSlot {
    fn journal_path(&self) -> PathBuf {
        PathBuf::from(format!("slot-{}/outbox", self.place.1))
    }

    fn marker(&self) -> Result<String, StoreError> {
        Ok(self.machine.inside().marker.to_string())
    }

    fn read(&self, file: Small) -> Result<Option<Vec<u8>>, StoreError> {
        let read = self.read_place(|slot| match file {
            Small::Header => slot.header.clone(),
            Small::Identity => slot.identity.clone(),
            Small::Bond => slot.bond.clone(),
        });
        Ok(read.flatten())
    }

    fn replace(&self, file: Small, bytes: &[u8]) -> Result<(), StoreError> {
        let bytes = Some(bytes.to_vec());
        self.step(|slot| match file {
            Small::Header => slot.header = bytes,
            Small::Identity => slot.identity = bytes,
            Small::Bond => slot.bond = bytes,
        })
    }

    fn journal(&self) -> Result<Option<Box<dyn Disk>>, StoreError> {
        let journal = self.read_place(|slot| slot.journal.clone()).flatten();
        Ok(journal.map(|platter| self.disk(platter)))
    }

    fn fresh_journal(&self) -> Result<Box<dyn Disk>, StoreError> {
        let platter = Arc::new(Mutex::new(Platter::default()));
        self.step(|slot| slot.fresh = Some(platter.clone()))?;
        Ok(self.disk(platter))
    }

    fn put_journal(&self) -> Result<(), StoreError> {
        self.step(|slot| {
            if let Some(fresh) = slot.fresh.take() {
                slot.journal = Some(fresh);
            }
        })
    }

    fn shelf(&self) -> Box<dyn ShelfPlace> {
        Box::new(MemoryShelf {
            machine: self.machine.clone(),
            place: self.place.clone(),
        })
    }

    fn set_aside(&self) -> Result<(), StoreError> {
        self.clear()
    }

    fn clear(&self) -> Result<(), StoreError> {
        self.step(|slot| {
            let taken = slot.taken;
            *slot = SlotPlace {
                taken,
                ..SlotPlace::default()
            };
        })
    }
}

struct MemoryDisk {
    machine: Machine,
    platter: Arc<Mutex<Platter>>,
}

impl Disk for MemoryDisk {
    fn read_all(&self) -> io::Result<Vec<u8>> {
        Ok(self.platter.lock().unwrap().bytes())
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let mut inside = self.machine.inside();
        let was = inside.failed;
        let operated = inside.operate();
        if !was {
            // The write during which the machine fails may still reach the disk, or a part of it.
            self.platter.lock().unwrap().write(offset as usize, bytes);
        }
        operated
    }

    fn sync(&mut self) -> io::Result<()> {
        self.machine.inside().operate()?;
        self.platter.lock().unwrap().sync();
        Ok(())
    }

    fn reserve(&mut self, len: u64) -> io::Result<()> {
        self.machine.inside().operate()?;
        let mut platter = self.platter.lock().unwrap();
        platter.reserve(ROOM.min(len as usize));
        Ok(())
    }
}

/// The cache of a slot: whole batches, of which a power cut may take the last ones back.
struct MemoryShelf {
    machine: Machine,
    place: (String, usize),
}

impl ShelfPlace for MemoryShelf {
    fn open(&self) -> Result<Box<dyn Shelf>, ShelfError> {
        Ok(Box::new(Self {
            machine: self.machine.clone(),
            place: self.place.clone(),
        }))
    }

    fn open_early(&self) -> Option<Box<dyn Shelf>> {
        None
    }

    fn move_aside(&self) -> Result<PathBuf, ShelfError> {
        if let Some(slot) = self.machine.inside().slots.get_mut(&self.place) {
            slot.shelf = BTreeMap::new();
            slot.shelf_before.clear();
        }
        Ok(PathBuf::from("cache.bad"))
    }
}

impl Shelf for MemoryShelf {
    fn get(&mut self, key: &[u8]) -> Result<Option<Vec<u8>>, ShelfError> {
        let inside = self.machine.inside();
        let slot = inside.slots.get(&self.place);
        Ok(slot.and_then(|slot| slot.shelf.get(key).cloned()))
    }

    fn page(&mut self, prefix: &[u8], after: &[u8]) -> Result<Vec<Pair>, ShelfError> {
        let inside = self.machine.inside();
        let Some(slot) = inside.slots.get(&self.place) else {
            return Ok(Vec::new());
        };
        let pairs = slot.shelf.range(prefix.to_vec()..);
        Ok(pairs
            .take_while(|(key, _)| key.starts_with(prefix))
            .filter(|(key, _)| key.as_slice() > after)
            .take(PAGE)
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect())
    }

    fn apply(&mut self, batch: &Batch) -> Result<(), ShelfError> {
        let mut inside = self.machine.inside();
        if inside.failed {
            return Err(ShelfError::Unavailable("the power is gone".to_owned()));
        }
        let Some(slot) = inside.slots.get_mut(&self.place) else {
            return Ok(());
        };
        slot.shelf_before.push(slot.shelf.clone());
        if slot.shelf_before.len() > SHELF_STATES {
            slot.shelf_before.remove(0);
        }
        for (key, value) in batch {
            match value {
                Some(value) => slot.shelf.insert(key.clone(), value.clone()),
                None => slot.shelf.remove(key),
            };
        }
        Ok(())
    }
}
