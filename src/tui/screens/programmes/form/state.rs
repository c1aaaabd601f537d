//! What the form knows: what was typed, at which level the clerk is, and which rows were left behind.

use std::collections::BTreeSet;

use crate::domain::Programme;
use crate::tui::form::Sheet;
use crate::tui::screens::{Desk, Effect};

use super::draft;
use super::entry::{About, Entry};
use super::read::{self, Fault};
use super::slot::Slot;

/// What stands in a row of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Of(Slot),
    /// A module or group, by its place.
    Child(usize),
    /// One more of them.
    Add,
}

/// A module or group that was taken out, with the place where it stood.
#[derive(Clone, Debug)]
pub struct Removed {
    pub path: Vec<usize>,
    pub at: usize,
    pub entry: Entry,
}

pub struct Form {
    pub about: About,
    pub tree: Entry,
    /// What it was when it was opened; nothing is kept while nothing else is typed.
    pub start: Entry,
    /// The year that the groups are judged by, where one alone is filled in.
    pub year: u16,
    /// The places that lead to the entry on the sheet.
    pub path: Vec<usize>,
    pub keys: Vec<Key>,
    pub sheet: Sheet,
    /// Rows whose faults are told: not while the first letters are typed.
    pub left: BTreeSet<(Vec<usize>, Slot)>,
    /// Saving was tried: all faults are told.
    pub tried: bool,
    pub removed: Option<Removed>,
}

impl Form {
    /// The entry on the sheet.
    #[must_use]
    pub fn here(&self) -> &Entry {
        self.tree.at(&self.path).unwrap_or(&self.tree)
    }

    #[must_use]
    pub fn key(&self) -> Option<Key> {
        self.keys.get(self.sheet.focus()).copied()
    }

    /// Whether letters are text now.
    #[must_use]
    pub fn typing(&self) -> bool {
        self.sheet.typing()
    }

    /// Whether a module or group is selected that can be taken out.
    #[must_use]
    pub fn on_child(&self) -> bool {
        matches!(self.key(), Some(Key::Child(_)))
    }

    /// Everything that is wrong now, in the order of the form.
    #[must_use]
    pub fn faults(&self, desk: &Desk<'_>) -> Vec<Fault> {
        match self.about {
            About::Outline(_) => read::faults(&self.tree, self.current(desk)),
            About::Group(..) => read::group_faults(&self.tree, self.year),
        }
    }

    #[must_use]
    pub fn current<'d>(&self, desk: &Desk<'d>) -> Option<&'d Programme> {
        let programme = self.about.programme();
        desk.register.enrolment().programme(programme)
    }

    /// The fault of a row, once it is told.
    #[must_use]
    pub fn told<'f>(&self, row: usize, faults: &'f [Fault]) -> Option<&'f Fault> {
        let key = self.keys.get(row)?;
        faults.iter().find(|fault| match (*key, fault.slot) {
            (Key::Of(slot), Some(wrong)) => {
                let here = fault.path == self.path && wrong == slot;
                here && (self.tried || self.left.contains(&(self.path.clone(), slot)))
            }
            (Key::Child(at), _) => {
                let depth = self.path.len();
                self.tried
                    && fault.path.starts_with(&self.path)
                    && fault.path.get(depth) == Some(&at)
            }
            (Key::Add, None) => self.tried && fault.path == self.path,
            _ => false,
        })
    }

    /// Takes the rows of the sheet into what was typed. True: something is another now.
    pub fn take(&mut self) -> bool {
        let values: Vec<(Slot, String)> = self
            .keys
            .iter()
            .zip(self.sheet.rows())
            .filter_map(|(key, row)| match key {
                Key::Of(slot) => Some((*slot, row.value())),
                _ => None,
            })
            .collect();
        let Some(entry) = self.tree.at_mut(&self.path) else {
            return false;
        };
        let before = entry.values.clone();
        for (slot, typed) in values {
            entry.set(slot, typed);
        }
        entry.values != before
    }

    /// Keeps what is typed, or drops it where nothing is typed any more.
    #[must_use]
    pub fn keep(&self) -> Effect {
        if self.tree == self.start {
            draft::forget(self.about)
        } else {
            draft::keep(self.about, &self.tree)
        }
    }
}
