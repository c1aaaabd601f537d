//! Hand-made histories: a good one passes, and each bad one breaks its own rule.

use std::time::Duration;

use reestr::api::sync::{Outcome, Scope};
use reestr::domain::{ApplicationNumber, MunicipalityCode, Refusal};
use uuid::Uuid;

use super::{Rule, check};
use crate::simulation::history::{Act, Copy, Desk, Event, Moment, Name, Wrote};

const HERE: Desk = Desk(0);
const APPLIED: Outcome = Outcome::Applied { version: 2 };

fn id(n: u8) -> Uuid {
    Uuid::from_bytes([n; 16])
}

fn name(epoch: u32) -> Name {
    let device = id(200);
    Name { device, epoch }
}

fn target() -> ApplicationNumber {
    ApplicationNumber::new(MunicipalityCode(1), 2026, 7)
}

fn scope() -> Scope {
    Scope::Municipality(MunicipalityCode(1))
}

fn act(n: u8) -> Act {
    Act {
        id: id(n),
        target: target().into(),
        code: "verify",
        changes: true,
        after: false,
        fence: None,
        leased: None,
    }
}

fn saved(act: Act) -> Event {
    Event::Saved { desk: HERE, act }
}

fn result(n: u8, seq: u64, outcome: Outcome) -> Wrote {
    Wrote::Result {
        name: name(1),
        seq,
        id: id(n),
        target: target().into(),
        outcome,
    }
}

fn audit(n: u8) -> Wrote {
    Wrote::Audit {
        id: id(n),
        target: Some(target().into()),
        applied: true,
    }
}

fn change(version: u64) -> Wrote {
    Wrote::Change {
        target: target().into(),
        version,
        by_clerk: true,
    }
}

fn committed(rows: Vec<Wrote>) -> Event {
    Event::Committed { rows }
}

/// The whole effect of act `n` that brings `version`.
fn takes(n: u8, seq: u64, version: u64) -> Event {
    let outcome = Outcome::Applied { version };
    committed(vec![change(version), audit(n), result(n, seq, outcome)])
}

fn refuses(n: u8, seq: u64) -> Event {
    refuses_for(n, seq, Refusal::NotFound)
}

fn refuses_for(n: u8, seq: u64, why: Refusal) -> Event {
    committed(vec![result(n, seq, Outcome::Refused { why })])
}

fn lease(fence: u64, device: u8) -> Event {
    committed(vec![Wrote::Lease {
        application: target(),
        fence,
        device: id(device),
    }])
}

fn rules(events: Vec<Event>) -> Vec<Rule> {
    let history: Vec<_> = events
        .into_iter()
        .enumerate()
        .map(|(second, event)| Moment {
            at: Duration::from_secs(second as u64),
            event,
        })
        .collect();
    check(&history)
        .into_iter()
        .map(|broken| broken.rule)
        .collect()
}

fn copy(digest: u64) -> Copy {
    Copy {
        target: target().into(),
        version: 2,
        digest,
    }
}

fn rests(waiting: usize, connected: bool, digest: u64) -> Event {
    Event::Rests {
        desk: HERE,
        waiting,
        connected,
        copies: vec![copy(digest)],
    }
}

#[test]
fn a_good_history_breaks_nothing() {
    let told = Event::Told {
        desk: HERE,
        id: id(1),
        outcome: APPLIED,
    };
    let counter = |value| Wrote::Counter {
        scope: scope(),
        value,
    };
    let asked = |cursor| Event::Asked {
        desk: HERE,
        scope: scope(),
        cursor,
    };
    let answered = Event::Answered {
        desk: HERE,
        scope: scope(),
        cursor: 2,
        reset: false,
    };
    let after = Act {
        after: true,
        fence: Some(2),
        ..act(2)
    };
    let holds = Event::Holds {
        desk: HERE,
        copies: vec![copy(5)],
    };
    let good = vec![
        Event::Started { desk: HERE },
        lease(1, 1),
        lease(1, 1),
        lease(2, 9),
        saved(act(1)),
        saved(after),
        asked(0),
        committed(vec![counter(1)]),
        takes(1, 1, 2),
        committed(vec![counter(2)]),
        takes(2, 2, 3),
        answered,
        asked(2),
        told,
        saved(act(3)),
        refuses(3, 3),
        rests(0, true, 5),
        holds,
    ];
    assert_eq!(rules(good), []);
}

