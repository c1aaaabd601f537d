//! Destroying the stores of a clerk on this machine: the keys first, so that nothing of the rest can be read any more; and
//! the papers that were written beside the stores.
//!
//! A header is overwritten, synced and only then removed. A file system that writes copies, or a flash disk that moves
//! blocks, may keep the old bytes of it elsewhere; what is left there still opens only with the clerk's password.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::fdatasync;
use thiserror::Error;

use super::files::{StoreError, private, sync_parent};
use super::ground::{ASIDE, FileSlot, Files};
use super::survey;

/// The folder for papers that no printer took, beside the stores. They are readable as they lie there.
pub const PAPERS: &str = "papers";
/// The file of a header, and what a broken-off replacement of it leaves.
const KEYS: [&str; 2] = ["slot.json", "slot.new"];

#[derive(Debug, Error)]
pub enum WipeError {
    #[error("{} is open in another session: leave the program there first", .0.display())]
    InUse(PathBuf),
    #[error(
        "{0} acts wait for the register and would be lost: log in and let them be sent, or say --with-waiting-acts"
    )]
    Waiting(usize),
    #[error(
        "{}: nobody can tell how many acts wait in it, and all would be lost: copy the directory, or say --with-waiting-acts",
        .0
    )]
    Unknown(StoreError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Destroys every store of `login` under `data`, also those that were replaced, and the papers, whoever wrote them; gives how
/// many slots there were. Of a login without a slot nothing is known, and nothing is touched.
///
/// # Errors
/// Nothing is touched while a slot is open elsewhere, or acts wait and `with_waiting_acts` does not allow to lose them.
pub fn wipe(data: &Path, login: &str, with_waiting_acts: bool) -> Result<usize, WipeError> {
    let dirs = Files::new(data.to_owned()).slots(login);
    let mut locks = Vec::new();
    for dir in &dirs {
        let slot = FileSlot::take(dir.clone())?.ok_or_else(|| WipeError::InUse(dir.clone()))?;
        locks.push(slot);
    }
    let stores: Vec<_> = dirs.iter().flat_map(|dir| stores(dir)).collect();
    if !with_waiting_acts {
        let mut waiting = 0;
        for store in &stores {
            waiting += waiting_in(store)?;
        }
        if waiting > 0 {
            return Err(WipeError::Waiting(waiting));
        }
    }
    for store in &stores {
        for name in KEYS {
            destroy(&store.join(name))?;
        }
    }
    if !dirs.is_empty() {
        destroy_papers(&data.join(PAPERS))?;
    }
    for dir in &dirs {
        fs::remove_dir_all(dir).map_err(StoreError::io("removing", dir))?;
    }
    if let Some(parent) = dirs.first().and_then(|dir| dir.parent()) {
        // The last slot takes the login's directory with it; one that holds something else stays.
        let _ = fs::remove_dir(parent);
        sync_parent(parent)?;
    }
    Ok(dirs.len())
}

/// The directories of a slot that hold a store: itself, and what was set aside in it.
pub(super) fn stores(slot: &Path) -> Vec<PathBuf> {
    let aside = fs::read_dir(slot).into_iter().flatten().flatten();
    let aside = aside
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(ASIDE))
        .map(|entry| entry.path());
    std::iter::once(slot.to_owned()).chain(aside).collect()
}

fn waiting_in(store: &Path) -> Result<usize, WipeError> {
    survey::waiting_in(store).map_err(|error| match error {
        StoreError::Io { .. } => WipeError::Store(error),
        other => WipeError::Unknown(other),
    })
}

/// What is a link is removed and not followed.
fn destroy_papers(folder: &Path) -> Result<(), StoreError> {
    let kind = match fs::symlink_metadata(folder) {
        Ok(found) => found.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(StoreError::io("reading", folder)(error)),
    };
    if !kind.is_dir() {
        return fs::remove_file(folder).map_err(StoreError::io("removing", folder));
    }
    for entry in fs::read_dir(folder).map_err(StoreError::io("reading", folder))? {
        let entry = entry.map_err(StoreError::io("reading", folder))?;
        if entry.file_type().is_ok_and(|kind| kind.is_file()) {
            destroy(&entry.path())?;
        }
    }
    fs::remove_dir_all(folder).map_err(StoreError::io("removing", folder))
}

/// Overwrites a file, brings that to the medium, and removes it.
fn destroy(path: &Path) -> Result<(), StoreError> {
    let file = match private().open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(StoreError::io("opening", path)(error)),
    };
    overwrite(&file).map_err(StoreError::io("overwriting", path))?;
    fs::remove_file(path).map_err(StoreError::io("removing", path))?;
    sync_parent(path)
}

