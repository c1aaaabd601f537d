//! The acts of this desk: those that are being saved, that wait, that need a person, and the last applied ones.

use chrono::{DateTime, Utc};

use crate::api::sync::Outcome;
use crate::domain::{ApplicationNumber, ClerkId, Command};
use crate::store::act::needs_person;
use crate::sync::desk::{Act, Ask, News, Ticket};
use crate::tui::action::Place;
use crate::tui::widgets::Cursor;
use crate::tui::widgets::signs::Progress;

/// Applied acts that stay to be looked at.
const APPLIED_KEPT: usize = 50;

/// What tells one act from the others: its ticket until it is saved, then its seq.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Id {
    Ticket(Ticket),
    Seq(u64),
}

/// One act as the list shows it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub id: Id,
    pub target: ApplicationNumber,
    pub at: DateTime<Utc>,
    /// Code of the command.
    pub what: &'static str,
    pub progress: Progress,
    /// From when it is in the journal.
    act: Option<Act>,
}

impl Entry {
    /// An act of the journal. `None`: it only audits, and concerns nobody at the desk.
    fn of(act: &Act, me: ClerkId) -> Option<Self> {
        let envelope = &act.envelope;
        envelope.command.changes_record().then(|| Self {
            id: Id::Seq(envelope.seq),
            target: envelope.target,
            at: envelope.at,
            what: envelope.command.code(),
            progress: progress(act, me),
            act: Some(act.clone()),
        })
    }

    /// The register's word, once it has come.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.act.as_ref()?.outcome.as_ref()
    }

    /// The command itself, from when it is in the journal.
    pub fn command(&self) -> Option<&Command> {
        Some(&self.act.as_ref()?.envelope.command)
    }

    /// The refused act that this one followed.
    fn root(&self) -> Option<u64> {
        self.act.as_ref()?.root()
    }
}

fn progress(act: &Act, me: ClerkId) -> Progress {
    match &act.outcome {
        None => Progress::Saved,
        Some(outcome) if needs_person(&act.envelope, outcome, me) => Progress::Attention,
        Some(_) => Progress::Applied,
    }
}

/// How much waits, for the status row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Not on the disk yet.
    pub saving: usize,
    /// Saved here; the register hasn't answered.
    pub saved: usize,
    /// Refused, or changed by someone.
    pub attention: usize,
    /// When the oldest of the saved ones was given.
    pub oldest: Option<DateTime<Utc>>,
}

#[derive(Debug, Default)]
pub struct State {
    /// In the order in which they were given.
    entries: Vec<Entry>,
    pub(super) cursor: Cursor,
}

impl State {
    /// Takes note of a command on its way to the disk.
    pub fn giving(&mut self, ask: &Ask) {
        if let Ask::Give {
            ticket,
            target,
            at,
            command,
            ..
        } = ask
            && command.changes_record()
        {
            self.entries.push(Entry {
                id: Id::Ticket(*ticket),
                target: *target,
                at: *at,
                what: command.code(),
                progress: Progress::Saving,
                act: None,
            });
        }
    }

    /// How much waits for the disk, the register or a person.
    #[must_use]
    pub fn waiting(&self) -> Waiting {
        let count = |progress| self.in_state(progress).count();
        Waiting {
            saving: count(Progress::Saving),
            saved: count(Progress::Saved),
            attention: count(Progress::Attention),
            oldest: self.in_state(Progress::Saved).map(|e| e.at).min(),
        }
    }

    /// One entry per matter: what followed a refused act goes with it.
    fn in_state(&self, progress: Progress) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| {
            let root = entry.root().map(Id::Seq);
            let follows = root.is_some_and(|root| self.entries.iter().any(|e| e.id == root));
            entry.progress == progress && !follows
        })
    }

    /// What needs a person, then what waits, then what was applied, the newest of these first.
    pub(super) fn rows(&self) -> Vec<&Entry> {
        self.in_state(Progress::Attention)
            .chain(self.in_state(Progress::Saving))
            .chain(self.in_state(Progress::Saved))
            .chain(self.in_state(Progress::Applied).rev())
            .collect()
    }

    pub(super) fn selected(&self) -> Option<&Entry> {
        self.rows().get(self.cursor.selected()).copied()
    }

    /// The selection stays on its act while others come and go.
    pub(super) fn hear(&mut self, news: &News, me: ClerkId) {
        let selected = self.selected().map(|entry| entry.id);
        match news {
            News::Unlocked(unlocked) => {
                let entries = unlocked.acts.iter();
                self.entries = entries.filter_map(|act| Entry::of(act, me)).collect();
            }
            News::Saved { ticket, act } => {
                self.entries.retain(|entry| entry.id != Id::Ticket(*ticket));
                self.entries.extend(Entry::of(act, me));
            }
            News::NotSaved { ticket, .. } => {
                self.entries.retain(|entry| entry.id != Id::Ticket(*ticket));
            }
            News::Settled { seq, outcome } => self.settle(*seq, outcome, me),
            _ => return,
        }
        let rows = self.rows();
        let count = rows.len();
        let follow = selected.and_then(|id| rows.iter().position(|entry| entry.id == id));
        if let Some(row) = follow {
            self.cursor.carry(row);
        }
        self.cursor.clamp(count);
    }

    fn settle(&mut self, seq: u64, outcome: &Outcome, me: ClerkId) {
        let entry = self.entries.iter_mut().find(|e| e.id == Id::Seq(seq));
        if let Some(entry) = entry
            && let Some(act) = &mut entry.act
        {
            act.outcome = Some(outcome.clone());
            entry.progress = progress(act, me);
        }
        let applied = self.in_state(Progress::Applied).count();
        let mut over = applied.saturating_sub(APPLIED_KEPT);
        self.entries.retain(|entry| {
            let drop = over > 0 && entry.progress == Progress::Applied;
            over -= usize::from(drop);
            !drop
        });
    }

    /// Takes an act from the list, with those that only followed it.
    pub(super) fn put_away(&mut self, id: Id) {
        self.entries
            .retain(|entry| entry.id != id && entry.root().map(Id::Seq) != Some(id));
        let count = self.rows().len();
        self.cursor.clamp(count);
    }
}

#[must_use]
pub fn typing(_: &State) -> bool {
    false
}

#[must_use]
pub fn place(_: &State) -> Place {
    Place::Outbox
}
