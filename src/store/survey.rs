//! What stores lie on this machine, and what waits in them: without a key, a lock or a change, while sessions work in them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::files::StoreError;
use super::journal;
use super::wipe::stores;

/// One store, as it is seen from outside.
#[derive(Debug)]
pub struct Surveyed {
    pub dir: PathBuf,
    /// Acts that the register has not answered; an error where nobody can tell.
    pub waiting: Result<usize, StoreError>,
}

/// Every store below the data directory, those that were set aside too; none where there is no such directory.
///
/// # Errors
/// The directory can't be read.
pub fn survey(data: &Path) -> io::Result<Vec<Surveyed>> {
    let mut found = Vec::new();
    for login in folders(data)? {
        // The hash of a login; other folders hold no stores.
        let hashed = login.file_name().and_then(|name| name.to_str());
        if !hashed.is_some_and(|name| name.len() == 16 && name.chars().all(hex)) {
            continue;
        }
        for slot in folders(&login)? {
            for dir in stores(&slot) {
                if dir.join("outbox").exists() {
                    let waiting = waiting_in(&dir);
                    found.push(Surveyed { dir, waiting });
                }
            }
        }
    }
    Ok(found)
}

/// How many acts wait in the store in `dir`.
pub(super) fn waiting_in(dir: &Path) -> Result<usize, StoreError> {
    let path = dir.join("outbox");
    match fs::read(&path) {
        Ok(bytes) => journal::waiting_in(&bytes, &path).map(|waiting| waiting.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(StoreError::io("reading", &path)(error)),
    }
}

fn folders(above: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(above) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    Ok(folders)
}

fn hex(c: char) -> bool {
    c.is_ascii_digit() || ('a'..='f').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::sync::{Base, Envelope};
    use crate::store::act::Device;
    use crate::store::fixture::{at, number, verify};
    use crate::store::ground::{Files, Ground};
    use crate::store::journal::{Entry, Journal};
    use crate::store::seal::Key;

    #[test]
    fn stores_are_found_and_their_waiting_acts_counted_while_they_are_open() {
        let data = tempfile::tempdir().unwrap();
        assert!(survey(&data.path().join("nothing")).unwrap().is_empty());
        fs::create_dir(data.path().join("papers")).unwrap();
        let slot = Files::new(data.path().to_owned()).create("anna").unwrap();
        let device = Device {
            id: uuid::Uuid::from_u128(1),
            epoch: 1,
        };
        let key = Key::random().unwrap();
        let mut journal = Journal::create(&*slot, &key, device, 1).unwrap();
        for seq in 1..=2 {
            let id = uuid::Uuid::from_u128(u128::from(seq));
            let act = Envelope::new(seq, id, number(1), Base::Version(1), None, at(), verify());
            journal.append(&[Entry::Act(act)]).unwrap();
        }
        let found = survey(data.path()).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].waiting.as_ref().unwrap(), &2);

        let path = found[0].dir.join("outbox");
        let mut bytes = fs::read(&path).unwrap();
        bytes[12_288 + 30] ^= 1;
        fs::write(&path, bytes).unwrap();
        let found = survey(data.path()).unwrap();
        assert!(matches!(found[0].waiting, Err(StoreError::Damaged { .. })));
    }
}
