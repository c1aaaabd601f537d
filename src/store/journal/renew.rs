//! A journal that goes on under another name, and acts that come from another journal: they keep their ids, get new
//! seqs, and follow one another as before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::frame::Past;
use super::history::{Found, History};
use super::{Contents, Journal};
use crate::api::epoch::{EpochAnswer, Taken};
use crate::api::sync::{Base, Envelope, Outcome};
use crate::domain::{Refusal, Target};
use crate::store::act::{Act, Device, Mismatch, Renewal};
use crate::store::files::StoreError;
use crate::store::ground::Slot;

/// A seq under the name that it was given in.
type Name = (Device, u64);

/// How far the register has come with a device, as it last said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Register {
    pub device: Device,
    pub high_water: u64,
}

impl Register {
    /// Whether it has taken the act that was sent under `device` and `seq`; `None`: it says nothing of that device.
    fn has(self, device: Device, seq: u64) -> Option<bool> {
        let same = device.id == self.device.id;
        same.then(|| (device.epoch, seq) <= (self.device.epoch, self.high_water))
    }
}

impl Journal {
    /// Goes on under the name that the register gave, written anew as a whole. Waiting acts are sent again from seq 1 on;
    /// before them, where the register was put back, what it had applied and lacks now. What needs a person stays shown.
    pub fn renew(
        &mut self,
        slot: &dyn Slot,
        why: Mismatch,
        answer: &EpochAnswer,
        register: Option<Register>,
        now: DateTime<Utc>,
    ) -> Result<Renewal, StoreError> {
        let mut history = self.history()?;
        let ours = self.device();
        // A register that speaks of a newer epoch says nothing of what it has under this one: the newer name may be the
        // answer to a question of this desk that never arrived here, about a register that was put back.
        let newer = |register: &Register| {
            let names = history.found.iter().map(|f| f.device).chain([ours]);
            let same = names.filter(|name| name.id == register.device.id);
            let newest = same.map(|name| name.epoch).max();
            newest.is_some_and(|epoch| epoch < register.device.epoch)
        };
        let given_away = why == Mismatch::OldEpoch || register.as_ref().is_some_and(newer);
        let come = given_away.then(|| self.come(answer, &history)).flatten();
        let unproved = self.unproved(why, answer, come.or(register), &history);
        let register = register.filter(|_| !given_away).or(come);
        let lacking = lacking(why, register, &history);
        let again: Vec<Past> = lacking.iter().filter_map(|f| history.past(f)).collect();
        let sent: BTreeSet<_> = lacking.iter().map(|f| (f.device, f.seq)).collect();
        let named = Device {
            id: answer.device,
            epoch: answer.epoch,
        };
        let mut moved = Moved::new(1, self.next_shown());
        for found in &history.found {
            moved.version((found.device, found.seq), found.version());
        }
        for taken in &answer.taken {
            moved.outcome((ours, taken.seq), &taken.outcome);
        }
        let again = again.into_iter().map(|past| {
            let outcome = None;
            let envelope = past.envelope;
            (past.device, Act { envelope, outcome })
        });
        let acts: Vec<_> = again
            .chain(self.acts().map(|act| (ours, act.clone())))
            .collect();
        let acts = moved.all(acts);
        let sent_again = acts.iter().filter(|act| act.waits()).count();
        let asked = matches!(why, Mismatch::JournalBehind | Mismatch::SeqReused);
        let resent = if asked || (given_away && come.is_none()) {
            // Whether the register lacks what it had applied is not known: it is asked, and nobody has to hear of it.
            self.acts().filter(|act| act.waits()).count()
        } else {
            sent_again
        };
        let lacked = |id: &Uuid| {
            let of_history = |found| history.past(found).is_some_and(|p| p.envelope.id == *id);
            !moved.has(*id) && !history.found.iter().any(of_history)
        };
        let taken = answer.taken.iter().filter(|taken| lacked(&taken.id));
        let renewal = Renewal {
            why,
            device: named,
            at: now,
            taken: taken.cloned().collect(),
            resent,
            unproved,
        };
        let renewal = renewal.behind(self.renewal());
        let mut contents = Contents::of(named, sent_again as u64 + 1);
        contents.shown = moved.shown;
        contents.handed_in.clone_from(&self.contents.handed_in);
        contents.entered.clone_from(&self.contents.entered);
        contents.contracted.clone_from(&self.contents.contracted);
        contents.acts = acts.into_iter().map(|a| (a.envelope.seq, a)).collect();
        contents.renewal = Some(renewal.clone());
        history.found.retain(|f| !sent.contains(&(f.device, f.seq)));
        history.prune(now);
        self.replace_by(slot, &history, contents)?;
        Ok(renewal)
    }

    /// How far a register that has given the name away has come with this journal, by the last act that both know.
    fn come(&self, answer: &EpochAnswer, history: &History) -> Option<Register> {
        let device = self.device();
        let known = |taken: &&Taken| {
            let here = self.act(taken.seq).map(|act| act.envelope.id);
            let here = here.or_else(|| {
                let mut found = history.found.iter();
                let found = found.find(|f| (f.device, f.seq) == (device, taken.seq))?;
                Some(history.past(found)?.envelope.id)
            });
            here == Some(taken.id)
        };
        let last = answer.taken.iter().rev().find(known)?;
        Some(Register {
            device,
            high_water: last.seq,
        })
    }