#[test]
fn an_act_that_no_answer_names_is_lost() {
    assert_eq!(rules(vec![saved(act(1))]), [Rule::Kept]);
    let found = Event::Found {
        desk: HERE,
        act: act(1),
    };
    assert_eq!(rules(vec![found]), []);
    let told_only = committed(vec![audit(1), result(1, 1, APPLIED)]);
    assert_eq!(rules(vec![saved(act(1)), told_only]), [Rule::Kept]);
}

#[test]
fn what_a_journal_loses_by_being_put_back_is_no_fault_of_the_program() {
    let copied = Event::JournalCopied { desk: HERE };
    let put_back = Event::JournalPutBack { desk: HERE };
    let history = |first: Event| vec![first, copied.clone(), saved(act(2)), put_back.clone()];
    assert_eq!(rules(history(Event::Started { desk: HERE })), []);
    assert_eq!(rules(history(saved(act(1)))), [Rule::Kept]);
}

#[test]
fn what_the_register_loses_by_being_put_back_has_to_come_again() {
    let lost = vec![
        Event::BackedUp,
        saved(act(1)),
        takes(1, 1, 2),
        Event::PutBack,
    ];
    assert_eq!(rules(lost.clone()), [Rule::Kept]);
    let mut again = lost;
    again.push(takes(1, 1, 2));
    assert_eq!(rules(again), []);
    let refused = vec![
        Event::BackedUp,
        saved(act(1)),
        refuses(1, 1),
        Event::PutBack,
    ];
    assert_eq!(rules(refused), []);
}

#[test]
fn an_effect_that_comes_twice_is_seen_in_either_count() {
    let twice = committed(vec![audit(1)]);
    assert_eq!(
        rules(vec![saved(act(1)), takes(1, 1, 2), twice]),
        [Rule::Once]
    );
    let silent = committed(vec![change(3)]);
    assert_eq!(
        rules(vec![saved(act(1)), takes(1, 1, 2), silent]),
        [Rule::Once]
    );
    let both = vec![
        saved(act(1)),
        saved(act(2)),
        takes(1, 1, 2),
        committed(vec![audit(2), result(2, 2, APPLIED)]),
    ];
    assert_eq!(rules(both), [Rule::Once]);
}

#[test]
fn an_effect_without_a_row_in_the_audit_is_seen() {
    let silent = committed(vec![change(2), result(1, 1, APPLIED)]);
    assert_eq!(rules(vec![saved(act(1)), silent]), [Rule::Audited]);
}

#[test]
fn a_refused_act_that_did_something_is_seen() {
    let applied = committed(vec![audit(1)]);
    let history = vec![saved(act(1)), refuses(1, 1), applied];
    assert_eq!(rules(history), [Rule::NoEffectOfRefused]);
}

#[test]
fn another_order_is_seen() {
    let history = vec![saved(act(1)), saved(act(2)), takes(2, 1, 2), takes(1, 2, 3)];
    assert_eq!(rules(history), [Rule::Ordered]);
    let gap = vec![saved(act(1)), takes(1, 2, 2)];
    assert_eq!(rules(gap), [Rule::Ordered]);
}

#[test]
fn an_act_on_a_refused_one_is_seen() {
    let after = Act {
        after: true,
        ..act(2)
    };
    let history = |first: Event| vec![saved(act(1)), saved(after.clone()), first, takes(2, 2, 3)];
    assert_eq!(rules(history(refuses(1, 1))), [Rule::NotOnRefused]);
    assert_eq!(rules(history(takes(1, 1, 2))), []);
}

#[test]
fn fences_that_stand_still_or_hold_nothing_back_are_seen() {
    assert_eq!(rules(vec![lease(1, 1), lease(1, 2)]), [Rule::FenceGrows]);
    assert_eq!(rules(vec![lease(2, 1), lease(1, 1)]), [Rule::FenceGrows]);
    let fenced = |fence| Act {
        fence: Some(fence),
        ..act(1)
    };
    let history = |fence| vec![lease(2, 1), saved(fenced(fence)), takes(1, 1, 2)];
    assert_eq!(rules(history(1)), [Rule::FenceHolds]);
    assert_eq!(rules(history(2)), []);
}

