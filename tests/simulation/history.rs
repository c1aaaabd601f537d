//! What happened in a run, in the order in which it happened: what the rules are checked on, and what two runs of one
//! seed are compared by.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reestr::api::sync::{Outcome, Scope};
use reestr::domain::Target;
use uuid::Uuid;

use super::courses::Records;
pub use super::storage::log::{Name, Wrote};

/// A clerk's machine, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Desk(pub usize);

/// An act as a desk has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    pub id: Uuid,
    pub target: Target,
    pub code: &'static str,
    /// Whether it changes a record.
    pub changes: bool,
    /// Whether it stands on the act before it, whose result was not known.
    pub after: bool,
    pub fence: Option<u64>,
    /// The number that it takes from the desk's range of contract numbers.
    pub leased: Option<u32>,
}

/// A record in one version: enough to tell whether two sides have the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    pub target: Target,
    pub version: u64,
    pub digest: u64,
}

impl Copy {
    fn of(target: Target, version: u64, record: &impl fmt::Debug) -> Self {
        let mut hasher = DefaultHasher::new();
        format!("{record:?}").hash(&mut hasher);
        Self {
            target,
            version,
            digest: hasher.finish(),
        }
    }

    pub fn all(records: &Records) -> Vec<Self> {
        let cases = records.cases.iter().map(|case| {
            let target = Target::Case(case.number());
            Self::of(target, case.application.version, case)
        });
        let programmes = records.programmes.iter();
        let programmes = programmes.map(|p| Self::of(Target::Programme(p.id), p.version, p));
        let requests = records.requests.iter();
        let requests = requests.map(|r| Self::of(Target::Request(r.id), r.version, r));
        let funding = records.funding.iter();
        let funding = funding.map(|f| Self::of(Target::Funding(f.municipality), f.version, f));
        let accounts = records.accounts.iter();
        let accounts = accounts.map(|a| Self::of(Target::Account(a.certificate), a.version, a));
        let money = funding.chain(accounts);
        cases
            .chain(programmes)
            .chain(requests)
            .chain(money)
            .collect()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The act is called saved.
    Saved { desk: Desk, act: Act },
    /// A store that was opened holds the act.
    Found { desk: Desk, act: Act },
    /// The desk tells its clerk what became of an act.
    Told {
        desk: Desk,
        id: Uuid,
        outcome: Outcome,
    },
    /// A sync goes out with this cursor.
    Asked {
        desk: Desk,
        scope: Scope,
        cursor: u64,
    },
    /// A sync came back with this cursor.
    Answered {
        desk: Desk,
        scope: Scope,
        cursor: u64,
        reset: bool,
    },
    /// The register has answered a sync of this journal, which went out at that time of the run.
    Served { name: Name, asked: Duration },
    /// A value that no open line may carry.
    Leaked { desk: Desk, what: &'static str },
    /// A transaction of the register took effect.
    Committed { rows: Vec<Wrote> },
    /// The desk's program starts, with whatever its disk holds.
    Started { desk: Desk },
    /// The desk lost what it had fetched and asks from the start.
    Emptied { desk: Desk },
    /// The journal of a desk is copied away.
    JournalCopied { desk: Desk },
    /// The journal is put back to the copy.
    JournalPutBack { desk: Desk },
    /// The stores of a machine give way to a copy of another's.
    StoreCopied { from: Desk, to: Desk },
    /// A backup of the register is made.
    BackedUp,
    /// The register is put back to its backup.
    PutBack,
    /// What only a person reads: faults, news, requests.
    Note(String),
    /// Everything was given time: what a desk still waits for, and what it shows of the register.
    Rests {
        desk: Desk,
        waiting: usize,
        connected: bool,
        copies: Vec<Copy>,
    },
    /// What the register holds at the end of what the desk follows.
    Holds { desk: Desk, copies: Vec<Copy> },
}

/// Something and when, by the time of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    pub at: Duration,
    pub event: Event,
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:9.3} ", self.at.as_secs_f64())?;
        match &self.event {
            Event::Note(text) => f.write_str(text),
            Event::Rests {
                desk,
                waiting,
                connected,
                copies,
            } => write!(
                f,
                "{desk:?} rests, {waiting} acts wait, connected: {connected}, {} records",
                copies.len()
            ),
            Event::Holds { desk, copies } => {
                write!(
                    f,
                    "the register holds {} records for {desk:?}",
                    copies.len()
                )
            }
            event => write!(f, "{event:?}"),
        }
    }
}

/// A history that is being written. Clones write to the same one.
#[derive(Clone, Default)]
pub struct History(Arc<Mutex<Writing>>);

#[derive(Default)]
struct Writing {
    now: Duration,
    moments: Vec<Moment>,
}

impl History {
    /// The time of the run, for whoever is outside of it.
    pub fn at(&self, now: Duration) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).now = now;
    }

    pub fn add(&self, event: Event) {
        let mut writing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = turmoil::sim_elapsed().unwrap_or(writing.now);
        writing.moments.push(Moment { at, event });
    }

    pub fn note(&self, text: impl Into<String>) {
        self.add(Event::Note(text.into()));
    }

    pub fn take(&self) -> Vec<Moment> {
        let mut writing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut writing.moments)
    }
}

/// A fingerprint of a whole history: two runs of one seed have the same.
pub fn fingerprint(moments: &[Moment]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for moment in moments {
        format!("{moment:?}").hash(&mut hasher);
    }
    hasher.finish()
}
