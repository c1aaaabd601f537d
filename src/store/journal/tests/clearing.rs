//! What is taken back, and cut off while it is.

use super::*;

#[test]
fn wherever_the_clearing_of_a_batch_is_cut_off_the_journal_opens() {
    let key = Key::random().unwrap();
    let batch = [act(4), act(5), act(6)];
    let len = {
        let mut journal = Journal::resume(filled(&key).boxed(), here(), &key).unwrap();
        let before = journal.end;
        journal.append(&batch).unwrap();
        (journal.end - before) as usize
    };
    for cleared in 0..=len {
        let disk = filled(&key);
        let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
        disk.inner().once = Some("sync");
        disk.inner().left = Some(len + cleared);
        assert!(journal.append(&batch).is_err());
        assert_eq!(journal.broken, cleared < len, "{cleared} of {len}");
        disk.inner().left = None;
        let again = Journal::resume(disk.boxed(), here(), &key).unwrap();
        let found = seqs(&again);
        let whole = [2, 3, 4, 5, 6].starts_with(&found);
        assert!(whole && found.starts_with(&[2, 3]), "{cleared}: {found:?}");
        match cleared {
            0 => assert_eq!(found.len(), 5, "nothing was cleared"),
            _ => assert!(cleared < len || found.len() == 2, "all was cleared"),
        }
    }
}

#[test]
fn what_a_full_disk_could_not_clear_is_cleared_before_the_next_act() {
    let key = Key::random().unwrap();
    let disk = filled(&key);
    let mut journal = Journal::resume(disk.boxed(), here(), &key).unwrap();
    disk.inner().failing = vec![("sync", FULL)];
    assert!(
        journal
            .append(&[act(4), act(5)])
            .is_err_and(|e| e.is_full())
    );
    disk.inner().failing.clear();
    disk.calls();
    journal.append(&[act(4)]).unwrap();
    assert_eq!(
        disk.calls(),
        ["write", "sync", "write", "sync", "write", "sync", "write"],
        "the last frame first, each for itself"
    );
    let again = Journal::resume(disk.boxed(), here(), &key).unwrap();
    assert_eq!(seqs(&again), [2, 3, 4]);
}
