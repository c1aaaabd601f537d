//! Stores as directories: `<data>/<hash of the login>/slot-N/`.
//!
//! A free slot is taken under `flock`, so that two sessions never share one. The login itself stands in no name.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use sha2::{Digest, Sha256};

use super::{Ground, ShelfPlace, Slot, Small};
use crate::api::hex::hex;
use crate::store::files::{
    StoreError, make_private_dir, private, read_if_there, replace, sync_parent,
};
use crate::store::journal::{Disk, FileDisk};
use crate::store::seal::Cost;
use crate::store::shelf::{self, Shelf, ShelfError};

/// More sessions of one clerk on one machine than anyone opens.
const MOST: u32 = 64;
const LOCK: &str = "lock";
/// The file by which a slot is told from its copies.
const MARKER: &str = "marker";
/// The identifier of the machine (machine-id(5)).
const MACHINE: &str = "/etc/machine-id";
/// Folders of stores that were replaced, with a number behind it.
pub const ASIDE: &str = "replaced-";

/// The data directory of the desk.
#[derive(Clone, Debug)]
pub struct Files {
    data: PathBuf,
    cost: Cost,
}

impl Files {
    #[must_use]
    pub fn new(data: PathBuf) -> Self {
        let cost = Cost::default();
        Self { data, cost }
    }

    /// The same, with another cost for stores that are made from now on.
    #[must_use]
    pub fn with_cost(self, cost: Cost) -> Self {
        Self { cost, ..self }
    }

    /// The directories of a login's slots that exist, in order.
    pub fn slots(&self, login: &str) -> Vec<PathBuf> {
        (0..MOST)
            .map(|n| self.slot_dir(login, n))
            .filter(|dir| dir.is_dir())
            .collect()
    }

    fn slot_dir(&self, login: &str, n: u32) -> PathBuf {
        let hash = Sha256::digest(login.as_bytes());
        let mut start = [0; 8];
        start.copy_from_slice(&hash[..8]);
        let name = format!("{:016x}", u64::from_be_bytes(start));
        self.data.join(name).join(format!("slot-{n}"))
    }
}

impl Ground for Files {
    fn find(&self, login: &str) -> Result<Option<Box<dyn Slot>>, StoreError> {
        for dir in self.slots(login) {
            if let Some(slot) = FileSlot::take(dir)?
                && slot.has_store()
            {
                return Ok(Some(Box::new(slot)));
            }
        }
        Ok(None)
    }

    fn create(&self, login: &str) -> Result<Box<dyn Slot>, StoreError> {
        for n in 0..MOST {
            let dir = self.slot_dir(login, n);
            make_private_dir(&dir)?;
            if let Some(slot) = FileSlot::take(dir)?
                && !slot.has_store()
            {
                slot.clear()?;
                return Ok(Box::new(slot));
            }
        }
        Err(StoreError::NotOurs {
            path: self.data.clone(),
        })
    }

    fn left(&self, login: &str) -> Result<Vec<Box<dyn Slot>>, StoreError> {
        let mut left: Vec<Box<dyn Slot>> = Vec::new();
        for dir in self.slots(login) {
            if let Some(slot) = FileSlot::take(dir)?
                && slot.has_store()
            {
                left.push(Box::new(slot));
            }
        }
        Ok(left)
    }

    fn cost(&self) -> Cost {
        self.cost
    }
}

/// A slot's directory under its lock.
#[derive(Debug)]
pub struct FileSlot {
    dir: PathBuf,
    _lock: File,
}

impl FileSlot {
    /// `None` while another session holds it.
    pub fn take(dir: PathBuf) -> Result<Option<Self>, StoreError> {
        let path = dir.join(LOCK);
        let lock = private()
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(StoreError::io("opening", &path))?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Self { dir, _lock: lock })),
            Err(Errno::WOULDBLOCK) => Ok(None),
            Err(e) => Err(StoreError::io("locking", &path)(e.into())),
        }
    }

    fn has_store(&self) -> bool {
        self.path(Small::Header).exists()
    }

    fn path(&self, file: Small) -> PathBuf {
        self.dir.join(match file {
            Small::Header => "slot.json",
            Small::Identity => "identity",
            Small::Bond => "bond",
        })
    }

    fn fresh_path(&self) -> PathBuf {
        self.journal_path().with_extension("fresh")
    }
}

