//! The tests are tested: each deliberate fault is caught, and without one nothing is.
//!
//! `cargo test --features faults --test faults -- --nocapture` prints which fault is caught by which rule, at which seed.

#[path = "simulation/mod.rs"]
#[allow(dead_code, reason = "the simulation's own test uses the rest")]
mod simulation;

use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use reestr::fault::{self, Fault};
use simulation::world::run;

/// A fault that so many seeds don't show is not caught.
const MOST: u64 = 400;
/// Seeds that have to pass without a fault.
const SOUND: u64 = 20;

/// What a seed breaks under a fault.
fn finding(fault: Option<Fault>, seed: u64) -> Option<String> {
    fault::set(fault);
    let ran = panic::catch_unwind(AssertUnwindSafe(|| run(seed)));
    fault::set(None);
    match ran {
        Ok(run) => run
            .broken
            .first()
            .map(|broken| broken.rule.text().to_owned()),
        Err(_) => Some("a run goes to its end".to_owned()),
    }
}

fn first_finding(fault: Fault) -> Option<(u64, String)> {
    // What a seed breaks without the fault, too, is not the fault's.
    (0..MOST).find_map(|seed| {
        let found = finding(Some(fault), seed)?;
        finding(None, seed).is_none().then_some((seed, found))
    })
}

/// Does `work` for each item, on all cores, and gives what came of it in the order of items.
fn on_all_cores<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let workers = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(place) else { return };
                    let result = work(item);
                    done.lock().unwrap().push((place, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[test]
fn every_fault_is_caught() {
    // Faults make parts give up, which is what is looked for: their words would drown the table.
    panic::set_hook(Box::new(|_| {}));
    let found = on_all_cores(&Fault::ALL, |fault| first_finding(*fault));
    let _ = panic::take_hook();
    println!(
        "{:<30} | {:<55} | {:>4} | after",
        "fault", "caught by", "seed"
    );
    let mut missed = Vec::new();
    for (fault, found) in Fault::ALL.into_iter().zip(found) {
        if let Some((seed, rule)) = found {
            println!("{fault:<30} | {rule:<55} | {seed:>4} | {} runs", seed + 1);
        } else {
            println!("{fault:<30} | {:<55} | {:>4} | {MOST} runs", "nothing", "");
            missed.push(fault);
        }
    }
    assert!(missed.is_empty(), "not caught: {missed:?}");
}

#[test]
fn without_a_fault_nothing_is_found() {
    let seeds: Vec<u64> = (0..SOUND).collect();
    let found = on_all_cores(&seeds, |seed| finding(None, *seed));
    for (seed, finding) in seeds.iter().zip(found) {
        assert_eq!(finding, None, "seed {seed}");
    }
}
