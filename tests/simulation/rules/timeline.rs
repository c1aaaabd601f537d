//! The acts of all desks, and the rows of the register that are still there at the end.

use std::collections::{BTreeMap, BTreeSet};

use reestr::api::sync::Outcome;
use uuid::Uuid;

use crate::simulation::history::{Act, Desk, Event, Moment, Wrote};

/// An act and the desk that gave it.
#[derive(Clone, Debug)]
pub struct Given {
    pub desk: Desk,
    pub act: Act,
    /// Whether the desk has called it saved; what was only found on its disk may as well be gone.
    pub saved: bool,
    /// Lost with a journal that was put back to a state before it.
    pub forgiven: bool,
}

pub struct Timeline {
    /// In the order in which they were given.
    pub acts: Vec<Given>,
    /// Place in `acts` by identifier.
    pub by_id: BTreeMap<Uuid, usize>,
    /// What the register has written and not lost by being put back.
    pub rows: Vec<Wrote>,
    /// Answers that the register had given and lost, too.
    pub said: Vec<(Uuid, Outcome)>,
    pub told: Vec<(Desk, Uuid, Outcome)>,
    /// Whether the register was put back to a backup.
    pub put_back: bool,
    /// Whether two desks worked with copies of one store.
    pub copied: bool,
}

impl Timeline {
    pub fn of(history: &[Moment]) -> Self {
        let mut timeline = Self {
            acts: Vec::new(),
            by_id: BTreeMap::new(),
            rows: Vec::new(),
            said: Vec::new(),
            told: Vec::new(),
            put_back: false,
            copied: false,
        };
        let mut backup = 0;
        let mut copies: BTreeMap<Desk, usize> = BTreeMap::new();
        for moment in history {
            match &moment.event {
                Event::Saved { desk, act } => timeline.give(*desk, act, true),
                Event::Found { desk, act } => timeline.give(*desk, act, false),
                Event::Told { desk, id, outcome } => {
                    timeline.told.push((*desk, *id, outcome.clone()));
                }
                Event::Committed { rows } => timeline.commit(rows),
                Event::JournalCopied { desk } => {
                    copies.insert(*desk, timeline.acts.len());
                }
                Event::JournalPutBack { desk } => {
                    let since = copies.get(desk).copied().unwrap_or_default();
                    for given in &mut timeline.acts[since..] {
                        given.forgiven |= given.desk == *desk;
                    }
                }
                Event::StoreCopied { to, .. } => {
                    // What only the store had that gave way is gone.
                    for given in timeline.acts.iter_mut().filter(|g| g.desk == *to) {
                        given.forgiven = true;
                    }
                    copies.remove(to);
                    timeline.copied = true;
                }
                Event::BackedUp => backup = timeline.rows.len(),
                Event::PutBack => {
                    timeline.rows.truncate(backup);
                    timeline.put_back = true;
                }
                _ => {}
            }
        }
        timeline
    }

    fn give(&mut self, desk: Desk, act: &Act, saved: bool) {
        if let Some(place) = self.by_id.get(&act.id) {
            self.acts[*place].saved |= saved;
            return;
        }
        self.by_id.insert(act.id, self.acts.len());
        self.acts.push(Given {
            desk,
            act: act.clone(),
            saved,
            forgiven: false,
        });
    }

    fn commit(&mut self, rows: &[Wrote]) {
        for row in rows {
            if let Wrote::Result { id, outcome, .. } = row {
                self.said.push((*id, outcome.clone()));
            }
        }
        self.rows.extend(rows.iter().cloned());
    }

    pub fn act(&self, id: Uuid) -> Option<&Given> {
        self.by_id.get(&id).map(|place| &self.acts[*place])
    }

    /// The first answer to each act that is still at the register, with its place in time.
    pub fn answers(&self) -> BTreeMap<Uuid, (usize, Outcome)> {
        let mut answers = BTreeMap::new();
        for (place, row) in self.rows.iter().enumerate() {
            if let Wrote::Result { id, outcome, .. } = row {
                answers.entry(*id).or_insert((place, outcome.clone()));
            }
        }
        answers
    }

    pub fn desks(&self) -> BTreeSet<Desk> {
        self.acts.iter().map(|given| given.desk).collect()
    }
}
