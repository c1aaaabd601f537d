//! The directory of one session of one clerk: `<data>/<hash of the login>/slot-N/`.
//!
//! The first free slot is taken under `flock`, so that two sessions never share one. A slot exists once its header
//! does; whatever a broken-off creation left is cleared. The login itself stands in no name.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::files::{StoreError, make_private_dir, private, read_if_there, replace, sync_parent};
use super::seal::Wrapped;

const VERSION: u32 = 1;
const FORMAT: &str = "reestr slot";
const HEADER: &str = "slot.json";
/// Folders of stores that were replaced, with a number behind it.
const ASIDE: &str = "replaced-";
/// More sessions of one clerk on one machine than anyone opens.
const MOST: u32 = 64;

/// The clear part of a slot: what is needed before the password is known.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Header {
    format: String,
    version: u32,
    key: Wrapped,
}

/// A slot that this process holds. Dropping it lets go of the lock.
#[derive(Debug)]
pub struct Slot {
    dir: PathBuf,
    key: Option<Wrapped>,
    _lock: File,
}

impl Slot {
    /// Takes the first free slot of a login that exists; `None` if none does. Makes nothing.
    pub fn find(data: &Path, login: &str) -> Result<Option<Self>, StoreError> {
        for n in 0..MOST {
            let dir = slot_dir(data, login, n);
            if !dir.is_dir() {
                return Ok(None);
            }
            if let Some(slot) = Self::lock(dir)?
                && slot.key.is_some()
            {
                return Ok(Some(slot));
            }
        }
        Ok(None)
    }

    /// Takes the first free slot for a new store, making its directory. The caller fills it and then calls
    /// [`Slot::seal_with`], which makes it exist.
    pub fn create(data: &Path, login: &str) -> Result<Self, StoreError> {
        for n in 0..MOST {
            let dir = slot_dir(data, login, n);
            make_private_dir(&dir)?;
            if let Some(slot) = Self::lock(dir)?
                && slot.key.is_none()
            {
                slot.clear()?;
                return Ok(slot);
            }
        }
        Err(StoreError::NotOurs {
            path: data.to_owned(),
        })
    }

    fn lock(dir: PathBuf) -> Result<Option<Self>, StoreError> {
        let path = dir.join("lock");
        let lock = private()
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(StoreError::io("opening", &path))?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => return Ok(None),
            Err(e) => return Err(StoreError::io("locking", &path)(e.into())),
        }
        let key = read_header(&dir.join(HEADER))?;
        Ok(Some(Self {
            dir,
            key,
            _lock: lock,
        }))
    }

    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    #[must_use]
    pub fn key(&self) -> Option<&Wrapped> {
        self.key.as_ref()
    }

    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.dir.join("outbox")
    }

    #[must_use]
    pub fn identity(&self) -> PathBuf {
        self.dir.join("identity")
    }

    #[must_use]
    pub fn cache(&self) -> PathBuf {
        self.dir.join("cache")
    }

    /// Writes the header: from now on the slot exists and this wrapped key opens it.
    pub fn seal_with(&mut self, key: Wrapped) -> Result<(), StoreError> {
        let path = self.dir.join(HEADER);
        let header = Header {
            format: FORMAT.into(),
            version: VERSION,
            key: key.clone(),
        };
        let json = serde_json::to_vec(&header).unwrap_or_default();
        replace(&path, &json)?;
        sync_parent(&self.dir)?;
        self.key = Some(key);
        Ok(())
    }

    /// Makes the slot empty for a new store. What a whole store held is set aside, so that no act is lost with it.
    pub fn clear(&self) -> Result<(), StoreError> {
        self.set_aside()?;
        for entry in fs::read_dir(&self.dir).map_err(StoreError::io("reading", &self.dir))? {
            let entry = entry.map_err(StoreError::io("reading", &self.dir))?;
            let path = entry.path();
            let name = entry.file_name();
            let kept = name == "lock" || name.to_string_lossy().starts_with(ASIDE);
            let removed = match entry.file_type() {
                _ if kept => Ok(()),
                Ok(kind) if kind.is_dir() => fs::remove_dir_all(&path),
                _ => fs::remove_file(&path),
            };
            removed.map_err(StoreError::io("removing", &path))?;
        }
        Ok(())
    }

    /// Moves the sealed part of an earlier store into a folder of its own: the old password still opens what is in it.
    fn set_aside(&self) -> Result<(), StoreError> {
        let header = self.dir.join(HEADER);
        if !header.exists() {
            return Ok(());
        }
        let free = (0..).map(|n| self.dir.join(format!("{ASIDE}{n}")));
        let Some(aside) = free.into_iter().find(|folder| !folder.exists()) else {
            return Ok(());
        };
        make_private_dir(&aside)?;
        // The header goes last: while it is there, the slot is a whole store.
        for path in [self.journal(), self.identity(), header] {
            if let (true, Some(name)) = (path.exists(), path.file_name()) {
                let place = aside.join(name);
                fs::rename(&path, &place).map_err(StoreError::io("moving", &path))?;
            }
        }
        sync_parent(&aside)
    }
}

