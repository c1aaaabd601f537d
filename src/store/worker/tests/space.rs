//! A disk without space, and a directory that vanishes: nothing is called saved that is not, and what was saved stays.

use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::store::ground::{ShelfPlace, Small};
use crate::store::journal::Disk;

/// Files on a disk that can be full.
#[derive(Clone)]
struct Crowded {
    files: Files,
    full: Arc<AtomicBool>,
}

struct CrowdedSlot(Box<dyn Slot>, Arc<AtomicBool>);

struct CrowdedDisk(Box<dyn Disk>, Arc<AtomicBool>);

fn room(full: &AtomicBool) -> io::Result<()> {
    if full.load(Ordering::SeqCst) {
        return Err(io::ErrorKind::StorageFull.into());
    }
    Ok(())
}

impl Crowded {
    fn slot(&self, slot: Box<dyn Slot>) -> Box<dyn Slot> {
        Box::new(CrowdedSlot(slot, self.full.clone()))
    }
}

impl Ground for Crowded {
    fn find(&self, login: &str) -> Result<Option<Box<dyn Slot>>, StoreError> {
        Ok(self.files.find(login)?.map(|slot| self.slot(slot)))
    }
    fn create(&self, login: &str) -> Result<Box<dyn Slot>, StoreError> {
        Ok(self.slot(self.files.create(login)?))
    }
    fn left(&self, login: &str) -> Result<Vec<Box<dyn Slot>>, StoreError> {
        self.files.left(login)
    }
}

impl Slot for CrowdedSlot {
    fn journal_path(&self) -> PathBuf {
        self.0.journal_path()
    }
    fn marker(&self) -> Result<String, StoreError> {
        self.0.marker()
    }
    fn read(&self, file: Small) -> Result<Option<Vec<u8>>, StoreError> {
        self.0.read(file)
    }
    fn replace(&self, file: Small, bytes: &[u8]) -> Result<(), StoreError> {
        room(&self.1).map_err(StoreError::io("writing", &self.journal_path()))?;
        self.0.replace(file, bytes)
    }
    fn journal(&self) -> Result<Option<Box<dyn Disk>>, StoreError> {
        let disk = self.0.journal()?;
        Ok(disk.map(|disk| Box::new(CrowdedDisk(disk, self.1.clone())) as Box<dyn Disk>))
    }
    fn fresh_journal(&self) -> Result<Box<dyn Disk>, StoreError> {
        let disk = self.0.fresh_journal()?;
        Ok(Box::new(CrowdedDisk(disk, self.1.clone())))
    }
    fn put_journal(&self) -> Result<(), StoreError> {
        self.0.put_journal()
    }
    fn shelf(&self) -> Box<dyn ShelfPlace> {
        self.0.shelf()
    }
    fn set_aside(&self) -> Result<(), StoreError> {
        self.0.set_aside()
    }
    fn clear(&self) -> Result<(), StoreError> {
        self.0.clear()
    }
}

impl Disk for CrowdedDisk {
    fn read_all(&self) -> io::Result<Vec<u8>> {
        self.0.read_all()
    }
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        room(&self.1)?;
        self.0.write_at(offset, bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync()
    }
    fn reserve(&mut self, len: u64) -> io::Result<()> {
        room(&self.1)?;
        self.0.reserve(len)
    }
    fn found_again(&self) -> io::Result<()> {
        self.0.found_again()
    }
}

fn refused(bench: &Bench) -> Cause {
    bench.ask(Request::Give {
        ticket: Ticket(9),
        target: number(7).into(),
        seen: 1,
        at: at(),
        command: verify(),
    });
    match bench.event() {
        Event::NotSaved { ticket, why } => {
            assert_eq!(ticket, Ticket(9));
            why
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_full_disk_is_said_refuses_acts_and_takes_them_again() {
    let data = tempfile::tempdir().unwrap();
    let full = Arc::new(AtomicBool::new(false));
    let bench = Bench::start_on(Box::new(Crowded {
        files: Files::new(data.path().to_owned()),
        full: full.clone(),
    }));
    bench.first();
    bench.give(1, 1, verify());
    full.store(true, Ordering::SeqCst);
    assert_eq!(refused(&bench).code, CauseCode::Disk);
    assert!(matches!(bench.event(), Event::Full(true)));
    assert_eq!(refused(&bench).code, CauseCode::Disk);
    // A name can't be changed now either: the journal stays what it was, and says again that it differs.
    let answer = EpochAnswer {
        device: Uuid::from_u128(1),
        epoch: 2,
        taken: Vec::new(),
    };
    bench.ask(Request::Renew {
        why: Mismatch::SeqReused,
        answer: Box::new(answer),
    });
    assert!(matches!(bench.event(), Event::Admitted(Err(d)) if d.device.epoch == 1));
    full.store(false, Ordering::SeqCst);
    assert_eq!(bench.give(1, 1, accept()).envelope.seq, 2);
    assert!(matches!(bench.event(), Event::Full(false)));
    bench.stop();
    let bench = Bench::start(data.path());
    let acts = unlocked(bench.unlock("один")).acts;
    assert_eq!(
        acts.len(),
        2,
        "nothing refused comes back, nothing saved is lost"
    );
}

#[test]
fn a_directory_that_vanishes_is_said() {
    let data = tempfile::tempdir().unwrap();
    let inside = data.path().join("desk");
    let bench = Bench::start(&inside);
    bench.first();
    bench.give(1, 1, verify());
    let away = data.path().join("away");
    std::fs::rename(&inside, &away).unwrap();
    assert_eq!(refused(&bench).code, CauseCode::Disk);
    std::fs::rename(&away, &inside).unwrap();
    assert_eq!(bench.give(1, 1, accept()).envelope.seq, 2);
    std::fs::remove_dir_all(&inside).unwrap();
    assert_eq!(refused(&bench).code, CauseCode::Disk);
}
