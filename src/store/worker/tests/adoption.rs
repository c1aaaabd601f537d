//! A slot that another session of the clerk left is adopted, whatever the adoption is broken off by.

use std::fs;
use std::path::PathBuf;

use super::*;
use crate::store::SHOWN;

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}

fn slots(data: &Path) -> Vec<PathBuf> {
    Files::new(data.to_owned()).slots("anna")
}

/// One act in the first slot; in the second one refused act, two that wait and follow one another, one that is over, and
/// a draft. Gives the ids in the order of adoption.
fn two_slots(data: &Path) -> Vec<Uuid> {
    let first = Bench::start(data);
    first.first();
    let second = Bench::start(data);
    second.first_as("один", login(2, 0));
    let own = first.give(1, 1, verify());
    second.give(9, 1, verify());
    let refused = second.give(2, 1, verify());
    let why = Refusal::DocumentsIncomplete;
    second.absorb(
        vec![
            (1, Outcome::Applied { version: 2 }),
            (2, Outcome::Refused { why }),
        ],
        Vec::new(),
    );
    let waiting = [second.give(3, 1, verify()), second.give(3, 1, accept())];
    second.ask(Request::Draft {
        key: "place".into(),
        text: "queue".into(),
    });
    second.stop();
    first.stop();
    let [verified, accepted] = waiting;
    [own, verified, accepted, refused]
        .map(|act| act.envelope.id)
        .to_vec()
}

fn opened(bench: &Bench) -> Unlocked {
    let all = unlocked(bench.unlock("один"));
    bench.event();
    all
}

fn ids(all: &Unlocked) -> Vec<Uuid> {
    all.acts.iter().map(|act| act.envelope.id).collect()
}

#[test]
fn what_a_session_left_is_in_the_outbox_of_the_next_one() {
    let data = tempfile::tempdir().unwrap();
    let given = two_slots(data.path());
    let bench = Bench::start(data.path());
    let all = opened(&bench);
    assert_eq!(ids(&all), given);
    let seqs: Vec<_> = all.acts.iter().map(|a| a.envelope.seq).collect();
    assert_eq!(seqs, [1, 2, 3, SHOWN]);
    assert_eq!(all.acts[2].envelope.base, Base::After(2));
    assert!(
        all.acts
            .iter()
            .all(|a| a.envelope.hash == a.envelope.digest())
    );
    assert_eq!(all.drafts, [("place".to_owned(), "queue".to_owned())]);
    assert!(!slots(data.path())[1].join("outbox").exists());
    bench.stop();
    // What the other device had got applied can still be sent again.
    let bench = Bench::start(data.path());
    assert_eq!(ids(&opened(&bench)), given);
    let answer = EpochAnswer {
        device: Uuid::from_u128(3),
        epoch: 1,
        taken: Vec::new(),
    };
    bench.ask(Request::Renew {
        why: Mismatch::OtherDevice,
        answer: Box::new(answer),
    });
    assert_eq!(unlocked(bench.event()).acts.len(), 5);
}

#[test]
fn an_adoption_that_breaks_off_loses_nothing_and_doubles_nothing() {
    let data = tempfile::tempdir().unwrap();
    let given = two_slots(data.path());
    let second = slots(data.path())[1].clone();
    let before = data.path().join("before");
    copy(&second, &before);
    let bench = Bench::start(data.path());
    assert_eq!(ids(&opened(&bench)), given);
    bench.stop();

    // Appended here, not yet cleared there.
    copy(&before, &second);
    let bench = Bench::start(data.path());
    assert_eq!(ids(&opened(&bench)), given);
    assert!(!second.join("slot.json").exists());
    // All of it has arrived at the register meanwhile.
    bench.absorb(
        (1..=3)
            .map(|seq| (seq, Outcome::Applied { version: 2 }))
            .collect(),
        Vec::new(),
    );
    bench.stop();
    copy(&before, &second);
    let bench = Bench::start(data.path());
    let all = opened(&bench);
    let again: Vec<_> = ids(&all)
        .into_iter()
        .filter(|id| !given.contains(id))
        .collect();
    assert!(
        again.is_empty(),
        "an act keeps its id, by which the register knows it"
    );
    bench.stop();

    // The header is gone and the rest is not: the slot is free, and a new store finds nothing of the old one.
    copy(&before, &second);
    fs::remove_file(second.join("slot.json")).unwrap();
    let first = Bench::start(data.path());
    opened(&first);
    let other = Bench::start(data.path());
    other.first_as("один", login(4, 0));
    assert_eq!(other.give(5, 1, verify()).envelope.seq, 1);
}

#[test]
fn every_cut_of_the_adopting_journal_leaves_each_act_in_one_of_the_slots() {
    let data = tempfile::tempdir().unwrap();
    let given = two_slots(data.path());
    let [first, second] = <[PathBuf; 2]>::try_from(slots(data.path())).unwrap();
    let before = data.path().join("before");
    copy(&second, &before);
    let old = fs::read(first.join("outbox")).unwrap();
    let bench = Bench::start(data.path());
    opened(&bench);
    bench.stop();
    let new = fs::read(first.join("outbox")).unwrap();
    let used = |bytes: &[u8]| bytes.iter().rposition(|b| *b != 0).unwrap() + 1;
    // The append was cut off: any part of it may lie on the disk, its superblock does not, and the other slot is whole.
    let (from, to) = (used(&old), used(&new));
    for cut in (from..to).step_by(211).chain([to]) {
        let mut bytes = new.clone();
        bytes[cut..].fill(0);
        bytes[..12_288].copy_from_slice(&old[..12_288]);
        fs::write(first.join("outbox"), bytes).unwrap();
        copy(&before, &second);
        let bench = Bench::start(data.path());
        let mut found = ids(&opened(&bench));
        found.sort();
        let mut all = given.clone();
        all.sort();
        assert_eq!(found, all, "cut at {cut}");
        bench.stop();
    }
}

#[test]
fn a_slot_that_is_open_elsewhere_or_has_another_password_is_left() {
    let data = tempfile::tempdir().unwrap();
    let first = Bench::start(data.path());
    first.first();
    let open = Bench::start(data.path());
    open.first_as("один", login(2, 0));
    open.give(1, 1, verify());
    let other = Bench::start(data.path());
    other.first_as("другой", login(3, 0));
    other.give(2, 1, verify());
    other.stop();
    first.stop();
    let first = Bench::start(data.path());
    assert!(opened(&first).acts.is_empty());
    assert!(slots(data.path())[2].join("slot.json").exists());
    assert_eq!(open.give(1, 1, accept()).envelope.seq, 2);
}
