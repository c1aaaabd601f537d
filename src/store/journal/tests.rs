//! The journal through crashes, cuts and flipped bits.

mod applied;
mod clearing;

use std::fs;
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::DateTime;
use proptest::prelude::*;
use uuid::Uuid;

use std::path::Path;

use super::*;
use crate::api::sync::{Base, Envelope};
use crate::domain::{ApplicationNumber, Command, MunicipalityCode, Refusal};
use crate::store::act::Mismatch;
use crate::store::ground::{Files, Ground, ShelfPlace, Small};

/// A disk in memory that writes down what it was asked and can fail.
#[derive(Clone, Default)]
struct Fake(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    bytes: Vec<u8>,
    calls: Vec<&'static str>,
    failing: Vec<(&'static str, io::ErrorKind)>,
    /// Fails the next time it is called.
    once: Option<&'static str>,
    /// Bytes that are still written; the write that has more is cut off.
    left: Option<usize>,
}

impl Fake {
    fn holding(bytes: &[u8]) -> Self {
        let fake = Self::default();
        fake.inner().bytes = bytes.to_vec();
        fake
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }

    fn boxed(&self) -> Box<dyn Disk> {
        Box::new(self.clone())
    }

    fn bytes(&self) -> Vec<u8> {
        self.inner().bytes.clone()
    }

    fn calls(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.inner().calls)
    }

    fn call(&self, name: &'static str) -> io::Result<()> {
        let mut inner = self.inner();
        inner.calls.push(name);
        if inner.once.take_if(|once| *once == name).is_some() {
            return Err(io::ErrorKind::Other.into());
        }
        match inner.failing.iter().find(|(call, _)| *call == name) {
            Some((_, kind)) => Err((*kind).into()),
            None => Ok(()),
        }
    }
}

impl Disk for Fake {
    fn read_all(&self) -> io::Result<Vec<u8>> {
        self.call("read").map(|()| self.bytes())
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.call("write")?;
        let mut inner = self.inner();
        let offset = offset as usize;
        let len = inner.left.unwrap_or(usize::MAX).min(bytes.len());
        inner.left = inner.left.map(|left| left - len);
        if inner.bytes.len() < offset + len {
            inner.bytes.resize(offset + len, 0);
        }
        inner.bytes[offset..offset + len].copy_from_slice(&bytes[..len]);
        if len < bytes.len() {
            return Err(io::ErrorKind::Other.into());
        }
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.call("sync")
    }

    fn reserve(&mut self, _: u64) -> io::Result<()> {
        self.call("reserve")
    }
}

const FULL: io::ErrorKind = io::ErrorKind::StorageFull;
/// Bytes before the first frame.
const HEADER: usize = 12_288;

fn here() -> PathBuf {
    "outbox".into()
}

/// A slot on the disk.
fn slot(data: &Path) -> Box<dyn Slot> {
    Files::new(data.to_owned()).create("anna").unwrap()
}

fn device() -> Device {
    Device {
        id: Uuid::from_u128(7),
        epoch: 3,
    }
}

fn act(seq: u64) -> Entry {
    let target = ApplicationNumber::new(MunicipalityCode(1), 2026, seq as u32);
    Entry::Act(Envelope::new(
        seq,
        Uuid::from_u128(u128::from(seq)),
        target,
        Base::Version(1),
        None,
        now(),
        Command::Activate,
    ))
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_790_000_000_000).unwrap()
}

fn result(seq: u64, outcome: Outcome) -> Entry {
    settled(seq, outcome, Some(now()))
}

/// A journal with three acts: one applied, one refused, one waiting.
fn filled(key: &Key) -> Fake {
    let disk = Fake::default();
    let mut journal = Journal::begin(disk.boxed(), here(), key, device(), 1).unwrap();
    journal.append(&[act(1), act(2), act(3)]).unwrap();
    let refused = Outcome::Refused {
        why: Refusal::NotFound,
    };
    let results = [
        result(1, Outcome::Applied { version: 2 }),
        result(2, refused),
    ];
    journal.append(&results).unwrap();
    disk
}

