//! Acts of the outbox and what a store holds when it opens. Plain values, shared with the sync and interface threads.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::api::epoch::Taken;
use crate::api::forms::Forms;
use crate::api::session::{Channel, Profile};
use crate::api::sync::{Envelope, JournalRange, Outcome};
use crate::domain::{
    Account, ApplicationNumber, Case, CertificateNumber, Clean, ClerkId, EnrolmentRequest, Funding,
    Programme, Refusal,
};

/// Tells an answer's question: an answer with another ticket than the newest is stale and is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// A command in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    pub envelope: Envelope,
    /// `None` until the register has answered. Applied acts leave the outbox.
    pub outcome: Option<Outcome>,
}

impl Act {
    /// Whether the register has not answered yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.outcome.is_none()
    }

    /// The refused act that this one followed: the clerk sees that one, not both.
    #[must_use]
    pub fn root(&self) -> Option<u64> {
        match &self.outcome {
            Some(Outcome::Refused {
                why: Refusal::DependsOnRefused(seq),
            }) => Some(*seq),
            _ => None,
        }
    }
}

/// Whether a person has to look at what became of an act of `me`. A state that was reached already by the clerk's own
/// hand is what was wanted; reached by another it is news. An act that only audits concerns nobody at the desk.
#[must_use]
pub fn needs_person(envelope: &Envelope, outcome: &Outcome, me: ClerkId) -> bool {
    envelope.command.concerns_clerk()
        && match outcome {
            Outcome::Applied { .. } => false,
            Outcome::Already { by, .. } => by.as_ref().is_some_and(|doer| doer.clerk != me),
            Outcome::Conflict { .. } | Outcome::Refused { .. } => true,
        }
}

/// An act that the register has applied, and the version to which it brought its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    pub envelope: Envelope,
    pub version: u64,
}

/// Everything in a store, at once.
#[derive(Clone, Debug)]
pub struct Unlocked {
    pub profile: Profile,
    /// The channel of the last login; `Open` until the register was reached over the protected one.
    pub channel: Channel,
    pub cases: Vec<Case>,
    pub enrolment: EnrolmentRecords,
    /// Acts that wait for the register, or for a person, in the order of `seq`.
    pub acts: Vec<Act>,
    /// Applied acts whose records, among those here, have not come to their version: they are shown on top of them until then.
    pub applied: Vec<Applied>,
    pub drafts: Vec<(String, String)>,
    pub journal: Option<JournalRange>,
    /// Numbers of the organisation's contracts, those in use.
    pub contracts: Option<JournalRange>,
    /// Numbers for applications and certificates that are not used yet, in the order of use.
    pub numbers: Vec<(ApplicationNumber, CertificateNumber)>,
    /// What applications are filled in by; none before the register has told it.
    pub forms: Option<Forms>,
    pub held: Vec<HeldHere>,
    /// The name of the journal, as the consents that are ticked here tell it.
    pub device: Uuid,
    /// What the clerk has not read yet about a journal that goes on under a new name.
    pub renewal: Option<Renewal>,
    pub stock: Stock,
}

/// What the register has told of programmes, requests and money.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnrolmentRecords {
    pub programmes: Vec<Programme>,
    pub requests: Vec<EnrolmentRequest>,
    pub funding: Vec<Funding>,
    pub accounts: Vec<Account>,
}

/// What there is of numbers beside those for the next applications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// Numbers of the organisation's journal that are left.
    pub journal: u32,
    /// Numbers of the organisation's contracts that are left.
    pub contracts: u32,
    /// Why numbers that were here are given no more; `None` once others have come.
    pub burnt: Option<Burnt>,
}

/// Why leased numbers were given up: another desk may have given the same ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Burnt {
    /// The store lies on another machine than when they came, or in another place: it is a copy.
    OtherMachine,
    /// A part of the store was put back to an older state.
    PutBack,
}

/// An application that another clerk holds, by this desk's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldHere {
    pub application: ApplicationNumber,
    pub clerk: ClerkId,
    pub name: Clean,
    pub until: DateTime<Utc>,
}

/// A journal that can't go on under its name: the register is asked for another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Differs {
    pub why: Mismatch,
    /// The name of the journal.
    pub device: Device,
    /// The first seq of which it has no answer: from there on the register may have taken other acts than it has.
    pub next: u64,
}

/// What became of the acts when journal and register had differed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    pub why: Mismatch,
    /// The name under which the journal goes on.
    pub device: Device,
    pub at: DateTime<Utc>,
    /// Acts of this desk that the register has taken and the journal had lost.
    pub taken: Vec<Taken>,
    /// Acts that are sent again under the new name.
    pub resent: usize,
    /// Seqs of the old name of which neither side can say what they were, first and last.
    pub unproved: Option<(u64, u64)>,
}

impl Renewal {
    /// The same, with what `before` says and the clerk has not read yet.
    #[must_use]
    pub fn behind(mut self, before: Option<&Self>) -> Self {
        let Some(before) = before else {
            return self;
        };
        let known = |taken: &&Taken| !self.taken.iter().any(|other| other.id == taken.id);
        let mut taken: Vec<_> = before.taken.iter().filter(known).cloned().collect();
        taken.append(&mut self.taken);
        Self {
            taken,
            unproved: self.unproved.or(before.unproved),
            ..self
        }
    }
}

/// The identity of a store slot at the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Device {
    pub id: Uuid,
    pub epoch: u32,
}

/// How the journal of this desk and the register can differ, so that they go on under a new name. No act that is here is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mismatch {
    /// The register does not know this device any more, and acts wait under its name.
    OtherDevice,
    /// The register has taken acts that this journal does not have: the store was put back to an older state.
    JournalBehind,
    /// The register lacks acts that it had confirmed: it was put back to an older state.
    RegisterBehind,
    /// Another act stands at the register under the same seq.
    SeqReused,
    /// The device goes on under a newer epoch elsewhere: the store was copied.
    OldEpoch,
    /// The end of the journal was lost on the disk.
    LostTail,
}
