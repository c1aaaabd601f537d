//! The store thread, driven as the interface and the line drive it.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::*;
use crate::api::epoch::EpochAnswer;
use crate::api::personal::{PersonalSyncAnswer, RevealedCard};
use crate::api::recovery::{RecoverAnswer, RecoverRequest};
use crate::api::sync::{Base, CommandResult, Delta, Outcome, Scope, SyncAnswer};
use crate::domain::{ClerkId, Command, MunicipalityCode, Refusal};
use crate::store::act::{Act, Differs, Mismatch, Renewal, Ticket, Unlocked};
use crate::store::files::StoreError;
use crate::store::fixture::{accept, at, case, login, number, verify};
use crate::store::seal::Cost;

mod adoption;
mod cards;
mod enrolment;
mod figures;
mod handbook;
mod leases;
mod numbers;
mod recovery;
mod renewal;
mod space;
mod supplies;

/// A store thread, what it told, and a clock that the test sets.
struct Bench {
    store: Sender<Request>,
    events: Receiver<Event>,
    thread: JoinHandle<()>,
    now: Arc<Mutex<DateTime<Utc>>>,
}

impl Bench {
    fn start(data: &Path) -> Self {
        let files = Files::new(data.to_owned()).with_cost(Cost::LEAST);
        Self::start_on(Box::new(files))
    }

    fn start_on(ground: Box<dyn Ground>) -> Self {
        let (tell, events) = mpsc::channel();
        let now = Arc::new(Mutex::new(at()));
        let read = now.clone();
        let sources = Sources::new(move || *read.lock().unwrap(), || getrandom::u64().unwrap());
        let (store, thread) = super::start_on(ground, sources, move |event| {
            let _ = tell.send(event);
        })
        .unwrap();
        Self {
            store,
            events,
            thread,
            now,
        }
    }

    fn ask(&self, request: Request) {
        self.store.send(request).unwrap();
    }

    fn event(&self) -> Event {
        self.events.recv_timeout(Duration::from_secs(30)).unwrap()
    }

    fn unlock(&self, password: &str) -> Event {
        self.ask(Request::Unlock {
            login: "anna".into(),
            password: Secret(password.into()),
        });
        self.event()
    }

    fn admit(&self, password: &str, answer: LoginAnswer, wanted: Wanted) {
        self.ask(Request::Admit {
            login: "anna".into(),
            password: Secret(password.into()),
            answer: Box::new(answer),
            wanted,
        });
    }

    /// A first login; the store is open and empty after it.
    fn first(&self) {
        self.first_as("один", login(1, 0));
    }

    fn first_as(&self, password: &str, answer: LoginAnswer) {
        assert!(matches!(
            self.unlock(password),
            Event::LogIn {
                wanted: Wanted::First,
                ..
            }
        ));
        self.admit(password, answer, Wanted::First);
        assert!(matches!(self.event(), Event::Unlocked(_)));
        assert!(matches!(self.event(), Event::Admitted(Ok(_))));
    }

    fn give(&self, serial: u32, seen: u64, command: Command) -> Act {
        self.ask(Request::Give {
            ticket: Ticket(1),
            target: number(serial).into(),
            seen,
            at: at(),
            command,
        });
        match self.event() {
            Event::Saved { act, .. } => *act,
            other => panic!("{other:?}"),
        }
    }

    /// Takes in results; gives what was told.
    fn absorb(&self, results: Vec<(u64, Outcome)>, set: Vec<crate::domain::Case>) -> Vec<Event> {
        let deltas = if set.is_empty() {
            Vec::new()
        } else {
            vec![Delta {
                set,
                ..Delta::empty(Scope::Municipality(MunicipalityCode(1)), 9)
            }]
        };
        let results = results
            .into_iter()
            .map(|(seq, outcome)| CommandResult { seq, outcome })
            .collect();
        let answer = SyncAnswer {
            results,
            deltas,
            ..SyncAnswer::default()
        };
        self.take_in(answer, Vec::new())
    }

    fn take_in(&self, answer: SyncAnswer, cards: Vec<RevealedCard>) -> Vec<Event> {
        self.ask(Request::Absorb(Box::new(PersonalSyncAnswer {
            answer,
            cards,
        })));
        let mut told = Vec::new();
        loop {
            told.push(self.event());
            if matches!(told.last(), Some(Event::Absorbed(_))) {
                return told;
            }
        }
    }

    fn stop(self) {
        self.ask(Request::Stop);
        self.thread.join().unwrap();
    }
}

fn unlocked(event: Event) -> Unlocked {
    match event {
        Event::Unlocked(unlocked) => *unlocked,
        other => panic!("{other:?}"),
    }
}

#[test]
fn acts_on_one_record_follow_one_another() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    assert_eq!(bench.give(1, 4, verify()).envelope.base, Base::Version(4));
    assert_eq!(bench.give(2, 1, verify()).envelope.base, Base::Version(1));
    assert_eq!(bench.give(1, 4, accept()).envelope.base, Base::After(1));
    let shown = bench.give(1, 4, Command::NoteShown);
    assert_eq!(shown.envelope.base, Base::After(3));
    let last = bench.give(1, 4, Command::Activate);
    assert_eq!(
        last.envelope.base,
        Base::After(3),
        "an act that changes nothing is nothing to follow"
    );
}