fn entries(bytes: &[u8], start: usize, key: &Key, id: &[u8; 16]) -> Vec<Entry> {
    let mut entries = Vec::new();
    walk(bytes, start, key, id, |step| entries.push(step.entry));
    entries
}

fn seqs(journal: &Journal) -> Vec<u64> {
    journal.acts().map(|a| a.envelope.seq).collect()
}

#[test]
fn an_act_is_synced_before_append_returns() {
    let key = Key::random().unwrap();
    let disk = Fake::default();
    let mut journal = Journal::begin(disk.boxed(), here(), &key, device(), 1).unwrap();
    disk.calls();
    journal.append(&[act(1)]).unwrap();
    assert_eq!(
        disk.calls(),
        ["write", "sync", "write"],
        "the superblock is written behind, and waits for the next sync"
    );
    journal.settle();
    journal.settle();
    assert_eq!(disk.calls(), ["sync"]);
}

#[test]
fn replay_brings_back_what_still_concerns_somebody() {
    let key = Key::random().unwrap();
    let disk = filled(&key);
    let journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    assert_eq!(seqs(&journal), [2, 3]);
    assert_eq!(journal.next(), 4);
    assert_eq!(journal.device(), device());
    assert!(journal.act(3).unwrap().waits());
    assert!(!journal.act(2).unwrap().waits());
    assert_eq!(
        super::replay::waiting(&disk.bytes(), HEADER).map(|w| w.len()),
        Ok(1)
    );
}

#[test]
fn an_act_whose_sync_failed_does_not_come_back() {
    let key = Key::random().unwrap();
    let disk = filled(&key);
    let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    disk.inner().failing = vec![("sync", io::ErrorKind::Other)];
    assert!(journal.append(&[act(4)]).is_err());
    assert_eq!(journal.next(), 4);
    disk.inner().failing.clear();
    assert!(
        matches!(journal.append(&[act(4)]), Err(StoreError::Broken)),
        "a disk that could not even take the act back is trusted with nothing"
    );
    let again = Journal::resume(disk.boxed(), here(), &key).unwrap();
    assert_eq!(seqs(&again), [2, 3]);
}

#[test]
fn a_full_disk_refuses_the_act_and_the_next_one_works() {
    let key = Key::random().unwrap();
    let disk = filled(&key);
    let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    journal.room = journal.end;
    disk.inner().failing = vec![("reserve", FULL)];
    assert!(journal.append(&[act(4)]).is_err());
    disk.inner().failing.clear();
    journal.append(&[act(4)]).unwrap();
    assert_eq!(
        seqs(&Journal::resume(disk.boxed(), here(), &key).unwrap()),
        [2, 3, 4]
    );
}

#[test]
fn a_torn_end_is_cleared_and_written_over() {
    let key = Key::random().unwrap();
    let disk = filled(&key);
    let whole = disk.bytes();
    let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    journal.append(&[act(4)]).unwrap();
    let mut torn = disk.bytes();
    // The write was cut off: the frame in its middle, and the superblock behind it never came.
    let cut = whole.len() + 20;
    torn[cut..].fill(0);
    torn[..HEADER].copy_from_slice(&whole[..HEADER]);
    let disk = Fake::holding(&torn);
    let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    assert_eq!(seqs(&journal), [2, 3]);
    assert!(disk.bytes()[whole.len()..].iter().all(|b| *b == 0));
    journal.append(&[act(4), act(5)]).unwrap();
    let again = Journal::resume(disk.boxed(), here(), &key).unwrap();
    assert_eq!(seqs(&again), [2, 3, 4, 5]);
}