impl Slot for FileSlot {
    fn journal_path(&self) -> PathBuf {
        self.dir.join("outbox")
    }

    /// The identifier of the machine, and of a file of the slot what no copy keeps: its inode and, where the file system
    /// knows it, when it was made. Not the number of the device, which changes over starts of the machine.
    fn marker(&self) -> Result<String, StoreError> {
        let path = self.dir.join(MARKER);
        let made = private().create_new(true).open(&path);
        let file = match made {
            Ok(file) => {
                sync_parent(&path)?;
                file
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                File::open(&path).map_err(StoreError::io("opening", &path))?
            }
            Err(error) => return Err(StoreError::io("creating", &path)(error)),
        };
        let found = file
            .metadata()
            .map_err(StoreError::io("looking at", &path))?;
        let made = found.created().ok();
        let made = made.and_then(|made| made.duration_since(UNIX_EPOCH).ok());
        let mut hash = Sha256::new();
        // A machine without one is told by the file alone.
        hash.update(fs::read(MACHINE).unwrap_or_default());
        hash.update(found.ino().to_le_bytes());
        hash.update(made.unwrap_or_default().as_nanos().to_le_bytes());
        Ok(hex(&hash.finalize()))
    }

    fn read(&self, file: Small) -> Result<Option<Vec<u8>>, StoreError> {
        read_if_there(&self.path(file))
    }

    fn replace(&self, file: Small, bytes: &[u8]) -> Result<(), StoreError> {
        replace(&self.path(file), bytes)?;
        // The first file of a slot makes the slot's own name durable with it.
        sync_parent(&self.dir)
    }

    fn journal(&self) -> Result<Option<Box<dyn Disk>>, StoreError> {
        let path = self.journal_path();
        Ok(FileDisk::open(&path)?.map(|disk| Box::new(disk) as Box<dyn Disk>))
    }

    fn fresh_journal(&self) -> Result<Box<dyn Disk>, StoreError> {
        Ok(Box::new(FileDisk::create(&self.fresh_path())?))
    }

    fn put_journal(&self) -> Result<(), StoreError> {
        let (fresh, path) = (self.fresh_path(), self.journal_path());
        fs::rename(&fresh, &path).map_err(StoreError::io("replacing", &path))?;
        sync_parent(&path)
    }

    fn shelf(&self) -> Box<dyn ShelfPlace> {
        Box::new(Folder(self.dir.join("cache")))
    }

    fn set_aside(&self) -> Result<(), StoreError> {
        let header = self.path(Small::Header);
        let free = (0..).map(|n| self.dir.join(format!("{ASIDE}{n}")));
        let Some(aside) = free.into_iter().find(|folder| !folder.exists()) else {
            return Ok(());
        };
        if header.exists() {
            make_private_dir(&aside)?;
            // The header goes last: while it is there, the slot is a whole store.
            for path in [self.journal_path(), self.path(Small::Identity), header] {
                if let (true, Some(name)) = (path.exists(), path.file_name()) {
                    let place = aside.join(name);
                    fs::rename(&path, &place).map_err(StoreError::io("moving", &path))?;
                }
            }
            sync_parent(&aside)?;
        }
        self.clear()
    }

    fn clear(&self) -> Result<(), StoreError> {
        let header = self.path(Small::Header);
        if header.exists() {
            fs::remove_file(&header).map_err(StoreError::io("removing", &header))?;
            sync_parent(&header)?;
        }
        for entry in fs::read_dir(&self.dir).map_err(StoreError::io("reading", &self.dir))? {
            let entry = entry.map_err(StoreError::io("reading", &self.dir))?;
            let path = entry.path();
            let removed = match entry.file_type() {
                _ if kept(&entry.file_name()) => Ok(()),
                Ok(kind) if kind.is_dir() => fs::remove_dir_all(&path),
                _ => fs::remove_file(&path),
            };
            removed.map_err(StoreError::io("removing", &path))?;
        }
        sync_parent(&header)
    }
}

/// What stays when a slot is cleared.
fn kept(name: &OsStr) -> bool {
    name == LOCK || name.to_string_lossy().starts_with(ASIDE)
}

/// The directory of a cache.
#[derive(Clone, Debug)]
pub struct Folder(pub PathBuf);

impl ShelfPlace for Folder {
    fn open(&self) -> Result<Box<dyn Shelf>, ShelfError> {
        make_private_dir(&self.0).map_err(|e| ShelfError::Unavailable(e.to_string()))?;
        shelf::open(&self.0)
    }

