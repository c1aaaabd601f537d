//! One act as the outbox knows it, from the key to the register's word.

use chrono::{DateTime, Utc};

use crate::api::sync::Outcome;
use crate::domain::{ClerkId, Command, Target};
use crate::store::act::needs_person;
use crate::sync::desk::{Act, Ask, Ticket};
use crate::tui::widgets::signs::Progress;

/// What tells one act from the others: its ticket until it is saved, then its seq.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Id {
    Ticket(Ticket),
    Seq(u64),
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub id: Id,
    pub target: Target,
    pub at: DateTime<Utc>,
    pub command: Command,
    pub progress: Progress,
    /// From when it is in the journal.
    pub act: Option<Act>,
}

impl Entry {
    /// A command on its way to the disk. `None`: it only audits, and concerns nobody at the desk.
    pub fn giving(ask: &Ask) -> Option<Self> {
        let Ask::Give {
            ticket,
            target,
            at,
            command,
            ..
        } = ask
        else {
            return None;
        };
        command.concerns_clerk().then(|| Self {
            id: Id::Ticket(*ticket),
            target: *target,
            at: *at,
            command: command.clone(),
            progress: Progress::Saving,
            act: None,
        })
    }

    /// An act of the journal, as [`Entry::giving`].
    pub fn of(act: &Act, me: ClerkId) -> Option<Self> {
        let envelope = &act.envelope;
        envelope.command.concerns_clerk().then(|| Self {
            id: Id::Seq(envelope.seq),
            target: envelope.target,
            at: envelope.at,
            command: envelope.command.clone(),
            progress: progress(act, me),
            act: Some(act.clone()),
        })
    }

    /// The register's word, once it has come.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.act.as_ref()?.outcome.as_ref()
    }

    /// The refused act that this one followed.
    pub fn root(&self) -> Option<u64> {
        self.act.as_ref()?.root()
    }

    /// Whether a person has to deal with it.
    pub fn needs_person(&self) -> bool {
        self.progress == Progress::Attention
    }
}

pub(super) fn progress(act: &Act, me: ClerkId) -> Progress {
    match &act.outcome {
        None => Progress::Saved,
        Some(outcome) if needs_person(&act.envelope, outcome, me) => Progress::Attention,
        Some(_) => Progress::Applied,
    }
}
