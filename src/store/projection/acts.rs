//! The acts of this desk as the interface knows them: being saved, saved, settled.

use std::collections::{BTreeMap, BTreeSet};

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

/// A command that lies on top of the register's word.
#[derive(Clone, Copy)]
pub struct OnTop<'a> {
    /// Of the seq first; what has none yet comes behind, in the order of tickets.
    pub order: (u64, u64),
    pub target: Target,
    pub command: &'a Command,
    pub at: DateTime<Utc>,
    /// The register has applied it, and only its record has not come.
    pub applied: bool,
}

#[derive(Default)]
pub struct Acts {
    known: BTreeMap<u64, Act>,
    giving: Vec<Giving>,
    done: BTreeMap<u64, Done>,
    /// Seqs of what is known or done, by record.
    of: BTreeMap<Target, BTreeSet<u64>>,
}

impl Acts {
    pub fn new(acts: Vec<Act>, applied: Vec<Applied>) -> Self {
        let mut own = Self::default();
        for act in acts {
            own.learn(act);
        }
        for applied in applied {
            let (seq, done) = Done::of(applied);
            own.of.entry(done.target).or_default().insert(seq);
            own.done.insert(seq, done);
        }
        own
    }

    fn learn(&mut self, act: Act) {
        let envelope = &act.envelope;
        let seqs = self.of.entry(envelope.target).or_default();
        seqs.insert(envelope.seq);
        self.known.insert(envelope.seq, act);
    }

    fn forget(&mut self, seq: u64) -> Option<Act> {
        let act = self.known.remove(&seq)?;
        if let Some(seqs) = self.of.get_mut(&act.envelope.target) {
            seqs.remove(&seq);
            if seqs.is_empty() {
                self.of.remove(&act.envelope.target);
            }
        }
        Some(act)
    }

    fn seqs(&self, target: Target) -> impl DoubleEndedIterator<Item = u64> + '_ {
        self.of.get(&target).into_iter().flatten().copied()
    }

    fn known_of(&self, target: Target) -> impl Iterator<Item = &Act> {
        self.seqs(target).filter_map(|seq| self.known.get(&seq))
    }

    fn done_of(&self, target: Target) -> impl Iterator<Item = (u64, &Done)> {
        let done = |seq| self.done.get(&seq).map(|done| (seq, done));
        self.seqs(target).filter_map(done)
    }

    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Act> {
        self.known.values()
    }

    pub fn get(&self, seq: u64) -> Option<&Act> {
        self.known.get(&seq)
    }

    /// Of which record the act under a seq is; `None` once it is forgotten.
    pub fn target_of(&self, seq: u64) -> Option<Target> {
        let known = self.known.get(&seq).map(|act| act.envelope.target);
        known.or_else(|| self.done.get(&seq).map(|done| done.target))
    }

    /// Records that have acts, each once.
    pub fn targets(&self) -> Vec<Target> {
        let giving = self.giving.iter().map(|g| g.target);
        let mut targets: Vec<_> = self.of.keys().copied().chain(giving).collect();
        targets.sort_unstable();
        targets.dedup();
        targets
    }

    pub fn concerns(&self, target: Target) -> bool {
        self.known_of(target).next().is_some() || self.giving.iter().any(|g| g.target == target)
    }

    /// Commands that the register has applied to one record, as long as the snapshot doesn't hold them.
    pub fn applied(&self, target: Target) -> impl Iterator<Item = OnTop<'_>> {
        self.done_of(target).filter_map(move |(seq, done)| {
            let (command, at, _) = done.until.as_ref()?;
            Some(OnTop {
                order: (seq, 0),
                target,
                command,
                at: *at,
                applied: true,
            })
        })
    }

    /// Commands on top of the snapshot of one record, in the order in which they were given.
    pub fn pending(&self, target: Target) -> impl Iterator<Item = OnTop<'_>> {
        let done = self.applied(target);
        let waiting = self.known_of(target).filter(|act| act.waits());
        let waiting = waiting.map(move |act| OnTop {
            order: (act.envelope.seq, 0),
            target,
            command: &act.envelope.command,
            at: act.envelope.at,
            applied: false,
        });
        let giving = self.giving.iter().filter(move |g| g.target == target);
        let giving = giving.map(move |g| OnTop {
            order: (u64::MAX, g.ticket.0),
            target,
            command: &g.command,
            at: g.at,
            applied: false,
        });
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
        self.learn(act);
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
        let act = self.forget(seq)?;
        if act.envelope.command.changes_record() {
            let until = match outcome {
                Outcome::Applied { version } => {
                    Some((act.envelope.command, act.envelope.at, *version))
                }
                _ => None,
            };
            self.of.entry(target).or_default().insert(seq);
            self.done.insert(seq, Done { target, until });
        }
        Some(target)
    }

    /// The snapshot of a record has come to `version`: what it holds is no longer put on top.
    pub fn arrived(&mut self, target: Target, version: u64) {
        for seq in self.of.get(&target).into_iter().flatten() {
            if let Some(done) = self.done.get_mut(seq) {
                done.until.take_if(|(_, _, awaited)| *awaited <= version);
            }
        }
    }

    /// Whether the register has applied it, and its effect still lies on top.
    pub fn is_on_top(&self, seq: u64) -> bool {
        self.done.get(&seq).is_some_and(|done| done.until.is_some())
    }

    pub fn dismiss(&mut self, seq: u64) -> Vec<Target> {
        let over: Vec<_> = self
            .known
            .values()
            .filter(|a| a.envelope.seq == seq || a.root() == Some(seq))
            .map(|a| a.envelope.seq)
            .collect();
        over.into_iter()
            .filter_map(|seq| self.forget(seq))
            .map(|act| act.envelope.target)
            .collect()
    }

    pub fn sign(&self, target: Target) -> Option<Sign> {
        let acts = || {
            self.known_of(target)
                .filter(|a| a.envelope.command.changes_record())
        };
        let giving = |g: &Giving| g.target == target && g.command.changes_record();
        if acts().any(|a| !a.waits()) {
            Some(Sign::Attention)
        } else if self.giving.iter().any(giving) {
            Some(Sign::Saving)
        } else if acts().next().is_some() {
            Some(Sign::Saved)
        } else {
            let done = self.done_of(target).next();
            done.map(|_| Sign::Applied)
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