fn slot_dir(data: &Path, login: &str, n: u32) -> PathBuf {
    let hash = Sha256::digest(login.as_bytes());
    let mut start = [0; 8];
    start.copy_from_slice(&hash[..8]);
    let name = format!("{:016x}", u64::from_be_bytes(start));
    data.join(name).join(format!("slot-{n}"))
}

fn read_header(path: &Path) -> Result<Option<Wrapped>, StoreError> {
    #[derive(Deserialize)]
    struct Any {
        format: String,
        version: u32,
    }
    let Some(bytes) = read_if_there(path)? else {
        return Ok(None);
    };
    let not_ours = || StoreError::NotOurs {
        path: path.to_owned(),
    };
    let any: Any = serde_json::from_slice(&bytes).map_err(|_| not_ours())?;
    if any.format != FORMAT {
        return Err(not_ours());
    }
    if any.version != VERSION {
        return Err(StoreError::OtherVersion {
            path: path.to_owned(),
            found: any.version,
            known: VERSION,
        });
    }
    let header: Header = serde_json::from_slice(&bytes).map_err(|_| not_ours())?;
    Ok(Some(header.key))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::super::seal::Key;
    use super::*;
    use crate::api::session::Secret;

    fn wrapped() -> Wrapped {
        Wrapped::new(&Key::random().unwrap(), &Secret("x".into())).unwrap()
    }

    #[test]
    fn two_sessions_of_a_login_take_two_slots_and_a_free_one_is_taken_again() {
        let data = tempfile::tempdir().unwrap();
        assert!(Slot::find(data.path(), "anna").unwrap().is_none());
        let mut first = Slot::create(data.path(), "anna").unwrap();
        first.seal_with(wrapped()).unwrap();
        let mut second = Slot::create(data.path(), "anna").unwrap();
        second.seal_with(wrapped()).unwrap();
        assert_ne!(first.dir(), second.dir());
        assert!(Slot::find(data.path(), "anna").unwrap().is_none());
        let dir = first.dir().to_owned();
        drop(first);
        let again = Slot::find(data.path(), "anna").unwrap().unwrap();
        assert_eq!(again.dir(), dir);
        assert!(again.key().is_some());
    }

    #[test]
    fn a_store_that_is_replaced_is_set_aside_with_its_acts() {
        let data = tempfile::tempdir().unwrap();
        let mut slot = Slot::create(data.path(), "anna").unwrap();
        slot.seal_with(wrapped()).unwrap();
        for acts in ["first", "second"] {
            fs::write(slot.journal(), acts).unwrap();
            fs::create_dir_all(slot.cache()).unwrap();
            slot.seal_with(wrapped()).unwrap();
            slot.clear().unwrap();
            assert!(!slot.journal().exists() && !slot.cache().exists());
        }
        let aside = |n: u32| slot.dir().join(format!("{ASIDE}{n}"));
        let acts = |n| fs::read_to_string(aside(n).join("outbox")).unwrap();
        assert_eq!((acts(0), acts(1)), ("first".into(), "second".into()));
        assert!(aside(0).join(HEADER).exists());
    }

    #[test]
    fn nothing_in_a_slot_is_for_others_and_no_name_tells_the_login() {
        let data = tempfile::tempdir().unwrap();
        let mut slot = Slot::create(&data.path().join("deep"), "ivanova").unwrap();
        slot.seal_with(wrapped()).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(slot.dir()), 0o700);
        assert_eq!(mode(slot.dir().parent().unwrap()), 0o700);
        assert_eq!(mode(&slot.dir().join("slot.json")), 0o600);
        assert_eq!(mode(&slot.dir().join("lock")), 0o600);
        assert!(!slot.dir().to_string_lossy().contains("ivanova"));
    }

    #[test]
    fn a_slot_of_another_version_is_refused_with_both_versions() {
        let data = tempfile::tempdir().unwrap();
        let mut slot = Slot::create(data.path(), "anna").unwrap();
        slot.seal_with(wrapped()).unwrap();
        let path = slot.dir().join("slot.json");
        drop(slot);
        fs::write(&path, r#"{"format":"reestr slot","version":9}"#).unwrap();
        let error = Slot::find(data.path(), "anna").unwrap_err();
        assert!(matches!(
            error,
            StoreError::OtherVersion {
                found: 9,
                known: 1,
                ..
            }
        ));
        fs::write(&path, "{}").unwrap();
        assert!(matches!(
            Slot::find(data.path(), "anna"),
            Err(StoreError::NotOurs { .. })
        ));
    }
}
