//! Leases at the store: fences in envelopes, holders over a restart, cards that go with their lease.

use super::*;
use crate::api::sync::{Held, Holder, Lease};

fn card(serial: u32) -> RevealedCard {
    RevealedCard {
        application: number(serial),
        card: crate::domain::samples::card(),
        alike: Vec::new(),
    }
}

fn leased(serials: &[u32]) -> SyncAnswer {
    let lease = |serial: &u32| Lease {
        application: number(*serial),
        fence: u64::from(*serial) + 10,
        until_ms: 300_000,
    };
    SyncAnswer {
        leases: serials.iter().map(lease).collect(),
        ..SyncAnswer::default()
    }
}

fn held(serial: u32, clerk: Option<u32>) -> SyncAnswer {
    let by = clerk.map(|clerk| Holder {
        clerk: ClerkId(clerk),
        name: "Вера".into(),
        until_ms: 300_000,
    });
    let application = number(serial);
    SyncAnswer {
        deltas: vec![Delta {
            held: vec![Held { application, by }],
            ..Delta::empty(Scope::Municipality(MunicipalityCode(1)), 3)
        }],
        ..SyncAnswer::default()
    }
}

#[test]
fn an_act_bears_the_fence_of_the_lease_while_it_is_known() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    assert_eq!(bench.give(1, 1, verify()).envelope.fence, None);
    bench.take_in(leased(&[1, 2]), Vec::new());
    let act = bench.give(1, 1, accept()).envelope;
    assert_eq!((act.fence, &act.hash), (Some(11), &act.digest()));
    assert_eq!(bench.give(3, 1, verify()).envelope.fence, None);
    bench.take_in(leased(&[2]), Vec::new());
    assert_eq!(bench.give(1, 1, Command::Activate).envelope.fence, None);
}

#[test]
fn a_card_comes_before_anything_is_told_and_goes_with_its_lease() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    bench.take_in(leased(&[1]), vec![card(1)]);
    bench.ask(Request::Card {
        application: number(1),
    });
    assert!(matches!(bench.event(), Event::Card(c) if *c == card(1)));
    bench.take_in(leased(&[]), Vec::new());
    bench.ask(Request::Card {
        application: number(1),
    });
    assert!(matches!(bench.event(), Event::CardWanted { .. }));
}

#[test]
fn what_others_hold_is_told_and_outlasts_a_restart_until_its_time() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    let mine = bench.take_in(held(1, Some(5)), Vec::new());
    assert!(!mine.iter().any(|event| matches!(event, Event::Held(_))));
    let told = bench.take_in(held(2, Some(6)), Vec::new());
    let Some(Event::Held(all)) = told.iter().find(|e| matches!(e, Event::Held(_))) else {
        panic!("{told:?}")
    };
    assert_eq!((all.len(), all[0].application), (1, number(2)));
    assert_eq!(all[0].until, at() + chrono::Duration::minutes(5));
    bench.stop();
    let bench = Bench::start(data.path());
    assert_eq!(unlocked(bench.unlock("один")).held.len(), 1);
    bench.event();
    *bench.now.lock().unwrap() += chrono::Duration::minutes(5);
    bench.ask(Request::Contact);
    assert!(matches!(bench.event(), Event::Held(all) if all.is_empty()));
}