    /// Seqs of the present name of which neither this journal nor the register can say what they were.
    fn unproved(
        &self,
        why: Mismatch,
        answer: &EpochAnswer,
        register: Option<Register>,
        history: &History,
    ) -> Option<(u64, u64)> {
        let lost = self.lost().map_or(0..0, |lost| lost.first..lost.next);
        let ours = self.device();
        let had = register.filter(|r| why == Mismatch::RegisterBehind && r.device.id == ours.id);
        // Of an older epoch at the register nothing that this one had taken is there any more.
        let mark = had.map(|r| if r.device == ours { r.high_water } else { 0 });
        let gone = mark.map_or(0..0, |mark| mark + 1..self.confirmed() + 1);
        let at_register: BTreeSet<_> = answer.taken.iter().map(|taken| taken.seq).collect();
        let mut seqs = lost
            .filter(|seq| !at_register.contains(seq))
            .chain(gone.filter(|seq| !history.known.contains(seq)));
        let first = seqs.next()?;
        Some((first, seqs.max().unwrap_or(first).max(first)))
    }
}

/// What the register had applied and lacks now, in the order in which it had answered.
fn lacking(why: Mismatch, register: Option<Register>, history: &History) -> Vec<Found> {
    // What the register has all the same, it knows by the identifiers.
    let register = match why {
        Mismatch::RegisterBehind | Mismatch::OtherDevice | Mismatch::OldEpoch => register,
        // It has more under this name than the journal, or other acts: an older copy of the journal is at work, or another
        // one. Only the register could tell whether it was put back in between, so all that it had said is asked again.
        Mismatch::JournalBehind | Mismatch::SeqReused => None,
        Mismatch::LostTail => return Vec::new(),
    };
    let has = |found: &Found| register.and_then(|r| r.has(found.device, found.seq));
    // What was heard before the last act that it still has, it has.
    let proven = history.found.iter().filter(|f| has(f) == Some(true));
    let until = proven.map(|found| found.at).max();
    let lacks = |found: &&Found| match has(found) {
        Some(has) => !has,
        None => until.is_none_or(|until| found.at > until),
    };
    history.found.iter().filter(lacks).copied().collect()
}

/// Gives acts new seqs and lets them follow one another as they did.
pub struct Moved {
    next: u64,
    pub shown: u64,
    seqs: BTreeMap<Name, u64>,
    versions: BTreeMap<Name, u64>,
    /// Under which seq an act is sent again that had brought its record to that version.
    brought: BTreeMap<(Target, u64), u64>,
    ids: BTreeMap<Uuid, u64>,
}

impl Moved {
    #[must_use]
    pub fn new(next: u64, shown: u64) -> Self {
        Self {
            next,
            shown,
            seqs: BTreeMap::new(),
            versions: BTreeMap::new(),
            brought: BTreeMap::new(),
            ids: BTreeMap::new(),
        }
    }

    /// The act of `name` brought the record to `version`.
    pub fn version(&mut self, name: Name, version: u64) {
        self.versions.insert(name, version);
    }

    fn outcome(&mut self, name: Name, outcome: &Outcome) {
        if let Outcome::Applied { version } | Outcome::Already { version, .. } = outcome {
            self.version(name, *version);
        }
    }

    /// An act with this id is there already, under `seq`.
    pub fn known(&mut self, id: Uuid, seq: u64) {
        self.ids.insert(id, seq);
    }

    fn has(&self, id: Uuid) -> bool {
        self.ids.contains_key(&id)
    }

    /// The acts under their new seqs, each id once. Those that are settled get seqs that are never sent.
    pub fn all(&mut self, acts: Vec<(Device, Act)>) -> Vec<Act> {
        let mut all = Vec::new();
        for (device, act) in acts {
            let name = (device, act.envelope.seq);
            if let Some(seq) = self.ids.get(&act.envelope.id) {
                self.seqs.insert(name, *seq);
                continue;
            }
            if let Some(outcome) = &act.outcome {
                self.outcome(name, outcome);
            }
            let counter = if act.waits() {
                &mut self.next
            } else {
                &mut self.shown
            };
            let seq = *counter;
            *counter += 1;
            self.seqs.insert(name, seq);
            self.ids.insert(act.envelope.id, seq);
            let base = if act.waits() {
                self.base(&act.envelope, device)
            } else {
                act.envelope.base
            };
            let Envelope {
                id,
                target,
                fence,
                at,
                command,
                ..
            } = act.envelope;
            if let (None, Some(version), true) = (
                &act.outcome,
                self.versions.get(&name),
                command.changes_record(),
            ) {
                self.brought.insert((target, *version), seq);
            }
            all.push(Act {
                envelope: Envelope::new(seq, id, target, base, fence, at, command),
                outcome: act.outcome.map(|o| self.root(o, device)),
            });
        }
        all
    }

    /// What an act followed: the same act under its new seq, or the version that it brought. Behind one that was not
    /// applied, or of which nothing is known, version 0 makes the register ask a person.
    ///
    /// A version that an act brought which is sent again is that act's work, not whatever has come to bear its number
    /// since: the number of a lost application may have been given to another child.
    fn base(&self, envelope: &Envelope, device: Device) -> Base {
        let seq = match envelope.base {
            Base::After(seq) => seq,
            Base::Version(version) => {
                let brought = self.brought.get(&(envelope.target, version));
                return brought.map_or(envelope.base, |seq| Base::After(*seq));
            }
        };
        let name = (device, seq);
        match (self.seqs.get(&name), self.versions.get(&name)) {
            (Some(seq), _) if *seq < super::SHOWN => Base::After(*seq),
            (_, Some(version)) => Base::Version(*version),
            _ => Base::Version(0),
        }
    }

    /// A refusal that names another act names it by its new seq.
    fn root(&self, outcome: Outcome, device: Device) -> Outcome {
        match outcome {
            Outcome::Refused {
                why: Refusal::DependsOnRefused(seq),
            } => {
                let seq = self.seqs.get(&(device, seq)).copied().unwrap_or(seq);
                let why = Refusal::DependsOnRefused(seq);
                Outcome::Refused { why }
            }
            outcome => outcome,
        }
    }
}
