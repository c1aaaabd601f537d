//! Stores that were copied or put back: their numbers are burnt, and others come; and numbers that go back to the register.

use std::fs;
use std::path::PathBuf;

use super::adoption::copy;
use super::supplies::{
    HERE, again, block, cache, creator, left, opened, outbox, serials, with_numbers,
};
use super::*;
use crate::api::sync::{JournalRange, NumberBlock, NumbersBack};
use crate::domain::{Capabilities, Capability};
use crate::store::act::{Burnt, Device};
use crate::store::fixture::submit;

fn slot(data: &Path, n: usize) -> PathBuf {
    Files::new(data.to_owned()).slots("anna")[n].clone()
}

fn range() -> JournalRange {
    JournalRange {
        year: 2026,
        next: 41,
        last: 60,
    }
}

/// A store with the numbers 5 to 9 and 41 to 60 of the journal.
fn stocked(data: &Path) -> Bench {
    let bench = opened(data);
    let answer = SyncAnswer {
        journal: Some(range()),
        now: at(),
        ..SyncAnswer::default()
    };
    bench.take_in(answer, Vec::new());
    bench
}

/// Puts a file or a directory in the place of another.
fn put(from: &Path, to: &Path) {
    if from.is_dir() {
        let _ = fs::remove_dir_all(to);
        copy(from, to);
    } else {
        fs::copy(from, to).unwrap();
    }
}

/// What a store gives that lost its numbers: none, and why. Others come, and outlast a start.
fn burnt(data: &Path, why: Burnt) {
    let (bench, all) = again(data);
    assert_eq!((serials(&all.numbers), all.journal), (vec![], None));
    assert_eq!((all.stock.burnt, all.stock.journal), (Some(why), 0));
    bench.stop();
    let (bench, all) = again(data);
    assert_eq!(all.stock.burnt, Some(why), "told until others come");
    let outbox = outbox(&bench, creator(0));
    assert_eq!((outbox.numbers_left, outbox.journal_left), (Some(0), 0));
    assert_eq!(outbox.numbers_after, None, "those are not asked for again");
    assert!(outbox.numbers_back.is_empty(), "nor do they go back");
    let told = bench.take_in(with_numbers(block(30, 2)), Vec::new());
    assert!(matches!(
        told[..],
        [
            Event::Numbers(_),
            Event::Stock(stock),
            Event::Absorbed(Some(_))
        ] if stock.burnt.is_none()
    ));
    bench.stop();
    let (bench, all) = again(data);
    assert_eq!(serials(&all.numbers), [30, 31]);
    assert_eq!(all.stock.burnt, None);
    bench.stop();
}

#[test]
fn a_copied_directory_has_burnt_its_numbers_and_the_first_one_goes_on() {
    let data = tempfile::tempdir().unwrap();
    stocked(data.path()).stop();
    let other = tempfile::tempdir().unwrap();
    copy(data.path(), other.path());
    burnt(other.path(), Burnt::OtherMachine);
    let (bench, all) = again(data.path());
    assert_eq!(serials(&all.numbers), [5, 6, 7, 8, 9]);
    assert_eq!((all.journal, all.stock.journal), (Some(range()), 20));
    bench.stop();
}

#[test]
fn a_directory_that_was_put_back_as_a_whole_has_burnt_its_numbers() {
    let data = tempfile::tempdir().unwrap();
    stocked(data.path()).stop();
    let backup = tempfile::tempdir().unwrap();
    put(&slot(data.path(), 0), backup.path());
    let (bench, _) = again(data.path());
    bench.give(5, 0, submit(5));
    bench.stop();
    put(backup.path(), &slot(data.path(), 0));
    burnt(data.path(), Burnt::OtherMachine);
}

