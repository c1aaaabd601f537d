//! The acts of this desk: those that are being saved, that wait, that need a person, and the last applied ones.

use chrono::{DateTime, Utc};

use super::entry::{Entry, Id, progress};
use crate::api::sync::Outcome;
use crate::domain::ClerkId;
use crate::sync::desk::{Ask, News, Renewal};
use crate::tui::action::Place;
use crate::tui::widgets::signs::Progress;
use crate::tui::widgets::{Cursor, Scroll};

/// Applied acts that stay to be looked at.
const APPLIED_KEPT: usize = 50;

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

/// One line of the list.
#[derive(Clone, Copy, Debug)]
pub(super) enum Row<'a> {
    /// What is to be read about a journal that goes on under a new name.
    Renewal(&'a Renewal),
    Act(&'a Entry),
}

#[derive(Debug, Default)]
pub struct State {
    /// In the order in which they were given.
    pub(super) entries: Vec<Entry>,
    pub(super) cursor: Cursor,
    /// The act that is being read.
    pub(super) open: Option<Id>,
    pub(super) scroll: Scroll,
    renewal: Option<Renewal>,
}

impl State {
    /// Takes note of a command on its way to the disk.
    pub fn giving(&mut self, ask: &Ask) {
        self.entries.extend(Entry::giving(ask));
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

    /// What the clerk has not read yet about a journal that goes on under a new name.
    #[must_use]
    pub fn renewal(&self) -> Option<&Renewal> {
        self.renewal.as_ref()
    }

    /// The panel was opened by its key: not an act that was read before, but all of them.
    pub fn show_list(&mut self) {
        self.open = None;
    }

    pub fn renewal_read(&mut self) {
        self.renewal = None;
        let count = self.rows().len();
        self.cursor.clamp(count);
    }

    /// One entry per matter: what followed a refused act goes with it.
    fn in_state(&self, progress: Progress) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| {
            let root = entry.root().map(Id::Seq);
            let follows = root.is_some_and(|root| self.entries.iter().any(|e| e.id == root));
            entry.progress == progress && !follows
        })
    }

    /// What is to be read, what needs a person, then what waits, then what was applied, the newest of these first.
    pub(super) fn rows(&self) -> Vec<Row<'_>> {
        let acts = self
            .in_state(Progress::Attention)
            .chain(self.in_state(Progress::Saving))
            .chain(self.in_state(Progress::Saved))
            .chain(self.in_state(Progress::Applied).rev());
        self.renewal
            .iter()
            .map(Row::Renewal)
            .chain(acts.map(Row::Act))
            .collect()
    }

    /// The act that keys are about: the one that is read, else the selected one.
    pub(super) fn selected(&self) -> Option<&Entry> {
        if let Some(id) = self.open {
            return self.entry(id);
        }
        match self.rows().get(self.cursor.selected()) {
            Some(Row::Act(entry)) => Some(entry),
            _ => None,
        }
    }

    pub(super) fn entry(&self, id: Id) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// Acts that were refused because they followed this one, in their order.
    pub(super) fn followers(&self, id: Id) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(move |entry| entry.root().map(Id::Seq) == Some(id))
    }

    /// The selection stays on its act while others come and go.
    pub(super) fn hear(&mut self, news: &News, me: ClerkId) {
        let selected = self.selected().map(|entry| entry.id);
        let mut follow = selected;
        match news {
            News::Unlocked(unlocked) => {
                let acts = unlocked.acts.iter();
                self.entries = acts.filter_map(|act| Entry::of(act, me)).collect();
                self.renewal.clone_from(&unlocked.renewal);
                self.open = None;
            }
            News::Renewed(renewal) => self.renewal = Some((**renewal).clone()),
            News::Saved { ticket, act } => {
                let (old, new) = (Id::Ticket(*ticket), Id::Seq(act.envelope.seq));
                self.entries.retain(|entry| entry.id != old);
                self.entries.extend(Entry::of(act, me));
                for id in [&mut follow, &mut self.open].into_iter().flatten() {
                    if *id == old {
                        *id = new;
                    }
                }
            }
            News::NotSaved { ticket, .. } => {
                self.entries.retain(|entry| entry.id != Id::Ticket(*ticket));
            }
            News::Settled { seq, outcome } => self.settle(*seq, outcome, me),
            _ => return,
        }
        if self.open.is_some_and(|id| self.entry(id).is_none()) {
            self.open = None;
        }
        let rows = self.rows();
        let count = rows.len();
        let at = follow.and_then(|id| {
            rows.iter()
                .position(|row| matches!(row, Row::Act(entry) if entry.id == id))
        });
        if let Some(row) = at {
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

    /// The act was dealt with elsewhere.
    pub fn dismissed(&mut self, seq: u64) {
        self.put_away(Id::Seq(seq));
    }

    /// Takes an act from the list, with those that only followed it.
    pub(super) fn put_away(&mut self, id: Id) {
        self.entries
            .retain(|entry| entry.id != id && entry.root().map(Id::Seq) != Some(id));
        if self.open == Some(id) {
            self.open = None;
        }
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
