//! The Nth call to the disk fails, for every N until a workload passes untouched: what was acknowledged stays, what was
//! refused never comes back as if it had been saved.

use std::collections::BTreeSet;

use reestr::api::sync::Outcome;
use reestr::domain::{ApplicationNumber, Refusal};
use reestr::store::Unlocked;
use reestr::store::worker::Request;

use crate::bench::{Bench, number, unlocked};
use crate::medium::{Fault, Image, Kind, Medium};

/// What was told of a workload.
#[derive(Default)]
struct Told {
    made: bool,
    saved: BTreeSet<ApplicationNumber>,
    refused: BTreeSet<ApplicationNumber>,
    /// The register's word came for these: they may be gone, or wait for it once more.
    over: BTreeSet<ApplicationNumber>,
}

/// Makes a store and works with it: acts, results of each kind, a dismissal, drafts.
fn work(bench: &mut Bench) -> Told {
    let mut told = Told::default();
    for _ in 0..2 {
        if unlocked(bench.make()).is_some() {
            told.made = true;
            break;
        }
    }
    if !told.made {
        return told;
    }
    let outcomes = [
        Outcome::Applied { version: 2 },
        Outcome::Refused {
            why: Refusal::DocumentsIncomplete,
        },
        Outcome::Already {
            version: 2,
            by: None,
        },
    ];
    let mut serial = 0;
    for outcome in outcomes {
        for _ in 0..2 {
            serial += 1;
            let target = number(serial);
            match bench.give(serial) {
                Ok(act) => {
                    told.saved.insert(target);
                    let seq = act.envelope.seq;
                    if serial % 2 == 0 {
                        told.over.insert(target);
                        bench.settle(seq, outcome.clone());
                        bench.ask(Request::Dismiss { seq });
                    }
                }
                Err(_) => {
                    told.refused.insert(target);
                }
            }
            bench.ask(Request::Draft {
                key: "place".into(),
                text: format!("{serial}"),
            });
        }
    }
    told
}

fn targets(opened: &Unlocked) -> BTreeSet<ApplicationNumber> {
    opened
        .acts
        .iter()
        .filter_map(|a| a.envelope.target.case())
        .collect()
}

/// One run with one fault; gives how many calls there were.
fn run(fault: Fault) -> usize {
    let medium = Medium::failing(fault);
    let mut bench = Bench::on(Box::new(medium.clone()));
    let told = work(&mut bench);
    let what = format!("{fault:?}");
    if told.made {
        let shown = targets(&unlocked(bench.unlock()).expect("it is open"));
        assert!(shown.is_disjoint(&told.refused), "{what}: shown as saved");
        let kept: BTreeSet<_> = told.saved.difference(&told.over).copied().collect();
        assert!(shown.is_superset(&kept), "{what}: not shown any more");
        if fault.sticky && !told.refused.is_empty() {
            assert!(bench.give(50).is_err(), "{what}: the disk still fails");
        }
    }
    let calls = medium.calls();
    medium.heal();
    for (from, image) in [
        ("the page cache", medium.seen()),
        ("the medium", medium.synced(&Image::default())),
    ] {
        let mut bench = Bench::on(Box::new(Medium::holding(&image)));
        let events = bench.unlock();
        let Some(opened) = unlocked(events) else {
            assert!(!told.made, "{what}: the store is gone from {from}");
            assert!(
                unlocked(bench.make()).is_some(),
                "{what}: and none can be made"
            );
            continue;
        };
        let found = targets(&opened);
        let kept: BTreeSet<_> = told.saved.difference(&told.over).copied().collect();
        assert!(
            found.is_superset(&kept),
            "{what}: {:?} are gone from {from}",
            kept.difference(&found)
        );
        // Where the disk fails for good, nobody can take back what may lie on it; the clerk was told to start again.
        if !fault.sticky {
            assert!(
                found.is_disjoint(&told.refused),
                "{what}: come back from {from}"
            );
        }
        bench.give(60).expect("a healed disk takes acts");
    }
    calls
}

#[test]
fn whichever_call_fails_what_was_acknowledged_is_kept_and_what_was_refused_is_not() {
    let mut runs = 0;
    for kind in [Kind::Broken, Kind::Full, Kind::Short] {
        for sticky in [false, true] {
            for at in 1.. {
                let calls = run(Fault { at, kind, sticky });
                runs += 1;
                if calls < at {
                    break;
                }
            }
        }
    }
    println!("{runs} runs");
    assert!(runs > 6 * 20, "only {runs} calls could fail");
}