#[test]
fn parts_that_were_put_back_while_the_line_is_down_show_by_what_the_others_know() {
    for parts in [&["outbox"][..], &["outbox", "cache"]] {
        let data = tempfile::tempdir().unwrap();
        let bench = stocked(data.path());
        bench.give(1, 1, verify());
        bench.stop();
        let backup = tempfile::tempdir().unwrap();
        let here = slot(data.path(), 0);
        for part in parts {
            put(&here.join(part), &backup.path().join(part));
        }
        let (bench, _) = again(data.path());
        bench.give(5, 0, submit(5));
        bench.give(6, 0, submit(6));
        bench.stop();
        for part in parts {
            put(&backup.path().join(part), &here.join(part));
        }
        burnt(data.path(), Burnt::PutBack);
    }
}

#[test]
fn without_the_file_that_binds_them_numbers_are_nobodys() {
    let data = tempfile::tempdir().unwrap();
    stocked(data.path()).stop();
    fs::remove_file(slot(data.path(), 0).join("bond")).unwrap();
    burnt(data.path(), Burnt::PutBack);
}

#[test]
fn a_cache_of_before_a_burning_brings_no_number_back() {
    let data = tempfile::tempdir().unwrap();
    stocked(data.path()).stop();
    let here = slot(data.path(), 0);
    let older = tempfile::tempdir().unwrap();
    put(&cache(data.path()), &older.path().join("cache"));
    fs::copy(here.join("outbox"), older.path().join("outbox")).unwrap();
    let (bench, _) = again(data.path());
    bench.give(5, 0, submit(5));
    bench.stop();
    put(&older.path().join("outbox"), &here.join("outbox"));
    let (bench, all) = again(data.path());
    assert_eq!(all.stock.burnt, Some(Burnt::PutBack));
    // The journal goes past where it was, so that its length tells nothing any more.
    for _ in 0..3 {
        bench.give(1, 1, verify());
    }
    bench.stop();
    put(&older.path().join("cache"), &cache(data.path()));
    burnt(data.path(), Burnt::PutBack);
}

#[test]
fn an_older_cache_is_good_as_long_as_the_journal_knows_what_was_used_since() {
    let data = tempfile::tempdir().unwrap();
    stocked(data.path()).stop();
    let older = tempfile::tempdir().unwrap();
    put(&cache(data.path()), &older.path().join("cache"));
    let (bench, _) = again(data.path());
    bench.give(5, 0, submit(5));
    bench.stop();
    put(&older.path().join("cache"), &cache(data.path()));
    let (bench, all) = again(data.path());
    assert_eq!(serials(&all.numbers), [6, 7, 8, 9]);
    bench.stop();
    // A journal that was written anew may have forgotten acts that bore numbers.
    let slot = Files::new(data.path().to_owned())
        .find("anna")
        .unwrap()
        .unwrap();
    let key = crate::store::header::Header::read(&*slot)
        .unwrap()
        .unwrap()
        .key
        .open(&Secret("один".into()))
        .unwrap();
    let mut journal = crate::store::journal::Journal::open(&*slot, &key, at()).unwrap();
    journal.rewrite(&*slot, at()).unwrap();
    drop((journal, slot));
    let (bench, all) = again(data.path());
    assert_eq!(serials(&all.numbers), [6, 7, 8, 9], "the cache knows them");
    bench.stop();
    put(&older.path().join("cache"), &cache(data.path()));
    burnt(data.path(), Burnt::PutBack);
}

#[test]
fn under_another_name_the_journal_has_no_number_of_before() {
    let data = tempfile::tempdir().unwrap();
    let bench = stocked(data.path());
    bench.ask(Request::Renew {
        why: Mismatch::OldEpoch,
        answer: Box::new(EpochAnswer {
            device: Uuid::from_u128(1),
            epoch: 2,
            taken: Vec::new(),
        }),
    });
    let all = unlocked(bench.event());
    assert_eq!((serials(&all.numbers), all.journal), (vec![], None));
    assert_eq!(all.stock.burnt, None, "the renewal tells it");
    assert!(matches!(bench.event(), Event::Renewed(_)));
    bench.stop();
    let (bench, all) = again(data.path());
    assert_eq!((serials(&all.numbers), all.journal), (vec![], None));
    bench.stop();
}