#[test]
fn damage_in_the_middle_is_loud() {
    let key = Key::random().unwrap();
    let mut bytes = filled(&key).bytes();
    bytes[HEADER + 200] ^= 1;
    let error = Journal::resume(Fake::holding(&bytes).boxed(), here(), &key).err();
    assert!(matches!(
        error,
        Some(StoreError::Damaged { readable: 1.., .. })
    ));
}

#[test]
fn another_version_and_another_file_are_told_apart() {
    let key = Key::random().unwrap();
    let mut bytes = filled(&key).bytes();
    bytes[8] = 3;
    let other = Journal::resume(Fake::holding(&bytes).boxed(), here(), &key).err();
    assert!(matches!(
        other,
        Some(StoreError::OtherVersion { found: 3, .. })
    ));
    let foreign = Journal::resume(Fake::holding(&[b'x'; 200]).boxed(), here(), &key).err();
    assert!(matches!(foreign, Some(StoreError::NotOurs { .. })));
}

#[test]
fn a_large_journal_is_written_anew_with_its_open_acts_and_what_is_held() {
    let dir = tempfile::tempdir().unwrap();
    let slot = slot(dir.path());
    let key = Key::random().unwrap();
    let mut journal = Journal::create(&*slot, &key, device(), 1).unwrap();
    assert_eq!(fs::metadata(slot.journal_path()).unwrap().len(), RESERVE);
    let acts: Vec<_> = (1..=2_500).map(act).collect();
    journal.append(&acts).unwrap();
    let refused = |seq| {
        let why = Refusal::NotFound;
        [
            result(seq, Outcome::Refused { why }),
            Entry::Dismissed { seq },
        ]
    };
    let over: Vec<_> = (1..=2_000).flat_map(refused).collect();
    journal.append(&over).unwrap();
    let applied: Vec<_> = (2_001..=2_499)
        .map(|seq| result(seq, Outcome::Applied { version: 2 }))
        .collect();
    journal.append(&applied).unwrap();
    let before = journal.end;
    assert!(journal.is_large() && journal.remembers(1));
    journal.rewrite(&*slot, now()).unwrap();
    assert!(journal.end < before / 3 && !journal.is_large());
    drop(journal);
    let mut journal = Journal::open(&*slot, &key, now()).unwrap();
    assert!(journal.remembers(2_501) && !journal.remembers(2_500));
    assert_eq!((journal.next(), journal.device()), (2_501, device()));
    assert_eq!(journal.confirmed(), 2_499);
    let history = journal.history().unwrap();
    assert_eq!(history.found.len(), 499);
    let first = history.past(&history.found[0]).unwrap();
    assert_eq!(Entry::Act(first.envelope), act(2_001));
    journal.append(&[act(2_501)]).unwrap();
    let again = Journal::open(&*slot, &key, now()).unwrap();
    assert_eq!(seqs(&again), [2_500, 2_501]);
}

#[test]
fn what_is_applied_is_held_for_thirty_days() {
    let dir = tempfile::tempdir().unwrap();
    let slot = slot(dir.path());
    let key = Key::random().unwrap();
    let mut journal = Journal::create(&*slot, &key, device(), 1).unwrap();
    journal.append(&[act(1), act(2)]).unwrap();
    let applied = Outcome::Applied { version: 2 };
    let long_ago = now() - chrono::Duration::days(20);
    let entries = [
        settled(1, applied.clone(), Some(long_ago)),
        settled(2, applied, Some(now())),
    ];
    journal.append(&entries).unwrap();
    let held = |journal: &Journal| -> Vec<u64> {
        let history = journal.history().unwrap();
        history.found.iter().map(|found| found.seq).collect()
    };
    journal.rewrite(&*slot, now()).unwrap();
    assert_eq!(held(&journal), [1, 2]);
    let later = now() + chrono::Duration::days(11);
    journal.rewrite(&*slot, later).unwrap();
    assert_eq!(held(&journal), [2]);
}

