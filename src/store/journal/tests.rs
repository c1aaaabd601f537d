//! The journal through crashes, cuts and flipped bits.

use std::fs;
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::DateTime;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::api::sync::{Base, CommandResult, Envelope};
use crate::domain::{ApplicationNumber, Command, MunicipalityCode, Refusal};
use crate::store::ground::{Files, Ground};

/// A disk in memory that writes down what it was asked and can fail.
#[derive(Clone, Default)]
struct Fake(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    bytes: Vec<u8>,
    calls: Vec<&'static str>,
    failing: Vec<&'static str>,
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
        if inner.failing.contains(&name) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
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
        if inner.bytes.len() < offset + bytes.len() {
            inner.bytes.resize(offset + bytes.len(), 0);
        }
        inner.bytes[offset..offset + bytes.len()].copy_from_slice(bytes);
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.call("sync")
    }

    fn reserve(&mut self, _: u64) -> io::Result<()> {
        self.call("reserve")
    }
}

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
    let at = DateTime::from_timestamp_millis(1_790_000_000_000).unwrap();
    Entry::Act(Envelope::new(
        seq,
        Uuid::from_u128(u128::from(seq)),
        target,
        Base::Version(1),
        None,
        at,
        Command::Activate,
    ))
}

fn result(seq: u64, outcome: Outcome) -> Entry {
    Entry::Result(CommandResult { seq, outcome })
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
    assert_eq!(disk.calls(), ["write", "sync"]);
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
    assert_eq!(super::replay::waiting(&disk.bytes(), HEADER), Ok(1));
}

#[test]
fn an_act_whose_sync_failed_does_not_come_back() {
    let key = Key::random().unwrap();
    let disk = filled(&key);
    let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    disk.inner().failing = vec!["sync"];
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
    disk.inner().failing = vec!["reserve"];
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
    let cut = whole.len() + 20;
    torn[cut..].fill(0);
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
    bytes[8] = 2;
    let other = Journal::resume(Fake::holding(&bytes).boxed(), here(), &key).err();
    assert!(matches!(
        other,
        Some(StoreError::OtherVersion { found: 2, .. })
    ));
    let foreign = Journal::resume(Fake::holding(&[b'x'; 200]).boxed(), here(), &key).err();
    assert!(matches!(foreign, Some(StoreError::NotOurs { .. })));
}

#[test]
fn a_large_journal_is_written_anew_with_its_open_acts_and_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let slot = slot(dir.path());
    let path = slot.journal_path();
    let key = Key::random().unwrap();
    let mut journal = Journal::create(&*slot, &key, device(), 1).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().len(), RESERVE);
    let acts: Vec<_> = (1..=2_500).map(act).collect();
    journal.append(&acts).unwrap();
    journal.compact_if_large(&*slot).unwrap();
    assert_eq!(
        journal.acts().count(),
        2_500,
        "open acts are never compacted away"
    );
    let done: Vec<_> = (1..=2_499)
        .map(|seq| result(seq, Outcome::Applied { version: 2 }))
        .collect();
    journal.append(&done).unwrap();
    journal.compact_if_large(&*slot).unwrap();
    assert!(journal.end < LARGE);
    drop(journal);
    let mut journal = Journal::open(&*slot, &key).unwrap();
    assert_eq!((journal.next(), journal.device()), (2_501, device()));
    journal.append(&[act(2_501)]).unwrap();
    assert_eq!(seqs(&Journal::open(&*slot, &key).unwrap()), [2_500, 2_501]);
}

#[test]
fn acts_behind_damage_are_not_counted_as_none() {
    let dir = tempfile::tempdir().unwrap();
    let slot = slot(dir.path());
    let path = slot.journal_path();
    assert_eq!(waiting(&*slot).unwrap(), 0);
    let key = Key::random().unwrap();
    let mut journal = Journal::create(&*slot, &key, device(), 1).unwrap();
    journal.append(&[act(1)]).unwrap();
    assert_eq!(waiting(&*slot).unwrap(), 1);
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever happens to the bytes: no panic, and the entries are a prefix of what was written.
    #[test]
    fn damage_never_alters_an_entry(cut in any::<prop::sample::Index>(), flips in prop::collection::vec((any::<prop::sample::Index>(), 0u8..8), 0..4), truncate in any::<bool>()) {
        let key = Key::random().unwrap();
        let disk = filled(&key);
        let whole = disk.bytes();
        let id = read_header(&whole, &here()).unwrap();
        let written = replay(&whole, HEADER, &key, &id).entries;
        let mut bytes = whole.clone();
        for (at, bit) in flips {
            let at = at.index(bytes.len() - HEADER) + HEADER;
            bytes[at] ^= 1 << bit;
        }
        if truncate {
            bytes.truncate(cut.index(bytes.len()));
        }
        let found = replay(&bytes, HEADER, &key, &id);
        prop_assert!(found.entries.len() <= written.len());
        prop_assert_eq!(&found.entries[..], &written[..found.entries.len()]);
        if bytes == whole {
            prop_assert_eq!(found.entries.len(), written.len());
        }
        let _ = Journal::resume(Fake::holding(&bytes).boxed(), here(), &key);
    }

    /// Frames can't be moved inside a journal nor copied into another one.
    #[test]
    fn a_frame_is_bound_to_its_place(shift in 1usize..200) {
        let key = Key::random().unwrap();
        let whole = filled(&key).bytes();
        let id = read_header(&whole, &here()).unwrap();
        let mut moved = whole[..HEADER].to_vec();
        moved.resize(HEADER + shift, 0);
        moved.extend_from_slice(&whole[HEADER..]);
        prop_assert!(replay(&moved, HEADER + shift, &key, &id).entries.is_empty());
        prop_assert!(replay(&whole, HEADER, &key, &[9; 16]).entries.is_empty());
    }
}