fn overwrite(file: &File) -> io::Result<()> {
    use std::os::unix::fs::FileExt;

    let len = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
    let mut noise = vec![0; len];
    getrandom::fill(&mut noise).map_err(io::Error::other)?;
    file.write_all_at(&noise, 0)?;
    Ok(fdatasync(file)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::act::Device;
    use crate::store::fixture::{at, number, verify};
    use crate::store::ground::{Ground, Slot, Small};
    use crate::store::journal::{Entry, Journal};
    use crate::store::seal::Key;

    /// A slot of anna's with a header and `acts` waiting acts.
    fn store(data: &Path, acts: u64) -> Box<dyn Slot> {
        use crate::api::sync::{Base, Envelope};

        let slot = Files::new(data.to_owned()).create("anna").unwrap();
        let device = Device {
            id: uuid::Uuid::from_u128(1),
            epoch: 1,
        };
        let key = Key::random().unwrap();
        let mut journal = Journal::create(&*slot, &key, device, 1).unwrap();
        for seq in 1..=acts {
            let id = uuid::Uuid::from_u128(u128::from(seq));
            let base = Base::Version(1);
            let envelope = Envelope::new(seq, id, number(1), base, None, at(), verify());
            journal.append(&[Entry::Act(envelope)]).unwrap();
        }
        slot.replace(Small::Header, b"the wrapped key").unwrap();
        slot
    }

    #[test]
    fn acts_that_wait_are_counted_in_every_store_and_lost_only_when_told() {
        let data = tempfile::tempdir().unwrap();
        let first = store(data.path(), 2);
        first.set_aside().unwrap();
        first.replace(Small::Header, b"h").unwrap();
        let second = store(data.path(), 1);
        drop((first, second));
        let refused = wipe(data.path(), "anna", false);
        assert!(matches!(refused, Err(WipeError::Waiting(3))));
        assert_eq!(
            Files::new(data.path().to_owned())
                .left("anna")
                .unwrap()
                .len(),
            2
        );
        assert_eq!(wipe(data.path(), "vera", true).unwrap(), 0);
        assert_eq!(wipe(data.path(), "anna", true).unwrap(), 2);
        assert_eq!(fs::read_dir(data.path()).unwrap().count(), 0);
    }

    #[test]
    fn papers_go_with_the_stores_and_what_a_link_leads_to_stays() {
        let data = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let foreign = elsewhere.path().join("foreign.pdf");
        fs::write(&foreign, b"of another program").unwrap();
        let papers = data.path().join(PAPERS);
        fs::create_dir(&papers).unwrap();
        let paper = papers.join("01-2026-000001-4-statement.pdf");
        fs::write(&paper, b"a name and an address").unwrap();
        let name = elsewhere.path().join("another name of the same bytes");
        fs::hard_link(&paper, &name).unwrap();
        std::os::unix::fs::symlink(&foreign, papers.join("link.pdf")).unwrap();
        drop(store(data.path(), 1));
        assert_eq!(wipe(data.path(), "vera", true).unwrap(), 0);
        assert!(wipe(data.path(), "anna", false).is_err());
        assert_eq!(fs::read(&paper).unwrap(), b"a name and an address");
        assert_eq!(wipe(data.path(), "anna", true).unwrap(), 1);
        assert_eq!(fs::read_dir(data.path()).unwrap().count(), 0);
        assert_ne!(fs::read(&name).unwrap(), b"a name and an address");
        assert_eq!(fs::read(&foreign).unwrap(), b"of another program");
    }

    #[test]
    fn a_slot_that_is_open_keeps_all_of_them() {
        let data = tempfile::tempdir().unwrap();
        drop(store(data.path(), 0));
        let open = store(data.path(), 0);
        drop(Files::new(data.path().to_owned()).find("anna").unwrap());
        assert!(matches!(
            wipe(data.path(), "anna", true),
            Err(WipeError::InUse(_))
        ));
        assert!(open.read(Small::Header).unwrap().is_some());
    }

    #[test]
    fn damage_hides_no_act_from_being_asked_about() {
        let data = tempfile::tempdir().unwrap();
        let slot = store(data.path(), 2);
        let path = slot.journal_path();
        drop(slot);
        let mut bytes = fs::read(&path).unwrap();
        bytes[12_288 + 30] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert!(matches!(
            wipe(data.path(), "anna", false),
            Err(WipeError::Unknown(_))
        ));
        assert_eq!(wipe(data.path(), "anna", true).unwrap(), 1);
    }

    #[test]
    fn a_key_is_overwritten_before_it_is_removed() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join("slot.json");
        let name = data.path().join("another name of the same bytes");
        fs::write(&path, b"the wrapped key").unwrap();
        fs::hard_link(&path, &name).unwrap();
        destroy(&path).unwrap();
        assert!(!path.exists());
        let left = fs::read(&name).unwrap();
        assert_eq!(left.len(), 15);
        assert_ne!(left, b"the wrapped key");
    }
}
