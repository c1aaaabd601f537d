//! The acts of this desk as the interface knows them: being saved, saved, settled.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::api::sync::Outcome;
use crate::domain::{ClerkId, Command, Target};
use crate::store::act::{Act, Applied, Ticket, needs_person};

/// The four signs of an act, never mixed up (DESIGN section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// On its way to the disk.
    Saving,
    /// In the journal of this desk; the register does not know it yet.
    Saved,
    /// The register has applied it.
    Applied,
    /// Refused, or changed by someone: a person has to look.
    Attention,
}

/// How many acts wait for the register, and since when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    pub acts: usize,
    pub oldest: Option<DateTime<Utc>>,
}

/// A command that is not in the journal yet.
struct Giving {
    ticket: Ticket,
    target: Target,
    command: Command,
    at: DateTime<Utc>,
}

/// An act that the register has applied.
struct Done {
    target: Target,
    /// Kept on top of the snapshot until the snapshot has this version.
    until: Option<(Command, DateTime<Utc>, u64)>,
}

impl Done {
    /// Under its seq.
    fn of(applied: Applied) -> (u64, Self) {
        let Applied { envelope, version } = applied;
        let target = envelope.target;
        let until = Some((envelope.command, envelope.at, version));
        (envelope.seq, Self { target, until })
    }
}

#[derive(Default)]
pub struct Acts {
    known: BTreeMap<u64, Act>,
    giving: Vec<Giving>,
    done: BTreeMap<u64, Done>,
}

impl Acts {
    pub fn new(acts: Vec<Act>, applied: Vec<Applied>) -> Self {
        Self {
            known: acts.into_iter().map(|a| (a.envelope.seq, a)).collect(),
            giving: Vec::new(),
            done: applied.into_iter().map(Done::of).collect(),
        }
    }

    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Act> {
        self.known.values()
    }

    pub fn get(&self, seq: u64) -> Option<&Act> {
        self.known.get(&seq)
    }

    /// Records that have acts, each once.
    pub fn targets(&self) -> Vec<Target> {
        let mut targets: Vec<_> = self
            .known
            .values()
            .map(|a| a.envelope.target)
            .chain(self.giving.iter().map(|g| g.target))
            .chain(self.done.values().map(|d| d.target))
            .collect();
        targets.sort_unstable();
        targets.dedup();
        targets
    }

    pub fn concerns(&self, target: Target) -> bool {
        self.known.values().any(|a| a.envelope.target == target)
            || self.giving.iter().any(|g| g.target == target)
    }

    /// Commands that the register has applied to one record, as long as the snapshot doesn't hold them.
    pub fn applied(&self, target: Target) -> impl Iterator<Item = (&Command, DateTime<Utc>)> {
        self.done
            .values()
            .filter(move |d| d.target == target)
            .filter_map(|d| d.until.as_ref())
            .map(|(command, at, _)| (command, *at))
    }

    /// Commands on top of the snapshot of one record, in the order in which they were given.
    pub fn pending(&self, target: Target) -> impl Iterator<Item = (&Command, DateTime<Utc>)> {
        let done = self.applied(target);
        let waiting = self
            .known
            .values()
            .filter(move |a| a.waits() && a.envelope.target == target)
            .map(|a| (&a.envelope.command, a.envelope.at));
        let giving = self
            .giving
            .iter()
            .filter(move |g| g.target == target)
            .map(|g| (&g.command, g.at));
        done.chain(waiting).chain(giving)
    }

    pub fn giving(&mut self, ticket: Ticket, target: Target, command: Command, at: DateTime<Utc>) {
        self.giving.push(Giving {
            ticket,
            target,
            command,
            at,
        });
    }

    pub fn saved(&mut self, ticket: Ticket, act: Act) {
        self.not_saved(ticket);
        self.known.insert(act.envelope.seq, act);
    }

    pub fn not_saved(&mut self, ticket: Ticket) -> Option<Target> {
        let at = self.giving.iter().position(|g| g.ticket == ticket)?;
        Some(self.giving.remove(at).target)
    }

    pub fn settled(&mut self, seq: u64, outcome: &Outcome, me: ClerkId) -> Option<Target> {
        let act = self.known.get_mut(&seq)?;
        let target = act.envelope.target;
        if needs_person(&act.envelope, outcome, me) {
            act.outcome = Some(outcome.clone());
            return Some(target);
        }
        let act = self.known.remove(&seq)?;
        if act.envelope.command.changes_record() {
            let until = match outcome {
                Outcome::Applied { version } => {
                    Some((act.envelope.command, act.envelope.at, *version))
                }
                _ => None,
            };
            self.done.insert(seq, Done { target, until });
        }
        Some(target)
    }

    /// The snapshot of a record has come to `version`: what it holds is no longer put on top.
    pub fn arrived(&mut self, target: Target, version: u64) {
        for done in self.done.values_mut().filter(|d| d.target == target) {
            done.until.take_if(|(_, _, awaited)| *awaited <= version);
        }
    }

    pub fn dismiss(&mut self, seq: u64) -> Vec<Target> {
        let over: Vec<_> = self
            .known
            .values()
            .filter(|a| a.envelope.seq == seq || a.root() == Some(seq))
            .map(|a| a.envelope.seq)
            .collect();
        over.into_iter()
            .filter_map(|seq| self.known.remove(&seq))
            .map(|act| act.envelope.target)
            .collect()
    }

    pub fn sign(&self, target: Target) -> Option<Sign> {
        let acts = || {
            self.known
                .values()
                .filter(|a| a.envelope.target == target && a.envelope.command.changes_record())
        };
        let giving = |g: &Giving| g.target == target && g.command.changes_record();
        if acts().any(|a| !a.waits()) {
            Some(Sign::Attention)
        } else if self.giving.iter().any(giving) {
            Some(Sign::Saving)
        } else if acts().next().is_some() {
            Some(Sign::Saved)
        } else {
            let done = self.done.values().any(|d| d.target == target);
            done.then_some(Sign::Applied)
        }
    }

    pub fn waiting(&self) -> Waiting {
        let waiting = || {
            self.known
                .values()
                .filter(|a| a.waits() && a.envelope.command.changes_record())
        };
        Waiting {
            acts: waiting().count(),
            oldest: waiting().next().map(|a| a.envelope.at),
        }
    }
}