#[test]
fn counters_and_marks_that_go_back_are_seen_except_with_the_register() {
    let counter = |value| {
        committed(vec![Wrote::Counter {
            scope: scope(),
            value,
        }])
    };
    let mark = |value| {
        committed(vec![Wrote::HighWater {
            name: name(1),
            value,
        }])
    };
    assert_eq!(rules(vec![counter(5), counter(5)]), [Rule::CountersGrow]);
    assert_eq!(rules(vec![mark(5), mark(4)]), [Rule::CountersGrow]);
    let put_back = vec![
        counter(4),
        Event::BackedUp,
        counter(5),
        Event::PutBack,
        counter(5),
    ];
    assert_eq!(rules(put_back), []);
}

#[test]
fn a_closed_name_that_is_served_is_seen() {
    let renamed = Wrote::Renamed {
        name: Name {
            epoch: name(1).epoch + 1,
            ..name(1)
        },
    };
    let served = |asked| Event::Served {
        name: name(1),
        asked: Duration::from_secs(asked),
    };
    let long_after = 1_000;
    let history = |asked| vec![committed(vec![renamed.clone()]), served(asked)];
    assert_eq!(rules(history(long_after)), [Rule::NamesClose]);
    assert_eq!(rules(history(0)), []);
    let put_back = vec![
        Event::BackedUp,
        committed(vec![renamed.clone()]),
        Event::PutBack,
        served(long_after),
    ];
    assert_eq!(rules(put_back), []);
}

#[test]
fn cursors_that_go_back_or_too_far_are_seen() {
    let asked = |cursor| Event::Asked {
        desk: HERE,
        scope: scope(),
        cursor,
    };
    let answered = |reset| Event::Answered {
        desk: HERE,
        scope: scope(),
        cursor: 3,
        reset,
    };
    let counter = committed(vec![Wrote::Counter {
        scope: scope(),
        value: 3,
    }]);
    assert_eq!(rules(vec![asked(3), asked(2)]), [Rule::CursorsGrow]);
    assert_eq!(rules(vec![answered(false)]), [Rule::CursorsGrow]);
    assert_eq!(rules(vec![counter, asked(3), answered(true), asked(2)]), []);
    let started = Event::Started { desk: HERE };
    assert_eq!(rules(vec![asked(3), started, asked(2)]), []);
}

#[test]
fn what_nobody_said_or_gave_is_seen() {
    let told = Event::Told {
        desk: HERE,
        id: id(1),
        outcome: Outcome::Applied { version: 9 },
    };
    let history = vec![saved(act(1)), takes(1, 1, 2), told];
    assert_eq!(rules(history), [Rule::ToldAsSaid]);
    let strange = vec![refuses(4, 1)];
    assert_eq!(rules(strange), [Rule::Known]);
}

#[test]
fn desks_that_do_not_come_to_rest_are_seen() {
    let holds = Event::Holds {
        desk: HERE,
        copies: vec![copy(5)],
    };
    let end = |rests: Event| rules(vec![rests, holds.clone()]);
    assert_eq!(end(rests(0, true, 5)), []);
    assert_eq!(end(rests(1, true, 5)), [Rule::Drains]);
    assert_eq!(end(rests(0, false, 5)), [Rule::Drains]);
    assert_eq!(end(rests(0, true, 6)), [Rule::CacheIsRegister]);
    let leaked = Event::Leaked {
        desk: HERE,
        what: "a name",
    };
    assert_eq!(rules(vec![leaked]), [Rule::NothingPersonal]);
}

#[test]
fn a_number_that_is_given_twice_is_found() {
    let submit = |n| Act {
        code: "submit",
        ..act(n)
    };
    let twice = |between: Option<Event>| {
        let first = [saved(submit(1)), takes(1, 1, 2)];
        let second = [saved(submit(2)), refuses_for(2, 2, Refusal::NumberTaken)];
        let events = first.into_iter().chain(between).chain(second);
        rules(events.collect())
    };
    assert_eq!(twice(None), [Rule::NumberOnce]);
    let other = Act {
        target: ApplicationNumber::new(MunicipalityCode(1), 2026, 8).into(),
        ..submit(2)
    };
    let apart = vec![
        saved(submit(1)),
        takes(1, 1, 2),
        saved(other),
        refuses_for(2, 2, Refusal::NumberTaken),
    ];
    assert!(rules(apart).is_empty());
    let for_another_reason = vec![saved(submit(1)), refuses(1, 1)];
    assert_eq!(rules(for_another_reason), [Rule::NumberOnce]);
    assert!(twice(Some(Event::JournalCopied { desk: HERE })) == [Rule::NumberOnce]);
}