    fn open_early(&self) -> Option<Box<dyn Shelf>> {
        shelf::open_early(&self.0)
    }

    fn move_aside(&self) -> Result<PathBuf, ShelfError> {
        let mut time = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs());
        let named = |time| self.0.with_extension(format!("bad-{time}"));
        while named(time).exists() {
            time += 1;
        }
        fs::rename(&self.0, named(time))
            .map_err(|e| ShelfError::Unavailable(e.kind().to_string()))?;
        Ok(named(time))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::*;

    fn taken(ground: &Files) -> Option<PathBuf> {
        let slot = ground.find("anna").unwrap()?;
        Some(slot.journal_path())
    }

    #[test]
    fn two_sessions_of_a_login_take_two_slots_and_a_free_one_is_taken_again() {
        let data = tempfile::tempdir().unwrap();
        let ground = Files::new(data.path().to_owned());
        assert!(ground.find("anna").unwrap().is_none());
        let first = ground.create("anna").unwrap();
        first.replace(Small::Header, b"1").unwrap();
        let second = ground.create("anna").unwrap();
        second.replace(Small::Header, b"2").unwrap();
        assert_ne!(first.journal_path(), second.journal_path());
        assert!(ground.find("anna").unwrap().is_none());
        assert!(ground.left("anna").unwrap().is_empty());
        let path = first.journal_path();
        drop(first);
        assert_eq!(taken(&ground), Some(path));
        let first = ground.find("anna").unwrap().unwrap();
        first.clear().unwrap();
        drop((first, second));
        assert_eq!(ground.left("anna").unwrap().len(), 1);
        assert!(
            taken(&ground).unwrap().ends_with("slot-1/outbox"),
            "a free slot before it hides none"
        );
    }

    #[test]
    fn a_cleared_slot_keeps_nothing_but_its_lock() {
        let data = tempfile::tempdir().unwrap();
        let ground = Files::new(data.path().to_owned());
        let slot = ground.create("anna").unwrap();
        slot.replace(Small::Header, b"h").unwrap();
        slot.replace(Small::Identity, b"i").unwrap();
        slot.fresh_journal().unwrap();
        slot.put_journal().unwrap();
        drop(slot.shelf().open().unwrap());
        slot.clear().unwrap();
        let dir = slot.journal_path().parent().unwrap().to_owned();
        let names: Vec<_> = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, [LOCK]);
        assert!(slot.journal().unwrap().is_none());
    }

    #[test]
    fn a_store_that_is_replaced_is_set_aside_with_its_acts() {
        let data = tempfile::tempdir().unwrap();
        let slot = Files::new(data.path().to_owned()).create("anna").unwrap();
        let dir = slot.journal_path().parent().unwrap().to_owned();
        for acts in ["first", "second"] {
            slot.replace(Small::Header, b"h").unwrap();
            fs::write(slot.journal_path(), acts).unwrap();
            drop(slot.shelf().open().unwrap());
            slot.set_aside().unwrap();
            assert!(!slot.journal_path().exists() && !dir.join("cache").exists());
        }
        let aside = |n: u32| dir.join(format!("{ASIDE}{n}"));
        let acts = |n| fs::read_to_string(aside(n).join("outbox")).unwrap();
        assert_eq!((acts(0), acts(1)), ("first".into(), "second".into()));
        assert!(aside(0).join("slot.json").exists());
    }

    #[test]
    fn nothing_in_a_slot_is_for_others_and_no_name_tells_the_login() {
        let data = tempfile::tempdir().unwrap();
        let ground = Files::new(data.path().join("deep"));
        let slot = ground.create("ivanova").unwrap();
        slot.replace(Small::Header, b"h").unwrap();
        slot.fresh_journal().unwrap();
        slot.put_journal().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let journal = slot.journal_path();
        let dir = journal.parent().unwrap();
        assert_eq!(mode(dir), 0o700);
        assert_eq!(mode(dir.parent().unwrap()), 0o700);
        assert_eq!(mode(&journal), 0o600);
        assert_eq!(mode(&dir.join("slot.json")), 0o600);
        assert_eq!(mode(&dir.join(LOCK)), 0o600);
        assert!(!dir.to_string_lossy().contains("ivanova"));
    }
}