#[test]
fn an_act_given_on_a_screen_that_had_not_heard_yet_still_follows() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    bench.give(1, 4, verify());
    bench.absorb(vec![(1, Outcome::Applied { version: 5 })], Vec::new());
    assert_eq!(bench.give(1, 4, accept()).envelope.base, Base::Version(5));
    bench.absorb(vec![(2, Outcome::Applied { version: 6 })], Vec::new());
    let seen = bench.give(1, 6, Command::Activate);
    assert_eq!(seen.envelope.base, Base::Version(6));
}

#[test]
fn records_are_told_before_the_results_and_both_outlast_a_restart() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    bench.give(1, 1, verify());
    bench.give(2, 1, verify());
    let refused = Outcome::Refused {
        why: Refusal::DocumentsIncomplete,
    };
    let results = vec![(1, Outcome::Applied { version: 2 }), (2, refused.clone())];
    let told = bench.absorb(results.clone(), vec![case(1, 2), case(2, 1)]);
    assert!(matches!(
        told[..],
        [
            Event::Settled { seq: 1, .. },
            Event::Settled { seq: 2, .. },
            Event::Changed(_),
            Event::Absorbed(Some(_))
        ]
    ));
    let again = bench.absorb(results, Vec::new());
    assert!(
        matches!(again[..], [Event::Absorbed(Some(_))]),
        "a repeated result is no news"
    );
    bench.stop();

    let bench = Bench::start(data.path());
    let all = unlocked(bench.unlock("один"));
    assert_eq!(all.cases, [case(1, 2), case(2, 1)]);
    assert_eq!(all.acts.len(), 1);
    assert_eq!(all.acts[0].outcome, Some(refused));
    bench.ask(Request::Dismiss { seq: 2 });
    bench.stop();
    let bench = Bench::start(data.path());
    assert!(unlocked(bench.unlock("один")).acts.is_empty());
}

#[test]
fn a_store_opens_without_the_register_for_twelve_hours() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    bench.stop();
    let bench = Bench::start(data.path());
    *bench.now.lock().unwrap() = at() + chrono::Duration::hours(11);
    assert!(matches!(bench.unlock("один"), Event::Unlocked(_)));
    bench.stop();
    let bench = Bench::start(data.path());
    *bench.now.lock().unwrap() = at() + chrono::Duration::hours(12);
    assert!(matches!(
        bench.unlock("один"),
        Event::LogIn {
            wanted: Wanted::LeaseOver,
            ..
        }
    ));
    bench.admit("один", login(1, 0), Wanted::LeaseOver);
    assert!(matches!(bench.event(), Event::Unlocked(_)));
}

#[test]
fn a_new_password_opens_an_empty_store_and_none_with_acts_in_it() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    bench.give(1, 1, verify());
    bench.stop();

    let other = |event| {
        matches!(
            event,
            Event::LogIn {
                wanted: Wanted::OtherPassword,
                ..
            }
        )
    };
    let bench = Bench::start(data.path());
    assert!(other(bench.unlock("два")));
    bench.admit("два", login(1, 0), Wanted::OtherPassword);
    assert!(matches!(bench.event(), Event::WrongPassword));
    assert!(matches!(bench.unlock("один"), Event::Unlocked(_)));
    assert!(matches!(bench.event(), Event::LogIn { .. }));
    bench.absorb(vec![(1, Outcome::Applied { version: 2 })], Vec::new());
    assert!(other(bench.unlock("три")));
    bench.admit("три", login(1, 1), Wanted::OtherPassword);
    assert!(
        matches!(bench.event(), Event::Unlocked(_)),
        "an open store takes the new password"
    );
    bench.stop();

    let bench = Bench::start(data.path());
    assert!(matches!(bench.unlock("три"), Event::Unlocked(_)));
    bench.stop();
    let bench = Bench::start(data.path());
    assert!(other(bench.unlock("четыре")));
    bench.admit("четыре", login(1, 1), Wanted::OtherPassword);
    assert!(unlocked(bench.event()).acts.is_empty());
}

#[test]
fn an_act_without_an_open_store_is_refused() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.ask(Request::Give {
        ticket: Ticket(3),
        target: number(1).into(),
        seen: 0,
        at: at(),
        command: verify(),
    });
    assert!(matches!(
        bench.event(),
        Event::NotSaved {
            ticket: Ticket(3),
            ..
        }
    ));
}

#[test]
fn an_applied_act_whose_record_has_not_come_is_shown_after_a_restart() {
    let data = tempfile::tempdir().unwrap();
    let bench = Bench::start(data.path());
    bench.first();
    bench.absorb(Vec::new(), (1..=4).map(|n| case(n, 1)).collect());
    for serial in 1..=3 {
        bench.give(serial, 1, verify());
    }
    bench.give(4, 1, Command::NoteShown);
    bench.give(5, 1, verify());
    let applied = |seq| (seq, Outcome::Applied { version: 2 });
    bench.absorb((1..=5).map(applied).collect(), vec![case(2, 2)]);
    bench.stop();

    let bench = Bench::start(data.path());
    let all = unlocked(bench.unlock("один"));
    assert!(matches!(bench.event(), Event::LogIn { .. }));
    let ahead = all.applied.iter();
    let ahead: Vec<_> = ahead.map(|a| (a.envelope.target, a.version)).collect();
    assert_eq!(ahead, [(number(1).into(), 2), (number(3).into(), 2)]);
    let next = bench.give(1, 1, accept());
    assert_eq!(next.envelope.base, Base::Version(2), "it follows the act");
    bench.absorb(Vec::new(), vec![case(1, 2), case(3, 3)]);
    bench.stop();

    let bench = Bench::start(data.path());
    assert!(unlocked(bench.unlock("один")).applied.is_empty());
}
