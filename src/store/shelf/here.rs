//! sled in this process. Every call is caught: damaged files make sled panic.

use std::any::Any;
use std::fs;
use std::io;
use std::ops::Bound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::{Batch, PAGE, Pair, Shelf, ShelfError};

/// A closed handle lets go of its lock a little later, when sled's threads have ended their work.
const LOCK_TRIES: u32 = 40;
const LOCK_PAUSE: Duration = Duration::from_millis(5);

pub struct Here {
    db: sled::Db,
}

impl Here {
    /// The caller holds the slot's lock, so whatever looks like another holder is our own closed handle.
    pub fn open(dir: &Path) -> Result<Self, ShelfError> {
        clear_unfinished_snapshots(dir)
            .map_err(|e| ShelfError::Unavailable(e.kind().to_string()))?;
        for _ in 0..LOCK_TRIES {
            match caught(|| config(dir).open()) {
                Err(Failure::Sled(sled::Error::Io(e))) if locked(&e) => thread::sleep(LOCK_PAUSE),
                opened => return Ok(Self { db: opened? }),
            }
        }
        Err(ShelfError::Unavailable("another process holds it".into()))
    }
}

fn config(dir: &Path) -> sled::Config {
    sled::Config::new()
        .path(dir)
        .cache_capacity(1 << 20)
        .flush_every_ms(None)
}

/// sled reports a held lock as `Other` with the reason in words.
fn locked(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::WouldBlock || error.to_string().contains("lock")
}

/// A kill inside `open` can leave `snap.*.generating`, with which sled never opens again.
fn clear_unfinished_snapshots(dir: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

impl Shelf for Here {
    fn get(&mut self, key: &[u8]) -> Result<Option<Vec<u8>>, ShelfError> {
        let db = &self.db;
        Ok(caught(|| db.get(key))?.map(|value| value.to_vec()))
    }

    fn page(&mut self, prefix: &[u8], after: &[u8]) -> Result<Vec<Pair>, ShelfError> {
        let db = &self.db;
        let start = if after.is_empty() {
            Bound::Included(prefix)
        } else {
            Bound::Excluded(after)
        };
        Ok(caught(|| {
            db.range::<&[u8], _>((start, Bound::Unbounded))
                .take(PAGE)
                .take_while(|pair| !matches!(pair, Ok((key, _)) if !key.starts_with(prefix)))
                .map(|pair| pair.map(|(k, v)| (k.to_vec(), v.to_vec())))
                .collect()
        })?)
    }

    fn apply(&mut self, batch: &Batch) -> Result<(), ShelfError> {
        let mut changes = sled::Batch::default();
        for (key, value) in batch {
            match value {
                Some(value) => changes.insert(key.as_slice(), value.as_slice()),
                None => changes.remove(key.as_slice()),
            }
        }
        let db = &self.db;
        caught(|| db.apply_batch(changes).and_then(|()| db.flush()))?;
        Ok(())
    }
}

enum Failure {
    Sled(sled::Error),
    Panic,
}

impl From<Failure> for ShelfError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Panic => Self::Damaged("reading it broke off".into()),
            Failure::Sled(sled::Error::Io(e)) if e.kind() != io::ErrorKind::UnexpectedEof => {
                Self::Unavailable(e.kind().to_string())
            }
            Failure::Sled(e) => Self::Damaged(named(&e).into()),
        }
    }
}

/// sled's own words can hold bytes of the file.
fn named(error: &sled::Error) -> &'static str {
    match error {
        sled::Error::CollectionNotFound(_) => "a collection is missing",
        sled::Error::Corruption { .. } => "a checksum is wrong",
        sled::Error::ReportableBug(_) => "its structure is wrong",
        _ => "it can't be read",
    }
}

fn caught<T>(work: impl FnOnce() -> sled::Result<T>) -> Result<T, Failure> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(Failure::Sled),
        Err(panic) => {
            forget(panic);
            Err(Failure::Panic)
        }
    }
}

/// The payload of a caught panic can hold bytes of the file: it is dropped unread.
fn forget(panic: Box<dyn Any + Send>) {
    drop(panic);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_there_after_closing_and_opening() {
        let dir = tempfile::tempdir().unwrap();
        for round in 0..5u8 {
            let mut shelf = Here::open(dir.path()).unwrap();
            let batch = vec![
                (vec![b'a', round], Some(vec![round])),
                (vec![b'b'], Some(vec![round])),
            ];
            shelf.apply(&batch).unwrap();
            assert_eq!(shelf.page(b"a", b"").unwrap().len(), usize::from(round) + 1);
            assert_eq!(shelf.get(b"b").unwrap(), Some(vec![round]));
            shelf.apply(&vec![(vec![b'b'], None)]).unwrap();
            assert_eq!(shelf.get(b"b").unwrap(), None);
        }
    }

    #[test]
    fn pages_follow_one_another_and_stay_inside_their_prefix() {
        let dir = tempfile::tempdir().unwrap();
        let mut shelf = Here::open(dir.path()).unwrap();
        let batch: Batch = (0..200u8)
            .flat_map(|n| [vec![b'a', n], vec![b'b', n]])
            .map(|key| (key.clone(), Some(key)))
            .collect();
        shelf.apply(&batch).unwrap();
        let (mut found, mut after) = (Vec::new(), Vec::new());
        loop {
            let page = shelf.page(b"a", &after).unwrap();
            let Some((last, _)) = page.last() else {
                break;
            };
            assert!(page.len() <= PAGE);
            after = last.clone();
            found.extend(page.into_iter().map(|(key, _)| key[1]));
        }
        assert_eq!(found, (0..200).collect::<Vec<_>>());
    }

    #[test]
    fn a_snapshot_that_a_kill_left_unfinished_is_cleared() {
        let dir = tempfile::tempdir().unwrap();
        {
            let mut shelf = Here::open(dir.path()).unwrap();
            shelf
                .apply(&vec![(b"a".to_vec(), Some(b"1".to_vec()))])
                .unwrap();
        }
        let left = dir.path().join("snap.0000000000000111.generating");
        fs::write(&left, b"half").unwrap();
        let mut shelf = Here::open(dir.path()).unwrap();
        assert!(!left.exists());
        assert_eq!(shelf.get(b"a").unwrap(), Some(b"1".to_vec()));
    }

    #[test]
    fn a_file_of_rubbish_is_an_error_and_no_panic() {
        let dir = tempfile::tempdir().unwrap();
        {
            let mut shelf = Here::open(dir.path()).unwrap();
            let batch: Batch = (0..200u8).map(|n| (vec![n], Some(vec![n; 400]))).collect();
            shelf.apply(&batch).unwrap();
        }
        for entry in fs::read_dir(dir.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let len = fs::metadata(&path).unwrap().len() as usize;
                fs::write(&path, vec![0x5a; len]).unwrap();
            }
        }
        let found = Here::open(dir.path()).and_then(|mut shelf| shelf.page(b"", b""));
        assert!(found.map_or(true, |pairs| pairs.is_empty()));
    }
}
