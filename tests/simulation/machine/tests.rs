//! What a crash leaves.

use std::collections::BTreeSet;

use reestr::store::ground::Small;

use super::{Chance, End, Machine};

fn machine(seed: u64) -> Machine {
    let machine = Machine::new(Chance::new(seed));
    let slot = machine.ground().create("anna").unwrap();
    let mut disk = slot.fresh_journal().unwrap();
    disk.write_at(0, b"first").unwrap();
    disk.sync().unwrap();
    slot.put_journal().unwrap();
    slot.replace(Small::Header, b"header").unwrap();
    machine
}

fn journal(machine: &Machine) -> Vec<u8> {
    let slot = machine.ground().find("anna").unwrap().unwrap();
    slot.journal().unwrap().unwrap().read_all().unwrap()
}

#[test]
fn what_was_synced_stays_and_what_was_not_is_kept_lost_or_torn() {
    let mut seen = BTreeSet::new();
    for seed in 0..200 {
        let machine = machine(seed);
        let slot = machine.ground().find("anna").unwrap().unwrap();
        slot.journal()
            .unwrap()
            .unwrap()
            .write_at(5, b"second")
            .unwrap();
        drop(slot);
        machine.end(End::Killed);
        assert_eq!(journal(&machine), b"firstsecond");
        machine.end(End::PowerCut);
        let left = journal(&machine);
        assert!(b"firstsecond".starts_with(&left) && left.starts_with(b"first"));
        seen.insert(left.len());
    }
    assert_eq!(seen.len(), "second".len() + 1);
}

#[test]
fn a_machine_that_fails_in_the_middle_counts_nothing_behind() {
    let machine = machine(3);
    let slot = machine.ground().find("anna").unwrap().unwrap();
    let mut disk = slot.journal().unwrap().unwrap();
    machine.fail_after(1);
    disk.write_at(5, b"second").unwrap();
    assert!(!machine.failed());
    assert!(disk.sync().is_err());
    assert!(machine.failed());
    assert!(disk.write_at(11, b"third").is_err() && disk.sync().is_err());
    assert!(slot.replace(Small::Header, b"other").is_err());
    drop((disk, slot));
    machine.end(End::Killed);
    assert!(!machine.failed());
    let left = journal(&machine);
    assert!(b"firstsecond".starts_with(&left), "{left:?}");
    let slot = machine.ground().find("anna").unwrap().unwrap();
    assert_eq!(slot.read(Small::Header).unwrap().unwrap(), b"header");
}

#[test]
fn a_slot_is_held_by_one_and_journals_can_be_put_back() {
    let machine = machine(4);
    let copy = machine.copy_journals();
    let held = machine.ground().find("anna").unwrap().unwrap();
    assert!(machine.ground().find("anna").unwrap().is_none());
    let mut disk = held.journal().unwrap().unwrap();
    disk.write_at(0, b"other").unwrap();
    disk.sync().unwrap();
    drop((disk, held));
    assert_eq!(journal(&machine), b"other");
    machine.put_journals_back(&copy);
    assert_eq!(journal(&machine), b"first");
}