fn runs(back: &[NumbersBack]) -> Vec<(Device, u32, u32)> {
    let run = |back: &NumbersBack| {
        let device = Device {
            id: back.device,
            epoch: back.epoch,
        };
        let run = back.block.run();
        (device, run.first, run.count)
    };
    back.iter().map(run).collect()
}

fn device(n: u128) -> Device {
    Device {
        id: Uuid::from_u128(n),
        epoch: 1,
    }
}

#[test]
fn numbers_of_a_past_year_go_back_until_the_register_has_them() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    bench.give(6, 0, submit(6));
    let new_year = |back: Vec<_>| SyncAnswer {
        now: at() + chrono::Duration::days(365),
        numbers_back: back,
        ..SyncAnswer::default()
    };
    let told = bench.take_in(new_year(Vec::new()), Vec::new());
    let Some(Event::Absorbed(Some(absorbed))) = told.last() else {
        panic!("{told:?}");
    };
    let wanted = [(device(1), 5, 1), (device(1), 7, 3)];
    assert_eq!(runs(&absorbed.numbers_back), wanted);
    assert_eq!(absorbed.numbers_after, Some(1));
    bench.stop();
    let (bench, all) = again(data.path());
    assert!(all.numbers.is_empty());
    let waiting = outbox(&bench, creator(0)).numbers_back;
    assert_eq!(runs(&waiting), wanted);
    let came = waiting.iter().take(1).map(|back| back.block.run());
    bench.take_in(new_year(came.collect()), Vec::new());
    bench.stop();
    let (bench, _) = again(data.path());
    let waiting = outbox(&bench, creator(0)).numbers_back;
    assert_eq!(runs(&waiting), [(device(1), 7, 3)]);
    bench.stop();
}

#[test]
fn a_clerk_who_fills_in_no_more_gives_all_numbers_back() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    let mut reader = creator(0);
    reader.profile.capabilities = Capabilities::default();
    bench.admit("один", reader, Wanted::Behind);
    assert!(matches!(bench.event(), Event::Profile(_)));
    let Event::Admitted(Ok(outbox)) = bench.event() else {
        panic!("nothing differs");
    };
    assert_eq!(outbox.numbers_left, None);
    assert_eq!(runs(&outbox.numbers_back), [(device(1), 5, 5)]);
    bench.stop();
    let (bench, all) = again(data.path());
    assert!(all.numbers.is_empty());
    bench.stop();
}

#[test]
fn numbers_of_a_session_that_was_adopted_go_back_under_its_name() {
    let data = tempfile::tempdir().unwrap();
    let first = opened(data.path());
    let second = Bench::start(data.path());
    let mut answer = login(2, 0);
    let rights = answer.profile.capabilities;
    answer.profile.capabilities = rights.with(Capability::ApplicationCreate);
    second.first_as("один", answer);
    let theirs = NumberBlock {
        municipality: HERE,
        ..block(20, 4)
    };
    assert_eq!(
        left(&second.take_in(with_numbers(theirs), Vec::new())),
        Some(4)
    );
    second.give(21, 0, submit(21));
    second.stop();
    first.stop();
    let (bench, all) = again(data.path());
    assert_eq!(serials(&all.numbers), [5, 6, 7, 8, 9]);
    let waiting = outbox(&bench, creator(0)).numbers_back;
    assert_eq!(runs(&waiting), [(device(2), 20, 1), (device(2), 22, 2)]);
    bench.stop();
    let (bench, _) = again(data.path());
    let waiting = outbox(&bench, creator(0)).numbers_back;
    assert_eq!(waiting.len(), 2, "that outlasts a start");
    bench.stop();
}
