//! What is held in memory of what the register has applied.

use super::*;
use crate::api::epoch::EpochAnswer;
use crate::store::journal::applied::MOST;

fn versions(journal: &Journal) -> Vec<(u64, u64)> {
    let applied = journal.applied();
    applied.map(|a| (a.envelope.seq, a.version)).collect()
}

fn applied(seq: u64) -> Entry {
    result(seq, Outcome::Applied { version: seq + 1 })
}

#[test]
fn the_newest_applied_acts_outlast_a_start_and_a_rewrite() {
    let dir = tempfile::tempdir().unwrap();
    let slot = slot(dir.path());
    let key = Key::random().unwrap();
    let mut journal = Journal::create(&*slot, &key, device(), 1).unwrap();
    let last = MOST as u64 + 3;
    let acts: Vec<_> = (1..=last + 1).map(act).collect();
    journal.append(&acts).unwrap();
    let results: Vec<_> = (1..=last).map(applied).collect();
    journal.append(&results).unwrap();
    let newest: Vec<_> = (4..=last).map(|seq| (seq, seq + 1)).collect();
    assert_eq!(versions(&journal), newest);
    drop(journal);
    let mut journal = Journal::open(&*slot, &key, now()).unwrap();
    assert_eq!(versions(&journal), newest);
    journal.rewrite(&*slot, now()).unwrap();
    assert_eq!(versions(&journal), newest);
    drop(journal);
    let journal = Journal::open(&*slot, &key, now()).unwrap();
    assert_eq!(versions(&journal), newest);
}

#[test]
fn under_another_name_nothing_counts_as_applied() {
    let dir = tempfile::tempdir().unwrap();
    let slot = slot(dir.path());
    let key = Key::random().unwrap();
    let mut journal = Journal::create(&*slot, &key, device(), 1).unwrap();
    journal.append(&[act(1), act(2), applied(1)]).unwrap();
    assert_eq!(versions(&journal), [(1, 2)]);
    let answer = EpochAnswer {
        device: device().id,
        epoch: device().epoch + 1,
        taken: Vec::new(),
    };
    journal
        .renew(&*slot, Mismatch::LostTail, &answer, None, now())
        .unwrap();
    assert_eq!(versions(&journal), []);
    drop(journal);
    let mut journal = Journal::open(&*slot, &key, now()).unwrap();
    assert_eq!(versions(&journal), []);
    journal.append(&[applied(1)]).unwrap();
    assert_eq!(versions(&journal), [(1, 2)]);
}