#[test]
fn a_name_that_may_not_outlive_a_power_cut_ends_the_journal() {
    let dir = tempfile::tempdir().unwrap();
    let slot = slot(dir.path());
    let key = Key::random().unwrap();
    let mut journal = Journal::create(&*slot, &key, device(), 1).unwrap();
    assert!(journal.rewrite(&Unnamed(slot), now()).is_err());
    assert!(matches!(journal.append(&[act(1)]), Err(StoreError::Broken)));
}

/// A slot in which nothing takes the place of the journal for sure.
struct Unnamed(Box<dyn Slot>);

impl Slot for Unnamed {
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
        self.0.replace(file, bytes)
    }
    fn journal(&self) -> Result<Option<Box<dyn Disk>>, StoreError> {
        self.0.journal()
    }
    fn fresh_journal(&self) -> Result<Box<dyn Disk>, StoreError> {
        self.0.fresh_journal()
    }
    fn put_journal(&self) -> Result<(), StoreError> {
        let error = io::ErrorKind::Other.into();
        Err(StoreError::io("syncing", &self.journal_path())(error))
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

#[test]
fn acts_behind_damage_are_not_counted_as_none() {
    let dir = tempfile::tempdir().unwrap();
    let slot = slot(dir.path());
    let path = slot.journal_path();
    assert_eq!(waiting(&*slot).unwrap().len(), 0);
    let key = Key::random().unwrap();
    let mut journal = Journal::create(&*slot, &key, device(), 1).unwrap();
    journal.append(&[act(1)]).unwrap();
    assert_eq!(waiting(&*slot).unwrap().len(), 1);
    let mut bytes = fs::read(&path).unwrap();
    bytes[HEADER + 12] ^= 1;
    fs::write(&path, &bytes).unwrap();
    match waiting(&*slot) {
        Err(StoreError::Damaged { at, readable, .. }) => {
            assert_eq!((at, readable), (HEADER as u64, 1));
        }
        other => panic!("{other:?}"),
    }
    bytes[8] = 9;
    fs::write(&path, &bytes).unwrap();
    assert!(matches!(
        waiting(&*slot),
        Err(StoreError::OtherVersion { found: 9, .. })
    ));
}

#[test]
fn a_journal_of_form_1_is_read_and_written_anew() {
    let golden = include_bytes!("../../../tests/fixtures/journal/form-1");
    let key = Key::known([7; 32]);
    let dir = tempfile::tempdir().unwrap();
    let slot = slot(dir.path());
    fs::write(slot.journal_path(), golden).unwrap();
    assert_eq!(waiting(&*slot).unwrap().len(), 2);
    for _ in 0..2 {
        let journal = Journal::open(&*slot, &key, now()).unwrap();
        assert_eq!(seqs(&journal), [2, 3, 5]);
        assert_eq!((journal.next(), journal.confirmed()), (6, 2));
        assert_eq!((journal.device(), journal.lost()), (device(), None));
        assert_eq!(Entry::Act(journal.act(3).unwrap().envelope.clone()), act(3));
        assert_eq!(journal.history().unwrap().found.len(), 1);
        assert_eq!(fs::read(slot.journal_path()).unwrap()[8], 2);
    }
    let mut bytes = golden.to_vec();
    bytes[300] ^= 1;
    fs::write(slot.journal_path(), &bytes).unwrap();
    let error = Journal::open(&*slot, &key, now()).err();
    assert!(matches!(error, Some(StoreError::Damaged { .. })));
    assert_eq!(
        fs::read(slot.journal_path()).unwrap(),
        bytes,
        "it is kept as it was"
    );
}

#[test]
fn a_journal_of_form_2_stays_readable() {
    let golden = include_bytes!("../../../tests/fixtures/journal/form-2");
    let disk = Fake::holding(golden);
    let journal = Journal::resume(disk.boxed(), here(), &Key::known([7; 32])).unwrap();
    assert_eq!(seqs(&journal), [2, 3, 4, SHOWN]);
    assert_eq!((journal.next(), journal.device()), (5, device()));
    assert_eq!(journal.lost(), None);
    assert_eq!(journal.history().unwrap().found.len(), 2);
    let renewal = journal.renewal().unwrap();
    assert_eq!(
        (renewal.why, renewal.unproved),
        (Mismatch::LostTail, Some((4, 6)))
    );
}

/// Makes the file that the test above reads; with `REESTR_GOLDEN` set it writes it down.
#[test]
fn form_2_is_written_as_the_golden_file_was() {
    let key = Key::known([7; 32]);
    let disk = Fake::default();
    let mut journal = Journal::begin(disk.boxed(), here(), &key, device(), 1).unwrap();
    journal.append(&[act(1), act(2)]).unwrap();
    journal
        .append(&[result(1, Outcome::Applied { version: 2 })])
        .unwrap();
    let past = match act(9) {
        Entry::Act(envelope) => Past {
            device: device(),
            envelope,
            version: 4,
            at: now(),
        },
        other => panic!("{other:?}"),
    };
    let refused = Outcome::Refused {
        why: Refusal::NotFound,
    };
    let renewal = Renewal {
        why: Mismatch::LostTail,
        device: device(),
        at: now(),
        taken: Vec::new(),
        resent: 2,
        unproved: Some((4, 6)),
    };
    journal
        .append(&[
            Entry::Past(Box::new(past)),
            act(3),
            result(2, refused.clone()),
        ])
        .unwrap();
    journal
        .append(&[act(SHOWN), result(SHOWN, refused)])
        .unwrap();
    journal
        .append(&[Entry::Renewal(Some(Box::new(renewal)))])
        .unwrap();
    journal.append(&[act(4)]).unwrap();
    let bytes = disk.bytes();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/journal/form-2");
    if std::env::var_os("REESTR_GOLDEN").is_some() {
        fs::write(&golden, &bytes).unwrap();
    }
    let known = fs::read(&golden).unwrap();
    let ids = [&bytes, &known].map(|b| Header::read(b, &here()).unwrap().id);
    let [written, known] =
        [(&bytes, ids[0]), (&known, ids[1])].map(|(bytes, id)| entries(bytes, HEADER, &key, &id));
    assert_eq!(written, known);
    assert_eq!(bytes.len(), fs::read(&golden).unwrap().len());
}

/// The file without everything from `cut` on, its superblocks as they are.
fn without_tail(bytes: &[u8], cut: usize) -> Vec<u8> {
    let mut cut_off = bytes.to_vec();
    cut_off[cut..].fill(0);
    cut_off
}

#[test]
fn a_lost_tail_is_noticed_remembered_and_its_seqs_are_used_by_none() {
    let key = Key::random().unwrap();
    let disk = filled(&key);
    let whole = disk.bytes();
    let mut ends = Vec::new();
    walk(
        &whole,
        HEADER,
        &key,
        &Header::read(&whole, &here()).unwrap().id,
        |step| {
            ends.push((step.offset + step.len) as usize);
        },
    );
    // Behind the name and acts 1 and 2; acts 3 and the results are gone.
    let disk = Fake::holding(&without_tail(&whole, ends[2] + 30));
    for _ in 0..2 {
        let journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
        assert_eq!(journal.lost(), Some(Lost { first: 3, next: 4 }));
        assert_eq!((seqs(&journal), journal.next()), (vec![1, 2], 4));
        assert_eq!(journal.confirmed(), 0);
    }
    let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    journal.append(&[act(4)]).unwrap();
    let journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    assert_eq!(journal.lost(), Some(Lost { first: 3, next: 4 }));
    assert_eq!(seqs(&journal), [1, 2, 4]);
    // Everything but the superblocks.
    let disk = Fake::holding(&without_tail(&whole, HEADER));
    let journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    assert_eq!(journal.device(), device());
    assert_eq!(journal.lost(), Some(Lost { first: 1, next: 4 }));
    // Both superblocks: nothing tells how far the journal had come.
    let mut bytes = whole.clone();
    bytes[4096 + 9] ^= 1;
    let one = Journal::resume(Fake::holding(&bytes).boxed(), here(), &key).unwrap();
    assert_eq!(one.lost(), None, "one of them may be spoilt by a crash");
    bytes[8192 + 9] ^= 1;
    let none = Journal::resume(Fake::holding(&bytes).boxed(), here(), &key).unwrap();
    assert_eq!(none.lost(), Some(Lost { first: 4, next: 4 }));
    assert_eq!(seqs(&none), [2, 3]);
}

#[test]
fn a_lost_tail_that_can_not_be_written_down_goes_before_the_next_act() {
    let key = Key::random().unwrap();
    let whole = filled(&key).bytes();
    let disk = Fake::holding(&without_tail(&whole, HEADER + 250));
    disk.inner().failing = vec![("write", FULL)];
    // The end is clean, so that only the note is written, and is not.
    let opened = Journal::resume(disk.boxed(), here(), &key);
    assert!(
        opened.is_err(),
        "what is torn has to be cleared before anything else"
    );
    disk.inner().failing.clear();
    let bytes = {
        let mut ends = Vec::new();
        let id = Header::read(&whole, &here()).unwrap().id;
        walk(&whole, HEADER, &key, &id, |step| {
            ends.push((step.offset + step.len) as usize);
        });
        without_tail(&whole, ends[1])
    };
    let disk = Fake::holding(&bytes);
    disk.inner().failing = vec![("write", FULL)];
    let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    assert_eq!(journal.lost(), Some(Lost { first: 2, next: 4 }));
    assert!(journal.append(&[act(4)]).is_err_and(|e| e.is_full()));
    disk.inner().failing.clear();
    journal.append(&[act(4)]).unwrap();
    let journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    assert_eq!(journal.lost(), Some(Lost { first: 2, next: 4 }));
    assert_eq!(seqs(&journal), [1, 4]);
}

#[test]
fn a_change_of_the_name_that_was_lost_is_known_from_the_superblock() {
    let key = Key::random().unwrap();
    let disk = filled(&key);
    let whole = disk.bytes();
    let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    let other = Device {
        epoch: 9,
        ..device()
    };
    journal
        .append(&[Entry::Device {
            device: other,
            next: 1,
        }])
        .unwrap();
    journal.append(&[act(1), act(2)]).unwrap();
    let bytes = without_tail(&disk.bytes(), whole.len());
    let journal = Journal::resume(Fake::holding(&bytes).boxed(), here(), &key).unwrap();
    assert_eq!(journal.device(), other);
    assert_eq!(journal.lost(), Some(Lost { first: 1, next: 3 }));
}

#[test]
fn no_crash_in_the_middle_of_an_append_looks_like_a_lost_tail() {
    let key = Key::random().unwrap();
    let disk = filled(&key);
    let before = disk.bytes();
    let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    journal.room = RESERVE;
    disk.calls();
    // The process ends before the sync: any part of the frame may lie on the medium, and no superblock of it does.
    journal.put([act(4)].iter()).unwrap();
    assert_eq!(disk.calls(), ["write"]);
    let written = disk.bytes();
    for cut in before.len()..=written.len() {
        let bytes = without_tail(&written, cut);
        let journal = Journal::resume(Fake::holding(&bytes).boxed(), here(), &key).unwrap();
        assert_eq!(journal.lost(), None);
        assert_eq!(journal.act(4).is_some(), cut == written.len());
    }
}

#[test]
fn an_act_that_is_too_large_is_refused_and_the_next_one_is_not() {
    let key = Key::random().unwrap();
    let disk = filled(&key);
    let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    let Entry::Act(mut large) = act(4) else {
        panic!()
    };
    large.hash = "x".repeat(2 << 20);
    assert!(matches!(
        journal.append(&[Entry::Act(large)]),
        Err(StoreError::TooLarge)
    ));
    journal.append(&[act(4)]).unwrap();
    let journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    assert_eq!(seqs(&journal), [2, 3, 4]);
}

#[test]
fn a_full_disk_takes_results_and_acts_again_when_there_is_space() {
    let key = Key::random().unwrap();
    let disk = filled(&key);
    let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    journal.room = journal.end + journal.margin() + 100;
    disk.inner().failing = vec![("reserve", FULL)];
    assert!(journal.append(&[act(4)]).is_err_and(|e| e.is_full()));
    assert!(!journal.has_room());
    journal
        .append(&[result(3, Outcome::Applied { version: 2 })])
        .unwrap();
    disk.inner().failing.clear();
    assert!(journal.has_room());
    journal.append(&[act(4)]).unwrap();
    // A file system that finds no space for bytes that were reserved.
    disk.inner().failing = vec![("write", FULL)];
    for _ in 0..2 {
        assert!(journal.append(&[act(5)]).is_err_and(|e| e.is_full()));
    }
    disk.inner().failing.clear();
    journal.append(&[act(5)]).unwrap();
    let journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    assert_eq!(seqs(&journal), [2, 4, 5]);
}

#[test]
fn a_journal_whose_file_is_gone_refuses_acts() {
    let dir = tempfile::tempdir().unwrap();
    let slot = slot(dir.path());
    let key = Key::random().unwrap();
    let mut journal = Journal::create(&*slot, &key, device(), 1).unwrap();
    journal.append(&[act(1)]).unwrap();
    let (path, away) = (slot.journal_path(), dir.path().join("away"));
    fs::rename(&path, &away).unwrap();
    assert!(matches!(
        journal.append(&[act(2)]),
        Err(StoreError::Io { .. })
    ));
    fs::rename(&away, &path).unwrap();
    journal.append(&[act(2)]).unwrap();
    fs::remove_file(&path).unwrap();
    assert!(matches!(
        journal.append(&[act(3)]),
        Err(StoreError::Io { .. })
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever happens to the bytes: no panic, and the entries are a prefix of what was written.
    #[test]
    fn damage_never_alters_an_entry(cut in any::<prop::sample::Index>(), flips in prop::collection::vec((any::<prop::sample::Index>(), 0u8..8), 0..4), truncate in any::<bool>()) {
        let key = Key::random().unwrap();
        let disk = filled(&key);
        let whole = disk.bytes();
        let id = Header::read(&whole, &here()).unwrap().id;
        let written = entries(&whole, HEADER, &key, &id);
        let mut bytes = whole.clone();
        for (at, bit) in flips {
            let at = at.index(bytes.len() - HEADER) + HEADER;
            bytes[at] ^= 1 << bit;
        }
        if truncate {
            bytes.truncate(cut.index(bytes.len()));
        }
        let found = entries(&bytes, HEADER, &key, &id);
        prop_assert!(found.len() <= written.len());
        prop_assert_eq!(&found[..], &written[..found.len()]);
        // What is missing is damage that stops the journal, or a lost tail that is told.
        let journal = Journal::resume(Fake::holding(&bytes).boxed(), here(), &key);
        let missing = found.len() < written.len();
        prop_assert!(!missing || journal.is_err() || journal.is_ok_and(|j| j.lost().is_some()));
    }

    /// Frames can't be moved inside a journal nor copied into another one.
    #[test]
    fn a_frame_is_bound_to_its_place(shift in 1usize..200) {
        let key = Key::random().unwrap();
        let whole = filled(&key).bytes();
        let id = Header::read(&whole, &here()).unwrap().id;
        let mut moved = whole[..HEADER].to_vec();
        moved.resize(HEADER + shift, 0);
        moved.extend_from_slice(&whole[HEADER..]);
        prop_assert!(entries(&moved, HEADER + shift, &key, &id).is_empty());
        prop_assert!(entries(&whole, HEADER, &key, &[9; 16]).is_empty());
    }
}
